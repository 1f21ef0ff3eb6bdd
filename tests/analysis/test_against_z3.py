"""Intervals and finite sets against z3, which sees the questions and not the values that stand for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import event, given

from eligib.analysis import Reasoner, Witness, eligible, ineligible
from eligib.analysis.reasoner import expanded
from eligib.analysis.smt import UnaskableError, solved
from eligib.analysis.values import Values
from properties.cases import cases
from support.random_rules import rulebooks
from support.semantics import AS_OF

if TYPE_CHECKING:
    from eligib.analysis import Claim
    from eligib.rulebook.model import Rulebook

pytest.importorskip("z3", reason="the extra `analysis` is not installed")


@cases(50)
@given(rulebook=rulebooks())
def test_intervals_agree_with_z3(rulebook: Rulebook) -> None:
    """What intervals prove impossible z3 finds no values for, and what they show z3 does not refute."""
    reasoner = Reasoner(rulebook, AS_OF, exact=False)
    for benefit in rulebook.benefits.values():
        for claim in (eligible(benefit), ineligible(benefit)):
            answer, other = reasoner.satisfiable([claim]), _asked_of_z3(claim, reasoner)
            event(f"{type(answer).__name__}, z3: {other if isinstance(other, str) else 'values'}")
            if answer is None:
                assert not isinstance(other, Values)
            if isinstance(answer, Witness):
                assert other != "impossible"


def _asked_of_z3(claim: Claim, reasoner: Reasoner) -> Values | str:
    made, formula = expanded((claim,), reasoner.space)
    try:
        return solved(formula, made.variables, reasoner.space)
    except UnaskableError:
        return "not asked"
