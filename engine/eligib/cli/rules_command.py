"""The options of `eligib rules ...`.

Typer reads the annotations when the command is defined, so this file does without postponed ones.
"""

from typing import Annotated

import typer

from eligib.cli.help_option import Command, Group
from eligib.cli.options import day, one_of
from eligib.messages import LANGUAGES, Language, render, say

FORMATS = ("table", "json")
HELP = {
    "group": say("The benefits that the rulebook knows."),
    "list": say("List the benefits: what each grants, when it can be had and where it is written."),
    "show": say("Show all that the rulebook says of a benefit, its conditions and the facts it asks."),
    "id": say("The benefit's id, as `rules list` shows it; its last part is enough where no other has it."),
    "zone": say("Only benefits of this place and of those inside it, by key or name."),
    "kind": say("Only benefits of this kind, by key or name, as `loan`."),
    "in_force": say("Only benefits that can be had on this day."),
    "source": say("Only benefits written in this source, by id or title."),
    "rules": say("The rules directory; else $ELIGIB_RULES, else the rules that come with eligib."),
    "lang": say("The language of the output; else that of the locale."),
    "format": say("A text to read, or JSON."),
    "test": say("Run the examples inside rules: what each states must come out."),
    "names": say("A rule file, a folder of them, or the id of a benefit; all benefits where none is named."),
    "test_format": say("A text to read, JSON, or XML as JUnit writes it."),
    "coverage": say("Show what the examples inside rules reach, and first what none does."),
    "coverage_format": say("A text to read, a page of HTML, or JSON."),
    "output": say("Write to this file instead of the screen."),
    "fail_under": say("Exit with code 1 where less than this share of what can be shown is."),
    "mutate": say("Change rules in one place at a time and show which changes no example notices."),
    "limit": say("At most so many changes to a benefit, spread evenly, for a quick look."),
    "fail_on_survivors": say("Exit with code 1 where some change is not noticed."),
    "watch": say("Run again after every save what it concerns, until Ctrl-C."),
}


def add_rules(app: typer.Typer, language: Language) -> None:
    """Add the group of commands to the application, its help in `language`."""
    helps = {name: render(one, language) for name, one in HELP.items()}
    rules = typer.Typer(cls=Group, add_completion=False)

    @rules.callback(invoke_without_command=True, help=helps["group"])
    def group(
        context: typer.Context,
        *,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
    ) -> None:
        one_of("--lang", lang, LANGUAGES)
        if context.invoked_subcommand is None:
            typer.echo(context.get_help())

    _add_list(rules, language, helps)
    _add_show(rules, language, helps)
    _add_test(rules, language, helps)
    _add_coverage(rules, language, helps)
    _add_mutate(rules, language, helps)
    app.add_typer(rules, name="rules")


def _add_list(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("list", cls=Command, help=helps["list"])
    def list_(  # noqa: PLR0913 - one parameter an option
        *,
        zone: Annotated[str | None, typer.Option("--zone", metavar="PLACE", help=helps["zone"])] = None,
        kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help=helps["kind"])] = None,
        in_force: Annotated[
            str | None, typer.Option("--in-force", metavar="DATE", help=helps["in_force"])
        ] = None,
        source: Annotated[
            str | None, typer.Option("--source", metavar="SOURCE", help=helps["source"])
        ] = None,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
        output: Annotated[
            str, typer.Option("--format", metavar="table|json", help=helps["format"])
        ] = "table",
    ) -> int:
        from eligib.cli.rules_list import ListRequest, run_list

        one_of("--lang", lang, LANGUAGES)
        shape = one_of("--format", output, FORMATS)
        when = None if in_force is None else day(in_force, "--in-force")
        return run_list(ListRequest(zone, kind, when, source, rules, shape, language))


def _add_show(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("show", cls=Command, help=helps["show"])
    def show(
        names: Annotated[list[str], typer.Argument(metavar="ID", help=helps["id"])],
        *,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
        output: Annotated[
            str, typer.Option("--format", metavar="table|json", help=helps["format"])
        ] = "table",
    ) -> int:
        from eligib.cli.rules_show import ShowRequest, run_show

        one_of("--lang", lang, LANGUAGES)
        shape = one_of("--format", output, FORMATS)
        return run_show(ShowRequest(names, rules, shape, language))


def _add_test(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("test", cls=Command, help=helps["test"])
    def test(
        names: Annotated[list[str] | None, typer.Argument(metavar="PATH|ID", help=helps["names"])] = None,
        *,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
        output: Annotated[
            str, typer.Option("--format", metavar="table|json|junit", help=helps["test_format"])
        ] = "table",
        watch: Annotated[bool, typer.Option("--watch", help=helps["watch"])] = False,
    ) -> int:
        from eligib.cli.rules_test import Request, run_test, run_watch

        one_of("--lang", lang, LANGUAGES)
        shape = one_of("--format", output, (*FORMATS, "junit"))
        return (run_watch if watch else run_test)(Request(names or [], rules, shape, language))


def _add_coverage(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("coverage", cls=Command, help=helps["coverage"])
    def coverage(
        names: Annotated[list[str] | None, typer.Argument(metavar="PATH|ID", help=helps["names"])] = None,
        *,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
        shape: Annotated[
            str, typer.Option("--format", metavar="table|html|json", help=helps["coverage_format"])
        ] = "table",
        output: Annotated[str | None, typer.Option("--output", metavar="FILE", help=helps["output"])] = None,
        fail_under: Annotated[
            str | None, typer.Option("--fail-under", metavar="PERCENT", help=helps["fail_under"])
        ] = None,
    ) -> int:
        from eligib.cli.rules_coverage import Request, run_coverage

        one_of("--lang", lang, LANGUAGES)
        known = one_of("--format", shape, ("table", "html", "json"))
        return run_coverage(Request(names or [], rules, known, output, fail_under, language))


def _add_mutate(rules: typer.Typer, language: Language, helps: dict[str, str]) -> None:
    @rules.command("mutate", cls=Command, help=helps["mutate"])
    def mutate(
        names: Annotated[list[str] | None, typer.Argument(metavar="PATH|ID", help=helps["names"])] = None,
        *,
        rules: Annotated[str | None, typer.Option("--rules", metavar="DIR", help=helps["rules"])] = None,
        lang: Annotated[str, typer.Option("--lang", metavar="zh|en", help=helps["lang"])] = language,
        output: Annotated[
            str, typer.Option("--format", metavar="table|json", help=helps["format"])
        ] = "table",
        limit: Annotated[str | None, typer.Option("--limit", metavar="N", help=helps["limit"])] = None,
        fail: Annotated[bool, typer.Option("--fail-on-survivors", help=helps["fail_on_survivors"])] = False,
    ) -> int:
        from eligib.cli.rules_mutate import Request, run_mutate

        one_of("--lang", lang, LANGUAGES)
        shape = one_of("--format", output, FORMATS)
        return run_mutate(Request(names or [], rules, shape, limit, fail, language))
