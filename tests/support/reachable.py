"""Which outcomes a benefit can have at all, from the shape of its conditions alone."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING

from eligib.decide.outcome import Outcome
from eligib.engines.interpreter.scope import fold
from eligib.explain.paths import leaves
from eligib.language.nodes import Constant
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from eligib.engines.protocol import Truth
    from eligib.explain.paths import Leaf
    from eligib.rulebook.model import Benefit

States = dict["Leaf", "Truth"]


def reachable(benefit: Benefit) -> set[Outcome]:
    """Return the outcomes that some firm can get on some day, clauses being independent of each other."""
    dates = benefit.in_force
    if dates.status in {"planned", "exploratory"}:
        return {Outcome.PLANNED}
    if dates.status != "dated":
        return {Outcome.NOT_IN_FORCE}
    over = {Outcome.NOT_IN_FORCE} if dates.start or dates.until else set()
    found = list(leaves(benefit.when))
    choices = [
        (leaf.condition.value,)
        if isinstance(leaf, m.Clause) and isinstance(leaf.condition, Constant)
        else (True, False, None)
        for leaf in found
    ]
    return over | {
        _outcome(benefit.when, dict(zip(found, states, strict=True))) for states in product(*choices)
    }


def _outcome(tree: m.Tree, states: States) -> Outcome:
    granted = {
        leaf: True if truth is None and isinstance(leaf, m.ApprovalClause) else truth
        for leaf, truth in states.items()
    }
    undecided, hoped = _truth(tree, states), _truth(tree, granted)
    if undecided is not None:
        return Outcome.ELIGIBLE if undecided else Outcome.INELIGIBLE
    if hoped is not None:
        return Outcome.CONDITIONAL if hoped else Outcome.INELIGIBLE
    return Outcome.UNDETERMINED


def _truth(tree: m.Tree, states: States) -> Truth:
    if not isinstance(tree, m.Group):
        return states[tree]
    truth = fold((_truth(part, states) for part in tree.parts), wanted=tree.kind != "all")
    return not truth if tree.kind == "none" and truth is not None else truth
