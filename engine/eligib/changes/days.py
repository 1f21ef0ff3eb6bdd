"""The days on which it shows that a benefit can be had from or until another day than before.

Enters: the benefit as each rulebook has it, and the day that is asked for. Leaves: a day on which both offer
it, and days on which only one of them does.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.changes.model import Book
from eligib.changes.pair import available

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.rulebook.model import Benefit


class Days(Struct, frozen=True):
    """Days to decide on, None where there is none; `alone` has those on which only one rulebook offers it."""

    both: date | None
    alone: dict[Book, date | None]

    @classmethod
    def of(cls, old: Benefit, new: Benefit, as_of: date) -> Days:
        """Return the days nearest to `as_of`."""
        days = sorted({as_of, *_ends(old), *_ends(new)}, key=lambda day: abs((day - as_of).days))
        has = {day: (available(old, day), available(new, day)) for day in days}
        return cls(
            next((day for day in days if has[day] == (True, True)), None),
            {
                Book.OLD: next((day for day in days if has[day] == (True, False)), None),
                Book.NEW: next((day for day in days if has[day] == (False, True)), None),
            },
        )


def _ends(benefit: Benefit) -> Iterator[date]:
    """Yield the days about the beginning and the end."""
    for day in (benefit.in_force.start, benefit.in_force.until):
        if day is not None:
            for step in (-1, 0, 1):
                if date.min < day < date.max:
                    yield day + timedelta(days=step)
