"""Pairs of small rulebooks, and what is said of each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from eligib.changes.model import Aspect, Book, Verdict
from support.changes import CASES, compared
from support.semantics import AS_OF

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.changes.model import BenefitChange, WordChange


def told(change: BenefitChange) -> dict[str, Any]:
    """Return what is said of a benefit, in the form of the case files; what is usual is left out."""
    said: dict[str, Any] = {"verdict": change.verdict.value}
    if change.old and change.new and change.old.id != change.new.id:
        said["was"] = change.old.id
    if change.aspects:
        said["aspects"] = [aspect.value for aspect in change.aspects]
    if Aspect.CONDITIONS in change.aspects:
        said["clauses"] = [clause.id for clause in change.clauses]
    if change.verdict is Verdict.SAME:
        said["changed"] = change.meant
    if not change.proved:
        said["proved"] = False
    if change.as_if:
        said["as_if"] = True
    for witness in change.witnesses:
        said["only_old" if witness.admitted_by is Book.OLD else "only_new"] = witness.profile
        if witness.as_of != AS_OF:
            said["as_of"] = witness.as_of
    return said


def named(change: WordChange) -> str:
    """Return what became of a word, in the form of the case files."""
    return f"{change.how} {change.sort} {change.name}" + (f" for {change.instead}" if change.instead else "")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case_is_told_as_expected(case: Path, tmp_path: Path) -> None:
    """Verdict, aspects, clauses, words and witnesses are those of the case, each benefit in its place."""
    changes = compared(case, tmp_path)
    found: dict[str, Any] = {change.id: told(change) for change in changes.benefits}
    if changes.words:
        found["words"] = [named(change) for change in changes.words]
    assert found == yaml.safe_load((case / "expected.yaml").read_text("utf-8"))
