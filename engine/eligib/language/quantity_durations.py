"""Lengths of time as people write them.

Enters: `3个月`, `2 years`, `半年`, `90天`. Leaves: a whole number of months or of days, or a `QuantityError`.
Months are never turned into days, for they have no fixed length.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Literal

from eligib.language.exact import EXACT
from eligib.language.numerals import numeral, whole
from eligib.language.quantity_reasons import explain, not_whole, unit_missing
from eligib.language.quantity_text import QuantityError, Written, take
from eligib.messages import say

Period = Literal["months", "days"]

_DURATION = say("a length of time such as `3个月`, `2年` or `90天`")
_MONTHS_A_YEAR = 12
_UNITS: tuple[tuple[str, int, Period], ...] = (
    ("个月", 1, "months"), ("months", 1, "months"), ("month", 1, "months"),
    ("个季度", 3, "months"), ("季度", 3, "months"), ("quarters", 3, "months"), ("quarter", 3, "months"),
    ("周年", 12, "months"), ("年", 12, "months"), ("years", 12, "months"), ("year", 12, "months"),
    ("个星期", 7, "days"), ("星期", 7, "days"), ("周", 7, "days"), ("weeks", 7, "days"), ("week", 7, "days"),
    ("天", 1, "days"), ("日", 1, "days"), ("days", 1, "days"), ("day", 1, "days"),
)  # fmt: skip


def read_duration(text: str) -> tuple[int, Period]:
    """Return a whole number of months (years, quarters) or of days (weeks)."""
    written = take(text, _DURATION)
    value, period = _length(written)
    amount = whole(value)
    if amount is None:
        raise not_whole(written)
    return amount, period


def _length(written: Written) -> tuple[Decimal, Period]:
    years, _, rest = written.clean.partition("年")
    if rest == "半":
        return _times(_figure(written, years), _MONTHS_A_YEAR) + 6, "months"
    if rest.endswith("个月"):
        months = _figure(written, rest.removesuffix("个月").removeprefix("零"))
        return EXACT.add(_times(_figure(written, years), _MONTHS_A_YEAR), months), "months"
    for unit, size, period in _UNITS:
        if written.clean.endswith(unit):
            return _times(_figure(written, written.clean.removesuffix(unit)), size), period
    raise _unitless(written)


def _figure(written: Written, text: str) -> Decimal:
    value = Decimal("0.5") if text == "半" else numeral(text)
    if value is None:
        raise explain(written)
    if value < 0:
        raise written.refuse(say("`{got}` is less than no time", got=written.got))
    return value


def _times(value: Decimal, size: int) -> Decimal:
    return EXACT.multiply(value, Decimal(size))


def _unitless(written: Written) -> QuantityError:
    hint = say("write `3个月` or `3 months`, `2年` or `90天`")
    if numeral(written.clean) is not None:
        return unit_missing(written, hint)
    if written.clean.endswith("月"):
        return written.refuse(say("`{got}` can be a month of the year", got=written.got), hint)
    return explain(written)
