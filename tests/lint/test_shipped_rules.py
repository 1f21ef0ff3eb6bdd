"""The rulebook that comes with eligib, under its own checks."""

from __future__ import annotations

from shutil import copytree
from time import perf_counter
from typing import TYPE_CHECKING

import pytest

from eligib.lint.outcomes import reachable
from eligib.lint.validate import Report, validate
from eligib.rulebook.files import find_rules
from support.documents import real_documents
from support.examples import shipped
from support.reachable import reachable as reachable_by_enumeration

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.rulebook.model import Benefit

SILENCED = 6


def test_shipped_rules_are_clean() -> None:
    """The rules give no finding but that the documents were not at hand; the few silences are known."""
    report = validate()

    assert _codes(report) == ["not-checked"]
    assert report.silenced == SILENCED


@pytest.mark.documents
def test_shipped_figures_stand_on_their_lines() -> None:
    """With the documents, every figure of every rule stands on a line that it cites."""
    assert not _codes(validate(None, real_documents()))


@pytest.mark.parametrize("benefit", shipped().benefits.values(), ids=lambda benefit: benefit.id)
def test_outcomes_are_those_of_trying_all_truths(benefit: Benefit) -> None:
    """What a benefit can come out as, folded group by group, is what trying every truth of every clause gives."""
    assert reachable(benefit) == {outcome.value for outcome in reachable_by_enumeration(benefit)}


def test_time_grows_with_the_rules_and_not_faster(tmp_path: Path) -> None:
    """Four times the zones take about four times as long, not sixteen times."""
    once, fourfold = tmp_path / "once", tmp_path / "fourfold"
    for folder, copies in ((once, 1), (fourfold, 4)):
        copytree(find_rules(), folder / "rules")
        copytree(find_rules().parent / "seeds", folder / "seeds")
        _multiply(folder / "rules", copies)

    assert len(validate(fourfold / "rules").rulebook.benefits) > 3 * len(shipped().benefits)

    base, more = (min(_seconds(folder / "rules") for _ in range(2)) for folder in (once, fourfold))

    assert more < 8 * base


def _multiply(rules: Path, copies: int) -> None:
    for number in range(1, copies):
        for path in list(rules.glob("[!vs]*/*.yaml")):
            if path.stem.endswith("-copy") or path.stem == "families":
                continue
            text = path.read_text("utf-8")
            names = [
                line[2:-1] for line in text.splitlines() if line.startswith("  ") and line[2:3].isalpha()
            ]
            for name in names:
                text = text.replace(f"\n  {name}:", f"\n  {name}-{number}:")
            path.with_stem(f"{path.stem}-{number}-copy").write_text(text, "utf-8")


def _seconds(rules: Path) -> float:
    start = perf_counter()
    validate(rules)
    return perf_counter() - start


def _codes(report: Report) -> list[str]:
    return [finding.code for finding in report.findings]
