"""The sentences users see: all translated, all printable, each language by itself."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import sys
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING

import pytest
from babel.messages.pofile import read_po

from eligib.diagnostics import Diagnostic, Source, Span, show
from eligib.messages import LANGUAGES, LOCALE, Text, render, say

if TYPE_CHECKING:
    from eligib.messages import Language

ROOT = Path(__file__).parent.parent
SCRIPT = ROOT / "scripts" / "catalogue.py"
CATALOGUE = Path("locale", "zh_CN", "LC_MESSAGES", "eligib.po")
CHINESE = re.compile(r"[\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
INPUT = re.compile(r"`[^`]*`")
# words about which an English sentence speaks
CHINESE_UNITS = frozenset("亩角分")

script = runpy.run_path(str(SCRIPT))
with (LOCALE.parent / CATALOGUE).open("rb") as file:
    TRANSLATIONS = {str(m.id): str(m.string) for m in read_po(file, locale="zh_CN") if m.id}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Return a package with one sentence, translated and compiled."""
    (tmp_path / "code.py").write_text('say("there is no {name}", name=1)\n', "utf-8")
    script["update"](tmp_path)
    edit(tmp_path, '"there is no {name}"\nmsgstr ""', '"there is no {name}"\nmsgstr "没有{name}"')
    script["update"](tmp_path)
    return tmp_path


def edit(package: Path, old: str, new: str) -> None:
    """Replace a piece of the catalogue's text."""
    text = (package / CATALOGUE).read_text("utf-8")
    assert old in text
    (package / CATALOGUE).write_text(text.replace(old, new), "utf-8")


def dummies(template: str) -> dict[str, str]:
    """Return an argument for each placeholder, different from each other."""
    names = {name for _, name, _, _ in Formatter().parse(template) if name}
    return {name: f"<{name}>" for name in names}


def command(*words: str) -> str:
    """Return what `eligib` with these words prints."""
    environment = os.environ | {"COLUMNS": "200", "PYTHONPATH": str(ROOT / "engine")}
    done = subprocess.run(
        [sys.executable, ROOT / "cli.py", *words],
        env=environment,
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    return done.stdout


def test_the_shipped_catalogue_passes_the_check() -> None:
    """Every sentence of the engine is translated, nothing else is in the catalogue, and it is compiled."""
    done = subprocess.run(
        [sys.executable, SCRIPT, "check"], capture_output=True, encoding="utf-8", check=False
    )

    assert (done.returncode, done.stdout + done.stderr) == (0, "")


def test_another_word_than_update_or_check_is_refused() -> None:
    """A misspelt command exits with 2 and says how the script is used."""
    done = subprocess.run(
        [sys.executable, SCRIPT, "chek"], capture_output=True, encoding="utf-8", check=False
    )

    assert (done.returncode, done.stderr) == (2, "usage: python scripts/catalogue.py update|check\n")


def test_a_translated_package_has_no_faults(package: Path) -> None:
    """Where everything is as it should be, `check` has nothing to say."""
    assert script["faults"](package) == []


def test_a_package_without_a_catalogue_lacks_everything(tmp_path: Path) -> None:
    """A first run names every template and both files."""
    (tmp_path / "code.py").write_text('say("closed")\n', "utf-8")

    assert script["faults"](tmp_path) == [
        "missing: closed",
        "stale: eligib.po is not as `update` writes it",
        "stale: eligib.mo is not as `update` writes it",
    ]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('msgid "there is no {name}"', 'msgid "no {name}"', "missing: there is no {name}"),
        ('msgid "there is no {name}"', 'msgid "no {name}"', "obsolete: no {name}"),
        ('msgstr "没有{name}"', 'msgstr ""', "untranslated: there is no {name}"),
        ("#, python-brace-format", "#, fuzzy, python-brace-format", "fuzzy: there is no {name}"),
        ("没有{name}", "没有{nam}", "placeholders differ: there is no {name} -> 没有{nam}"),
        ("没有{name}", "没有{name", "placeholders differ: there is no {name} -> 没有{name"),
        ("没有{name}", "无{name}", "stale: eligib.mo is not as `update` writes it"),
        ("#, python-brace-format\n", "", "stale: eligib.po is not as `update` writes it"),
    ],
)
def test_each_fault_of_a_catalogue_is_named(package: Path, old: str, new: str, fault: str) -> None:
    """A catalogue edited by hand is checked against the code, sentence by sentence and byte by byte."""
    edit(package, old, new)

    assert fault in script["faults"](package)


@pytest.mark.parametrize(
    "call", ["say(template)", "say(f'{one} two')", "say('one ' + two)", "say()", "say('')", "say(*parts)"]
)
def test_only_a_plain_text_can_be_marked(package: Path, call: str) -> None:
    """A sentence that no extraction can read is a fault, with the place of the call."""
    (package / "more.py").write_text(f"\n{call}\n", "utf-8")

    assert script["faults"](package) == [f"not a plain text: more.py:2: {call}"]


def test_update_keeps_translations_and_drops_what_is_gone(package: Path) -> None:
    """A sentence keeps its Chinese; one that is no longer said leaves no trace, not even as a comment."""
    (package / "code.py").write_text('say("there is no {name}", name=say("closed"))\n', "utf-8")
    script["update"](package)
    edit(package, '"closed"\nmsgstr ""', '"closed"\nmsgstr "已停止受理"')

    (package / "code.py").write_text('say("there is no {name}")\n', "utf-8")
    script["update"](package)

    assert script["faults"](package) == []
    assert "没有{name}" in (package / CATALOGUE).read_text("utf-8")
    assert "closed" not in (package / CATALOGUE).read_text("utf-8")


def test_update_guesses_no_translation(package: Path) -> None:
    """A sentence that was changed a little is untranslated again, and not given the old Chinese."""
    (package / "code.py").write_text('say("there is no {name}!")\n', "utf-8")
    script["update"](package)

    assert script["faults"](package) == ["untranslated: there is no {name}!"]


def test_every_way_to_write_the_call_is_found(package: Path) -> None:
    """Joined literals, a call within another or within an f-string, through the module: all are found."""
    code = 'say("one "\n    "two", a=say("three"))\nf"{render(say(\'four\'))}"\nmessages.say("five")\n'
    (package / "code.py").write_text(code, "utf-8")
    script["update"](package)

    assert script["faults"](package) == [
        f"untranslated: {text}" for text in ("five", "four", "one two", "three")
    ]


def test_update_writes_the_same_bytes_again(package: Path) -> None:
    """No date, name or line number changes the files of an unchanged package."""
    paths = (package / CATALOGUE, (package / CATALOGUE).with_suffix(".mo"))
    before = [path.read_bytes() for path in paths]
    (package / "code.py").write_text('\n\nsay("there is no {name}")\n', "utf-8")

    script["update"](package)

    assert [path.read_bytes() for path in paths] == before


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_sentence_shows_all_its_arguments(language: Language) -> None:
    """Both languages print every argument that a sentence was given."""
    ours = [template for template in TRANSLATIONS if "{}" not in template]

    for template in ours:
        arguments = dummies(template)
        text = render(Text(template, tuple(arguments.items())), language)

        assert all(shown in text for shown in arguments.values()), text


def test_sentences_that_typer_fills_keep_its_nameless_place() -> None:
    """Typer formats its own texts by position; the Chinese has as many places."""
    typers = {template: text for template, text in TRANSLATIONS.items() if "{}" in template}

    assert {text.count("{}") for text in typers.values()} == {1}
    assert all(text.format("x") for text in typers.values())


def test_english_sentences_hold_no_chinese_but_quoted_input() -> None:
    """Chinese stands in an English sentence only as an example of input, or as the unit it speaks about."""
    found = {sign for text in TRANSLATIONS for sign in CHINESE.findall(INPUT.sub("", text))}

    assert found <= CHINESE_UNITS


def test_chinese_punctuation_is_full_width() -> None:
    """Beside a Chinese character a comma, colon, semicolon, bracket or question mark is a Chinese one."""
    half = re.compile(r"[\u4e00-\u9fff}][,:;?!()]|[,:;?!()][\u4e00-\u9fff{]")

    assert [text for text in TRANSLATIONS.values() if half.search(INPUT.sub("", text))] == []


def test_only_help_texts_end_with_a_full_stop() -> None:
    """Messages are one short sentence without a stop, in both languages; help texts have one in both."""
    stops = {template: text for template, text in TRANSLATIONS.items() if text.endswith(("。", "."))}

    assert stops.keys() == {template for template in TRANSLATIONS if template.endswith(".")}


def test_the_help_speaks_the_language_of_the_run() -> None:
    """Options and panel titles are Chinese under `--lang zh`; under `--lang en` no Chinese is left."""
    chinese, english = (command("check", "--help", "--lang", language) for language in LANGUAGES)

    assert all(word in chinese for word in ("参数", "选项", "必填", "默认：", "企业档案", "退出码"))
    assert not CHINESE.search(english)


def test_a_fault_is_told_in_the_language_of_the_run() -> None:
    """Sentence, labels, expectation and advice are all in one language, around the same input."""
    source = Source("firm.yaml", "size: smal\n")
    diagnostic = Diagnostic(
        "unknown-choice",
        say("`{got}` is no choice of `{fact}`", got="smal", fact="company.size"),
        Span(source, 1, 7, 1, 11),
        say("one of {names}", names=("small", "micro")),
        meant="small",
    )

    assert show(diagnostic, "zh").splitlines() == [
        "错误[unknown-choice]: `smal` 不是 `company.size` 的选项",
        "  --> firm.yaml:1:7",
        "   |",
        " 1 | size: smal",
        "   |       ^^^^",
        "  = 应为: small、micro 之一",
        "  = 建议: 是否指 `small`？",
    ]
    assert not CHINESE.search(show(diagnostic, "en"))
