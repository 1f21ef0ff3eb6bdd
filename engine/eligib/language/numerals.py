"""Exact numbers out of numerals, Arabic, Chinese or mixed.

Enters: a numeral without its unit, already made comparable by `quantity_text.take` (`-1,234.5`, `1.5亿`,
`三千五百万`, `3.2million`). Leaves: its exact value, or None where the text is not one numeral with one
meaning.
"""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from itertools import pairwise

from eligib.language.exact import EXACT

DIGITS = "零一二三四五六七八九"

_LARGEST_POWER = 40
_SCALED_LIMIT = 10_000
_ZERO = Decimal(0)
_NUMBER = r"(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_POWER = "(?:e[-+]?[0-9]{1,2})?"
_SCALES = {
    "十": 1, "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7,
    "亿": 8, "十亿": 9, "百亿": 10, "千亿": 11, "万亿": 12,
}  # fmt: skip
_ENGLISH_SCALES = (("thousand", "千"), ("million", "百万"), ("billion", "十亿"))
_TO_ASCII = str.maketrans(
    {digit: str(value) for value, digit in enumerate(DIGITS)} | {"廿": "2十", "卅": "3十"}
)
# A last digit needs the place before it, a zero, or nothing before it at all: `三千五` may be 3005 or 3500.
_SECTION = r",?(?=.)(?:([1-9])千)?0?(?:([1-9])百)?0?(?:([1-9]?)十)?0?(?:(?:(?<=十)|(?<=0)|^)([1-9]))?"


def numeral(text: str) -> Decimal | None:
    """Return the value of one numeral with an optional sign, or None if `text` is anything else."""
    negative = text[:1] in ("-", "负")
    body = text[1:] if text[:1] in ("-", "负", "+") else text
    value = _arabic(body) if "0" <= body[:1] <= "9" else _chinese(body)
    if value is None or value.adjusted() > _LARGEST_POWER:
        return None
    return plain(value.copy_negate() if negative else value)


def plain(value: Decimal) -> Decimal:
    """Return the same value without trailing zeros, exponent or negative zero."""
    return EXACT.add(value.normalize(EXACT), _ZERO)


def whole(value: Decimal) -> int | None:
    """Return the value as an integer, or None if it has a fraction."""
    return int(value) if value == value.to_integral_value() else None


def _arabic(text: str) -> Decimal | None:
    for word, scale in _ENGLISH_SCALES:
        text = text.replace(word, scale)
    *parts, rest = re.split("([十百千万亿]+)", text)
    if not parts:
        return Decimal(rest.replace(",", "")) if re.fullmatch(_NUMBER + _POWER, rest) else None
    # A rest without its scale is colloquial: `3万5` is 35000 to a speaker, 30005 to a reader.
    return None if rest else _mixed(parts[::2], parts[1::2])


def _mixed(figures: list[str], scales: list[str]) -> Decimal | None:
    readable = all(re.fullmatch(_NUMBER, figure) for figure in figures)
    if not readable or any(scale not in _SCALES for scale in scales):
        return None
    powers = [Decimal(10) ** _SCALES[scale] for scale in scales]
    with localcontext(EXACT):
        values = [Decimal(figure.replace(",", "")) for figure in figures]
        terms = [value * power for value, power in zip(values, powers, strict=True)]
        fits = all(low < power for power, (_, low) in zip(powers, pairwise(terms), strict=False))
        entire = all(whole(value) is not None for value in values[:-1])
        return sum(terms, _ZERO) if fits and entire else None


def _chinese(text: str) -> Decimal | None:
    if not re.fullmatch(f"[{DIGITS}十百千万亿廿卅点]+", text):
        return None
    head, dot, tail = text.translate(_TO_ASCII).partition("点")
    integer = _integer(head)
    fraction = re.fullmatch("([0-9]+)([十百千]?[万亿]|万亿)?", tail)
    if integer is None or not dot:
        return None if integer is None else Decimal(integer)
    # One scale behind the fraction scales all of it; another one before the point has no meaning.
    if not fraction or (fraction[2] and integer >= _SCALED_LIMIT):
        return None
    return Decimal(f"{integer}.{fraction[1]}e{_SCALES.get(fraction[2], 0)}")


def _integer(text: str, scales: str = "亿万") -> int | None:
    if not scales:
        return _section(text)
    head, scale, tail = text.rpartition(scales[0])
    if not scale:
        return _integer(text, scales[1:])
    high = _integer(head, scales[1:])
    # The comma stands for what came before, so that a lone digit is seen to be elliptic.
    low = _integer("," + tail, scales[1:]) if tail else 0
    return None if high is None or low is None else high * 10 ** _SCALES[scale] + low


def _section(text: str) -> int | None:
    found = re.fullmatch(_SECTION, text)
    if not found:
        return None
    thousands, hundreds, tens, units = found.groups()
    ten = 1 if tens == "" else int(tens or 0)
    return int(thousands or 0) * 1000 + int(hundreds or 0) * 100 + ten * 10 + int(units or 0)
