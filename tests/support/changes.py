"""The pairs of small rulebooks in `tests/cases/changes`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from eligib.changes.compare import compare
from eligib.rulebook.load import load_rulebook
from support.random_vocabulary import ZONE, copy_rules
from support.semantics import AS_OF

if TYPE_CHECKING:
    from eligib.changes.model import Changes
    from eligib.rulebook.model import Rulebook

CASES = sorted((Path(__file__).parents[1] / "cases" / "changes").iterdir())


def rulebook(case: Path, which: str, folder: Path) -> Rulebook:
    """Return one of the two rulebooks of a case."""
    rules = folder / which / "rules"
    copy_rules(rules)
    (rules / ZONE).mkdir()
    (rules / ZONE / "case.yaml").write_text((case / f"{which}.yaml").read_text("utf-8"), "utf-8")
    for more, place in (("words", "vocabulary/case.yaml"), ("families", f"{ZONE}/families.yaml")):
        file = case / f"{which}-{more}.yaml"
        if file.exists():
            (rules / place).write_text(file.read_text("utf-8"), "utf-8")
    return load_rulebook(rules)


def compared(case: Path, folder: Path) -> Changes:
    """Return the comparison of a case."""
    return compare(rulebook(case, "old", folder), rulebook(case, "new", folder), AS_OF)
