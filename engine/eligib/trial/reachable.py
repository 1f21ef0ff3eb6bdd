"""Which outcomes and truths examples can show at all, from the shape of conditions alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.decide.outcome import Outcome
from eligib.language import nodes as n
from eligib.lint import outcomes
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from eligib.engines.protocol import Truth
    from eligib.explain.paths import Leaf
    from eligib.rulebook.model import Benefit

_TRUTHS: frozenset[Truth] = frozenset({True, False, None})


def reachable(benefit: Benefit) -> frozenset[Outcome]:
    """Return the outcomes that some firm can get on some day, its clauses being independent of each other."""
    return frozenset(map(Outcome, outcomes.reachable(benefit)))


def truths_of(leaf: Leaf) -> frozenset[Truth]:
    """Return the truths that a clause can have."""
    if isinstance(leaf, m.Clause) and isinstance(leaf.condition, n.Constant):
        return frozenset({leaf.condition.value})
    return _TRUTHS
