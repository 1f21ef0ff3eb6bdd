"""Every engine gives the same truths, and what follows from them: see `cases.py` for how many cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligib.decide.decider import Decider
from eligib.engines.durable import DurableChild
from eligib.engines.durable_engine import DurableEngine
from eligib.explain.explanation import Explainer
from properties.cases import FIRMS, cases
from support.asked import Asked
from support.random_profiles import profiles
from support.random_rules import rulebooks
from support.semantics import AS_OF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.decide.decision import Decision
    from eligib.rulebook.model import Rulebook


@pytest.fixture(scope="module")
def child() -> Iterator[DurableChild]:
    """Return the one child process of this file; it renews itself for other rulebooks."""
    with DurableChild.start() as started:
        yield started


@cases(300)
@given(rulebook=rulebooks(), data=st.data())
def test_durable_agrees_with_the_interpreter(
    child: DurableChild, rulebook: Rulebook, data: st.DataObject
) -> None:
    """Durable and interpreter give every benefit and clause the same truth in each of the four worlds.

    Hence also the same outcome, flags, value, totals, deciding clauses, pending approvals and needs.
    """
    decider = Decider(rulebook, AS_OF)
    durable = DurableEngine(rulebook, AS_OF, decider.interpreter, child)
    firms = data.draw(st.lists(profiles(Asked(rulebook)), min_size=FIRMS, max_size=FIRMS), label="firms")
    for firm in firms:
        expected = decider.interpreter.evaluate(firm, reasons=True)

        found = durable.evaluate(firm, reasons=True)

        assert found == expected
        plain = decider.interpreter.evaluate(firm)
        assert durable.evaluate(firm) == plain
        assert decider.results(firm) == decider.results(firm, plain)
        decision = decider.decision(firm, found, ("durable",), cross_checked=False)
        assert _said(decision, decider) == _said(decider.decide(firm), decider)


def _said(decision: Decision, decider: Decider) -> dict[str, object]:
    """Return what is said of every benefit, as plain data."""
    explainer = Explainer(decision, decider.interpreter)
    explained = {name: explainer.explain(name) for name in decision.results}
    return {
        name: (
            [(clause.clause.id, clause.member, clause.truth) for clause in explanation.deciding],
            explanation.pending,
            explanation.needs,
            decision.results[name].outcome,
            decision.results[name].flags,
            decision.results[name].value,
        )
        for name, explanation in explained.items()
    }
