"""Where everything is known, the engine says what the naive reading of the rules says."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from eligib.decide.decider import Decider
from eligib.decide.outcome import Outcome
from eligib.engines.protocol import Evaluation
from eligib.rulebook import model as m
from properties.cases import cases
from properties.naive import Naive
from support.asked import Asked
from support.random_profiles import changed, completed, profiles
from support.random_rules import Shape, rulebooks
from support.semantics import AS_OF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.decide.decision import Result
    from eligib.profile.model import Profile
    from eligib.rulebook.model import Rulebook

FREE = Shape(free=True)
"""Benefits for everybody, whose values alone are of interest."""


@cases(250)
@given(rulebook=rulebooks(), data=st.data())
def test_complete_firm_has_the_naive_truths(rulebook: Rulebook, data: st.DataObject) -> None:
    """With all known and decided, benefits, members and clauses have the naive truth, never unknown."""
    asked = Asked(rulebook)
    firm = data.draw(completed(data.draw(profiles(asked)), asked, approvals=True), label="firm")
    naive = Naive(rulebook, firm, AS_OF)

    found = Decider(rulebook, AS_OF).interpreter.evaluate(_underived(firm, rulebook), reasons=True)

    for name, benefit in rulebook.benefits.items():
        members = [naive.tree(benefit.when, member) for member in naive.members(benefit)]
        clauses = [
            [naive.tree(leaf, one) for leaf in _leaves(benefit.when)] for one in naive.members(benefit)
        ]
        expected = Evaluation(any(members), tuple(members) if benefit.each else ())
        assert found[name].undecided == expected
        assert found[name].granted == expected
        assert [list(row) for row in found[name].clauses[0]] == clauses


@cases(250)
@given(rulebook=rulebooks(), data=st.data())
def test_complete_firm_has_the_naive_outcome_and_value(rulebook: Rulebook, data: st.DataObject) -> None:
    """With all known and decided, outcome and value are the naive ones, to the fen."""
    asked = Asked(rulebook)
    firm = data.draw(completed(data.draw(profiles(asked)), asked, approvals=True), label="firm")
    naive = Naive(rulebook, firm, AS_OF)

    results = Decider(rulebook, AS_OF).results(_underived(firm, rulebook))

    for name, result in results.items():
        assert (result.outcome is Outcome.ELIGIBLE) is naive.eligible(name)
        assert (result.outcome is Outcome.INELIGIBLE) is (naive.in_force(name) and not naive.fulfils(name))
        if naive.eligible(name):
            _check_value(result, naive)


@cases(300)
@given(rulebook=rulebooks(FREE), data=st.data())
def test_value_is_the_naive_one(rulebook: Rulebook, data: st.DataObject) -> None:
    """Where only the value depends on the firm, it is the naive one, to the fen."""
    asked = Asked(rulebook)
    firm = data.draw(completed(data.draw(profiles(asked)), asked), label="firm")
    naive = Naive(rulebook, firm, AS_OF)

    for result in Decider(rulebook, AS_OF).results(firm).values():
        if result.outcome is Outcome.ELIGIBLE:
            _check_value(result, naive)


@cases(150)
@given(rulebook=rulebooks(), data=st.data())
def test_conditional_value_is_paid_if_all_is_granted(rulebook: Rulebook, data: st.DataObject) -> None:
    """With all known, a conditional benefit is worth what is paid once every open approval is granted."""
    asked = Asked(rulebook)
    firm = data.draw(completed(data.draw(profiles(asked)), asked), label="firm")
    naive = Naive(rulebook, firm, AS_OF, granted=True)

    results = Decider(rulebook, AS_OF).results(firm)

    for name, result in results.items():
        if result.outcome is Outcome.CONDITIONAL:
            assert naive.eligible(name)
            _check_value(result, naive)


def _underived(firm: Profile, rulebook: Rulebook) -> Profile:
    """Return the firm without stating what follows from its other facts."""
    return changed(firm, facts={path: v for path, v in firm.facts.items() if path not in rulebook.derived})


def _check_value(result: Result, naive: Naive) -> None:
    paid = naive.paid(result.benefit.id)
    assert result.value.pays is paid.stated
    if paid.stated:
        assert (result.value.lower, result.value.upper) == (paid.lower, paid.upper)


def _leaves(tree: m.Tree) -> Iterator[m.Tree]:
    if isinstance(tree, m.Group):
        for part in tree.parts:
            yield from _leaves(part)
    else:
        yield tree
