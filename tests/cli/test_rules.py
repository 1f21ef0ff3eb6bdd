"""`eligib rules list` and `eligib rules show`: what is found, and what is said where nothing is."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from support.command import shell
from support.examples import shipped
from support.small import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable

    from support.command import Ran

    Command = Callable[..., Ran]

RULES = ("--rules", str(SMALL), "--lang", "en")
LIST = ("rules", "list", *RULES)
SHOW = ("rules", "show", *RULES)
LOAN, GRANT, RELIEF, STUDY = (
    "harbour/harbour-loan",
    "riverport/pilot-line-grant",
    "riverport/rent-relief",
    "riverport/study",
)
PUNCTUATION = re.compile(r"^[ │]*[，。、；：！？）》”·,;:!?)]")


def listed(command: Command, *words: str) -> list[str]:
    """Return the ids that the list finds."""
    ran = command(*LIST, *words, "--format", "json")
    assert ran.code == 0
    return [benefit["id"] for benefit in json.loads(ran.out)["benefits"]]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ((), [LOAN, GRANT, STUDY, RELIEF]),
        (("--zone", "riverport"), [GRANT, STUDY, RELIEF]),
        (("--zone", "河港市"), [GRANT, STUDY, RELIEF]),
        (("--zone", "RIVERPORT"), [GRANT, STUDY, RELIEF]),
        (("--zone", "coast"), [LOAN, GRANT, STUDY, RELIEF]),
        (("--zone", "biopark"), []),
        (("--zone", "inland"), []),
        (("--kind", "loan"), [LOAN]),
        (("--kind", "贷款"), [LOAN]),
        (("--kind", "waiver"), []),
        (("--source", "harbour-news"), [LOAN]),
        (("--source", "港口新闻 2023年"), [LOAN]),
        (("--in-force", "2024-02-29"), [LOAN, RELIEF]),
        (("--in-force", "2024-03-01"), [LOAN, GRANT, RELIEF]),
        (("--in-force", "2024年9月30日"), [LOAN, GRANT, RELIEF]),
        (("--in-force", "2024-10-01"), [LOAN, GRANT]),
        (("--zone", "riverport", "--kind", "subsidy", "--in-force", "2025-01-01"), [GRANT]),
    ],
    ids=" ".join,
)
def test_the_list_holds_what_is_asked_for(eligib: Command, words: tuple[str, ...], found: list[str]) -> None:
    """Place, kind, source and day narrow the list, each by key or by name; all that are given must fit."""
    assert sorted(listed(eligib, *words)) == sorted(found)


def test_the_list_says_how_many_it_found(eligib: Command) -> None:
    """The last line is the number, none included."""
    assert eligib(*LIST).out.endswith("\nbenefits found: 4\n")
    assert eligib(*LIST, "--zone", "inland").out == "benefits found: 0\n"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("list", "--zone", "riverprt"), "`--zone`: unknown `riverprt`; did you mean `riverport`?"),
        (("list", "--zone", "河港"), "`--zone`: unknown `河港`; did you mean `河港市`?"),
        (("list", "--zone", "zzzz"), "`--zone`: `zzzz` is not one of coast, "),
        (("list", "--zone", ""), "`--zone`: `` is not one of coast, "),
        (("list", "--kind", "lone"), "`--kind`: unknown `lone`; did you mean `loan`?"),
        (("list", "--kind", "xyzzy"), "`--kind`: `xyzzy` is not one of subsidy, "),
        (
            ("list", "--source", "harbour-nws"),
            "`--source`: unknown `harbour-nws`; did you mean `harbour-news`?",
        ),
        (("list", "--in-force", "2024"), "`--in-force` names one day"),
        (("list", "--in-force", "soon"), "`--in-force`: `soon` is not in a form"),
        (("list", "--in-force"), "option `--in-force` needs a value"),
        (("list", "--format", "jsn"), "`--format`: unknown `jsn`; did you mean `json`?"),
        (("list", "extra"), "the command line cannot be understood"),
        (("show",), "`ID` is missing"),
        (("show", "rent-releif"), "`ID`: unknown `rent-releif`; did you mean `riverport/rent-relief`?"),
        (("show", "riverport/rent"), "`ID`: unknown `riverport/rent`; did you mean `riverport/rent-relief`?"),
        (("show", GRANT, "xyzzy"), "`ID`: `xyzzy` is not one of harbour/harbour-loan, "),
        (("lst",), "there is no command `lst`; did you mean `list`?"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_word_is_explained(eligib: Command, words: tuple[str, ...], said: str) -> None:
    """What does not exist exits with 2 and names what was probably meant; nothing is printed."""
    command, *rest = words

    ran = eligib("rules", "--lang", "en", command, *(() if command == "lst" else RULES), *rest)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {said}")


def test_a_name_without_its_zone_will_do(eligib: Command) -> None:
    """Where no other benefit has it, the last part of an id is enough; naming one twice shows it once."""
    ran = eligib(*SHOW, "harbour-loan", LOAN)

    assert ran.code == 0
    assert ran.out.splitlines()[:2] == ["Harbour loan", LOAN]
    assert ran.out.count(LOAN) == 1


def test_broken_rules_are_told(eligib: Command) -> None:
    """Both commands exit with 3 where the rules cannot be used."""
    for words in (("rules", "list"), ("rules", "show", "x"), ("profile", "new"), ("profile", "schema")):
        ran = eligib(*words, "--rules", "missing", "--lang", "en")
        assert (ran.code, ran.out) == (3, "")
        assert ran.err.startswith("error[rules-missing]")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_shipped_benefit_is_listed_once(eligib: Command, language: str) -> None:
    """The list names each benefit of the shipped rulebook once, on a line of its own."""
    lines = [line.strip() for line in eligib("rules", "list", "--lang", language).out.splitlines()]

    assert sorted(line for line in lines if line in shipped().benefits) == sorted(shipped().benefits)


@pytest.mark.parametrize("columns", [50, 80, 120])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_shipped_benefit_can_be_shown(
    eligib: Command, monkeypatch: pytest.MonkeyPatch, language: str, columns: int
) -> None:
    """Pages and list fit the terminal, cut nothing off, and no line begins with a comma or ends in blanks."""
    monkeypatch.setenv("COLUMNS", str(columns))
    listing = eligib("rules", "list", "--lang", language)
    pages = eligib("rules", "show", "--lang", language, *shipped().benefits)

    assert (listing.code, pages.code) == (0, 0)
    lines = (listing.out + pages.out).splitlines()
    assert max(cell_len(line) for line in lines) <= columns
    assert [line for line in lines if line != line.rstrip() or PUNCTUATION.match(line)] == []
    assert "…" not in listing.out
    assert [name for name in shipped().benefits if "\n" + name + "\n" not in "\n" + pages.out] == []


def test_the_page_as_data_has_the_whole_tree(eligib: Command) -> None:
    """Groups, conditions as written, approvals with their authority, facts and cases are all there."""
    data = json.loads(eligib(*SHOW, GRANT, "--format", "json").out)["benefits"][0]

    assert [next(iter(part)) for part in data["when"]["all"] if "id" not in part] == ["any", "none"]
    assert (
        data["when"]["all"][1]["condition"] == "project.kind is pilot_line and project.investment >= 500万元"
    )
    assert data["when"]["all"][-1]["authority"]["en"] == "the Riverport S&T bureau"
    assert "company.founded_on" in [fact["path"] for fact in data["facts"]]
    assert [case["amount"] for case in data["reported"]] == ["1200000", None]
    assert data["apply"]["deadline"] == "2024-06-30"


@pytest.mark.parametrize("words", [("list",), ("list", "--format", "json"), ("show", RELIEF), ()])
def test_a_full_disk_is_told(words: tuple[str, ...]) -> None:
    """What cannot be written gives one sentence and 1."""
    ran = shell('eligib rules "$@" > /dev/full', *words, *(RULES if words else ("--lang", "en")))

    assert (ran.code, ran.err) == (1, "error: the system refused: No space left on device\n")


@pytest.mark.parametrize("words", ["rules list", f"rules show {RELIEF}", "profile new", "profile schema"])
def test_a_reader_that_goes_away_is_no_disaster(words: str) -> None:
    """With its reader gone, as after `head`, each command ends silently with 1."""
    ran = shell(f'{{ eligib {words} "$@"; echo "$?" >&3; }} 3>&2 | true', *RULES)

    assert ran.err == "1\n"


def test_without_a_command_the_group_says_what_it_can_do() -> None:
    """`eligib rules` and `eligib profile` print their help and exit with 0."""
    for group, command in (("rules", "show"), ("profile", "schema")):
        ran = shell(f"eligib {group}", LC_ALL="en_US.UTF-8")
        assert ran.code == 0
        assert f"eligib {group} [OPTIONS] COMMAND" in ran.out
        assert command in ran.out


@pytest.mark.parametrize(
    "words", ["rules", "rules list", "rules show", "profile", "profile new", "profile schema"]
)
def test_help_is_in_the_language_asked_for(words: str) -> None:
    """Under `--lang en` no Chinese is left in any help, but for examples of input; under zh there is much."""
    english, chinese = (shell(f"eligib {words} --help --lang {language}") for language in ("en", "zh"))

    assert (english.code, chinese.code) == (0, 0)
    assert not re.search("[\u4e00-\u9fff]", english.out)
    assert "显示本说明并退出" in chinese.out


def test_the_main_help_names_every_command() -> None:
    """Commands are left out of a run that names another one, never of the help."""
    for words in ("--help", "", "-h"):
        out = shell(f"eligib {words}", LC_ALL="en_US.UTF-8").out
        assert all(f" {command} " in out for command in ("check", "rules", "profile"))
