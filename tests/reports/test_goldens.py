"""What `eligib check` prints for the shipped examples, to the letter."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligib.cli.run import run
from support.goldens import FOLDER, check_golden

EXAMPLES = Path(__file__).parents[2] / "examples"
DAYS = {
    "qiantang-biopharma": "2021-01-15",
    "urumqi-mask-maker": "2020-04-15",
    "partial": "2021-01-15",
}
EXPLAINED = {
    "qiantang-biopharma": "qiantang/procurement-credit",
    "urumqi-mask-maker": "urumqi/guarantee-fee-subsidy",
    "partial": "qiantang/graduate-living-allowance",
}
CASES = [
    (f"{example}.{shape}.{language}.txt", example, language, options)
    for example in DAYS
    for language in ("zh", "en")
    for shape, options in (
        ("table", ["--all"]),
        ("explain", ["--explain", EXPLAINED[example]]),
        ("narrow", []),
    )
]


@pytest.fixture(autouse=True)
def in_examples(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(EXAMPLES.parent)


@pytest.mark.parametrize(("golden", "example", "language", "options"), CASES, ids=[case[0] for case in CASES])
def test_printed_report_is_as_it_was_read(
    golden: str,
    example: str,
    language: str,
    options: list[str],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Table, reasoning and narrow list of each example stay as somebody read and accepted them."""
    monkeypatch.setenv("COLUMNS", "60" if "narrow" in golden else "100")

    code = run(["check", f"examples/{example}.yaml", "--as-of", DAYS[example], "--lang", language, *options])

    assert code == 0
    check_golden(golden, capsys.readouterr().out)


@pytest.mark.parametrize("example", DAYS)
def test_json_is_as_it_was_read(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The decision as data is the same bytes, run after run."""
    run(["check", f"examples/{example}.yaml", "--as-of", DAYS[example], "--format", "json"])

    check_golden(f"{example}.json", capsys.readouterr().out)


@pytest.mark.parametrize("example", DAYS)
def test_example_after_the_epidemic(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    """After the assumed end of the epidemic nothing of Urumqi is in force any more."""
    run(["check", f"examples/{example}.yaml", "--as-of", "2023-01-08", "--lang", "en"])

    printed = capsys.readouterr().out
    assert "not in force (4)" in printed
    assert "ended on 2023-01-07" in printed


def test_no_golden_is_orphaned() -> None:
    """Every golden belongs to a test."""
    known = {case[0] for case in CASES} | {f"{example}.json" for example in DAYS}

    assert {path.name for path in FOLDER.iterdir() if path.is_file()} == known
