"""The small rulebook of `tests/cases/catalogue`, which has every type of fact and most forms of a value."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from eligib.rulebook.load import load_rulebook

if TYPE_CHECKING:
    from eligib.rulebook.model import Rulebook

SMALL = Path(__file__).parents[1] / "cases" / "catalogue" / "rules"


@lru_cache(maxsize=1)
def small() -> Rulebook:
    """Return the small rulebook."""
    return load_rulebook(SMALL)
