"""Three-valued logic as the textbook has it: false is least, unknown between, true most."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.engines.formula import AllOf, Lit, Not

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eligib.engines.formula import Formula, State

RANKS: tuple[State, ...] = (0, -1, 1)


def kleene(formula: Formula, states: Sequence[State]) -> State:
    """Return the state of `formula`."""
    return RANKS[_rank(formula, states)]


def _rank(formula: Formula, states: Sequence[State]) -> int:
    if isinstance(formula, Lit):
        return RANKS.index(states[formula.index])
    if isinstance(formula, Not):
        return 2 - _rank(formula.part, states)
    ranks = [_rank(part, states) for part in formula.parts]
    return min(ranks, default=2) if isinstance(formula, AllOf) else max(ranks, default=0)
