"""Figures for display, in Chinese or English, exact to the last digit.

Enters: values as the engine holds them (fen, rates as fractions of one, months, days). Leaves: the short
form a reader of that language expects (`3,200万元`, `CNY 32,000,000`). Nothing is rounded: a figure that does
not fit the short form is shown in the long one.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from eligib.language.exact import EXACT
from eligib.language.numerals import plain

if TYPE_CHECKING:
    from eligib.messages import Language

Amount = int | Decimal

_MONTHS_A_YEAR = 12
# Unit, power of ten, and how many decimals still read well; tried from the largest.
_CHINESE_UNITS = (("亿", 8, 2), ("万", 4, 4))
_FORMS: Final[dict[Language, dict[str, str]]] = {
    "zh": {
        "at most": "不超过{}", "at least": "不低于{}", "any": "金额不定", "area": "{}平方米",
        "month": "{}个月", "year": "{}年", "day": "{}天", "several": "",
    },
    "en": {
        "at most": "up to {}", "at least": "at least {}", "any": "amount open", "area": "{} m²",
        "month": "{} month", "year": "{} year", "day": "{} day", "several": "s",
    },
}  # fmt: skip


def money(fen: Amount, language: Language) -> str:
    """Return an amount such as `3,200.5万元` or `CNY 32,005,000`."""
    yuan = Decimal(fen).scaleb(-2, EXACT)
    return f"CNY {_coins(yuan)}" if language == "en" else _chinese_money(yuan)


def money_span(lower: Amount | None, upper: Amount | None, language: Language) -> str:
    """Return the amounts from `lower` to `upper`; None leaves that end open, and 0 is no lower limit."""
    forms = _FORMS[language]
    if upper is None:
        return forms["at least"].format(money(lower, language)) if lower else forms["any"]
    if lower == upper:
        return money(upper, language)
    high = money(upper, language)
    if not lower:
        return forms["at most"].format(high)
    return f"{money(lower, language)}–{high.removeprefix('CNY ')}"


def rate(value: Decimal, _language: Language) -> str:
    """Return a rate in percent with as few digits as it needs."""
    return f"{plain(value.scaleb(2, EXACT)):f}%"


def count(value: int) -> str:
    """Return a whole number with thousands commas."""
    return f"{value:,d}"


def number(value: Decimal) -> str:
    """Return a number with thousands commas and no trailing zeros."""
    return f"{plain(value):,f}"


def area(value: Decimal, language: Language) -> str:
    """Return an area in square metres."""
    return _FORMS[language]["area"].format(number(value))


def months(value: int, language: Language) -> str:
    """Return a number of months, as years where it is whole years."""
    years, rest = divmod(value, _MONTHS_A_YEAR)
    return _counted("month", value, language) if rest or not years else _counted("year", years, language)


def days(value: int, language: Language) -> str:
    """Return a number of days."""
    return _counted("day", value, language)


def day(value: date, _language: Language) -> str:
    """Return a day the way both languages sort and read it: `2020-09-30`."""
    return value.isoformat()


def day_span(first: date, last: date, language: Language) -> str:
    """Return the days from `first` to `last`, as `2020-09` or `2020` where they are a whole month or year."""
    if first == last:
        return day(first, language)
    # The last day of all has no morrow, and no whole month either that anybody means.
    morrow = last + timedelta(days=1) if last < date.max else last
    if first.day == 1 and morrow == _month_after(first, 1):
        return first.isoformat()[:7]
    if first.day == first.month == 1 and morrow == _month_after(first, _MONTHS_A_YEAR):
        return first.isoformat()[:4]
    return f"{day(first, language)}–{day(last, language)}"


def _chinese_money(yuan: Decimal) -> str:
    for unit, power, decimals in _CHINESE_UNITS:
        short = plain(yuan.scaleb(-power, EXACT))
        if short.copy_abs() >= 1 and len(f"{short:f}".partition(".")[2]) <= decimals:
            return f"{number(short)}{unit}元"
    return f"{_coins(yuan)}元"


def _coins(yuan: Decimal) -> str:
    entire, point, fraction = number(yuan).partition(".")
    return f"{entire}.{fraction:0<2}" if point else entire


def _counted(unit: str, value: int, language: Language) -> str:
    forms = _FORMS[language]
    return forms[unit].format(count(value)) + ("" if abs(value) == 1 else forms["several"])


def _month_after(first: date, step: int) -> date | None:
    years, index = divmod(first.month - 1 + step, _MONTHS_A_YEAR)
    return date(first.year + years, index + 1, 1) if first.year + years <= date.max.year else None
