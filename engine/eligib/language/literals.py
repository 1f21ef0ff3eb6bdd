"""Values written in a rule: digits with their unit, exact, or refused.

Enters: a token such as `1.5亿元`, `3%` or `3 months`. Leaves: a `Literal` in the internal unit (fen, fraction
of 1, m2). Rules are stricter than profiles: one spelling for one value, so that two equal rules look equal.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from eligib.language.faults import Fault, nearest
from eligib.language.nodes import Literal
from eligib.language.vocabulary import Kind
from eligib.messages import say

_SCALE = {"千": 10**3, "万": 10**4, "亿": 10**8}
_PARTS = re.compile(r"([0-9.]+)([千万亿]*)(元|%|‰)?")
_RATES = {"%": Decimal("0.01"), "‰": Decimal("0.001")}
_UNITS = {
    "month": (Kind.MONTHS, 1),
    "months": (Kind.MONTHS, 1),
    "year": (Kind.MONTHS, 12),
    "years": (Kind.MONTHS, 12),
    "day": (Kind.DAYS, 1),
    "days": (Kind.DAYS, 1),
    "m2": (Kind.AREA, 1),
}
MAX_DIGITS = 24


def quantity(token: str) -> Literal:
    """Return the literal of `300`, `1.5亿元`, `3.85%` or `5‰`."""
    match = _PARTS.fullmatch(token)
    if match is None or len(match[1]) > MAX_DIGITS:
        raise Fault("syntax", say("`{token}` is no number", token=token))
    digits, scale, unit = match.groups()
    number = Decimal(digits)
    if unit in _RATES:
        return Literal(Kind.RATE, (number * _RATES[unit]).normalize() + 0)
    for sign in scale:
        number *= _SCALE[sign]
    if unit is None:
        return _bare(token, number, scaled=bool(scale))
    if number * 100 != int(number * 100):
        raise Fault("money-too-fine", say("`{token}` is finer than a fen", token=token))
    return Literal(Kind.MONEY, int(number * 100))


def _bare(token: str, number: Decimal, *, scaled: bool) -> Literal:
    if scaled:
        message = say("`{token}` has no unit", token=token)
        raise Fault("unit-missing", message, meant=f"{token}元")
    if "." in token:
        return Literal(Kind.NUMBER, number.normalize() + 0)
    return Literal(Kind.COUNT, int(number))


def measured(token: str, unit: str) -> Literal:
    """Return the literal of `3 months`, `2 years`, `90 days` or `1000 m2`."""
    if unit not in _UNITS:
        message = say("unknown unit `{unit}`", unit=unit)
        names = say("one of {names}", names=tuple(_UNITS))
        raise Fault("unknown-unit", message, meant=nearest(unit, _UNITS), expected=names)
    kind, factor = _UNITS[unit]
    number = quantity(token)
    if kind is Kind.AREA and number.kind in {Kind.COUNT, Kind.NUMBER}:
        return Literal(kind, Decimal(str(number.value)))
    if number.kind is not Kind.COUNT:
        raise Fault("type-mismatch", say("`{token}` is no whole number", token=token))
    return Literal(kind, int(str(number.value)) * factor)


def date_literal(token: str) -> Literal:
    """Return the literal of `2020-09-30`."""
    try:
        return Literal(Kind.DATE, date.fromisoformat(token))
    except ValueError:
        raise Fault("no-such-date", say("there is no day `{token}`", token=token)) from None
