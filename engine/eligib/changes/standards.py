"""Firms that tell two tables of classes apart, where a fact follows from others by a changed table.

Enters: what derives the fact by either rulebook. Leaves: sets of facts from which it follows: for every kind
of activity whose floors differ, the values about the floors of both.
"""

from __future__ import annotations

from itertools import islice, product
from typing import TYPE_CHECKING

from eligib.changes.points import numbers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.language.vocabulary import Fact
    from eligib.profile.derive import Deriver
    from eligib.profile.model import Facts
    from eligib.rulebook.model import Row

MAX_FIRMS = 300


def telling(old: Deriver | None, new: Deriver | None) -> list[Facts]:
    """Return facts from which the two tables may derive different classes."""
    found: dict[tuple[object, ...], list[Facts]] = {}
    for activity in sorted({name for one in (old, new) if one is not None for name in one.leaves}):
        rows = _row(old, activity), _row(new, activity)
        key = tuple(None if row is None else _floors(row) for row in rows)
        if key[0] != key[1] and key not in found:
            found[key] = list(islice(_firms(activity, rows, old or new), MAX_FIRMS))
    return [firm for firms in found.values() for firm in firms]


def _row(deriver: Deriver | None, activity: str) -> Row | None:
    rows = () if deriver is None else deriver.rows
    return next((row for row in rows if activity in row.within), None)


def _floors(row: Row) -> tuple[tuple[str, tuple[object, ...]], ...]:
    return tuple((fact.path, floors) for fact, floors in row.floors)


def _firms(activity: str, rows: tuple[Row | None, Row | None], deriver: Deriver | None) -> Iterator[Facts]:
    cuts: dict[str, set[object]] = {}
    facts: dict[str, Fact] = {}
    for row in rows:
        for fact, floors in () if row is None else row.floors:
            facts[fact.path] = fact
            cuts.setdefault(fact.path, set()).update(floors)
    by = {} if deriver is None else {deriver.derivation.by.path: activity}
    values = [sorted(numbers(facts[path], cuts[path]), reverse=True) for path in facts]
    for found in product(*values):
        yield by | dict(zip(facts, found, strict=True))
