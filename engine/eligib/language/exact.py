"""Exact arithmetic on intervals: no rounding, ever.

Enters and leaves: pairs of lower and upper bound, None where an end is open. Decimals are multiplied and
added in a context that raises rather than rounds; its precision is far beyond what the length limits of the
input allow.
"""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from decimal import Context, Decimal, Inexact, InvalidOperation
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

Number = int | Decimal
Pair = tuple[Number | None, Number | None]

# Python's own context rounds to 28 digits without a word; this one fails instead of rounding
EXACT = Context(prec=400, traps=[Inexact, InvalidOperation])


def plus(left: Number, right: Number) -> Number:
    """Return the exact sum."""
    if isinstance(left, int) and isinstance(right, int):
        return left + right
    return EXACT.add(left, right)


def minus(left: Number, right: Number) -> Number:
    """Return the exact difference."""
    if isinstance(left, int) and isinstance(right, int):
        return left - right
    return EXACT.subtract(left, right)


def times(left: Number, right: Number) -> Number:
    """Return the exact product."""
    if isinstance(left, int) and isinstance(right, int):
        return left * right
    return EXACT.multiply(left, right)


def add(left: Pair, right: Pair) -> Pair:
    """Return the interval of all sums."""
    return (_ends(plus, left[0], right[0]), _ends(plus, left[1], right[1]))


def subtract(left: Pair, right: Pair) -> Pair:
    """Return the interval of all differences."""
    return (_ends(minus, left[0], right[1]), _ends(minus, left[1], right[0]))


def multiply(left: Pair, right: Pair) -> Pair:
    """Return the interval of all products of factors that are at least 0; 0 times an open end is 0."""
    lower = _ends(times, left[0], right[0])
    if 0 in (left[1], right[1]):
        return (lower, 0)
    return (lower, _ends(times, left[1], right[1]))


def _ends(op: Callable[[Number, Number], Number], left: Number | None, right: Number | None) -> Number | None:
    return None if left is None or right is None else op(left, right)


def half_up(value: Number) -> int:
    """Return `value` rounded to a whole number, halves away from zero: the one rounding there is."""
    if isinstance(value, int):
        return value
    return int(value.to_integral_value(rounding="ROUND_HALF_UP"))


def months_later(day: date, months: int) -> date:
    """Return the same day of the month `months` later, or the last day of a shorter month."""
    years, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(years, month + 1, min(day.day, monthrange(years, month + 1)[1]))


def days_later(day: date, days: int) -> date:
    """Return the day `days` days later."""
    return day + timedelta(days=days)
