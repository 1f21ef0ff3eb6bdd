"""The figures of a condition and of a text, so that one can be held against the other.

Enters: a literal, or a sentence in Chinese or English. Leaves: the numbers with which the literal may be
written (5,000,000 yuan is 500 in 万元 and 5 in millions), and the numbers that the sentence states.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from eligib.language.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from eligib.language.nodes import Literal

_NUMBER = re.compile(r"(?<![A-Za-z0-9.])[0-9]+(?:,[0-9]{3})*(?:\.[0-9]+)?(?![A-Za-z0-9]*[A-Za-z])")
# a sentence may count fen in yuan, thousands, 万, millions and 亿, and rates in %, ‰, tenths and points
_SCALES: dict[Kind, tuple[str, ...]] = {
    Kind.MONEY: ("1e-2", "1e-5", "1e-6", "1e-8", "1e-10", "1e-11"),
    Kind.RATE: ("1", "10", "100", "1000", "10000"),
    Kind.MONTHS: ("1",),
    Kind.DAYS: ("1",),
    Kind.AREA: ("1", "1e-4"),
    Kind.COUNT: ("1", "1e-3", "1e-4"),
    Kind.NUMBER: ("1", "1e-3", "1e-4"),
}
_YEAR, _WEEK = Decimal(12), Decimal(7)


def ways(literal: Literal) -> Iterator[Decimal]:
    """Yield the numbers with which `literal` may be written."""
    value = literal.value
    if isinstance(value, date):
        yield from (Decimal(part) for part in (value.year, value.month, value.day))
    elif isinstance(value, str):
        yield from numbers(value)
    else:
        yield from (Decimal(value) * Decimal(scale) for scale in _SCALES.get(literal.kind, ("1",)))
        divisor = {Kind.MONTHS: _YEAR, Kind.DAYS: _WEEK}.get(literal.kind)
        if divisor is not None:
            yield Decimal(value) / divisor


def numbers(text: str) -> Iterator[Decimal]:
    """Yield the numbers that `text` states in digits."""
    for found in _NUMBER.finditer(text):
        yield Decimal(found[0].replace(",", ""))


def without(text: str, known: Iterable[str]) -> str:
    """Return `text` with each of `known` blotted out, the longest first."""
    for words in sorted(known, key=len, reverse=True):
        if words:
            text = text.replace(words, "\n")
    return text
