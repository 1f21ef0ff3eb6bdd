"""The figures that a benefit carries, to be looked for among the finds of its document.

Enters: a benefit. Leaves: the figures of its values and conditions, those that its texts spell out in words
since no condition can (`48小时`), and the figures of each reported case.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.documents.citations import citations_of
from eligib.documents.figures import Figure, Unit, figures
from eligib.documents.grants import plain
from eligib.language.nodes import Literal
from eligib.language.vocabulary import Kind
from eligib.messages import Label
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.documents.finds import Find

_UNITS = {
    Kind.MONEY: Unit.FEN,
    Kind.RATE: Unit.PART,
    Kind.AREA: Unit.AREA,
    Kind.MONTHS: Unit.MONTHS,
    Kind.DAYS: Unit.DAYS,
}
# the figures of the parts of a value, by the field that holds them
_FIELDS = {
    "amount": Unit.FEN,
    "lower": Unit.FEN,
    "upper": Unit.FEN,
    "rows": Unit.FEN,
    "at_most": Unit.FEN,
    "total_at_most": Unit.FEN,
    "rate": Unit.PART,
    "area": Unit.AREA,
    "months": Unit.MONTHS,
}


class Case(Struct, frozen=True, eq=False):
    """A reported case: its line, `inherited` where it is the benefit's, and its figures."""

    line: int
    inherited: bool
    figures: frozenset[Figure]

    def states(self, find: Find) -> bool:
        """Return whether every figure of `find` is one of the case's."""
        return bool(find.values) and self.figures.issuperset(find.values)


class Carried(Struct, frozen=True, eq=False):
    """What a benefit says of one document: the lines it cites, its figures, its cases."""

    lines: frozenset[int]
    figures: frozenset[Figure]
    cases: tuple[Case, ...]

    def states(self, find: Find) -> bool:
        """Return whether every figure of `find` is one of the benefit's."""
        return bool(find.values) and self.figures.issuperset(find.values)


def carried(benefit: m.Benefit, source: m.Source) -> Carried:
    """Return what `benefit` carries of the document `source`."""
    own = [case.cite for case in benefit.reported]
    lines = {cite.line for cite in citations_of(benefit) if cite.source is source and cite not in own}
    lines |= {benefit.cite.line} if benefit.cite.source is source else set()
    cases = tuple(_case(case, benefit) for case in benefit.reported if case.cite.source is source)
    return Carried(frozenset(lines), frozenset(_figures(benefit)), cases)


def _case(case: m.Reported, benefit: m.Benefit) -> Case:
    stated = set() if case.amount is None else {Figure(Unit.FEN, Decimal(case.amount))}
    return Case(case.cite.line, case.cite is benefit.cite, frozenset(stated.union(_spelt(case.note))))


def _figures(value: object) -> Iterator[Figure]:
    """Yield the figures anywhere in `value`, but for reported cases and citations."""
    if isinstance(value, Label):
        yield from _spelt(value)
    elif isinstance(value, Literal):
        figure = literal_figure(value)
        yield from () if figure is None else (figure,)
    elif isinstance(value, m.Extension):
        yield Figure(Unit(value.unit), Decimal(value.length))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _figures(part)
    elif isinstance(value, Struct) and not isinstance(value, _CLOSED):
        for name in value.__struct_fields__:
            part = getattr(value, name)
            if name in _FIELDS:
                yield from _plain(part, _FIELDS[name])
            yield from _figures(part)


_CLOSED = (m.Reported, m.Citation, m.Example)


def literal_figure(literal: Literal) -> Figure | None:
    """Return a literal of a condition as a figure, None for a kind that documents are not scanned for."""
    unit = _UNITS.get(literal.kind)
    if unit is None or not isinstance(literal.value, int | Decimal):
        return None
    return Figure(unit, Decimal(literal.value))


def _plain(value: object, unit: Unit) -> Iterator[Figure]:
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        yield Figure(unit, Decimal(value))
    elif isinstance(value, m.Dated):
        for _start, figure in value.values:
            yield from _plain(figure, unit)
    elif isinstance(value, dict):
        for row in value.values():
            yield from _plain(row, unit)


def _spelt(text: Label) -> Iterator[Figure]:
    for written in figures(plain(text.zh)):
        yield from written.values
