"""The commands with their options in both languages, and what their exit codes mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from typer.main import get_command

from eligib.cli.app import build_app
from eligib.cli.exit import Exit
from eligib.messages import LANGUAGES, Label
from pages.markdown import COLUMNS, both, code, escaped, heading, line, page, table

if TYPE_CHECKING:
    from collections.abc import Iterator

MEANINGS = {
    Exit.DONE: Label("完成", "done"),
    Exit.FAILED: Label(
        "失败：写不出结果，或程序有错", "failed: the output cannot be written, or a fault of ours"
    ),
    Exit.USAGE: Label("命令行写法有误", "the command line is wrong"),
    Exit.INVALID: Label("规则、企业档案或文件有误", "rules, a profile or a file are invalid"),
    Exit.MET: Label("出现了 `--fail-on` 所指的结论", "an outcome that `--fail-on` names was met"),
    Exit.UNDETERMINED: Label("`--strict` 下有未定的结论", "something is undetermined under `--strict`"),
}


def commands_page() -> str:
    """Return the page of all commands."""
    apps = [get_command(build_app(language)) for language in LANGUAGES]
    return page(Label("命令", "Commands"), *_command("eligib", *apps))


def _command(name: str, zh: Any, en: Any) -> Iterator[str]:  # noqa: ANN401 - Typer's own classes are private
    yield heading(2, code(name), name)
    yield "\n".join(f"{escaped(text)}  " for text in (zh.help, en.help)).rstrip()
    usage = [name, *(_metavar(param) for param in zh.params if param.param_type_name == "argument")]
    yield f"```\n{' '.join([*usage, '[OPTIONS]'])}\n```"
    pairs = zip(zh.params, en.params, strict=True)
    yield table(
        COLUMNS,
        ((code(_written(one)), escaped(one.help or ""), escaped(two.help or "")) for one, two in pairs),
    )
    for sub in getattr(zh, "commands", {}):
        yield from _command(f"{name} {sub}", zh.commands[sub], en.commands[sub])


def _written(param: Any) -> str:  # noqa: ANN401 - as above
    if param.param_type_name == "argument":
        return _metavar(param)
    value = "" if param.is_flag else f" {param.metavar or param.name.upper()}"
    return ", ".join(param.opts) + value


def _metavar(param: Any) -> str:  # noqa: ANN401 - as above
    return f"{param.metavar or param.name.upper()}{'...' if param.nargs != 1 else ''}"


def exit_codes_page() -> str:
    """Return the page of exit codes."""
    head = (line(Label("退出码", "code")), "中文", "English")
    rows = ((str(one.value), *both(MEANINGS[one])) for one in Exit)
    return page(Label("退出码", "Exit codes"), table(head, rows))
