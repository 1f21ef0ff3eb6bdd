"""Which outcomes a benefit can have at all, from the shape of its conditions alone.

Enters: a benefit. Leaves: the outcomes that some firm could get on some day, were its clauses independent of
each other. A tree is the set of pairs of truths that it can have, with undecided approvals unknown and
granted; so it costs no more than there are clauses.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from eligib.decide.outcome import Outcome
from eligib.engines.interpreter.scope import fold
from eligib.language import nodes as n
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from eligib.engines.protocol import Truth
    from eligib.explain.paths import Leaf
    from eligib.rulebook.model import Benefit

Pairs: TypeAlias = "frozenset[tuple[Truth, Truth]]"
_TRUTHS: tuple[Truth, ...] = (True, False, None)


def reachable(benefit: Benefit) -> frozenset[Outcome]:
    """Return the outcomes that some firm can get on some day."""
    dates = benefit.in_force
    if dates.status in {"planned", "exploratory"}:
        return frozenset({Outcome.PLANNED})
    if dates.status != "dated":
        return frozenset({Outcome.NOT_IN_FORCE})
    over = {Outcome.NOT_IN_FORCE} if dates.start or dates.until else set()
    return frozenset(over | {_outcome(*pair) for pair in _pairs(benefit.when)})


def truths_of(leaf: Leaf) -> frozenset[Truth]:
    """Return the truths that a clause can have."""
    if isinstance(leaf, m.Clause) and isinstance(leaf.condition, n.Constant):
        return frozenset({leaf.condition.value})
    return frozenset(_TRUTHS)


def _outcome(undecided: Truth, granted: Truth) -> Outcome:
    if undecided is not None:
        return Outcome.ELIGIBLE if undecided else Outcome.INELIGIBLE
    if granted is not None:
        return Outcome.CONDITIONAL if granted else Outcome.INELIGIBLE
    return Outcome.UNDETERMINED


def _pairs(tree: m.Tree) -> Pairs:
    if not isinstance(tree, m.Group):
        return _leaf_pairs(tree)
    wanted = tree.kind != "all"
    found: Pairs = frozenset({(not wanted, not wanted)})
    for part in tree.parts:
        both = product(found, _pairs(part))
        found = frozenset(_folded(left, right, wanted=wanted) for left, right in both)
    return frozenset((_not(one), _not(two)) for one, two in found) if tree.kind == "none" else found


def _leaf_pairs(leaf: Leaf) -> Pairs:
    same = frozenset((truth, truth) for truth in truths_of(leaf) if truth is not None)
    if isinstance(leaf, m.ApprovalClause):
        return same | {(None, True)}
    asks = any(isinstance(node, n.BenefitIs) and node.state == "eligible" for node in n.walk(leaf.condition))
    hoped: Pairs = frozenset({(None, True)}) if asks else frozenset()
    return same | hoped | {(truth, truth) for truth in truths_of(leaf)}


def _folded(left: tuple[Truth, Truth], right: tuple[Truth, Truth], *, wanted: bool) -> tuple[Truth, Truth]:
    one, two = (fold(truths, wanted=wanted) for truths in zip(left, right, strict=True))
    return one, two


def _not(truth: Truth) -> Truth:
    return None if truth is None else not truth
