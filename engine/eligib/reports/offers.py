"""The benefits that a firm may have, a row each: outcome, title, worth, payee, reason, source.

Enters: results. Leaves: a rich table or, where the terminal is too narrow for columns, a list.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from eligib.decide.outcome import Flag, Outcome
from eligib.messages import Label, Language, render, say
from eligib.reports.prose import Prose
from eligib.reports.reasons import reason
from eligib.reports.words import OUTCOMES, payees
from eligib.reports.worth import worth

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from eligib.decide.decision import Result
    from eligib.messages import Text
    from eligib.reports.page import Page

NARROW = 72
MARKS = {Flag.ASSUMED: "*", Flag.UNCONFIRMED: "†"}
MAX_PAYEES = 2
STYLES = {
    Outcome.ELIGIBLE: "bold green",
    Outcome.CONDITIONAL: "bold yellow",
    Outcome.UNDETERMINED: "bold cyan",
    Outcome.INELIGIBLE: "dim",
    Outcome.NOT_IN_FORCE: "dim",
    Outcome.PLANNED: "dim",
}


def offers(results: Iterable[Result], page: Page) -> RenderableType:
    """Return the rows of the results."""
    cells = [_cells(result, page) for result in results]
    if page.width < NARROW:
        return Group(*(line for row in cells for line in _stacked(row)))
    table = Table.grid(padding=(0, 2, 0, 0), expand=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_column(overflow="fold", max_width=page.width // 4)
    table.add_column(overflow="fold", max_width=page.width // 8)
    table.add_column(overflow="fold")
    table.add_column(no_wrap=True, min_width=max(len(row[-1]) for row in cells))
    for row in cells:
        table.add_row(row[0], *(Prose(cell) for cell in row[1:-1]), row[-1])
    return Padding(table, (0, 0, 0, 2))


def by_worth(result: Result) -> tuple[int, int, int]:
    """Return the order of a result among its likes: payments first, the larger before the smaller."""
    value = result.value
    if not value.pays:
        return 1, 0, 0
    return 0, 0 if value.upper is None else 1, -(value.upper or value.lower or 0)


def marked(result: Result) -> Label:
    """Return the benefit's title with the marks of its doubts."""
    marks, title = "".join(MARKS[flag] for flag in result.flags), result.benefit.title
    return Label(title.zh + marks, title.en + marks)


def listed(texts: Iterable[Text | Label], language: Language) -> Label:
    """Return titles in a row; they may hold commas of their own."""
    parts = [render(text, language) for text in texts]
    return Label("；".join(parts), "; ".join(parts))


def paid_to(names: tuple[str, ...]) -> Text | tuple[Text, ...]:
    """Return who is paid; of many the first ones."""
    known = payees(names)
    if len(known) <= MAX_PAYEES + 1:
        return known
    return say("{payees} and others", payees=known[:MAX_PAYEES])


def _stacked(row: tuple[Styled, ...]) -> list[RenderableType]:
    outcome, title, value, payee, why, note = row
    head = Prose(Styled.assemble(outcome, "  ", title, " ", note))
    lines = [Padding(Prose(text), (0, 0, 0, 4)) for text in (Styled.assemble(value, " · ", payee), why)]
    return [head, *lines]


def _cells(result: Result, page: Page) -> tuple[Styled, ...]:
    language = page.language
    value = "\n".join(render(text, language) for text in worth(result.value, result.benefit))
    why: object = reason(page.explainer.explain(result.benefit.id), page.decision)
    if result.benefit.id in (page.decision.profile.received or ()):
        why = say("received already, as the firm says; {why}", why=why)
    return (
        Styled(render(OUTCOMES[result.outcome], language), style=STYLES[result.outcome]),
        Styled(render(marked(result), language)),
        Styled(value or "—", style="bold"),
        Styled(render(paid_to(result.benefit.paid_to), language)),
        Styled(render(why, language)),
        Styled(page.note(result.benefit.cite), style="dim"),
    )
