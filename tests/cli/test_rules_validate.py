"""`eligib rules validate` as its users run it."""

from __future__ import annotations

import json
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from support.lint_cases import BASE

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.command import Ran

FAULTY = """\
zone: riverport
source: gazette
benefits:
  grant:
    title: {zh: 补助, en: grant}
    kind: subsidies
    paid_to: enterprise
    cite: {line: 2, anchor: 补助}
    when: [in-port: company.plase within riverport]
    value: unstated
"""
WARNED = FAULTY.replace("subsidies", "subsidy").replace("plase", "place")


@pytest.fixture
def rules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A sound rulebook in a fresh folder, without documents."""
    monkeypatch.delenv("ELIGIB_DOCUMENTS", raising=False)
    copytree(BASE, tmp_path / "all")
    return tmp_path / "all" / "rules"


def put(rules: Path, text: str, name: str = "riverport/case.yaml") -> str:
    """Write a rule file and return its path."""
    path = rules / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, "utf-8")
    return str(path)


def test_sound_rules_end_in_0(eligib: Callable[..., Ran], rules: Path) -> None:
    """A sound rulebook is told in one line, the note on what was not checked above it."""
    done = eligib("rules", "validate", "--rules", str(rules), "--lang", "en")

    assert (done.code, done.err) == (0, "")
    assert "note[not-checked]" in done.out
    assert done.out.endswith("files: 5, benefits: 1; errors: 0, warnings: 0, notes: 1, silenced: 1\n")


def test_documents_leave_nothing_unchecked(eligib: Callable[..., Ran], rules: Path) -> None:
    """With the documents there is no note."""
    done = eligib(
        "rules",
        "validate",
        "--rules",
        str(rules),
        "--documents",
        str(BASE / "documents"),
        "--format",
        "plain",
    )

    assert (done.code, done.out, done.err) == (0, "", "")


def test_every_fault_of_every_file_is_told(eligib: Callable[..., Ran], rules: Path) -> None:
    """One run has all of them, by file and line, and ends in 3."""
    paths = [put(rules, FAULTY, "riverport/a.yaml"), put(rules, "zone: x: y", "riverport/b.yaml")]

    done = eligib("rules", "validate", "--rules", str(rules), "--format", "plain", "--lang", "en")

    assert done.code == 3
    told = [line.partition(": ")[0] for line in done.out.splitlines() if ":" in line and "[" in line]
    assert told == [f"{paths[0]}:6:11", f"{paths[0]}:9:29", f"{paths[1]}:1:8"]


def test_warnings_fail_only_when_strict(eligib: Callable[..., Ran], rules: Path) -> None:
    """A missing example is a warning."""
    put(rules, WARNED)
    words = ("rules", "validate", "--rules", str(rules), "--format", "plain")

    assert "warning[example-missing]" in eligib(*words).out
    assert (eligib(*words).code, eligib(*words, "--strict").code) == (0, 3)


@pytest.mark.parametrize(("level", "shown"), [("error", 0), ("warning", 1), ("note", 2)])
def test_level_narrows_what_is_told(eligib: Callable[..., Ran], rules: Path, level: str, shown: int) -> None:
    """The level is the least that is told; strictness looks at all the same."""
    put(rules, WARNED)

    done = eligib(
        "rules", "validate", "--rules", str(rules), "--format", "plain", "--level", level, "--strict"
    )

    assert (len(done.out.splitlines()), done.code) == (shown, 3)


def test_only_narrows_to_codes(eligib: Callable[..., Ran], rules: Path) -> None:
    """Findings of other codes are neither told nor counted."""
    put(rules, FAULTY)

    done = eligib("rules", "validate", "--rules", str(rules), "--format", "json", "--only", "unknown-choice")

    assert [one["code"] for one in json.loads(done.out)["findings"]] == ["unknown-choice"]


def test_paths_narrow_to_files_and_find_their_rules(eligib: Callable[..., Ran], rules: Path) -> None:
    """A path is enough to know which rules are meant; faults elsewhere are not told."""
    put(rules, FAULTY)
    sound = rules / "riverport" / "base.yaml"

    assert eligib("rules", "validate", str(sound), "--format", "plain", "--level", "error").code == 0
    assert eligib("rules", "validate", str(rules / "riverport"), "--format", "plain").code == 3
    assert eligib("rules", "validate", str(rules), "--format", "plain").code == 3


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("nowhere.yaml",), "`nowhere.yaml` is no part of the rules"),
        (("--only", "exampel-missing"), "did you mean `example-missing`?"),
        (("--only", "xyz"), "there is no check `xyz`"),
        (("--format", "jsno"), "did you mean `json`?"),
        (("--level", "fatal"), "`fatal`"),
    ],
)
def test_wrong_words_are_usage_faults(eligib: Callable[..., Ran], words: tuple[str, ...], told: str) -> None:
    """What the command line gets wrong ends in 2 with a sentence."""
    done = eligib("rules", "validate", *words, "--lang", "en")

    assert done.code == 2
    assert told in done.err


def test_missing_rules_are_told(eligib: Callable[..., Ran], tmp_path: Path) -> None:
    """A directory that is not there is a fault of the input."""
    done = eligib("rules", "validate", "--rules", str(tmp_path / "none"), "--lang", "en")

    assert done.code == 3
    assert "rules-missing" in done.err


def test_sarif_names_the_checks(eligib: Callable[..., Ran], rules: Path) -> None:
    """The rule of a result says what the check is about, in the language of the run."""
    put(rules, WARNED)

    log = json.loads(
        eligib("rules", "validate", "--rules", str(rules), "--format", "sarif", "--lang", "en").out
    )

    (run,) = log["runs"]
    assert {rule["id"]: "shortDescription" in rule for rule in run["tool"]["driver"]["rules"]} == {
        "example-missing": True,
        "not-checked": False,
    }
