"""Every shipped benefit in every state that its literals can have: durable, interpreter and a plain fold agree.

A benefit's literals are its distinct condition leaves and approvals. Up to 3^7 vectors of a benefit are tried,
with `ELIGIB_CASES` up to 3^9; of a benefit with more, as many at random, always the same.
"""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from eligib.decide.check import CrossChecker
from eligib.decide.decider import Decider
from eligib.decide.outcome import Flag, Outcome
from eligib.engines.durable import DurableChild
from eligib.engines.interpreter.scope import Compiler
from eligib.engines.literals import Literals
from eligib.language import nodes as n
from eligib.rulebook import model as m
from support.examples import shipped
from support.stand_ins import StandIn, firm_of, rulebook_of, stand_ins

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.decide.decision import Result
    from eligib.engines.formula import Formula
    from eligib.engines.protocol import Truth
    from support.stand_ins import Form, State, Vector

MOST = 3 ** (9 if "ELIGIB_CASES" in os.environ else 7)
FEW = 3
AS_OF = max(source.latest for source in shipped().sources.values())
FALSE, UNKNOWN, TRUE = 0, 1, 2
TRUTHS_OF: tuple[Truth, ...] = (False, None, True)
NUMBERS: dict[Truth, int] = {False: FALSE, None: UNKNOWN, True: TRUE}
WORLDS = ((False, False), (True, False), (False, True), (True, True))
"""Whether undecided approvals are granted, and whether assumed clauses are unknown."""


@lru_cache(maxsize=2)
def found(form: Form) -> list[StandIn]:
    """Return the stand-ins of all shipped benefits."""
    return stand_ins(shipped().benefits.values(), form)


@pytest.mark.parametrize("form", ["looked-up", "called"])
def test_stand_ins_have_the_formulas_of_the_benefits(form: Form) -> None:
    """What is tried below is what is shipped: the formula over the literals is the same for each benefit."""
    for one in found(form):
        assert _formula(one.benefit) == _formula(one.original)


@pytest.mark.parametrize("many", [False, True])
@pytest.mark.parametrize("form", ["looked-up", "called"])
def test_engines_agree_in_every_state(form: Form, many: bool) -> None:  # noqa: FBT001 - a case
    """In every state of its literals a benefit has, in both engines, the truths, outcome and flag of the fold.

    A firm has a state of each benefit, so those with few states and those with many are tried apart.
    """
    for states, results in _decided([one for one in found(form) if (len(one.leaves) > FEW) is many]):
        for one, vector, second in states:
            result = results[one.benefit.id]
            members = (vector, second) if one.benefit.each else (vector,)
            assert _found(result) == _folded(one, members), (one.original.id, members)


def _decided(benefits: list[StandIn]) -> Iterator[tuple[list[State], dict[str, Result]]]:
    """Yield firms that together have every vector of every benefit, with their results."""
    vectors = [one.vectors(MOST) for one in benefits]
    with DurableChild.start() as child:
        checker = CrossChecker(Decider(rulebook_of(benefits, shipped()), AS_OF), child)
        for number in range(max(map(len, vectors))):
            states = [_state(one, known, number) for one, known in zip(benefits, vectors, strict=True)]
            decision = checker.decide(firm_of(states))
            assert decision.cross_checked, decision.incident
            yield states, decision.results


def _state(one: StandIn, known: list[Vector], number: int) -> State:
    """Return the states of a firm and its member, and of a second one, which differs in what is the member's."""
    first, other = known[number % len(known)], known[(number * 5 + 2) % len(known)]
    pairs = zip(one.leaves, first, other, strict=True)
    return one, first, tuple(theirs if leaf.kind == "member" else mine for leaf, mine, theirs in pairs)


def _found(result: Result) -> tuple[list[Truth], Outcome, bool]:
    worlds = [evaluation.truth for evaluation in result.truths[:4]]
    return worlds, result.outcome, Flag.ASSUMED in result.flags


def _folded(one: StandIn, members: tuple[Vector, ...]) -> tuple[list[Truth], Outcome, bool]:
    """Return the truths in the four worlds, the outcome and whether it is assumed, by numbers alone."""
    states = [{leaf.name: truth for leaf, truth in zip(one.leaves, v, strict=True)} for v in members]
    numbers = [max(_fold(one.benefit.when, member, world) for member in states) for world in WORLDS]
    outcome, sure = _outcome(numbers[0], numbers[1]), _outcome(numbers[2], numbers[3])
    return [TRUTHS_OF[number] for number in numbers], outcome, outcome is not sure


def _fold(tree: m.Tree, states: dict[str, Truth], world: tuple[bool, bool]) -> int:
    """Return the truth of a tree as a number: the least of an `all`, the greatest of an `any`."""
    if isinstance(tree, m.Group):
        parts = [_fold(part, states, world) for part in tree.parts]
        return {"all": min(parts), "any": max(parts), "none": TRUE - max(parts)}[tree.kind]
    granted, sure = world
    if sure and tree.assumed:
        return UNKNOWN
    if isinstance(tree, m.Clause):
        return _fold_condition(tree.condition, states)
    state = states[tree.approval.id]
    return TRUE if state is None and granted else NUMBERS[state]


def _fold_condition(node: n.Condition, states: dict[str, Truth]) -> int:
    match node:
        case n.And():
            return min(_fold_condition(part, states) for part in node.parts)
        case n.Or():
            return max(_fold_condition(part, states) for part in node.parts)
        case n.Not():
            return TRUE - _fold_condition(node.part, states)
        case n.IsTrue() | n.Has():
            return NUMBERS[states[node.ref.fact.path]]
        case _:
            message = f"no leaf of a stand-in: {node}"
            raise AssertionError(message)


def _outcome(undecided: int, granted: int) -> Outcome:
    """Return the outcome in the words of the design: final where no grant and no fact could change it."""
    if undecided == TRUE:
        return Outcome.ELIGIBLE
    if FALSE in {undecided, granted}:
        return Outcome.INELIGIBLE
    return Outcome.CONDITIONAL if granted == TRUE else Outcome.UNDETERMINED


def _formula(benefit: m.Benefit) -> Formula:
    return Literals(Compiler(AS_OF, shipped().vocabulary.trees)).tree(benefit.when)
