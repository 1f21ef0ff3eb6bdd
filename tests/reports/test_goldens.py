"""What `eligib check` prints for the shipped examples, to the letter."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from eligib.cli.run import run
from support.goldens import FOLDER, check_golden

EXAMPLES = Path(__file__).parents[2] / "examples"
DAYS = {
    "qiantang-biopharma": "2021-01-15",
    "urumqi-mask-maker": "2020-04-15",
    "partial": "2021-01-15",
    "binjiang-equipment": "2020-02-26",
    "qianjin-aerospace": "2021-01-15",
    "binhai-micro": "2021-01-15",
    "xiangtan-medium": "2021-01-15",
}
EXPLAINED = {
    "qiantang-biopharma": "qiantang/procurement-credit",
    "urumqi-mask-maker": "urumqi/guarantee-fee-subsidy",
    "partial": "qiantang/graduate-living-allowance",
    "binjiang-equipment": "binjiang/vat-credit-refund",
    "qianjin-aerospace": "hangzhou/gap-filling-rd",
    "binhai-micro": "binhai/union-fee-refund",
    "xiangtan-medium": "xiangtan/helper-loan",
}
JSON = "catalogue-firm.json"
CASES = [
    (f"{example}.{shape}.{language}.txt", example, language, options)
    for example in DAYS
    for language in ("zh", "en")
    for shape, options in (
        ("table", []),
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
def test_decision_is_as_it_was_read(example: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every benefit's outcome, value, doubts, and what it waits for, one line each."""
    run(["check", f"examples/{example}.yaml", "--as-of", DAYS[example], "--format", "json"])

    benefits = json.loads(capsys.readouterr().out)["benefits"]
    check_golden(f"{example}.decision.txt", "".join(sorted(map(_line, benefits))))


def _line(benefit: dict[str, Any]) -> str:
    value = benefit["value"]
    worth = [f"{value['lower']}..{value['upper']}"] if value and value["pays"] else []
    waits = [one["id"] for one in benefit["pending"]] + [one["path"] for one in benefit["needs"]]
    return " ".join([benefit["outcome"], benefit["id"], *worth, *benefit["flags"], *waits]) + "\n"


def test_json_is_as_it_was_read(capsys: pytest.CaptureFixture[str]) -> None:
    """The decision as data is the same bytes, run after run."""
    rules, firm = ("tests/cases/catalogue/rules", "tests/cases/catalogue/firm.yaml")
    run(["check", firm, "--rules", rules, "--as-of", "2024-05-01", "--format", "json"])

    check_golden(JSON, capsys.readouterr().out)


def test_mask_maker_after_the_epidemic(capsys: pytest.CaptureFixture[str]) -> None:
    """After the assumed end of the epidemic nothing of Urumqi's measures is in force any more."""
    run(["check", "examples/urumqi-mask-maker.yaml", "--as-of", "2023-01-08", "--lang", "en"])

    printed = " ".join(capsys.readouterr().out.split())
    offered, _, rest = printed.partition("not in force")
    assert "on extended loans" not in offered
    assert "on extended loans" in rest
    assert "ended on 2023-01-07" in rest


def test_no_golden_is_orphaned() -> None:
    """Every golden belongs to a test."""
    known = {case[0] for case in CASES} | {f"{example}.decision.txt" for example in DAYS} | {JSON}

    assert {path.name for path in FOLDER.iterdir() if path.is_file()} == known
