"""`eligib rules test`, `coverage` and `mutate`: exit codes, forms, names, and watching."""

from __future__ import annotations

import json
import os
import select
import signal
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest

from support.command import start
from support.trials import ID, rules_of

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

    from support.command import Ran

    Command = Callable[..., Ran]

BENEFIT: dict[str, Any] = {"when": [{"listed": "company.listed"}, {"few": "company.employees <= 300"}]}
GIVEN = {"company": {"listed": "yes", "employees": "300"}}
RIGHT = {"given": GIVEN, "then": {"outcome": "eligible"}}
WRONG = {"given": GIVEN, "then": {"outcome": "ineligible"}, "because": 'a <wrong> & "odd" reason'}
FAULTY = {"given": {"company": {"employes": "3"}}, "then": {"outcome": "eligible"}}
FILE = "zhejiang/example.yaml"


@pytest.fixture
def book(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """Return a function that writes a rulebook with these examples and returns its directory."""
    monkeypatch.setenv("ELIGIB_CACHE", str(tmp_path / "kept"))
    return lambda *examples: str(rules_of(tmp_path, BENEFIT, examples))


@pytest.mark.parametrize(
    ("examples", "code", "out"),
    [
        ((RIGHT,), 0, "examples run: 1 (benefits: 1), all as stated\n"),
        ((RIGHT, WRONG), 1, "examples run: 2 (benefits: 1); as stated: 1, otherwise: 1\n"),
        ((RIGHT, FAULTY), 3, "examples run: 1 (benefits: 1), all as stated\n"),
        ((), 0, "without any example: zhejiang/one\nexamples run: 0 (benefits: 1), all as stated\n"),
    ],
)
def test_examples_decide_the_exit_code(
    eligib: Command, book: Callable[..., str], examples: tuple[Any, ...], code: int, out: str
) -> None:
    """All as stated is 0, otherwise 1, and an example that cannot be read is 3."""
    ran = eligib("rules", "test", "--rules", book(*examples), "--lang", "en")

    assert ran.code == code
    assert ran.out.endswith(out)


def test_a_difference_is_told_with_its_place_and_why(eligib: Command, book: Callable[..., str]) -> None:
    """File and line, stated beside found, the decisive reason, and the example's own."""
    rules = book(WRONG)
    ran = eligib("rules", "test", "--rules", rules, "--lang", "en")
    lines = Path(rules, FILE).read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "- because" in text)

    assert f"{rules}/{FILE}:{line}" in ran.out.replace("\n", "")
    assert "outcome: stated ineligible, found eligible" in ran.out
    assert "why: all conditions are met" in ran.out
    assert 'because: a <wrong> & "odd" reason' in ran.out


def test_a_fault_of_an_example_is_underlined(eligib: Command, book: Callable[..., str]) -> None:
    """A given that is no firm is a diagnostic like that of a profile."""
    ran = eligib("rules", "test", "--rules", book(FAULTY), "--lang", "en")

    assert "error[unknown-fact]: unknown fact `company.employes`" in ran.err
    assert "did you mean `employees`?" in ran.err


def test_junit_is_xml_with_every_example(eligib: Command, book: Callable[..., str]) -> None:
    """A suite for each benefit, a case for each example, failures and errors counted."""
    ran = eligib("rules", "test", "--rules", book(RIGHT, WRONG, FAULTY), "--format", "junit", "--lang", "en")
    root = ET.fromstring(ran.out)  # noqa: S314 - our own

    assert root.attrib == {"tests": "3", "failures": "1", "errors": "1"}
    assert [suite.get("name") for suite in root] == [ID, "unreadable"]
    assert [case.find("failure") is not None for case in root[0]] == [False, True]
    failure = root[0][1].find("failure")
    assert failure is not None
    assert failure.get("message") == "outcome: stated ineligible, found eligible"
    assert root[1][0].find("error") is not None


def test_json_has_what_differs(eligib: Command, book: Callable[..., str]) -> None:
    """The numbers, and each difference with its place and why."""
    data = json.loads(eligib("rules", "test", "--rules", book(RIGHT, WRONG), "--format", "json").out)

    assert (data["format"], data["examples"], data["as_stated"]) == ("eligib.trial/1", 2, 1)
    (one,) = data["differing"]
    assert one["benefit"] == ID
    assert one["differences"] == [{"key": "outcome", "stated": "ineligible", "found": "eligible"}]
    assert one["why"]["en"] == "why: all conditions are met"


@pytest.mark.parametrize("name", ["one", ID, "FILE", "FOLDER"])
def test_benefits_are_named_by_id_file_or_folder(
    eligib: Command, book: Callable[..., str], name: str
) -> None:
    """An id, its last part, the rule file and the folder that it is in all name the benefit."""
    rules = book(RIGHT)
    named = {"FILE": f"{rules}/{FILE}", "FOLDER": f"{rules}/zhejiang/"}.get(name, name)

    assert eligib("rules", "test", named, "--rules", rules, "--lang", "en").out.startswith("examples run: 1 ")


@pytest.mark.parametrize("command", ["test", "coverage", "mutate"])
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("zhejiang/onee",), "unknown `zhejiang/onee`; did you mean `zhejiang/one`?"),
        (("missing.yaml",), "stands in `missing.yaml`"),
        (("--format", "jsn"), "did you mean `json`?"),
    ],
)
def test_what_is_no_benefit_is_told(
    eligib: Command, book: Callable[..., str], command: str, words: tuple[str, ...], said: str
) -> None:
    """A name that is none, and a file of no rulebook, end with 2 and a word on what was meant."""
    ran = eligib("rules", command, *words, "--rules", book(RIGHT), "--lang", "en")

    assert ran.code == 2
    assert said in ran.err


@pytest.mark.parametrize("command", ["test", "coverage", "mutate"])
def test_a_rulebook_with_faults_is_told(eligib: Command, tmp_path: Path, command: str) -> None:
    """No command goes on with rules that cannot be read."""
    rules = rules_of(tmp_path, {"when": [{"few": "company.employes <= 3"}]}, [])

    ran = eligib("rules", command, "--rules", str(rules), "--lang", "en")

    assert ran.code == 3
    assert "`company` has no fact `employes`" in ran.err


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 0),
        (("--fail-under", "10"), 0),
        (("--fail-under", "50.5%"), 1),
        (("--fail-under", "100"), 1),
        (("--fail-under", "101"), 2),
        (("--fail-under", "all"), 2),
        (("--fail-under", "nan"), 2),
    ],
)
def test_a_share_may_be_demanded(
    eligib: Command, book: Callable[..., str], words: tuple[str, ...], code: int
) -> None:
    """Below the share that is demanded the command fails; what is no share is refused."""
    assert eligib("rules", "coverage", "--rules", book(RIGHT), *words).code == code


@pytest.mark.parametrize("form", ["table", "html", "json"])
def test_coverage_goes_into_a_file(
    eligib: Command, book: Callable[..., str], tmp_path: Path, form: str
) -> None:
    """With `--output` the file has it, and the screen nothing."""
    target = tmp_path / "out"
    words = ("rules", "coverage", "--rules", book(RIGHT), "--lang", "en", "--format", form)

    assert eligib(*words, "--output", str(target)).out == ""
    assert "few" in target.read_text("utf-8")
    if form != "table":
        assert eligib(*words).out == target.read_text("utf-8")


def test_a_file_that_cannot_be_written_is_told(eligib: Command, book: Callable[..., str]) -> None:
    """A directory that is not there ends in one sentence."""
    ran = eligib("rules", "coverage", "--rules", book(RIGHT), "--output", "/no/such/file", "--lang", "en")

    assert (ran.code, ran.err) == (1, "error: the system refused: No such file or directory\n")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_page_needs_nothing_else(eligib: Command, book: Callable[..., str], language: str) -> None:
    """The HTML loads nothing, runs nothing, and its tags close."""
    page = eligib("rules", "coverage", "--rules", book(RIGHT), "--format", "html", "--lang", language).out

    assert not [
        word for word in ("<script", "<link", "<img", "src=", "http", "url(", "@import") if word in page
    ]
    assert f'<html lang="{"zh-CN" if language == "zh" else "en"}">' in page
    for tag in ("html", "head", "body", "section", "table", "tr", "td", "h2", "ul", "li"):
        assert page.count(f"</{tag}>") == page.count(f"<{tag}>") + page.count(f"<{tag} "), tag


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ((), 0),
        (("--fail-on-survivors",), 1),
        (("--limit", "1"), 0),
        (("--limit", "0"), 2),
        (("--limit", "x"), 2),
    ],
)
def test_survivors_may_fail_the_run(
    eligib: Command, book: Callable[..., str], words: tuple[str, ...], code: int
) -> None:
    """What no example notices fails only where that is asked for."""
    assert eligib("rules", "mutate", "--rules", book(RIGHT), *words).code == code


def test_a_proposed_example_can_be_put_into_the_rule(eligib: Command, book: Callable[..., str]) -> None:
    """Each firm that is shown comes out as is shown: written into the rule, the change is noticed."""
    words = ("rules", "mutate", "--format", "json", "--rules")
    before = json.loads(eligib(*words, book(RIGHT)).out)["survivors"]
    told = [one["telling"] for one in before if one["telling"]]
    added = [{"given": _loaded(one["given"]), "then": _loaded(one["then"])} for one in told]

    after = json.loads(eligib(*words, book(RIGHT, *added)).out)

    assert len(told) > 3
    assert not after["broken"]
    assert [one["effect"] for one in after["survivors"]] == ["totals"]


def _loaded(text: str) -> object:
    import yaml

    return yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - texts only


def test_watching_runs_again_after_a_save_and_ends_with_ctrl_c(book: Callable[..., str]) -> None:
    """The first run, another after the file was written, one with a fault, and a clean end with the last code."""
    rules = book(RIGHT)
    watcher = start("rules", "test", "--watch", "--rules", rules, "--lang", "en")
    try:
        assert "all as stated" in _until(watcher, "Ctrl-C ends")
        book(RIGHT, WRONG)
        assert "otherwise: 1" in _until(watcher, "Ctrl-C ends")
        _broken(rules)
        _until(watcher, "Ctrl-C ends")
        book(RIGHT, WRONG)
        assert "otherwise: 1" in _until(watcher, "Ctrl-C ends")
        watcher.send_signal(signal.SIGINT)
        out, err = watcher.communicate(timeout=20)
    finally:
        watcher.kill()
        watcher.wait()

    assert (watcher.returncode, out.strip()) == (1, "")
    assert "error[" in err
    assert "Traceback" not in err


def _broken(rules: str) -> None:
    Path(rules, FILE).write_text("zone: [", "utf-8")


def _until(watcher: subprocess.Popen[str], word: str) -> str:
    """Return what the process writes up to a word."""
    assert watcher.stdout is not None
    found = ""
    while word not in found:
        ready, _, _ = select.select([watcher.stdout], [], [], 20)
        assert ready, found
        found += os.read(watcher.stdout.fileno(), 65536).decode()
    return found
