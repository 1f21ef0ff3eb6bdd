"""Dates as people write them.

Enters: `2020-09-30`, `2020年9月`, `二〇二〇年九月三十日`. Leaves: the earliest and latest day that can be
meant, or a `QuantityError`. Day and month are never told apart by guessing.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from eligib.language.numerals import DIGITS, numeral
from eligib.language.quantity_reasons import absent, first_reason
from eligib.language.quantity_text import QuantityError, Written, take
from eligib.messages import Text, say

FIRST_YEAR = 1900
LAST_YEAR = 2200
_DATE = say("a date such as `2020-09-30`, `2020年9月30日`, `2020-09` or `2020`")
_MONTHS_A_YEAR = 12
_FIGURE = f"[0-9{DIGITS}十廿卅]"
_DAY_FORMS = (
    r"(?P<y>[0-9]{4})(?P<s>[-/.])(?P<m>[0-9]{1,2})(?P=s)(?P<d>[0-9]{1,2})",
    r"(?P<y>[0-9]{4})(?P<m>[0-9]{2})(?P<d>[0-9]{2})",
    rf"(?P<y>{_FIGURE}{{4}})年(?P<m>{_FIGURE}{{1,3}})月(?P<d>{_FIGURE}{{1,3}})[日号]?",
)
_LONGER_FORMS = (
    # `2020.1` may be what a spreadsheet left of `2020.10`.
    r"(?P<y>[0-9]{4})(?:[-/](?P<m>[0-9]{1,2}))?",
    r"(?P<y>[0-9]{4})\.(?P<m>[0-9]{2}|[2-9])",
    rf"(?P<y>{_FIGURE}{{4}})年(?:(?P<m>{_FIGURE}{{1,3}})月份?)?",
)
_CLOCK = r"(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\.[0-9]{1,9})?)?"
# Midnight at Greenwich is the same day in China; other foreign times may not be.
_TIME = rf"(?: ?t ?| |(?<=[日号]))(?:{_CLOCK}(?: ?\+08:?00)?|00:00(?::00(?:\.0{{1,9}})?)?(?:z|\+00:?00))"
_DATE_REASONS = (
    ("[至到~–—〜]", say("`{got}` is more than one date"), say("give one date")),
    (
        r"^[0-9]{1,2}([-/.])[0-9]{1,2}\1[0-9]{4}$",
        say("`{got}` does not start with the year, so day and month can be swapped"),
        say("write the year first, such as `2020-09-30`"),
    ),
    (
        rf"^'?{_FIGURE}{{2}}(?:[-/.][0-9]{{1,2}}[-/.]|年)",
        say("the year of `{got}` has two digits"),
        say("write all four digits of the year"),
    ),
    (
        "^[0-9]{1,2}[-/.月]|^[一二三四五六七八九十]+月",
        say("`{got}` has no year"),
        say("write the year first"),
    ),
    (
        r"^[0-9]{5}(?:\.[0-9]+)?$",
        say("`{got}` looks like the day number of a spreadsheet"),
        say("format the cell as a date and copy it again"),
    ),
    (
        "^[0-9]{6}$",
        say("`{got}` can be a month or a day with a short year"),
        say("write the month as `2020-09`"),
    ),
    (
        r"^[0-9]{4}\.1$",
        say("`{got}` can be January or an October that lost its last digit"),
        say("write the month as `2020-01` or `2020-10`"),
    ),
    (
        "[0-9]:[0-9].*(?:z|[-+][0-9:]+)$",
        say("`{got}` is in the time of another place, where the day can differ"),
        say("write the day alone, such as `2020-09-30`"),
    ),
)


def read_date(text: str) -> tuple[date, date]:
    """Return the earliest and the latest day that the text can mean; a time of day is dropped."""
    written = take(text, _DATE, keep_blanks=True)
    clean = re.sub(r"(?<![0-9])\s+|\s+(?![0-9t])", "", written.clean)
    found = _matched([form + f"(?:{_TIME})?" for form in _DAY_FORMS], clean)
    if found:
        return (_day(written, found["y"], found["m"], found["d"]),) * 2
    found = _matched(_LONGER_FORMS, clean)
    if not found:
        raise first_reason(written, absent, _date_reason)
    return _span(written, found["y"], found["m"])


def _matched(forms: list[str] | tuple[str, ...], clean: str) -> re.Match[str] | None:
    return next((found for form in forms if (found := re.fullmatch(form, clean))), None)


def _day(written: Written, year: str, month: str, day: str) -> date:
    parts = _year(written, year), _small(written, month), _small(written, day)
    try:
        return date(*parts)
    except ValueError:
        raise _no_such(written) from None


def _span(written: Written, year: str, month: str | None) -> tuple[date, date]:
    first = _day(written, year, month or "1", "1")
    months = 1 if month else _MONTHS_A_YEAR
    years, index = divmod(first.month - 1 + months, _MONTHS_A_YEAR)
    return first, date(first.year + years, index + 1, 1) - timedelta(days=1)


def _year(written: Written, figure: str) -> int:
    digits = "".join(str(DIGITS.find(sign)) if sign in DIGITS else sign for sign in figure)
    if not digits.isdecimal():
        raise first_reason(written)
    if not FIRST_YEAR <= int(digits) <= LAST_YEAR:
        limits = {"got": written.got, "first": FIRST_YEAR, "last": LAST_YEAR}
        raise written.refuse(say("the year of `{got}` is not within {first} to {last}", **limits))
    return int(digits)


def _small(written: Written, figure: str) -> int:
    value = numeral(figure)
    if value is None:
        raise _no_such(written)
    return int(value)


def _no_such(written: Written) -> QuantityError:
    return written.refuse(say("there is no such date as `{got}`", got=written.got))


def _date_reason(written: Written) -> QuantityError | None:
    for pattern, message, hint in _DATE_REASONS:
        if re.search(pattern, written.clean):
            return written.refuse(Text(message.template, (("got", written.got),)), hint)
    return None
