"""What is printed of trials, coverage and changes, to the letter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from eligib.cli.run import run
from support.goldens import FOLDER, check_golden
from support.trials import rules_of

if TYPE_CHECKING:
    from pathlib import Path

BENEFIT: dict[str, Any] = {
    "title": {"zh": "小微企业研发补助", "en": "R&D grant for small firms"},
    "in_force": {"until": "2022-12-31"},
    "when": [
        {"small": "company.size in [small, micro]"},
        {"few": "company.employees <= 300"},
        {"any": [{"here": "company.place within qiantang"}, {"doctor": "any(hires where degree is doctor)"}]},
    ],
    "value": [{"up_to": "100万元"}, {"rate": {"at_most": "1%"}, "of": "loan.amount"}],
}
FIRM = {"size": "small", "employees": "300", "place": "qiantang"}
EXAMPLES = [
    {"given": {"company": FIRM}, "then": {"outcome": "eligible"}, "because": "all is met"},
    {
        "given": {"company": {**FIRM, "employees": "301"}},
        "then": {"outcome": "eligible", "value": ["0元", "100万元"]},
        "because": "wrong on purpose",
    },
    {
        "given": {"company": {**FIRM, "place": "hangzhou"}},
        "then": {"outcome": "undetermined", "needs": ["company.revenue"], "flags": ["assumed"]},
        "because": "wrong in two ways",
    },
]
COMMANDS = {
    "test": (["rules", "test"], EXAMPLES, 1),
    "test.junit": (["rules", "test", "--format", "junit"], EXAMPLES, 1),
    "coverage": (["rules", "coverage"], EXAMPLES, 0),
    "coverage.html": (["rules", "coverage", "--format", "html"], EXAMPLES, 0),
    "mutate": (["rules", "mutate"], EXAMPLES[:1], 0),
    "mutate-broken": (["rules", "mutate"], EXAMPLES, 1),
}
WIDTHS = {"test": (50, 100), "coverage": (50, 100), "mutate": (50, 100)}
CASES = [
    (f"trial/{name}.{columns}.{language}.txt", name, columns, language)
    for name in COMMANDS
    for columns in WIDTHS.get(name, (80,))
    for language in ("zh", "en")
]


@pytest.mark.parametrize(("golden", "name", "columns", "language"), CASES, ids=[case[0] for case in CASES])
def test_what_is_printed_is_as_it_was_read(  # noqa: PLR0913, PLR0917 - a case and the fixtures
    golden: str,
    name: str,
    columns: int,
    language: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Differences, gaps and survivors stay as somebody read and accepted them, narrow and wide."""
    words, examples, code = COMMANDS[name]
    rules_of(tmp_path, BENEFIT, examples)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", str(columns))
    monkeypatch.setenv("ELIGIB_CACHE", "off")

    assert run([*words, "--rules", "rules", "--lang", language]) == code
    check_golden(golden, capsys.readouterr().out)


def test_no_golden_of_a_trial_is_orphaned() -> None:
    """Every golden belongs to a test."""
    assert {f"trial/{path.name}" for path in (FOLDER / "trial").iterdir()} == {case[0] for case in CASES}
