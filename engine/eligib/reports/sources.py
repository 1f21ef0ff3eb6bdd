"""The sources of a rulebook, as a table and as data (`eligib.sources/1`).

Enters: the use of each source. Leaves: rich renderables, or one JSON text.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from eligib.language.figures import day_span
from eligib.messages import Language, render, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from eligib.documents.use import Use

FORMAT = "eligib.sources/1"
NARROW = 100


def sources_table(found: Sequence[Use], language: Language, *, width: int) -> RenderableType:
    """Return a row for each source; too narrow for columns, two lines for each."""
    if not found:
        return Styled(render(say("the rulebook names no sources"), language))
    rows = [_cells(use, language) for use in found]
    if width < NARROW:
        return Group(*(line for row in rows for line in _stacked(row, language)))
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    heads = (say("source"), say("title"), say("publisher"), say("date"), say("citations"), say("benefits"))
    for head in heads:
        counted = head in heads[-2:]
        table.add_column(render(head, language), justify="right" if counted else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Styled(cell) for cell in row))
    return table


def _stacked(row: tuple[str, ...], language: Language) -> list[RenderableType]:
    key, title, publisher, when, cited, benefits = row
    count = say("citations: {cited}, benefits: {benefits}", cited=cited, benefits=benefits)
    more = " · ".join((publisher, when, render(count, language)))
    return [
        Styled(key, style="bold"),
        Padding(Styled(title), (0, 0, 0, 2)),
        Padding(Styled(more, style="dim"), (0, 0, 0, 2)),
    ]


def _cells(use: Use, language: Language) -> tuple[str, ...]:
    source = use.source
    titles = (render(text, language) for text in (source.title, source.publisher))
    when = day_span(source.earliest, source.latest, language)
    return (source.id, *titles, when, str(use.citations), str(len(use.benefits)))


def sources_json(found: Sequence[Use]) -> str:
    """Return the sources as one JSON text."""
    return dumps({"format": FORMAT, "sources": [_data(use) for use in found]}, ensure_ascii=False, indent=2)


def _data(use: Use) -> dict[str, Any]:
    source, stored = use.source, use.source.file
    return {
        "id": source.id,
        "title": {"zh": source.title.zh, "en": source.title.en},
        "publisher": {"zh": source.publisher.zh, "en": source.publisher.en},
        "date": day_span(source.earliest, source.latest, "en"),
        "language": source.language,
        "script": source.script,
        "file": None
        if stored is None
        else {"name": stored.name, "bytes": stored.length, "sha256": stored.sha256},
        "citations": use.citations,
        "benefits": list(use.benefits),
    }
