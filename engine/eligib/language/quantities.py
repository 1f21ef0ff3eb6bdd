"""Exact values out of what people write in profiles and rulebooks.

Enters: text (`3200万元`, `12.5％`, `1.2万人`, `1000㎡`, `2020年9月`, `是`). Leaves: an `int`, an exact
`Decimal`, a pair of days, a truth value; or a `QuantityError` that says why the text is not one exact value.
Nothing is guessed or rounded. Amounts, dates and durations have modules of their own; all are offered here.
"""

from __future__ import annotations

import re
from decimal import Decimal

from eligib.language.exact import EXACT
from eligib.language.numerals import numeral, plain, whole
from eligib.language.quantity_dates import read_date
from eligib.language.quantity_durations import Period, read_duration
from eligib.language.quantity_money import read_money
from eligib.language.quantity_reasons import absent, explain, first_reason, not_whole, unit_missing
from eligib.language.quantity_text import QuantityError, Written, take
from eligib.messages import say

__all__ = [
    "Period",
    "QuantityError",
    "read_area",
    "read_bool",
    "read_count",
    "read_date",
    "read_duration",
    "read_money",
    "read_number",
    "read_rate",
]

_RATE = say("a rate such as `12.5%`")
_COUNT = say("a whole number such as `300` or `1.2万人`")
_NUMBER = say("a number such as `1234.5`")
_AREA = say("an area such as `1000平方米`")
_BOOL = say("`是` or `否`, `yes` or `no`")

_RATE_SIGNS = (("%", 2), ("percent", 2), ("‰", 3), ("‱", 4), ("成", 1))
_PARTS_OF = {"十": 1, "百": 2, "千": 3, "万": 4}
_MEASURES = (
    "个月", "人", "家", "名", "个", "项", "件", "次", "台", "月", "年", "户", "位", "款", "条", "套", "篇",
    "种", "份", "岁", "天", "people", "persons", "employees", "staff", "firms", "companies", "items", "times",
)  # fmt: skip
_AREAS = (
    ("平方公里", 1_000_000), ("km2", 1_000_000), ("km^2", 1_000_000),
    ("平方米", 1), ("平米", 1), ("m2", 1), ("m^2", 1), ("sqm", 1), ("sq.m.", 1), ("sq.m", 1),
    ("squaremetres", 1), ("squaremeters", 1), ("公顷", 10_000), ("hectares", 10_000), ("hectare", 10_000),
    ("ha", 10_000),
)  # fmt: skip
_TRUE = ("true", "yes", "y", "1", "是", "有", "√", "✓", "✔")
_FALSE = ("false", "no", "n", "0", "否", "无", "×", "✗", "✘")


def read_rate(text: str, *, bare: Decimal | None) -> Decimal:
    """Return the rate, 1% being 0.01; `bare` is what a bare 1 stands for, None to refuse it."""
    written = take(text, _RATE)
    figure, places = _rate_parts(written.clean)
    value = numeral(figure)
    if value is None:
        raise explain(written, _points, _fraction)
    if places is None and bare is None:
        raise unit_missing(written, say("write `{got}%`", got=written.got))
    return plain(_scaled(value, bare) if places is None else value.scaleb(-places, EXACT))


def read_count(text: str) -> int:
    """Return a whole number, with or without a measure word."""
    written = take(text, _COUNT)
    value = numeral(_cut(written.clean, _MEASURES))
    if value is None:
        raise explain(written)
    count = whole(value)
    if count is None:
        raise not_whole(written)
    return count


def read_number(text: str) -> Decimal:
    """Return a plain number without a unit."""
    written = take(text, _NUMBER)
    value = numeral(written.clean)
    if value is None:
        raise explain(written)
    return value


def read_area(text: str, *, bare: Decimal | None) -> Decimal:
    """Return square metres; `bare` is how many of them a bare 1 stands for, None to refuse it."""
    written = take(text, _AREA)
    unit = next(((name, size) for name, size in _AREAS if written.clean.endswith(name)), None)
    value = numeral(written.clean.removesuffix(unit[0]) if unit else written.clean)
    if value is None:
        raise explain(written, _inexact_area)
    if unit is None and bare is None:
        raise unit_missing(written, say("write `{got}平方米`", got=written.got))
    return plain(_scaled(value, Decimal(unit[1]) if unit else bare))


def read_bool(text: str) -> bool:
    """Return whether the text says yes."""
    written = take(text, _BOOL)
    if written.clean in _TRUE:
        return True
    if written.clean in _FALSE:
        return False
    unclear = written.refuse(say("`{got}` is neither yes nor no", got=written.got))
    raise unclear if written.clean else first_reason(written, absent)


def _rate_parts(clean: str) -> tuple[str, int | None]:
    part = re.fullmatch(r"([-+负]?)([十百千万])分之(.+)", clean, re.DOTALL)
    if part:
        return part[1] + ("一百" if part[3] == "百" else part[3]), _PARTS_OF[part[2]]
    sign = next((sign for sign in _RATE_SIGNS if clean.endswith(sign[0])), None)
    return (clean.removesuffix(sign[0]), sign[1]) if sign else (clean, None)


def _scaled(value: Decimal, size: Decimal | None) -> Decimal:
    return value if size is None else EXACT.multiply(value, size)


def _cut(clean: str, tails: tuple[str, ...]) -> str:
    return next((clean.removesuffix(tail) for tail in tails if clean.endswith(tail)), clean)


def _points(written: Written) -> QuantityError | None:
    if not re.search("百分点|基点|bps?$", written.clean):
        return None
    message = say("`{got}` is a difference between rates, not a rate", got=written.got)
    return written.refuse(message, say("write the rate itself with `%`"))


def _fraction(written: Written) -> QuantityError | None:
    if not re.search("分之|/", written.clean) or re.search("[十百千万]分之", written.clean):
        return None
    message = say("`{got}` is a fraction, which may have no exact decimal form", got=written.got)
    return written.refuse(message, say("write the rate with `%`"))


def _inexact_area(written: Written) -> QuantityError | None:
    if not re.search("亩|mu$", written.clean):
        return None
    message = say("`{got}` in 亩 has no exact figure in square metres", got=written.got)
    return written.refuse(message, say("write the area in `平方米`"))
