"""Figures that change with time, as they are written.

Enters: the files as parsed. Leaves: each dated figure of a benefit's value and each table of editions: the
days with their keys, in order of writing, and whether the figure ends there.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.lint.nodes import entries, mappings
from eligib.rulebook.files import STANDARDS
from eligib.yamltree import Mapping, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context
    from eligib.yamltree import Node


class Step(Struct, frozen=True, eq=False):
    """A day from which something else holds; `text` is the figure, None where it ends or is a table."""

    day: date
    key: Scalar
    text: str | None
    ends: bool


class Series(Struct, frozen=True, eq=False):
    """The steps of one figure; `zone` and `benefit` are empty for the editions of a standard."""

    zone: str
    benefit: str
    steps: tuple[Step, ...]

    @property
    def in_order(self) -> list[Step]:
        """The steps by day."""
        return sorted(self.steps, key=lambda step: step.day)


def series(context: Context) -> Iterator[Series]:
    """Yield every dated figure and every table of editions."""
    for file in context.zones():
        for name, benefit in entries(file.node("benefits")):
            for key in ("value", "total_at_most"):
                for mapping in mappings(benefit.items.get(key, Scalar(name.span, "", plain=True))):
                    steps = _steps(mapping)
                    if steps:
                        yield Series(file.folder, name.text, steps)
    for file in context.files:
        if file.folder == STANDARDS:
            for _name, derived in entries(file.node("derived")):
                editions = derived.items.get("editions")
                yield Series("", "", _steps(editions) if isinstance(editions, Mapping) else ())


def _steps(mapping: Mapping) -> tuple[Step, ...]:
    days = [(_day(key.text), key, mapping.items[name]) for name, key in mapping.keys.items()]
    if any(day is None for day, _key, _node in days):
        return ()
    return tuple(_step(day, key, node) for day, key, node in days if day is not None)


def _step(day: date, key: Scalar, node: Node) -> Step:
    scalar = node if isinstance(node, Scalar) else None
    ends = scalar is not None and scalar.is_null
    return Step(day, key, None if scalar is None or ends else scalar.text, ends)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text[:1].isdigit() else None
    except ValueError:
        return None
