"""Figures as policies write them: how each kind is recognised, and its exact value.

Enters: running text made simple by `grants.plain`. Leaves: for each figure where it stands, its kind and its
values in the units of the rulebook: fen, fractions of 1, m2, months and days; none where it is vague, as
`数百万元` is.
"""

from __future__ import annotations

import re
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

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


_CHINESE = "〇零一二三四五六七八九十百千两廿卅壹贰貳叁參肆伍陆陸柒捌玖拾佰仟"
_ARABIC = r"(?<![0-9])(?<![0-9]\.)(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.[0-9]+)?"
_NUMERAL = f"(?:{_ARABIC}|[{_CHINESE}]+(?:点[{_CHINESE}]+)?)"
_ABOUT = "[余多来几]?"
_SCALE = "(?:[十百千]?[万亿]|万亿|[百千])?"
_SCALED = f"{_NUMERAL}{_ABOUT}{_SCALE}{_ABOUT}"
_VAGUE = "[数几上近][十百千]?[万亿百千]"
_TO = "(?:[-—–~～―至到]+)"
_AND = "[、/和及或]"

_CURRENCY = "(?:人民币|[美欧日港澳加韩新台]|新台)?元(?![旦素首件老宵气宇代帅凶])|英镑|欧元|港币|美金|块钱"
# what is counted in 万 and 亿 without being money
_COUNTED = (
    "[余多来]?(?:[人家个户名件次台条套吨千公里米枚只张份辆架座种字册本篇株头粒支瓶箱盒斤升度瓦颗间位场批步股"
    "师职员党民粉群众市居年亩平立方㎡标物科棵桶转匹卷封节片双对款项幅亿万]|在校|余)"
)
_SAID = f"(?:{_ARABIC}|[一二三四五六七八九两几数]+[十百千]?)[余多几]?[百千]?[万亿](?!{_COUNTED})"
_MONEY = f"(?:(?:{_SCALED}|{_VAGUE})(?:{_CURRENCY})|{_SAID})"
_AMOUNT = f"(?:[¥￥]|RMB |RMB|CNY )?(?:{_SCALED}元?{_TO}|(?:{_NUMERAL}{_AND})+)?{_MONEY}|[¥￥]{_SCALED}"

_PART = "(?:%|‰|‱|个?百分点|(?<=[0-9])个点)"
_SHARE = (
    f"{_NUMERAL}{_PART}?{_TO}{_NUMERAL}{_PART}|(?:{_NUMERAL}{_AND})*{_NUMERAL}{_ABOUT}{_PART}"
    f"|[百千万]分之(?:{_ARABIC}|[{_CHINESE}]+(?:点[{_CHINESE}]+)?)|[{_CHINESE}]{{1,2}}分之[{_CHINESE}]{{1,2}}"
    "|(?:[一二三四五六七八九两]|(?<![0-9])[1-9])成(?![为员果立功就分熟都效套型年长交本绩品])"
    "|(?:[一二三四五六七八九]+|(?<![0-9])[1-9](?:\\.[1-9])?)折(?![叠合扣射服磨腾])|[0-9]+个?(?:基点|BP|bp)"
)
_RATE = re.compile(r"(?:费率|利率|年息|月息|LPR|年化|担保费|保费)[^,。;、:]{0,8}$")
_RATE_AFTER = re.compile(r"^的?(?:年?利率|[担保服务]*费率|贴息|利息|年息)")

# a year that has passed, is counted or is named is no term
_PAST = f"(?<![第近过去前上下这那每某新同当又旧隔今明次几数{_CHINESE}])(?!(?<=的)一年|百年|千年)"
_YEARS = (
    f"(?:(?<![0-9年])(?:[0-9]{{1,2}}(?:\\.[0-9])?)|[{_CHINESE}]{{1,3}}){_ABOUT}(?:个?周年|个?年半?)"
    "(?![代级度来前初底末中]|多?来|以来|之?前|[0-9]{1,2}月|[一二三四五六七八九十]+月|[轻青华少迈夜货味头])"
)
_MONTHS = (
    f"(?:{_NUMERAL}|半){_ABOUT}个(?:半?月|季度|学期)(?![来前]|以来)|(?<![上下前后大])半年(?![来度红报]|以来)"
)
_WEEKS = "(?:(?<![0-9])[0-9]{1,2}|[一二两三五六八十])(?:个星期|个礼拜|周(?![年岁边一二三四五六日末长转围]))"
_DAYS = (
    f"{_NUMERAL}{_ABOUT}(?:个?工作日|个?自然日|个?日历日|天(?![前来下生赋然气空津]|以来|之?前)"
    "|日(?:之?内|以内|期限|为限))"
)
_HOURS = f"{_NUMERAL}{_ABOUT}(?:个?小时(?![候前]))|{_NUMERAL}分钟"
_LENGTH = f"(?:{_NUMERAL}{_TO})?(?:{_YEARS}|{_MONTHS}|{_WEEKS}|{_DAYS}|{_HOURS})"
_AREA = f"(?:{_SCALED}{_TO})?{_SCALED}(?:平方米|平方公尺|平米|㎡|m2|m²|亩)"

_PATTERNS = (
    (Kind.AREA, re.compile(_AREA)),
    (Kind.SHARE, re.compile(_SHARE)),
    (Kind.AMOUNT, re.compile(_AMOUNT)),
    (Kind.TERM, re.compile(_PAST + _LENGTH)),
)
_BARE_SCALE = re.compile("[十百千万亿]+$")
_UNIT = re.compile("(?:[十百千]?[万亿]|[百千])?[余多几]?(?:[^0-9.]*)$")


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
        _RATE.search(text[max(0, start - 20) : start]) or _RATE_AFTER.match(text[end : end + 8])
    ):
        kind = Kind.RATE
    return Written(start, end, kind, values if len(values) == len(pieces) else (), ranges)


def _pieces(word: str) -> tuple[list[str], bool]:
    """Return the figures in `word`, each with the scale and unit of the last, and if it is a range."""
    parts = re.split(rf"(?<=.)(?:({_TO})|{_AND})(?=.)", word)
    pieces, seps = parts[::2], parts[1::2]
    last = _UNIT.search(pieces[-1])
    tail = last[0] if last else ""
    return [_whole(piece, tail) for piece in pieces[:-1]] + pieces[-1:], any(seps)


def _whole(piece: str, tail: str) -> str:
    """Return `piece` with what it leaves to the last of the list: `20` in `20-100万元` is `20万元`."""
    if piece[-1] in "%‰元" or piece[-1] in "年月天日":
        return piece
    return piece + ("元" if _BARE_SCALE.search(piece) and "元" in tail else tail)


def _value(kind: Kind, piece: str) -> Figure | None:
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
            str("零一二三四五六七八九".find(sign)) if sign in _CHINESE else sign for sign in fold[1]
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
