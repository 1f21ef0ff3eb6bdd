"""The benefits that a firm may not have, or not yet: in groups that have a reason in common.

Enters: results. Leaves: lines: what is missing for which benefits, the fewest facts first; then what is
ruled out, those in other places in one line, every other reason in a line of its own.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from eligib.decide.outcome import Outcome
from eligib.language import nodes as n
from eligib.messages import Label, Language, Text, render, say
from eligib.reports.offers import by_worth, listed, marked
from eligib.reports.reasons import reason
from eligib.reports.words import OUTCOMES
from eligib.reports.worth import span
from eligib.rulebook.model import Clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.console import RenderableType

    from eligib.decide.decision import Result
    from eligib.reports.page import Page

PLACE = "company.place"


def waiting(results: list[Result], page: Page) -> Iterator[RenderableType]:
    """Yield the undetermined benefits by what they wait for, those that wait for least first."""
    groups: dict[tuple[str, ...], list[Result]] = {}
    for result in results:
        needs = page.explainer.explain(result.benefit.id).needs
        groups.setdefault(tuple(need.path for need in needs), []).append(result)
    for paths in sorted(groups, key=lambda paths: (len(paths), -len(groups[paths]))):
        found = sorted(groups[paths], key=by_worth)
        why = reason(page.explainer.explain(found[0].benefit.id), page.decision, short=True)
        titles = listed([_worth(result) for result in found], page.language)
        text = say(
            "{outcome} ({n}), {why}: {titles}",
            n=len(found),
            why=why,
            titles=titles,
            outcome=OUTCOMES[Outcome.UNDETERMINED],
        )
        yield page.line(text)


def ruled_out(results: list[Result], page: Page) -> Iterator[RenderableType]:
    """Yield the benefits that cannot be had, those elsewhere together, the others by their reason."""
    elsewhere = {result.benefit.id: place for result in results if (place := _place(result, page))}
    groups: dict[tuple[Outcome, str], list[Result]] = {}
    for result in results:
        if result.benefit.id not in elsewhere and not _apart(result):
            why = render(reason(page.explainer.explain(result.benefit.id), page.decision), page.language)
            groups.setdefault((result.outcome, why), []).append(result)
    if elsewhere:
        yield page.line(_elsewhere(list(elsewhere.values()), page), style="dim")
    for (outcome, why), found in groups.items():
        yield page.line(_group(outcome, why, found, page.language), style="dim")
    apart = sum(map(_apart, results))
    if apart:
        text = say("not available and not for this firm either: {n} more, see `--all`", n=apart)
        yield page.line(text, style="dim")


def _apart(result: Result) -> bool:
    """Return whether a benefit is not available and its conditions rule the firm out as well."""
    closed = result.outcome in {Outcome.PLANNED, Outcome.NOT_IN_FORCE}
    return closed and result.truths.granted.truth is False


def _group(outcome: Outcome, why: str, results: list[Result], language: Language) -> Text:
    titles, because = listed([marked(result) for result in results], language), Label(why, why)
    if len(results) == 1:
        return say("{outcome}: {titles} — {why}", outcome=OUTCOMES[outcome], titles=titles, why=because)
    return say(
        "{outcome} ({n}): {titles} — {why}",
        outcome=OUTCOMES[outcome],
        n=len(results),
        titles=titles,
        why=because,
    )


def _elsewhere(places: list[Text | Label], page: Page) -> Text:
    count = Counter(render(place, page.language) for place in places)
    named = tuple(
        say("{place} ({n})", place=Label(place, place), n=number) for place, number in count.most_common()
    )
    own = page.decision.profile.facts[PLACE]
    here = page.decision.rulebook.vocabulary.places.labels[str(own)]
    return say(
        "{outcome} ({n}), for firms elsewhere: {places}; the company is in {here}",
        outcome=OUTCOMES[Outcome.INELIGIBLE],
        n=len(places),
        places=named,
        here=here,
    )


def _place(result: Result, page: Page) -> Text | Label | None:
    """Return the place where the firm would have to be, None where it fails for another reason."""
    if result.outcome is not Outcome.INELIGIBLE:
        return None
    decisive = page.explainer.explain(result.benefit.id).deciding
    clause = decisive[0].clause if decisive else None
    if not isinstance(clause, Clause):
        return None
    nodes = [node for node in n.walk(clause.condition) if not isinstance(node, n.Or | n.FactRef)]
    if not all(isinstance(node, n.Within) and node.ref.fact.path == PLACE for node in nodes):
        return None
    labels = page.decision.rulebook.vocabulary.places.labels
    places = [labels[node.place] for node in nodes if isinstance(node, n.Within)]
    return Label("或".join(one.zh for one in places), " or ".join(one.en for one in places))


def _worth(result: Result) -> Text | Label:
    title, value = marked(result), result.value
    if not value.pays or value.upper is None:
        return title
    upper = span(0, value.upper) if value.lower != value.upper else span(value.upper, value.upper)
    return say("{title} ({figure})", title=title, figure=upper)
