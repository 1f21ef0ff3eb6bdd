"""`eligib sources`: what is listed, verified and found, and what is said of the rest."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
import yaml

from support.documents import stored_as, written
from support.rules import HEAD, rules_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.command import Ran

    Command = Callable[..., Ran]

TEXT = "对企业给予示例奖励50万元。\n另有补贴20%的说法。\n比赛奖金2万元。\n"
RULE = f"""\
{HEAD}\
  grant:
    title: {{zh: 示例, en: example}}
    kind: award
    paid_to: enterprise
    cite: {{line: 1, anchor: 示例奖励50万元}}
    when: [in-zone: company.place within hangzhou]
    value: {{exactly: 50万元}}
"""
DISMISSED = "dismissed: [{line: 3, reason: {zh: 比赛奖金, en: prizes of a race}}]\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Return a folder with rules, their source and its document."""
    rules = rules_folder(tmp_path, RULE)
    (rules / "seeds" / "example-gazette.yaml").write_text(stored_as(TEXT) + DISMISSED, "utf-8")
    written(tmp_path, TEXT)
    return tmp_path


def run(eligib: Command, place: Path, *words: str, lang: str = "en") -> Ran:
    """Run `eligib sources` with the rules of `place`."""
    return eligib("sources", *words, "--rules", str(place / "rules"), "--lang", lang)


@pytest.mark.parametrize(("lang", "said"), [("en", "benefits"), ("zh", "优惠")])
def test_list_counts_what_rests_on_each_source(eligib: Command, place: Path, lang: str, said: str) -> None:
    """The table has a row for each source, in the language of the run."""
    ran = run(eligib, place, "list", lang=lang)

    assert ran.code == 0
    assert said in ran.out
    row = next(line for line in ran.out.splitlines() if line.startswith("example-gazette"))
    assert row.split()[-3:] == ["2020-06", "1", "1"]


def test_list_as_json(eligib: Command, place: Path) -> None:
    """The same as data."""
    data = json.loads(run(eligib, place, "list", "--format", "json").out)

    assert data["format"] == "eligib.sources/1"
    (source,) = data["sources"]
    assert (source["id"], source["citations"], source["benefits"]) == (
        "example-gazette",
        1,
        ["zhejiang/grant"],
    )


def test_list_fits_eighty_columns(eligib: Command, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Too narrow for columns, each source has lines of its own."""
    monkeypatch.setenv("COLUMNS", "80")

    lines = run(eligib, place, "list").out.splitlines()

    assert lines[0] == "example-gazette"
    assert max(map(len, lines)) <= 80


def test_verify_says_that_all_stands(eligib: Command, place: Path) -> None:
    """Where every anchor stands, one sentence says how many, and the exit code is 0."""
    ran = run(eligib, place, "verify", "--documents", str(place))

    assert (ran.code, ran.err) == (0, "")
    assert "1 citations and 1 dismissals" in ran.out


def test_verify_tells_what_is_off(eligib: Command, place: Path) -> None:
    """A citation that is off is told with file, line, column and the line on which it stands."""
    rule = place / "rules" / "zhejiang" / "example.yaml"
    rule.write_text(RULE.replace("line: 1", "line: 2"), "utf-8")

    ran = run(eligib, place, "verify", "--documents", str(place))

    assert (ran.code, ran.out) == (3, "")
    assert "error[anchor-elsewhere]" in ran.err
    assert f"{rule}:8:29" in ran.err
    assert "did you mean `line: 1`?" in ran.err


def test_verify_finds_the_documents_by_the_environment(
    eligib: Command, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`ELIGIB_DOCUMENTS` names the folder where the option does not; without both that is a usage error."""
    monkeypatch.setenv("ELIGIB_DOCUMENTS", str(place))
    assert run(eligib, place, "verify").code == 0

    monkeypatch.delenv("ELIGIB_DOCUMENTS")
    ran = run(eligib, place, "verify")
    assert (ran.code, ran.out) == (2, "")
    assert "`--documents`" in ran.err


def test_verify_misses_a_document(eligib: Command, place: Path) -> None:
    """A document that is not in the folder is a fault of its source's file."""
    (place / "example.txt").unlink()

    ran = run(eligib, place, "verify", "--documents", str(place))

    assert ran.code == 3
    assert "error[document-missing]" in ran.err


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "en",
            ["cited: zhejiang/grant", "dismissed: prizes of a race", "6 finds", "2 open (1 of them figures)"],
        ),
        ("zh", ["已引用：zhejiang/grant", "已排除：比赛奖金", "6 处"]),
    ],
)
def test_scan_says_what_became_of_each_find(eligib: Command, place: Path, lang: str, said: list[str]) -> None:
    """Each find has a row with its line, excerpt and account, and the last line counts them."""
    ran = run(eligib, place, "scan", str(place / "example.txt"), lang=lang)

    assert (ran.code, ran.err) == (0, "")
    for text in said:
        assert text in ran.out
    assert "[20%]" in ran.out


def test_scan_shows_what_is_asked_for(eligib: Command, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """`--only` keeps rows of that status, and the counts stay those of the document."""
    monkeypatch.setenv("COLUMNS", "80")

    ran = run(eligib, place, "scan", str(place / "example.txt"), "--only", "open")

    assert "[20%]" in ran.out
    assert "[2万元]" not in ran.out
    assert "6 finds" in ran.out.replace("\n", " ")


def test_scan_as_json(eligib: Command, place: Path) -> None:
    """The same as data, with an anchor ready for each find and no long text."""
    path = str(place / "example.txt")

    data = json.loads(run(eligib, place, "scan", path, path, "--format", "json", "--only", "open").out)

    assert data["format"] == "eligib.scan/1"
    first, second = data["documents"]
    assert first == second
    assert first["counts"] == {"open": 2, "cited": 2, "reported": 0, "dismissed": 2}
    (share,) = [find for find in first["finds"] if find["kind"] == "share"]
    assert (share["line"], share["column"], share["text"], share["status"]) == (2, 5, "20%", "open")
    assert share["values"] == [{"unit": "part", "value": "0.2"}]
    assert share["anchor"] == "另有补贴20%的说法"


def test_scan_of_an_unknown_document(eligib: Command, place: Path) -> None:
    """A document that no source names is said to be none, with its encoding."""
    path = written(place, "给予補貼5万元".encode("gb18030"), "new.txt")

    ran = run(eligib, place, "scan", str(path))

    assert ran.code == 0
    assert "new.txt · not among the sources · GB18030 · 1 lines" in ran.out


def test_scan_of_a_changed_document(eligib: Command, place: Path) -> None:
    """A document that is known by its name alone is said to have changed."""
    path = written(place, TEXT + "另有奖励3万元。\n")

    ran = run(eligib, place, "scan", str(path), "--only", "open")

    assert "example gazette, changed since the rules were written" in ran.out
    assert "[3万元]" in ran.out


def test_scan_goes_on_after_a_document_that_cannot_be_read(eligib: Command, place: Path) -> None:
    """What can be read is reported, the rest is a fault."""
    ran = run(eligib, place, "scan", str(place / "none.txt"), str(place / "example.txt"))

    assert ran.code == 3
    assert "6 finds" in ran.out
    assert "error[file-missing]" in ran.err


def test_scan_shows_no_control_characters(eligib: Command, place: Path) -> None:
    """What a terminal would obey is written out."""
    path = written(place, "给予奖励\x1b[31m5万元\n", "evil\x1b[2J.txt")

    ran = run(eligib, place, "scan", str(path))

    assert ran.code == 0
    assert "\x1b" not in ran.out


def test_skeleton_is_yaml_for_the_chosen_lines(eligib: Command, place: Path) -> None:
    """`--skeleton` prints a rule file for what is open on the lines, with their citation."""
    ran = run(eligib, place, "scan", str(place / "example.txt"), "--skeleton", "2")

    assert (ran.code, ran.err) == (0, "")
    rule = yaml.safe_load(ran.out)
    assert (rule["zone"], rule["source"]) == ("TODO", "example-gazette")
    assert rule["benefits"]["line-2"]["cite"] == {"line": 2, "anchor": "另有补贴20%的说法"}
    assert rule["benefits"]["line-2"]["value"] == {"share": "20%", "of": "TODO"}


def test_skeleton_of_an_unknown_document_brings_its_source(eligib: Command, place: Path) -> None:
    """For a new document the file for `seeds/` is told beside the rule, which alone is on standard output."""
    path = written(place, "给予补贴5万元\n", "new.txt")

    ran = run(eligib, place, "scan", str(path), "--skeleton", "1")

    assert yaml.safe_load(ran.out)["source"] == "new"
    head, _, source = ran.err.partition("\n")
    assert "seeds/new.yaml" in head
    assert yaml.safe_load(source)["file"]["bytes"] == len("给予补贴5万元\n".encode())


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--skeleton", "x"], "names lines"),
        (["--skeleton", "0"], "names lines"),
        (["--skeleton", ""], "names lines"),
        (["--skeleton", "99"], "nothing is found on line 99"),
        (["--skeleton", "1", "{path}"], "takes one document"),
        (["--only", "opn"], "did you mean `open`?"),
        (["--format", "xml"], "is not one of"),
        (["--frmat", "json"], "did you mean `--format`?"),
    ],
)
def test_what_cannot_be_meant_is_a_usage_error(
    eligib: Command, place: Path, words: list[str], said: str
) -> None:
    """Options that make no sense are refused before anything is printed."""
    path = str(place / "example.txt")

    ran = run(eligib, place, "scan", path, *(word.format(path=path) for word in words))

    assert (ran.code, ran.out) == (2, "")
    assert said in ran.err


def test_without_a_command_the_help_is_shown(eligib: Command) -> None:
    """`eligib sources` alone lists its commands."""
    ran = eligib("--lang", "en", "sources")

    assert ran.code == 0
    assert all(name in ran.out for name in ("list", "verify", "scan"))


@pytest.mark.parametrize("command", ["list", "scan", "verify"])
def test_faulty_rules_are_refused(eligib: Command, place: Path, command: str) -> None:
    """Rules that cannot be read end every command with their faults."""
    (place / "rules" / "zhejiang" / "example.yaml").write_text("zone: nowhere\n", "utf-8")
    words = {"list": [], "scan": [str(place / "example.txt")], "verify": ["--documents", str(place)]}

    ran = run(eligib, place, command, *words[command])

    assert (ran.code, ran.out) == (3, "")
    assert "error[" in ran.err
