"""A decision as a table for the terminal: what the firm may have first, then totals, then what it may not.

Enters: a decision. Leaves: rich renderables; the caller owns the console. Too narrow for columns, the same
comes as a list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from eligib.decide.outcome import Flag, Outcome
from eligib.messages import Label, Language, Text, render, say
from eligib.reports.reasons import reason
from eligib.reports.stacking import stacking
from eligib.reports.words import FLAGS, KINDS, OUTCOMES, payees
from eligib.reports.worth import span, worth

if TYPE_CHECKING:
    from rich.console import RenderableType

    from eligib.decide.decision import Decision, Result, Total
    from eligib.explain.explanation import Explainer
    from eligib.rulebook.model import Citation

NARROW = 72
_MARKS = {Flag.ASSUMED: "*", Flag.UNCONFIRMED: "†"}
_SHOWN = (Outcome.ELIGIBLE, Outcome.CONDITIONAL, Outcome.UNDETERMINED)
_STYLES = {
    Outcome.ELIGIBLE: "bold green",
    Outcome.CONDITIONAL: "bold yellow",
    Outcome.UNDETERMINED: "bold cyan",
    Outcome.INELIGIBLE: "dim",
    Outcome.NOT_IN_FORCE: "dim",
    Outcome.PLANNED: "dim",
}


def decision_table(
    decision: Decision,
    explainer: Explainer,
    language: Language,
    *,
    width: int,
    every: bool = False,
    command: str = "",
) -> RenderableType:
    """Return the whole report; `every` gives the benefits that cannot be had a row each."""
    return _Report(decision, explainer, language, width, every, command).render()


class _Report(Struct, eq=False):
    decision: Decision
    explainer: Explainer
    language: Language
    width: int
    every: bool
    command: str
    _notes: dict[tuple[str, int], int] = field(default_factory=dict)

    def render(self) -> RenderableType:
        parts: list[RenderableType] = [self._head(), Styled("")]
        shown, rest = self._split()
        if shown:
            parts += [self._list(shown), Styled("")]
        else:
            parts += [self._line(say("no benefit can be had as things stand")), Styled("")]
        totals = self._totals()
        if totals:
            parts += [*totals, Styled("")]
        others = self._others(rest)
        if others:
            parts += [*others, Styled("")]
        return Group(*parts, *self._footer(shown))

    def _split(self) -> tuple[list[Result], list[Result]]:
        order = list(Outcome)
        results = sorted(self.decision.results.values(), key=lambda result: order.index(result.outcome))
        shown = [result for result in results if self.every or result.outcome in _SHOWN]
        return shown, [result for result in results if result not in shown]

    def _head(self) -> RenderableType:
        decision = self.decision
        place = decision.profile.facts.get("company.place")
        known = [decision.profile.name]
        if isinstance(place, str):
            known.append(self._say(decision.rulebook.vocabulary.places.labels[place]))
        day = say("as of {day}", day=decision.as_of.isoformat())
        size = say("rulebook of {n} benefits", n=len(decision.results))
        return Styled(" · ".join([*known, self._say(day), self._say(size)]), style="bold")

    def _list(self, results: list[Result]) -> RenderableType:
        cells = [self._cells(result) for result in results]
        if self.width < NARROW:
            return Group(*(line for row in cells for line in self._stacked(row)))
        table = Table.grid(padding=(0, 2, 0, 0), expand=False)
        for wraps in (False, True, True, False, True, False):
            table.add_column(no_wrap=not wraps, overflow="fold")
        for row in cells:
            table.add_row(*row)
        return Padding(table, (0, 0, 0, 2))

    def _stacked(self, row: tuple[Styled, ...]) -> list[RenderableType]:
        outcome, title, value, payee, why, note = row
        head = Styled.assemble(outcome, "  ", title, " ", note)
        lines = [Padding(text, (0, 0, 0, 4)) for text in (Styled.assemble(value, " · ", payee), why)]
        return [head, *lines]

    def _cells(self, result: Result) -> tuple[Styled, ...]:
        explanation = self.explainer.explain(result.benefit.id)
        why = self._say(reason(explanation, self.decision))
        return (
            Styled(self._say(OUTCOMES[result.outcome]), style=_STYLES[result.outcome]),
            Styled(self._say(_marked(result))),
            Styled(
                "\n".join(self._say(text) for text in worth(result.value, result.benefit)) or "—",
                style="bold",
            ),
            Styled(self._say(payees(result.benefit.paid_to))),
            Styled(why),
            Styled(self._note(result.benefit.cite), style="dim"),
        )

    def _totals(self) -> list[RenderableType]:
        lines: list[RenderableType] = []
        for total in self.decision.totals:
            if total.upper == 0 and total.lower == 0:
                continue
            lines.append(self._line(self._total(total)))
        return lines

    def _total(self, total: Total) -> Text:
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

    def _others(self, results: list[Result]) -> list[RenderableType]:
        groups: dict[tuple[Outcome, str], list[Result]] = {}
        for result in results:
            why = self._say(reason(self.explainer.explain(result.benefit.id), self.decision))
            groups.setdefault((result.outcome, why), []).append(result)
        return [self._other(outcome, why, found) for (outcome, why), found in groups.items()]

    def _other(self, outcome: Outcome, why: str, results: list[Result]) -> RenderableType:
        titles = tuple(_marked(result) for result in results)
        notes = "".join(dict.fromkeys(self._note(result.benefit.cite) for result in results))
        text = say(
            "{outcome}: {titles} — {why}", outcome=OUTCOMES[outcome], titles=titles, why=Label(why, why)
        )
        if len(results) > 1:
            text = say(
                "{outcome} ({n}): {titles} — {why}",
                outcome=OUTCOMES[outcome],
                n=len(results),
                titles=titles,
                why=Label(why, why),
            )
        return self._line(text, f" {notes}", style="dim")

    def _footer(self, shown: list[Result]) -> list[RenderableType]:
        # first, since it may add to the numbered sources
        combining = [self._rule(*rule) for rule in stacking(self.decision)]
        lines: list[RenderableType] = []
        offered = [result for result in shown if result.outcome in _SHOWN]
        cases = [self._case(result, i) for result in offered for i in range(len(result.benefit.reported))]
        lines += [self._source(key, number) for key, number in self._notes.items()]
        lines += [*self._doubts(), *cases]
        lines += combining
        if self.decision.incident is not None:
            text = say("not cross-checked: {incident}", incident=self.decision.incident)
            lines.append(self._line(text, style="bold red"))
        if self.command and self.decision.results:
            first = (shown or list(self.decision.results.values()))[0].benefit.id
            text = say("the whole reasoning: {command}", command=f"{self.command} --explain {first}")
            lines.append(self._line(text, style="dim"))
        return lines

    def _rule(self, text: Text, cite: Citation | None) -> RenderableType:
        return self._line(text, "" if cite is None else f" {self._note(cite)}", style="dim")

    def _doubts(self) -> list[RenderableType]:
        present = {flag for result in self.decision.results.values() for flag in result.flags}
        return [
            self._line(say("{mark} {text}", mark=mark, text=FLAGS[flag]), style="dim")
            for flag, mark in _MARKS.items()
            if flag in present
        ]

    def _case(self, result: Result, number: int) -> RenderableType:
        case = result.benefit.reported[number]
        note = self._note(case.cite)
        if case.amount is None:
            text = say("{note}: as reported, no entitlement", note=case.note)
        else:
            amount = span(case.amount, case.amount)
            text = say("{note}, {amount}: as reported, no entitlement", note=case.note, amount=amount)
        return self._line(text, f" {note}", style="dim")

    def _note(self, cite: Citation) -> str:
        key = (cite.source.id, cite.line)
        return f"[{self._notes.setdefault(key, len(self._notes) + 1)}]"

    def _source(self, key: tuple[str, int], number: int) -> RenderableType:
        source = self.decision.rulebook.sources[key[0]]
        text = say("[{n}] {title}, line {line}", n=number, title=source.title, line=key[1])
        return self._line(text, style="dim")

    def _line(self, text: Text | Label, more: str = "", *, style: str = "") -> RenderableType:
        return Padding(Styled(self._say(text) + more, style=style), (0, 0, 0, 2))

    def _say(self, text: object) -> str:
        return render(text, self.language)


def _marked(result: Result) -> Label:
    """Return the benefit's title with the marks of its doubts."""
    marks, title = "".join(_MARKS[flag] for flag in result.flags), result.benefit.title
    return Label(title.zh + marks, title.en + marks)
