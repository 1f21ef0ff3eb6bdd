"""The decisive reason of an outcome as one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.decide.outcome import Outcome
from eligib.explain.explanation import Need
from eligib.messages import Label, Text, say
from eligib.reports.words import need
from eligib.reports.worth import breakdown
from eligib.rulebook.model import ApprovalClause

if TYPE_CHECKING:
    from datetime import date

    from eligib.decide.decision import Decision
    from eligib.explain.explanation import ClauseTruth, Explanation
    from eligib.language.vocabulary import Vocabulary

MAX_NEEDS = 5


def reason(explanation: Explanation, decision: Decision, *, short: bool = False) -> Text | Label:
    """Return why the benefit came out as it did; `short` leaves out which members of a list lack a fact."""
    result = explanation.result
    match result.outcome:
        case Outcome.ELIGIBLE:
            return _eligible(explanation)
        case Outcome.CONDITIONAL:
            names = tuple(approval.label for approval in explanation.pending)
            return say("all conditions are met; waits for: {approvals}", approvals=names)
        case Outcome.UNDETERMINED:
            return _undetermined(explanation, decision.rulebook.vocabulary, short=short)
        case Outcome.INELIGIBLE:
            return _ineligible(explanation)
        case Outcome.NOT_IN_FORCE:
            return _not_in_force(explanation, decision.as_of)
        case Outcome.PLANNED:
            return say("announced or being tried, not available yet")


def _eligible(explanation: Explanation) -> Text | Label:
    rows = breakdown(explanation.result.value, explanation.result.benefit)
    if rows:
        return Label(" + ".join(row.zh for row in rows), " + ".join(row.en for row in rows))
    if explanation.members is not None:
        held = {clause.member for clause in explanation.deciding}
        label = explanation.result.benefit.each
        return say("all conditions are met by {n} of {list}", n=len(held), list=label.label if label else "")
    return say("all conditions are met")


def _undetermined(explanation: Explanation, vocabulary: Vocabulary, *, short: bool) -> Text:
    needs = [Need(one.path, (), one.instead) if short else one for one in explanation.needs]
    names = tuple(need(one, vocabulary) for one in needs)
    if not names:
        approvals = tuple(approval.label for approval in explanation.pending)
        return say("depends on: {approvals}", approvals=approvals)
    more = len(names) - MAX_NEEDS
    if more > 0:
        return say("missing: {facts} and {n} more", facts=names[:MAX_NEEDS], n=more)
    return say("missing: {facts}", facts=names)


def _ineligible(explanation: Explanation) -> Text:
    failed = explanation.deciding
    each = explanation.result.benefit.each
    if not failed:
        return say("there are no {list}", list=each.label if each else "")
    return _against(failed[0])


def _against(clause: ClauseTruth) -> Text:
    """Return the requirement with the firm's own value beside it."""
    if isinstance(clause.clause, ApprovalClause):
        return say("refused: {approval}", approval=clause.clause.text)
    pairs = tuple(say("{fact}: {value}", fact=shown.fact.label, value=shown.text) for shown in clause.values)
    if not pairs:
        return say("required: {text}", text=clause.clause.text)
    return say("required: {text}; here {values}", text=clause.clause.text, values=pairs)


def _not_in_force(explanation: Explanation, as_of: date) -> Text:
    dates = explanation.result.benefit.in_force
    if dates.until is not None and as_of > dates.until:
        return say("ended on {day}", day=dates.until.isoformat())
    if dates.start is not None and as_of < dates.start:
        return say("begins on {day}", day=dates.start.isoformat())
    if dates.status == "case":
        return say("the source reports one case and offers nothing")
    return say("closed")
