"""An undetermined benefit says what it waits for, and what it names leads to an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from eligib.decide.decider import Decider
from eligib.decide.outcome import Outcome
from eligib.explain.explanation import Explainer, Explanation
from eligib.profile.model import Members, Profile
from properties.cases import cases
from support.asked import Asked
from support.random_profiles import changed, completed, profiles
from support.random_rules import Shape, rulebooks
from support.semantics import AS_OF

if TYPE_CHECKING:
    from eligib.explain.explanation import Need
    from eligib.rulebook.model import Rulebook

ROUNDS = 100
ASKING = Shape(asking=8)
"""Benefits that often wait for one another."""


@cases(150)
@given(rulebook=rulebooks(ASKING), data=st.data())
def test_undetermined_names_what_it_waits_for(rulebook: Rulebook, data: st.DataObject) -> None:
    """An undetermined benefit names a fact or an approval, a conditional one an approval; members exist."""
    firm = data.draw(profiles(Asked(rulebook)), label="firm")

    for explanation in _explained(Decider(rulebook, AS_OF), firm):
        outcome = explanation.result.outcome
        if outcome is Outcome.UNDETERMINED:
            assert explanation.needs or explanation.pending
        elif outcome is Outcome.CONDITIONAL:
            assert explanation.pending
        else:
            assert not explanation.needs
            assert not explanation.pending
        for need in explanation.needs:
            assert all(number < _size(firm, need) for number in need.members)
        assert not {approval.id for approval in explanation.pending} & firm.approvals.keys()


@cases(150)
@given(rulebook=rulebooks(ASKING), data=st.data())
def test_complete_firm_waits_for_approvals_only(rulebook: Rulebook, data: st.DataObject) -> None:
    """With every fact known, no benefit waits for one; what is not final names the approval it waits for."""
    asked = Asked(rulebook)
    firm = data.draw(completed(data.draw(profiles(asked)), asked), label="firm")

    for explanation in _explained(Decider(rulebook, AS_OF), firm):
        assert not explanation.needs
        if explanation.result.outcome is Outcome.UNDETERMINED:
            assert explanation.pending


@cases(150)
@given(rulebook=rulebooks(ASKING), data=st.data())
def test_naming_what_is_needed_leads_to_an_answer(rulebook: Rulebook, data: st.DataObject) -> None:
    """Whoever gives what is needed, and what is then needed, and nothing else, comes to an answer.

    It may be one that waits for approvals alone. What is needed is never known already.
    """
    asked = Asked(rulebook)
    firm = data.draw(profiles(asked), label="firm")
    complete = data.draw(completed(firm, asked), label="complete")
    decider = Decider(rulebook, AS_OF)

    for name in rulebook.benefits:
        known = firm
        for _ in range(ROUNDS):
            explanation = _explain(decider, known, name)
            if explanation.result.outcome is not Outcome.UNDETERMINED or not explanation.needs:
                break
            for need in explanation.needs:
                more = _given(known, need, complete)
                assert more != known
                known = more
        assert explanation.result.outcome is not Outcome.UNDETERMINED or explanation.pending


def _explained(decider: Decider, firm: Profile) -> list[Explanation]:
    explainer = Explainer(decider.decide(firm), decider.interpreter)
    return [explainer.explain(name) for name in decider.rulebook.benefits]


def _explain(decider: Decider, firm: Profile, name: str) -> Explanation:
    return Explainer(decider.decide(firm), decider.interpreter).explain(name)


def _size(firm: Profile, need: Need) -> int:
    owner = need.path.partition(".")[0]
    return len(firm.lists[owner].records) if owner in firm.lists else 0


def _given(firm: Profile, need: Need, complete: Profile) -> Profile:
    """Return the firm with what is needed taken from the complete one."""
    if need.path == "received":
        return changed(firm, received=complete.received)
    owner, _, name = need.path.partition(".")
    if not name:
        members = complete.lists[owner].records
        known = firm.lists[owner].records if owner in firm.lists else ()
        closed = Members((*known, *members[len(known) :]))
        return changed(firm, lists={**firm.lists, owner: closed})
    if owner not in complete.lists:
        return changed(firm, facts={**firm.facts, need.path: complete.facts[need.path]})
    records = list(firm.lists[owner].records)
    for number in need.members:
        records[number] = {**records[number], name: complete.lists[owner].records[number][name]}
    members_now = Members(tuple(records), is_open=firm.lists[owner].is_open)
    return changed(firm, lists={**firm.lists, owner: members_now})
