"""The values of a fact that two rules can tell apart: one for each stretch between what they compare it with.

Enters: a fact and the cuts, which are the values it is compared with. Leaves: the cuts and a plain value of
each stretch between two of them, so that whatever the rules say of any value they say of one of these.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from eligib.language.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eligib.language.vocabulary import Fact, Tree

WHOLE = frozenset({Kind.COUNT, Kind.MONEY, Kind.MONTHS, Kind.DAYS})
_SMALLEST: dict[Kind, int | Decimal] = {
    Kind.MONEY: 100_00,
    Kind.NUMBER: Decimal(1),
    Kind.RATE: Decimal("0.01"),
    Kind.AREA: Decimal(1),
}


def numbers(fact: Fact, cuts: Iterable[Any]) -> list[Any]:
    """Return the numbers of `fact` to try, those it is compared with first."""
    ends = (end for end in (0, fact.lower, fact.upper) if isinstance(end, int | Decimal))
    exact = sorted({_exact(fact.kind, cut) for cut in (*cuts, *ends)})
    between = [_between(fact.kind, low, high) for low, high in pairwise(exact)]
    beyond = [_beyond(fact.kind, exact[0], -1), _beyond(fact.kind, exact[-1], 1)]
    found = [*exact, *between, *beyond]
    return [
        value
        for value in dict.fromkeys(found)
        if value is not None and _whole(fact.kind, value) and in_range(fact, value)
    ]


def days(fact: Fact, cuts: Iterable[date]) -> list[date]:
    """Return the days of `fact` to try: each it is compared with, the one before and the one after."""
    ends = [end for end in (fact.lower, fact.upper) if isinstance(end, date)]
    exact = sorted({*cuts, *ends}) or [date(2020, 1, 1)]
    near = [_moved(day, step) for step in (0, -1, 1) for day in exact]
    return [day for day in dict.fromkeys(near) if in_range(fact, day)]


def nodes(trees: tuple[Tree, ...], asked: Iterable[str]) -> list[str]:
    """Return an end of the trees for each way in which the asked nodes can contain one."""
    asked = tuple(asked)
    found: dict[tuple[bool, ...], str] = {}
    for tree in trees:
        inner = {parent for parent in tree.parents.values() if parent is not None}
        for end in tree.parents:
            if end not in inner:
                chain = set(tree.up(end))
                found.setdefault((*(node in chain for node in asked), end in trees[-1]), end)
    return list(found.values())


def in_range(fact: Fact, value: Any) -> bool:  # noqa: ANN401 - a number or a day
    """Whether a value lies in the declared range of `fact`."""
    return (fact.lower is None or value >= fact.lower) and (fact.upper is None or value <= fact.upper)


def _exact(kind: Kind, value: int | Decimal) -> int | Decimal:
    if kind not in WHOLE:
        return Decimal(value)
    return int(value) if value == int(value) else Decimal(value)


def _whole(kind: Kind, value: int | Decimal) -> bool:
    return kind not in WHOLE or value == int(value)


def _between(kind: Kind, low: int | Decimal, high: int | Decimal) -> int | Decimal | None:
    """Return a value of few digits strictly between two others, None where no such value can be given."""
    if kind in WHOLE:
        low, high = int(low // 1), int(-(-high // 1))
    step = Decimal(10) ** (Decimal(high) - Decimal(low)).adjusted()
    while True:
        value = (Decimal(low) // step + 1) * step
        if value < high:
            return int(value) if kind in WHOLE else value
        if kind in WHOLE and step <= 1:
            return None
        step /= 10


def _beyond(kind: Kind, end: int | Decimal, sign: int) -> int | Decimal:
    """Return a value of few digits further out than `end`."""
    least = Decimal(_SMALLEST.get(kind, 1))
    step = max(least, Decimal(10) ** Decimal(end).adjusted() if end else least)
    value = (Decimal(end) // step + sign) * step
    value += sign * step if value == end else 0
    return int(value) if kind in WHOLE else value


def _moved(day: date, step: int) -> date:
    try:
        return day + timedelta(days=step)
    except OverflowError:
        return day
