"""Figures as policies write them: how each kind is recognised, and its exact value.

Enters: running text made simple by `grants.plain`. Leaves: for each figure where it stands, its kind and its
values in the units of the rulebook: fen, fractions of 1, m2, months and days; none where it is vague, as
`数百万元` is.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.documents.patterns import (
    AMOUNT,
    AND,
    AREA,
    CHINESE,
    LENGTH,
    PAST,
    RATE,
    RATE_AFTER,
    SHARE,
    TO,
    VAGUELY,
)
from eligib.language.quantities import (
    QuantityError,
    read_area,
    read_duration,
    read_money,
    read_number,
    read_rate,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Kind(StrEnum):
    """What a find is."""

    AMOUNT = "amount"
    SHARE = "share"
    RATE = "rate"
    TERM = "term"
    AREA = "area"
    WORD = "word"


class Unit(StrEnum):
    """What a figure counts."""

    FEN = "fen"
    PART = "part"
    AREA = "m2"
    MONTHS = "months"
    DAYS = "days"
    HOURS = "hours"
    MINUTES = "minutes"


class Figure(Struct, frozen=True):
    """An exact value in its unit."""

    unit: Unit
    value: Decimal


class Written(Struct, frozen=True, eq=False):
    """A figure as it is written from `start` to `end`; two `values` with `ranges` are its ends."""

    start: int
    end: int
    kind: Kind
    values: tuple[Figure, ...]
    ranges: bool


_PATTERNS = (
    (Kind.AREA, re.compile(AREA)),
    (Kind.SHARE, re.compile(SHARE)),
    (Kind.AMOUNT, re.compile(AMOUNT)),
    (Kind.TERM, re.compile(PAST + LENGTH)),
)
_BARE_SCALE = re.compile("[十百千万亿]+$")
_UNIT = re.compile(f"(?:[百千]?[万亿]|[百千])?[余多几]?[^0-9.{CHINESE}]*$")


def figures(text: str) -> Iterator[Written]:
    """Yield every figure in `text`, which `grants.plain` has made simple, in no particular order."""
    taken = bytearray(len(text))
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span()
            if any(taken[start:end]):
                continue
            taken[start:end] = b"\1" * (end - start)
            yield _written(kind, text, start, end)


def _written(kind: Kind, text: str, start: int, end: int) -> Written:
    word = text[start:end]
    pieces, ranges = _pieces(word)
    values = tuple(value for piece in pieces if (value := _value(kind, piece)) is not None)
    if kind is Kind.SHARE and (
        RATE.search(text[max(0, start - 20) : start]) or RATE_AFTER.match(text[end : end + 8])
    ):
        kind = Kind.RATE
    return Written(start, end, kind, values if len(values) == len(pieces) else (), ranges)


def _pieces(word: str) -> tuple[list[str], bool]:
    """Return the figures in `word`, each with the scale and unit of the last, and if it is a range."""
    parts = re.split(rf"(?<=.)(?:({TO})|{AND})(?=.)", word)
    pieces, seps = parts[::2], parts[1::2]
    last = _UNIT.search(pieces[-1])
    tail = last[0] if last else ""
    return [_whole(piece, tail) for piece in pieces[:-1]] + pieces[-1:], any(seps)


def _whole(piece: str, tail: str) -> str:
    """Return `piece` with what it leaves to the last of the list: `20` in `20-100万元` is `20万元`."""
    if piece[-1] in "%‰元" or piece[-1] in "年月天日":
        return piece
    return piece + ("元" if _BARE_SCALE.search(piece) and "元" in tail else tail)


@lru_cache(maxsize=4096)
def _value(kind: Kind, piece: str) -> Figure | None:
    if piece[0] in VAGUELY:
        return None
    try:
        return _READERS[kind](piece)
    except QuantityError:
        return None


def _money(piece: str) -> Figure:
    return Figure(Unit.FEN, Decimal(read_money(re.sub("[余多几]", "", piece), bare=None)))


def _part(piece: str) -> Figure:
    points = re.fullmatch("(.+?)个?(?:百分点|点)", piece)
    fold = re.fullmatch("(.+)折", piece)
    basis = re.fullmatch("([0-9]+)个?(?:基点|BP|bp)", piece)
    if basis:
        return Figure(Unit.PART, Decimal(basis[1]) / 10_000)
    if fold:
        digits = "".join(
            str("零一二三四五六七八九".find(sign)) if sign in CHINESE else sign for sign in fold[1]
        )
        places = 1 if "." in digits or len(digits) == 1 else len(digits)
        return Figure(Unit.PART, Decimal(digits).scaleb(-places).normalize() + 0)
    text = f"{points[1]}%" if points else piece
    return Figure(Unit.PART, read_rate(text, bare=None))


def _time(piece: str) -> Figure:
    for word, unit in (("小时", Unit.HOURS), ("分钟", Unit.MINUTES)):
        if piece.endswith(word):
            return Figure(unit, read_number(piece.removesuffix(word).removesuffix("个")))
    days = re.sub("(?:个?工作日|个?自然日|个?日历日|日之?内|日以内|日期限|日为限)$", "天", piece)
    length, period = read_duration(days.replace("个礼拜", "周").replace("个年", "年").replace("个周年", "年"))
    return Figure(Unit.MONTHS if period == "months" else Unit.DAYS, Decimal(length))


def _area(piece: str) -> Figure:
    return Figure(Unit.AREA, read_area(piece.replace("平方公尺", "平方米"), bare=None))


_READERS: dict[Kind, Callable[[str], Figure]] = {
    Kind.AMOUNT: _money,
    Kind.SHARE: _part,
    Kind.TERM: _time,
    Kind.AREA: _area,
}
