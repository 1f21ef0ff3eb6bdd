"""The names of outcomes, kinds, payees and doubts, for every report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.decide.outcome import Flag, Outcome
from eligib.language.vocabulary import Kind
from eligib.messages import Label, Text, say

if TYPE_CHECKING:
    from eligib.explain.explanation import Need
    from eligib.language.vocabulary import Vocabulary
    from eligib.rulebook.model import Citation

OUTCOMES: dict[Outcome, Text] = {
    Outcome.ELIGIBLE: say("eligible"),
    Outcome.CONDITIONAL: say("conditional"),
    Outcome.UNDETERMINED: say("undetermined"),
    Outcome.INELIGIBLE: say("ineligible"),
    Outcome.NOT_IN_FORCE: say("not in force"),
    Outcome.PLANNED: say("planned"),
}
KINDS: dict[str, Text] = {
    "subsidy": say("subsidy"),
    "award": say("award"),
    "loan": say("loan"),
    "guarantee": say("guarantee"),
    "fee_cap": say("fee cap"),
    "waiver": say("waiver"),
    "deferral": say("deferral"),
    "refund": say("refund"),
    "interest_subsidy": say("interest subsidy"),
    "equity": say("equity"),
    "relief": say("relief"),
    "pay": say("pay"),
    "incentive": say("incentive"),
    "service": say("service"),
    "package": say("package"),
    "channel": say("channel"),
}
SERVICES = frozenset({"service", "channel", "package"})
"""Kinds of benefit that carry no money of their own."""
WITHOUT_SUM = SERVICES | {"deferral", "waiver", "relief"}
"""Kinds whose name alone says what is given: that no sum is stated would read like an omission."""
PAYEES: dict[str, Text] = {
    "enterprise": say("enterprise"),
    "graduate": say("graduate"),
    "intern": say("intern"),
    "talent": say("talent"),
    "team": say("team"),
    "individual": say("individual"),
    "organisation": say("organisation"),
    "university": say("university"),
    "institute": say("institute"),
    "studio": say("studio"),
    "student": say("student"),
    "worker": say("worker"),
    "unstated": say("payee unstated"),
}
FLAGS: dict[Flag, Text] = {
    Flag.ASSUMED: say("rests on our reading of the source: confirm with the agency before applying"),
    Flag.UNCONFIRMED: say(
        "the source is more than a year away from this day and states no dates: confirm that it applies"
    ),
}


def payees(names: tuple[str, ...]) -> tuple[Text, ...]:
    """Return the names of those who are paid."""
    return tuple(PAYEES[name] for name in names)


def need(need: Need, vocabulary: Vocabulary) -> Text | Label:
    """Return a missing fact or list in words, with the members of the list that lack it."""
    owner, _, name = need.path.partition(".")
    if owner not in vocabulary.records:
        return say("benefits received so far")
    record = vocabulary.records[owner]
    if not name:
        return say("{list} (all of them, or that there are none)", list=record.label)
    fact = record.facts[name]
    if need.instead:
        others = tuple(vocabulary.fact(path).label for path in need.instead)
        return say("{fact} (or {others})", fact=fact.label, others=others)
    both = Label(f"{record.label.zh}{fact.label.zh}", f"{record.label.en} {fact.label.en}")
    if fact.kind is Kind.BOOL:
        both = Label(f"{record.label.zh}是否{fact.label.zh}", f"whether {record.label.en}: {fact.label.en}")
    if not need.members:
        return both
    numbers = tuple(str(member + 1) for member in need.members)
    return say("{fact} (no. {numbers})", fact=both, numbers=numbers)


def citation(cite: Citation) -> Text:
    """Return where something is written."""
    return say("{title}, line {line}", title=cite.source.title, line=cite.line)
