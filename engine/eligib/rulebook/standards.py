"""Dated facts of the world that several rules share, and the dates of a benefit.

Enters: `rules/standards/*.yaml` and the `in_force` of a benefit. Leaves: `Standard`s by name and an
`InForce`. An end that a document only implies ("during the epidemic") is a standard with `basis: assumed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.language.faults import nearest
from eligib.messages import Label, say
from eligib.rulebook.fields import Fields
from eligib.rulebook.model import InForce
from eligib.yamltree import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from eligib.rulebook.model import Status

_STATUSES: dict[str, Status] = {
    "planned": "planned",
    "exploratory": "exploratory",
    "closed": "closed",
    "case": "case",
}


class Standard(Struct, frozen=True):
    """A day that matters to several rules, and whether it is stated or our reading."""

    day: date
    title: Label
    assumed: bool


def read_standards(files: Iterable[Fields]) -> dict[str, Standard]:
    """Return every standard that the files declare."""
    standards: dict[str, Standard] = {}
    for file in files:
        for name, fields in file.children("standards"):
            title, day = fields.label("title"), fields.date("date")
            assumed = fields.one_of("basis", ("stated", "assumed")) == "assumed"
            fields.need("date")
            fields.need("title")
            fields.done(may_be_silenced=True)
            if name.text in standards:
                file.fault("declared-twice", say("`{name}` is declared twice", name=name.text), name.span)
            if day is not None and title is not None:
                standards[name.text] = Standard(day, title, assumed)
    return standards


def read_in_force(benefit: Fields, standards: dict[str, Standard]) -> InForce:
    """Return when the benefit can be had; without `in_force`, neither end is stated."""
    node = benefit.get("in_force")
    if node is None:
        return InForce()
    if isinstance(node, Scalar):
        return InForce(_STATUSES.get(benefit.one_of("in_force", _STATUSES) or "", "closed"))
    fields = Fields(node, benefit.faults)
    start, until = _end(fields, "from", standards), _end(fields, "until", standards)
    fields.done()
    if start and until and start.day > until.day:
        fields.fault("range-reversed", say("the range ends before it begins"))
    return InForce(
        "dated",
        start.day if start else None,
        until.day if until else None,
        until.assumed if until else False,
        until.title if until and until.title.zh else None,
    )


def _end(fields: Fields, key: str, standards: dict[str, Standard]) -> Standard | None:
    node = fields.get(key)
    if node is None:
        return None
    if isinstance(node, Mapping):
        return _inline(Fields(node, fields.faults))
    if isinstance(node, Scalar) and node.text[:1].isdigit():
        day = fields.date(key)
        return None if day is None else Standard(day, Label("", ""), assumed=False)
    name = node.text if isinstance(node, Scalar) else ""
    if name not in standards:
        message = say("`{name}` is neither a day nor a standard", name=name)
        fields.fault("unknown-standard", message, node.span, meant=nearest(name, standards))
    return standards.get(name)


def _inline(fields: Fields) -> Standard | None:
    day = fields.date("date")
    assumed = fields.one_of("basis", ("stated", "assumed")) == "assumed"
    note = fields.label("note")
    fields.need("date")
    fields.done()
    return None if day is None else Standard(day, note or Label("", ""), assumed)
