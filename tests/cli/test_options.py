"""Options and arguments: what is accepted, and what is said of the rest."""

from __future__ import annotations

import json
import re
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from support.command import AS_OF, ENGLISH, PARTIAL, ROOT, shell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.command import Ran

    Command = Callable[..., Ran]


@pytest.mark.parametrize("day", ["2021-01-15", "2021/1/15", "2021.1.15", "2021年1月15日", "20210115"])
def test_a_day_may_be_written_in_the_usual_ways(eligib: Command, day: str) -> None:
    """`--as-of` takes a day as profiles do, and the report repeats it as 2021-01-15."""
    ran = eligib("check", PARTIAL, "--as-of", day, "--lang", "en")

    assert ran.code == 0
    assert "as of 2021-01-15" in ran.out.splitlines()[0]


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2021-01", "names one day"),
        ("2021", "names one day"),
        ("garbage", "`garbage` is not in a form"),
        ("", "nothing is written here"),
        ("2021-02-30", "there is no such date"),
        ("0001-01-01", "not within 1900 to 2200"),
        ("9999-12-31", "not within 1900 to 2200"),
        ("1/2/2021", "does not start with the year"),
        ("-1", "`-1` is not in a form"),
        ("\x1b[31m", "is not in a form"),
    ],
)
def test_what_is_no_day_is_refused(eligib: Command, day: str, said: str) -> None:
    """A month, a year and garbage are usage errors, told before anything is decided."""
    ran = eligib("check", PARTIAL, f"--as-of={day}", "--lang", "en")

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("error: `--as-of`")
    assert said in ran.err
    assert "\x1b" not in ran.err


@pytest.mark.parametrize("day", ["1900-01-01", "2200-12-31"])
def test_the_first_and_the_last_day_can_be_decided(eligib: Command, day: str) -> None:
    """The ends of the calendar are days like any other."""
    assert eligib("check", PARTIAL, "--as-of", day, "--lang", "en").code == 0


def test_without_a_day_it_is_today(eligib: Command) -> None:
    """Without `--as-of` the report says the day that was taken."""
    data = json.loads(eligib("check", PARTIAL, "--format", "json").out)

    assert len(data["as_of"]) == len("2021-01-15")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("chek", PARTIAL), "there is no command `chek`; did you mean `check`?"),
        (("firm.yaml",), "there is no command `firm.yaml`; did you mean `check firm.yaml`?"),
        (("zzz",), "there is no command `zzz`"),
        (("check", PARTIAL, "--explan", "x"), "there is no option `--explan`; did you mean `--explain`?"),
        (("check", PARTIAL, "--zzzzz"), "there is no option `--zzzzz`"),
        (("check",), "`FILE` is missing"),
        (("check", PARTIAL, "--as-of"), "option `--as-of` needs a value"),
        (("check", PARTIAL, "--lang", "fr"), "`--lang`: `fr` is not one of zh, en"),
        (("check", PARTIAL, "--format", "jsn"), "`--format`: unknown `jsn`; did you mean `json`?"),
        (
            ("check", PARTIAL, "--fail-on", "eligble"),
            "`--fail-on`: unknown `eligble`; did you mean `eligible`?",
        ),
        (
            ("check", PARTIAL, "--explain", "qiantang/procurement-credi"),
            "`--explain`: unknown `qiantang/procurement-credi`; did you mean `qiantang/procurement-credit`?",
        ),
        (("check", PARTIAL, "--explain", "zzz"), "`--explain`: there is no `zzz`"),
        (("--lang", "fr"), "`--lang`: `fr` is not one of zh, en"),
    ],
    ids=lambda value: " ".join(value[:3:2]) if isinstance(value, tuple) else "",
)
def test_a_wrong_command_line_is_explained(
    eligib: Command, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...], said: str
) -> None:
    """A mistake in the words exits with 2, names the mistake and, where one is close, what was meant."""
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")

    ran = eligib(*words)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {said}")
    assert ran.err.endswith("\nsee eligib --help\n")


def test_no_arguments_print_the_help() -> None:
    """`eligib` alone says what it can do and exits with 0."""
    ran = shell("eligib", LC_ALL="en_US.UTF-8")

    assert ran.code == 0
    assert "eligib [OPTIONS] COMMAND" in ran.out
    assert "check" in ran.out


@pytest.mark.parametrize(("language", "word"), [("zh", "显示本说明并退出"), ("en", "decided")])
def test_help_is_in_the_language_asked_for(language: str, word: str) -> None:
    """`--lang` beside `--help` chooses the language of the help."""
    ran = shell(f"eligib check --help --lang {language}")

    assert ran.code == 0
    assert word in ran.out


def test_version_is_printed(eligib: Command) -> None:
    """`--version` prints name and version."""
    assert eligib("--version").out.startswith("eligib 0.")


def test_what_follows_two_dashes_is_a_file(
    eligib: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After `--`, a name that looks like an option is a file."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "--lang").write_text("company: {place: hangzhou}\n", "utf-8")

    assert eligib("check", *ENGLISH, "--", "--lang").code == 0


@pytest.mark.parametrize("benefit", ["qiantang/procurement-credit", "urumqi/extension-zero-fee"])
def test_explain_shows_one_benefit(eligib: Command, benefit: str) -> None:
    """`--explain` prints the reasoning of that benefit alone, with its citation."""
    ran = eligib("check", PARTIAL, *ENGLISH, "--explain", benefit)

    assert ran.code == 0
    assert f"({benefit})" in ran.out.splitlines()[0]
    assert ", line " in ran.out


def test_all_gives_every_benefit_a_row(eligib: Command) -> None:
    """`--all` lists what cannot be had one by one instead of in one sentence."""
    ran = eligib("check", PARTIAL, *ENGLISH, "--all")

    found = re.search(r"ineligible \((\d+)\), for firms elsewhere", eligib("check", PARTIAL, *ENGLISH).out)
    assert found is not None
    assert ran.out.count("  ineligible  ") >= int(found[1]) > 1


def test_the_command_for_more_repeats_the_options_that_matter(eligib: Command) -> None:
    """The command that the report offers names the day and the rules of this run."""
    rules = str(ROOT / "rules")

    shown = " ".join(eligib("check", PARTIAL, *ENGLISH, "--rules", rules).out.split())

    assert f"eligib check {PARTIAL} --as-of 2021-01-15 --rules {rules} --explain qiantang/" in shown


def test_missing_rules_are_told(eligib: Command, tmp_path: Path) -> None:
    """A rules directory that is not there exits with 3."""
    ran = eligib("check", PARTIAL, *ENGLISH, "--rules", str(tmp_path / "none"))

    assert (ran.code, ran.out) == (3, "")
    assert ran.err.startswith("error[rules-missing]")


def test_an_empty_rules_directory_is_told(eligib: Command, tmp_path: Path) -> None:
    """A directory without a rulebook exits with 3."""
    ran = eligib("check", PARTIAL, *ENGLISH, "--rules", str(tmp_path))

    assert (ran.code, ran.out) == (3, "")
    assert "rulebook.yaml" in ran.err


@pytest.fixture
def broken_rules(tmp_path: Path) -> Path:
    """Return a copy of the shipped rules with one misspelt key."""
    copytree(ROOT / "rules", tmp_path / "rules")
    copytree(ROOT / "seeds", tmp_path / "seeds")
    file = tmp_path / "rules" / "qiantang" / "procurement-credit.yaml"
    file.write_text(file.read_text("utf-8").replace("paid_to:", "payed_to:", 1), "utf-8")
    return tmp_path / "rules"


def test_a_broken_rule_is_told_at_its_place(eligib: Command, broken_rules: Path) -> None:
    """A fault in a rule file exits with 3 and points to file, line and column."""
    ran = eligib("check", PARTIAL, *ENGLISH, "--rules", str(broken_rules))

    file = broken_rules / "qiantang" / "procurement-credit.yaml"
    line = file.read_text("utf-8").split("payed_to:")[0].count("\n") + 1
    assert (ran.code, ran.out) == (3, "")
    assert f"--> {file}:{line}:" in ran.err
    assert "did you mean `paid_to`?" in ran.err


def test_rules_come_from_the_environment(
    eligib: Command, broken_rules: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """ELIGIB_RULES names the rules where `--rules` does not."""
    monkeypatch.setenv("ELIGIB_RULES", str(broken_rules))

    assert eligib("check", PARTIAL, *ENGLISH).code == 3
    assert eligib("check", PARTIAL, *ENGLISH, "--rules", str(ROOT / "rules")).code == 0


@pytest.mark.parametrize(
    ("words", "variables", "chinese"),
    [
        ((), {}, True),
        ((), {"LANG": "en_US.UTF-8"}, False),
        ((), {"LANG": "C"}, True),
        ((), {"LANG": "de_DE.UTF-8"}, True),
        ((), {"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, True),
        ((), {"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_GB"}, False),
        ((), {"LC_MESSAGES": "zh_CN.UTF-8", "LC_ALL": "en_US"}, False),
        ((), {"LC_ALL": "", "LANG": "en_US.UTF-8"}, False),
        (("--lang", "zh"), {"LC_ALL": "en_US"}, True),
        (("--lang=en",), {"LC_ALL": "zh_CN"}, False),
        (("--lang", "zh", "--lang", "en"), {}, False),
    ],
)
def test_the_language_is_the_option_else_the_locale_else_chinese(
    eligib: Command,
    monkeypatch: pytest.MonkeyPatch,
    words: tuple[str, ...],
    variables: dict[str, str],
    *,
    chinese: bool,
) -> None:
    """The last `--lang` counts first; then LC_ALL, LC_MESSAGES, LANG; Chinese if none is English."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)

    ran = eligib("check", "missing.yaml", *AS_OF, *words)

    assert ran.err.startswith("错误" if chinese else "error")


def test_rules_without_their_sources_are_told_once(eligib: Command, tmp_path: Path) -> None:
    """A copy of the rules alone lacks the folder of sources: one fault, and none for each rule that cites."""
    copytree(ROOT / "rules", tmp_path / "rules")

    ran = eligib("check", PARTIAL, *ENGLISH, "--rules", str(tmp_path / "rules"))

    assert ran.code == 3
    assert ran.err.count("error[") == 1
    assert "no folder `seeds`" in ran.err
