"""A finite set of values of each variable that stands for all of them.

Enters: a variable and everything that is asked of it. Leaves: representatives: between two neighbouring cuts
all values answer alike, as do choices, places and texts that lie in the same of the sets asked about.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from eligib.analysis import formula as f
from eligib.analysis.lines import HOLDS, is_day, is_integral, number, range_of
from eligib.language.nodes import Op
from eligib.language.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from eligib.analysis.space import Space

BOOLEANS: tuple[object, ...] = (False, True)
APPROVALS: tuple[object, ...] = ("granted", "undecided", "refused")
OTHER_TEXT = "-"
_USUAL_DAY = number(date(2020, 7, 1))
_FINEST = 60


def representatives(variable: f.Variable, tests: Collection[f.Cut | f.Among], space: Space) -> list[object]:
    """Return values of the variable, one at least for each way to answer all tests that some value has."""
    values = finite(variable, tests, space)
    if values is not None:
        key = (variable.fact if isinstance(variable, f.Scalar) else None, frozenset(tests))
        found = space.seen.get(key)
        if found is None:
            found = _one_of_each(values, [test for test in tests if isinstance(test, f.Among)])
            if isinstance(variable, f.Scalar):
                space.seen[key] = found
        return found
    cuts = sorted({test.at for test in tests if isinstance(test, f.Cut)})
    return list(_ordered(cuts, variable))


def answers(value: object, test: f.Cut | f.Among) -> bool:
    """Return whether the value passes the test."""
    if isinstance(test, f.Among):
        return value in test.values
    return HOLDS[test.op](value, test.at)  # type: ignore[arg-type]  # cuts are asked of numbers


def mask_of(values: list[object], test: f.Cut | f.Among) -> int:
    """Return which of the values pass the test, as bits; numbers are in ascending order."""
    if isinstance(test, f.Among):
        return sum(1 << bit for bit, value in enumerate(values) if value in test.values)
    numbers: list[Fraction] = values  # type: ignore[assignment]  # cuts are asked of numbers
    below = (1 << bisect_left(numbers, test.at)) - 1
    through = (1 << bisect_right(numbers, test.at)) - 1
    every = (1 << len(values)) - 1
    return {
        Op.LT: below,
        Op.LE: through,
        Op.GT: every & ~through,
        Op.GE: every & ~below,
        Op.EQ: through & ~below,
        Op.NE: every & ~(through & ~below),
    }[test.op]


def finite(variable: f.Variable, tests: Iterable[f.Cut | f.Among], space: Space) -> Iterable[object] | None:
    """Return all values of a variable that has few, None of one with an order."""
    match variable:
        case f.Holding() | f.Present() | f.Received() | f.SameText():
            return BOOLEANS
        case f.Approved():
            return APPROVALS
        case f.Scalar(fact=fact) if fact.kind is Kind.BOOL:
            return BOOLEANS
        case f.Scalar(fact=fact) if fact.kind is Kind.CHOICE:
            return fact.choices
        case f.Scalar(fact=fact) if fact.kind in {Kind.PLACE, Kind.INDUSTRY}:
            return space.leaves(fact.kind)
        case f.Scalar(fact=fact) if fact.kind in {Kind.TEXT, Kind.CREDIT_CODE}:
            asked = (test.values for test in tests if isinstance(test, f.Among))
            written = {value for values in asked for value in values if isinstance(value, str)}
            free = OTHER_TEXT
            while free in written:
                free += OTHER_TEXT
            return (*sorted(written, key=str), free)
        case f.Scalar(fact=fact) if fact.kind is Kind.CHOICES:
            return (frozenset(),)
        case _:
            return None


def _one_of_each(values: Iterable[object], tests: list[f.Among]) -> list[object]:
    found: dict[tuple[bool, ...], object] = {}
    for value in values:
        found.setdefault(tuple(value in test.values for test in tests), value)
    return list(found.values())


def _ordered(cuts: list[Fraction], variable: f.Variable) -> Iterator[Fraction]:
    """Yield a number in each stretch between cuts, and each cut, within the range of the variable."""
    lower, upper = range_of(variable)
    whole = is_integral(variable)
    inside = [cut for cut in cuts if (lower is None or cut >= lower) and (upper is None or cut <= upper)]
    if not inside:
        yield _usual(variable, lower, upper)
        return
    if lower is None or lower < inside[0]:
        yield from _between(lower, inside[0], whole=whole, closed_below=True)
    for cut, following in zip(inside, [*inside[1:], None], strict=True):
        if _is_value(cut, whole=whole):
            yield cut
        if following is not None:
            yield from _between(cut, following, whole=whole)
        elif upper is None or cut < upper:
            yield from _between(cut, upper, whole=whole, closed_above=True)


def _usual(variable: f.Variable, lower: Fraction | None, upper: Fraction | None) -> Fraction:
    """Return a number within the range, 0 or a day of our time if possible."""
    wanted = _USUAL_DAY if is_day(variable) else Fraction(0)
    if lower is not None and wanted < lower:
        return lower
    return upper if upper is not None and wanted > upper else wanted


def _between(
    low: Fraction | None,
    high: Fraction | None,
    *,
    whole: bool,
    closed_below: bool = False,
    closed_above: bool = False,
) -> Iterator[Fraction]:
    """Yield a number between the two, each included if closed; the one nearest to a cut."""
    if whole:
        first = None if low is None else ceil(low) if closed_below else floor(low) + 1
        last = None if high is None else floor(high) if closed_above else ceil(high) - 1
        if first is None or last is None:
            yield Fraction(first if last is None else last)  # type: ignore[arg-type]  # one of them is a cut
        elif first <= last:
            yield Fraction(last if closed_below else first)
        return
    yield _decimal_near(low, high)


def _decimal_near(low: Fraction | None, high: Fraction | None) -> Fraction:
    """Return a number with few digits strictly between the two."""
    if low is None:
        return Fraction(ceil(high) - 1)  # type: ignore[arg-type]  # a stretch has an end
    if high is None:
        return Fraction(floor(low) + 1)
    step = Fraction(1)
    for _ in range(_FINEST):
        found = (floor(low / step) + 1) * step
        if found < high:
            return found
        step /= 10
    return (low + high) / 2


def _is_value(cut: Fraction, *, whole: bool) -> bool:
    return cut.denominator == 1 if whole else is_decimal(cut)


class NoDecimalError(Exception):
    """A number that would do has no end, as a third has none."""


def is_decimal(value: Fraction) -> bool:
    """Return whether the number has finitely many digits, as a profile's must."""
    rest = value.denominator
    for prime in (2, 5):
        while rest % prime == 0:
            rest //= prime
    return rest == 1


def as_decimal(value: Fraction) -> Decimal:
    """Return a fraction that is a finite decimal as such.

    Raises:
        NoDecimalError: it is none, so no profile can state it.
    """
    if not is_decimal(value):
        raise NoDecimalError
    digits = 0
    while value.denominator != 1:
        value *= 10
        digits += 1
    return Decimal(int(value)).scaleb(-digits)
