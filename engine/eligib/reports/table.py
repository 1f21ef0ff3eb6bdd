"""A decision for the terminal: what the firm may have first, then totals, what to answer, what it may not.

Enters: a decision. Leaves: rich renderables; the caller owns the console.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from rich.console import Group
from rich.text import Text as Styled

from eligib.decide.outcome import Outcome
from eligib.explain.questions import Question, questions
from eligib.messages import Language, Text, render, say
from eligib.reports.offers import MARKS, by_worth, listed, marked, offers
from eligib.reports.page import Page
from eligib.reports.rest import ruled_out, waiting
from eligib.reports.stacking import stacking
from eligib.reports.words import FLAGS, KINDS, OUTCOMES, SERVICES, payees
from eligib.reports.words import need as need_words
from eligib.reports.worth import case_words, span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from eligib.decide.decision import Decision, Result, Total
    from eligib.explain.explanation import Explainer

MAX_QUESTIONS = 5
_OFFERED = (Outcome.ELIGIBLE, Outcome.CONDITIONAL)


def decision_table(
    decision: Decision,
    explainer: Explainer,
    language: Language,
    *,
    width: int,
    every: bool = False,
    command: str = "",
) -> RenderableType:
    """Return the whole report; `every` gives each benefit a row, whatever its outcome."""
    return _Report(Page(decision, explainer, language, width), every, command).render()


class _Report(Struct, eq=False):
    page: Page
    every: bool
    command: str

    def render(self) -> RenderableType:
        order = list(Outcome)
        results = sorted(
            self.page.decision.results.values(), key=lambda one: (order.index(one.outcome), by_worth(one))
        )
        rows = [result for result in results if self.every or self._has_row(result)]
        rest = [] if self.every else [result for result in results if not self._has_row(result)]
        services = [result for result in rest if result.outcome in _OFFERED]
        open_ones = [result for result in rest if result.outcome is Outcome.UNDETERMINED]
        others = [one for one in rest if one.outcome not in {*_OFFERED, Outcome.UNDETERMINED}]
        sections: list[list[RenderableType]] = [
            [self._head()],
            [offers(rows, self.page)]
            if rows
            else [self.page.line(say("nothing but services can be had as things stand"))],
            [*self._services(services)],
            [*self._totals()],
            [*self._questions()],
            [*waiting(open_ones, self.page)],
            [*ruled_out(others, self.page)],
        ]
        spaced = [part for section in sections if section for part in (*section, Styled(""))]
        return Group(*spaced, *self._footer(rows))

    def _has_row(self, result: Result) -> bool:
        return result.outcome in _OFFERED and result.benefit.kind not in SERVICES

    def _head(self) -> RenderableType:
        decision = self.page.decision
        place = decision.profile.facts.get("company.place")
        known: list[object] = [decision.profile.name]
        if isinstance(place, str):
            known.append(decision.rulebook.vocabulary.places.labels[place])
        known.append(say("as of {day}", day=decision.as_of.isoformat()))
        known.append(say("rulebook of {n} benefits", n=len(decision.results)))
        return Styled(" · ".join(render(text, self.page.language) for text in known), style="bold")

    def _services(self, results: list[Result]) -> Iterator[RenderableType]:
        for outcome in _OFFERED:
            found = [result for result in results if result.outcome is outcome]
            if found:
                titles = listed(
                    [
                        say("{title} {note}", title=marked(result), note=self.page.note(result.benefit.cite))
                        for result in found
                    ],
                    self.page.language,
                )
                text = say(
                    "{outcome}, services and channels ({n}): {titles}",
                    outcome=OUTCOMES[outcome],
                    n=len(found),
                    titles=titles,
                )
                yield self.page.line(text)

    def _totals(self) -> Iterator[RenderableType]:
        for total in self.page.decision.totals:
            if total.upper != 0 and (total.outcome in _OFFERED or self.every):
                yield self.page.line(_total(total), style="bold")

    def _questions(self) -> Iterator[RenderableType]:
        asked = questions(self.page.explainer)
        if not asked:
            return
        yield self.page.line(say("what to answer next, the most telling first:"), style="bold")
        for number, question in enumerate(asked[:MAX_QUESTIONS], start=1):
            yield self.page.line(self._question(number, question))
        if len(asked) > MAX_QUESTIONS:
            yield self.page.line(say("and {n} more", n=len(asked) - MAX_QUESTIONS), indent=5)

    def _question(self, number: int, question: Question) -> Text:
        vocabulary, path = self.page.decision.rulebook.vocabulary, question.need.path
        owner, _, name = path.partition(".")
        fact = vocabulary.records[owner].facts.get(name) if owner in vocabulary.records else None
        text = fact.question if fact and fact.question else need_words(question.need, vocabulary)
        return say(
            "{number}. {question} {path} (benefits: {n})",
            number=number,
            question=text,
            path=path,
            n=len(question.benefits),
        )

    def _footer(self, rows: list[Result]) -> list[RenderableType]:
        # combining comes first, since it may add to the numbered sources
        combining = [
            self.page.line(text, "" if cite is None else f" {self.page.note(cite)}", style="dim")
            for text, cite in stacking(self.page.decision)
        ]
        cases = [case for result in rows if result.outcome in _OFFERED for case in self._cases(result)]
        sources = [self._source(key, number) for key, number in self.page.notes.items()]
        return [*sources, *self._doubts(), *cases, *combining, *self._last(rows)]

    def _last(self, rows: list[Result]) -> Iterator[RenderableType]:
        decision = self.page.decision
        if decision.incident is not None:
            text = say("not cross-checked: {incident}", incident=decision.incident)
            yield self.page.line(text, style="bold red")
        if self.command and decision.results:
            open_ones = [one for one in decision.results.values() if one.outcome is Outcome.UNDETERMINED]
            first = (rows or open_ones or list(decision.results.values()))[0].benefit.id
            text = say("the whole reasoning: {command}", command=f"{self.command} --explain {first}")
            yield self.page.line(text, style="dim")

    def _doubts(self) -> Iterator[RenderableType]:
        present = {flag for result in self.page.decision.results.values() for flag in result.flags}
        for flag, mark in MARKS.items():
            if flag in present:
                yield self.page.line(say("{mark} {text}", mark=mark, text=FLAGS[flag]), style="dim")

    def _cases(self, result: Result) -> Iterable[RenderableType]:
        for case in result.benefit.reported:
            yield self.page.line(case_words(case), f" {self.page.note(case.cite)}", style="dim")

    def _source(self, key: tuple[str, int], number: int) -> RenderableType:
        source = self.page.decision.rulebook.sources[key[0]]
        text = say("[{n}] {title}, line {line}", n=number, title=source.title, line=key[1])
        return self.page.line(text, style="dim")


def _total(total: Total) -> Text:
    text = say(
        "total for {payee}: {sum} ({kind}, {outcome})",
        payee=payees(total.payee),
        sum=span(total.lower, total.upper),
        kind=KINDS[total.kind],
        outcome=OUTCOMES[total.outcome],
    )
    if total.unstated:
        return say("{text}, and {n} of unstated amount", text=text, n=total.unstated)
    return text
