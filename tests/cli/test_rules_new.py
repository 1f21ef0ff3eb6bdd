"""`eligib rules new`: from options, and asked in a terminal."""

from __future__ import annotations

import io
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from eligib.authoring.format import formatted
from eligib.diagnostics import Source
from eligib.rulebook.load import load_rulebook
from support.semantics import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.command import Ran

APPROVALS = (
    "approvals:\n  zhejiang/review: {label: {zh: 评审, en: review}, authority: {zh: 局, en: bureau}}\n"
)
OPTIONS = {
    "--zone": "浙江",
    "--source": "example-gazette",
    "--name": "pilot-grant",
    "--title-zh": "中试补助",
    "--title-en": "Pilot-line grant",
    "--kind": "subsidy",
    "--paid-to": "enterprise",
    "--line": "41",
    "--anchor": "投资的15%",
    "--value": "{exactly: 10万元}",
}
WHEN = ("--when", "listed: company.listed", "--when", "approval: zhejiang/review")


class Terminal(io.StringIO):
    """A terminal in which somebody types these lines, then presses Ctrl-C."""

    def isatty(self) -> bool:
        return True

    def readline(self, *_size: int) -> str:  # type: ignore[override]
        line = super().readline()
        if not line:
            raise KeyboardInterrupt
        return line


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Return a small rules directory."""
    copytree(FOLDER / "rules", tmp_path / "rules")
    (tmp_path / "rules" / "vocabulary" / "approvals.yaml").write_text(APPROVALS, "utf-8")
    return tmp_path / "rules"


def words(rules: Path, *more: str, **other: str) -> list[str]:
    """Return the command line with all options, `other` in their place; an empty one is left out."""
    options = OPTIONS | {f"--{name.replace('_', '-')}": text for name, text in other.items()}
    given = [word for option, text in options.items() if text for word in (option, text)]
    return ["rules", "new", "--rules", str(rules), "--lang", "en", *given, *more]


def files(rules: Path) -> dict[str, str]:
    """Return all files with their texts."""
    return {str(path): path.read_text("utf-8") for path in rules.rglob("*") if path.is_file()}


def test_writes_a_rule_that_loads(eligib: Callable[..., Ran], rules: Path) -> None:
    """With all options given, a file is made that loads and has an example for each outcome."""
    ran = eligib(*words(rules, *WHEN))

    assert (ran.code, ran.out) == (0, "")
    text = (rules / "zhejiang" / "pilot-grant.yaml").read_text("utf-8")
    assert text == formatted(Source("x", text))
    assert text == (
        "zone: zhejiang\nsource: example-gazette\n\nbenefits:\n  pilot-grant:\n"
        "    title: {zh: 中试补助, en: Pilot-line grant}\n    kind: subsidy\n    paid_to: enterprise\n"
        "    cite: {line: 41, anchor: 投资的15%}\n    when:\n      - listed: company.listed\n"
        "      - approval: zhejiang/review\n    value: {exactly: 10万元}\n    examples:\n"
        "      - given: {company: {listed: true}, approvals: {zhejiang/review: granted}}\n"
        "        then: {outcome: eligible}\n        because: every condition is met\n"
        "      - given: {approvals: {zhejiang/review: refused}}\n        then: {outcome: ineligible}\n"
        "        because: a condition fails\n"
        "      - given: {}\n        then: {outcome: undetermined}\n"
        "        because: what is known does not settle it\n"
        "      - given: {company: {listed: true}}\n        then: {outcome: conditional}\n"
        "        because: every condition is met and an approval is still to come\n"
    )
    assert list(load_rulebook(rules).benefits) == ["zhejiang/pilot-grant"]


def test_appends_to_a_file(eligib: Callable[..., Ran], rules: Path) -> None:
    """A second rule goes to the end of the file that is named; what stands there stays."""
    eligib(*words(rules, *WHEN, "-o", "grants.yaml"))
    file = rules / "zhejiang" / "grants.yaml"
    before = file.read_text("utf-8").replace("benefits:\n", "benefits:\n  # the first\n")
    file.write_text(before, "utf-8")

    ran = eligib(*words(rules, *WHEN, "-o", "grants.yaml", name="second"))

    assert ran.code == 0
    assert file.read_text("utf-8").startswith(f"{before}\n  second:\n")
    assert list(load_rulebook(rules).benefits) == ["zhejiang/pilot-grant", "zhejiang/second"]


@pytest.mark.parametrize(
    ("other", "code", "said"),
    [
        ({"zone": "zhejian"}, 2, "did you mean `zhejiang`?"),
        ({"source": "gazette-2"}, 2, "`--source`"),
        ({"kind": "subsidi"}, 2, "did you mean `subsidy`?"),
        ({"paid_to": "enterprise, grads"}, 2, "`--paid-to`"),
        ({"line": "x"}, 3, "error[wrong-line]: `x` is no line number"),
        ({"anchor": "x" * 31}, 3, "error[anchor-length]"),
        ({"name": "Pilot"}, 3, "error[bad-name]"),
        ({"value": "10万元"}, 3, "error[wrong-value]"),
        ({"value": "{exactly: 10}"}, 3, "did you mean `10元`?"),
        ({"value": "{exactly: [}"}, 3, "error[yaml-syntax]"),
        ({"output": "x.txt"}, 2, "`--output`"),
        ({"output": "/x.yaml"}, 2, "`--output`"),
        ({"title_en": " "}, 2, "`--title-en` is empty"),
        ({"line": "", "value": ""}, 2, "missing: `--line`, `--value`"),
    ],
)
def test_nonsense_is_refused(
    eligib: Callable[..., Ran], rules: Path, other: dict[str, str], code: int, said: str
) -> None:
    """What is wrong is said as the loader says it, and nothing is written."""
    before = files(rules)

    ran = eligib(*words(rules, *WHEN, **other))

    assert ran.code == code
    assert said in ran.err
    assert files(rules) == before


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("a: company.liste", "did you mean `listed`?"),
        ("a: company.employees <= 300元", "error["),
        ("company.listed", "error[wrong-shape]: a clause is written `name: condition`"),
        ("any: company.listed", "error[bad-name]"),
        ("approval: zhejiang/revew", "did you mean `zhejiang/review`?"),
        ("listed: company.listed", "`listed` is declared twice"),
    ],
)
def test_wrong_condition_is_refused(eligib: Callable[..., Ran], rules: Path, when: str, said: str) -> None:
    """A condition is parsed and checked against the vocabulary, and the fault shown where it stands."""
    ran = eligib(*words(rules, *WHEN, "--when", when))

    assert ran.code in {2, 3}
    assert said in ran.err
    assert not (rules / "zhejiang").exists()


def test_the_directory_must_be_named(eligib: Callable[..., Ran]) -> None:
    """The rules that come with eligib are not written to by accident."""
    assert "`--rules`" in eligib("rules", "new", "--lang", "en").err


def test_asks_in_a_terminal(eligib: Callable[..., Ran], rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not given is asked until it is right, and each condition is echoed in words."""
    typed = [
        "loann",
        "loan",
        "x",
        "41",
        "listed: company.liste",
        "",
        "listed: company.listed",
        "",
        "unstated",
    ]
    monkeypatch.setattr("sys.stdin", Terminal("".join(f"{line}\n" for line in typed)))

    ran = eligib(*words(rules, kind="", line="", value=""))

    assert ran.code == 0
    assert "did you mean `loan`?" in ran.err
    assert "error[wrong-line]" in ran.err
    assert "did you mean `listed`?" in ran.err
    assert "at least one condition is needed" in ran.err
    assert "company's listed: yes" in ran.err
    (benefit,) = load_rulebook(rules).benefits.values()
    assert (benefit.kind, benefit.cite.line) == ("loan", 41)


def test_asks_in_chinese(eligib: Callable[..., Ran], rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The questions are in the user's language, and Ctrl-C leaves nothing behind."""
    monkeypatch.setattr("sys.stdin", Terminal("listed: company.listed\n"))
    before = files(rules)

    ran = eligib(*words(rules, "--lang", "zh", value=""))

    assert ran.code == 1
    assert "条件" in ran.err
    assert "中断" in ran.err
    assert files(rules) == before
    assert not (rules / "zhejiang").exists()
