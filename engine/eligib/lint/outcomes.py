"""Which outcomes a benefit can have, from the shape of its conditions alone.

Enters: a benefit. Leaves: the outcomes that some firm can get on some day, every clause taken to be
independent of the others. A clause is a pair of truths: as decided, and with undecided approvals granted.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from eligib.language import nodes as n
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from collections.abc import Iterable

# false, unknown, true, in this order: `all` is the least of its parts, `any` the greatest
Truth: TypeAlias = int
Pair: TypeAlias = tuple[Truth, Truth]
FALSE, UNKNOWN, TRUE = 0, 1, 2

_CLAUSE = frozenset({(TRUE, TRUE), (FALSE, FALSE), (UNKNOWN, UNKNOWN)})
_WAITS = (UNKNOWN, TRUE)
"""Open as decided, and true once approvals are granted: an approval, or a benefit that waits for one."""
_APPROVAL = frozenset({(TRUE, TRUE), (FALSE, FALSE), _WAITS})


def reachable(benefit: m.Benefit) -> set[str]:
    """Return the outcomes that `benefit` can have."""
    dates = benefit.in_force
    if dates.status in {"planned", "exploratory"}:
        return {"planned"}
    if dates.status != "dated":
        return {"not_in_force"}
    over = {"not_in_force"} if dates.start or dates.until else set()
    return over | {_outcome(pair) for pair in _pairs(benefit.when)}


def _pairs(tree: m.Tree) -> frozenset[Pair]:
    if isinstance(tree, m.ApprovalClause):
        return _APPROVAL
    if isinstance(tree, m.Clause):
        if isinstance(tree.condition, n.Constant):
            truth = TRUE if tree.condition.value else FALSE
            return frozenset({(truth, truth)})
        return _CLAUSE | {_WAITS} if _asks_eligible(tree.condition) else _CLAUSE
    return _folded(tree.kind, (_pairs(part) for part in tree.parts))


def _asks_eligible(condition: n.Condition) -> bool:
    return any(isinstance(node, n.BenefitIs) and node.state == "eligible" for node in n.walk(condition))


def _folded(kind: str, parts: Iterable[frozenset[Pair]]) -> frozenset[Pair]:
    """Return what a group of independent `parts` can be; part by part, so that it stays linear."""
    fold = min if kind == "all" else max
    start = TRUE if kind == "all" else FALSE
    found = frozenset({(start, start)})
    for part in parts:
        found = frozenset((fold(a, c), fold(b, d)) for (a, b), (c, d) in product(found, part))
    return frozenset((TRUE - a, TRUE - b) for a, b in found) if kind == "none" else found


def _outcome(pair: Pair) -> str:
    decided, granted = pair
    if decided != UNKNOWN:
        return "eligible" if decided == TRUE else "ineligible"
    return {TRUE: "conditional", FALSE: "ineligible", UNKNOWN: "undetermined"}[granted]
