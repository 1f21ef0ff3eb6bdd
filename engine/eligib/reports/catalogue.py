"""The benefits of a rulebook as a list: what each is and promises, when it can be had, where it is written.

Enters: benefits that somebody chose. Leaves: a renderable, grouped by zone, or the same as data.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled

from eligib.decide.outcome import Flag
from eligib.messages import LANGUAGES, Label, Language, render, say
from eligib.reports.data import cite_data, in_force_data, label_data
from eligib.reports.promise import counted, dates, promise
from eligib.reports.prose import Prose
from eligib.reports.words import FLAGS, KINDS
from eligib.rulebook.in_force import standing

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from rich.console import RenderableType

    from eligib.messages import Text
    from eligib.rulebook.model import Benefit, Citation, Rulebook

FORMAT = "eligib.catalogue/1"
NARROW = 72
_INDENT = 2
_GAP = 2
_FIXED = {"kind": 9, "dates": 14, "source": 9}
_ASSUMED, _UNCONFIRMED = "*", "†"


def catalogue_table(
    benefits: Iterable[Benefit], rulebook: Rulebook, language: Language, *, width: int, day: date | None
) -> RenderableType:
    """Return the list; where `day` is given, a doubt about that day is marked."""
    return _Catalogue(tuple(benefits), rulebook, language, width, day).render()


def catalogue_json(benefits: Iterable[Benefit], rulebook: Rulebook) -> str:
    """Return the list as one JSON text."""
    data = {
        "format": FORMAT,
        "rulebook": {"version": rulebook.version, "digest": rulebook.digest},
        "benefits": [benefit_data(benefit, rulebook) for benefit in benefits],
    }
    return dumps(data, ensure_ascii=False, indent=2)


def benefit_data(benefit: Benefit, rulebook: Rulebook) -> dict[str, Any]:
    """Return what the list says of one benefit."""
    return {
        "id": benefit.id,
        "zone": benefit.zone,
        "title": label_data(benefit.title),
        "kind": benefit.kind,
        "paid_to": list(benefit.paid_to),
        "agency": None if benefit.agency is None else label_data(benefit.agency),
        "value": [
            {language: render(text, language) for language in LANGUAGES}
            for text in promise(benefit, rulebook.vocabulary)
        ],
        "each": None if benefit.each is None else benefit.each.name,
        "in_force": in_force_data(benefit.in_force),
        "cite": cite_data(benefit.cite),
    }


class _Catalogue(Struct, eq=False):
    benefits: tuple[Benefit, ...]
    rulebook: Rulebook
    language: Language
    width: int
    day: date | None
    _sources: dict[str, int] = field(default_factory=dict)
    _marks: dict[str, None] = field(default_factory=dict)

    def render(self) -> RenderableType:
        parts: list[RenderableType] = []
        wide = self.width >= NARROW
        if wide and self.benefits:
            head = (say("benefit"), say("kind"), say("what it grants"), say("dates"), say("where"))
            parts += [self._row(*(Prose(self._say(text), "dim") for text in head)), Styled("")]
        for zone, found in self._zones().items():
            parts.append(self._zone(zone, len(found)))
            for benefit in found:
                parts += [*(self._wide(benefit) if wide else self._narrow(benefit)), Styled("")]
        return Group(*parts, *self._footer())

    def _zones(self) -> dict[str, list[Benefit]]:
        zones: dict[str, list[Benefit]] = {}
        for benefit in self.benefits:
            zones.setdefault(benefit.zone, []).append(benefit)
        return zones

    def _zone(self, zone: str, number: int) -> RenderableType:
        label = self.rulebook.vocabulary.places.labels[zone]
        return Prose(self._say(say("{zone} ({n})", zone=label, n=number)), "bold")

    def _wide(self, benefit: Benefit) -> list[RenderableType]:
        row = self._row(
            Prose(self._say(benefit.title)),
            Prose(self._say(KINDS[benefit.kind])),
            Prose(self._value(benefit), "bold"),
            Prose(self._dates(benefit)),
            Prose(self._cite(benefit.cite), "dim"),
        )
        return [row, _indented(Prose(benefit.id, "dim"))]

    def _narrow(self, benefit: Benefit) -> list[RenderableType]:
        facts = (self._say(KINDS[benefit.kind]), self._dates(benefit), self._cite(benefit.cite))
        return [
            _indented(Prose(self._say(benefit.title), "bold")),
            _indented(Prose(self._value(benefit)), deeper=True),
            _indented(Prose(" · ".join(facts)), deeper=True),
            _indented(Prose(benefit.id, "dim"), deeper=True),
        ]

    def _row(self, *cells: RenderableType) -> RenderableType:
        room = self.width - _INDENT - sum(_FIXED.values()) - 4 * _GAP
        title = room * 11 // 20
        table = Table.grid(padding=(0, _GAP, 0, 0))
        for width in (title, _FIXED["kind"], room - title, _FIXED["dates"], _FIXED["source"]):
            table.add_column(width=width)
        table.add_row(*cells)
        return _indented(table)

    def _value(self, benefit: Benefit) -> str:
        lines = [self._say(text) for text in promise(benefit, self.rulebook.vocabulary)] or ["—"]
        each = counted(benefit)
        return "\n".join([*lines, self._say(each)] if each is not None and _pays(benefit) else lines)

    def _dates(self, benefit: Benefit) -> str:
        marks = _ASSUMED if benefit.in_force.assumed else ""
        if self.day is not None and standing(benefit, self.day).unconfirmed:
            marks += _UNCONFIRMED
        self._marks |= dict.fromkeys(marks)
        return self._say(dates(benefit.in_force)) + marks

    def _cite(self, cite: Citation) -> str:
        number = self._sources.setdefault(cite.source.id, len(self._sources) + 1)
        return f"[{number}] {cite.line}"

    def _footer(self) -> list[RenderableType]:
        lines: list[RenderableType] = []
        for source, number in self._sources.items():
            title = self.rulebook.sources[source].title
            text = say("[{n}] {title} ({id})", n=number, title=title, id=source)
            lines.append(_indented(Prose(self._say(text), "dim")))
        notes = {
            _ASSUMED: say("this end is our reading of the source"),
            _UNCONFIRMED: FLAGS[Flag.UNCONFIRMED],
        }
        for mark, note in notes.items():
            if mark in self._marks:
                lines.append(_indented(Prose(f"{mark} {self._say(note)}", "dim")))
        if self.benefits:
            command = f"eligib rules show {self.benefits[0].id}"
            text = say("all about one: {command}", command=command)
            lines.append(_indented(Prose(self._say(text), "dim")))
        return [*lines, Prose(self._say(say("benefits found: {n}", n=len(self.benefits))), "bold")]

    def _say(self, text: Text | Label | tuple[Text, ...]) -> str:
        return render(text, self.language)


def _pays(benefit: Benefit) -> bool:
    """Whether the value holds a figure at all, so that it matters for what it is counted."""
    return any(type(part).__name__ != "Unstated" for part in benefit.value)


def _indented(inside: RenderableType, *, deeper: bool = False) -> Padding:
    return Padding(inside, (0, 0, 0, _INDENT + 2 * deeper))
