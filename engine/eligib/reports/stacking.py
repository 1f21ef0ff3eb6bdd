"""How the benefits that a firm may have combine, in words: families first, then what they rule out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.decide.outcome import Outcome
from eligib.messages import Label, Text, say
from eligib.reports.worth import span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.decide.decision import Decision
    from eligib.rulebook.model import Benefit, Citation, Family, Rulebook

_OFFERED = frozenset({Outcome.ELIGIBLE, Outcome.CONDITIONAL})


def stacking(decision: Decision) -> Iterator[tuple[Text, Citation | None]]:
    """Yield one sentence for each rule on combining that concerns the firm, with where it is written."""
    offered = {name for name, result in decision.results.items() if result.outcome in _OFFERED}
    named: set[str] = set()
    for family in decision.rulebook.families.values():
        held = [member for member in family.members if _benefits(member, decision.rulebook) & offered]
        if len(held) > 1:
            named |= _benefits(family.id, decision.rulebook) & offered
            yield _rule(family, held, decision.rulebook), family.cite
    for one in decision.dropped:
        member, by = _title(one.member, decision.rulebook), _title(one.by, decision.rulebook)
        yield say("{member} gives way to {by}, which is worth at least as much", member=member, by=by), None
    if named and offered - named:
        yield say("whether the other benefits may be combined is not stated in the sources"), None
    elif len(offered) > 1 and not named:
        yield say("whether these benefits may be combined is not stated in the sources"), None


def combining(benefit: Benefit, rulebook: Rulebook) -> Iterator[tuple[Text, Citation]]:
    """Yield how a benefit combines with others, whatever the firm has, with where it is written."""
    for family in rulebook.families.values():
        if benefit.id in _benefits(family.id, rulebook):
            yield _rule(family, list(family.members), rulebook), family.cite


def _rule(family: Family, members: list[str], rulebook: Rulebook) -> Text:
    titles = tuple(_title(member, rulebook) for member in members)
    if family.combine == "best_one":
        text = say("only one of these may be had: {titles}", titles=titles)
    elif family.cap is None:
        text = say("these may be had together: {titles}", titles=titles)
    else:
        cap = span(family.cap, family.cap)
        text = say("these come to at most {sum} together: {titles}", sum=cap, titles=titles)
    return say("{text} (our reading)", text=text) if family.assumed else text


def _title(member: str, rulebook: Rulebook) -> Label:
    family = rulebook.families.get(member)
    return rulebook.benefits[member].title if family is None else family.title


def _benefits(member: str, rulebook: Rulebook) -> set[str]:
    family = rulebook.families.get(member)
    return {member} if family is None else {name for m in family.members for name in _benefits(m, rulebook)}
