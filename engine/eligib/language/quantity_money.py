"""Amounts of money as people write them.

Enters: `3200万元`, `10,000(万元人民币)`, `CNY 3.2 million`, `壹佰万元整`. Leaves: whole fen (分), or a
`QuantityError`.
Only yuan are read: a conversion would need a rate and a day, which no reader may choose.
"""

from __future__ import annotations

import re
from decimal import Decimal

from eligib.language.exact import EXACT
from eligib.language.numerals import numeral, whole
from eligib.language.quantity_reasons import explain, unit_missing
from eligib.language.quantity_text import QuantityError, Written, take
from eligib.messages import say

_EXPECTED = say("an amount such as `3200万元`")
_FEN_PER_YUAN = Decimal(100)
_MARK = "人民币|renminbi|rmb|cny|cn¥|¥"
_TAIL = "(?:元|圆|块钱?|yuan)?(?:人民币元?|renminbi|rmb|cny)?[整正]?"
_FOREIGN = (
    "美元", "美金", "usd", "us$", "hk$", "港币", "港元", "香港元", "hkd", "欧元", "eur", "€", "日元", "日圆",
    "jpy", "英镑", "gbp", "£", "新台币", "台币", "澳门元", "澳元", "加元", "新加坡元", "韩元", "卢布",
    "法郎", "马克", "dollar", "$",
)  # fmt: skip


def read_money(text: str, *, bare: Decimal | None) -> int:
    """Return the amount in fen; `bare` is how many yuan a number without a unit counts, None to refuse it."""
    written = take(text, _EXPECTED)
    figure, currency = _parts(written.clean)
    value = numeral(figure)
    if value is None:
        raise explain(written, _foreign, _bracketed, _coins)
    # 万 and 亿 without 元 are how amounts are said; smaller numerals and English ones need the unit.
    if not currency and not re.search("[万亿]", written.clean):
        value = EXACT.multiply(value, _bare_unit(written, bare))
    return _fen(written, value)


def _parts(clean: str) -> tuple[str, bool]:
    flat = re.sub(rf"^([^()]+)\((?=[^)])((?:[十百千]?[万亿]|千)?{_TAIL})\)$", r"\1\2", clean)
    found = re.fullmatch(rf"([-+负]?)(?:({_MARK}):?)?(.*?)({_TAIL})", flat, re.DOTALL)
    if not found:
        return "", False
    sign, mark, figure, tail = found.groups(default="")
    return sign + figure, bool(mark or tail.rstrip("整正"))


def _bare_unit(written: Written, bare: Decimal | None) -> Decimal:
    if re.search("thousand|million|billion", written.clean):
        message = say("`{got}` does not name its currency", got=written.got)
        raise written.refuse(message, say("write `{got} yuan`", got=written.got))
    if bare is None:
        hint = say("write the unit, such as `{got}元` or `{got}万元`", got=written.got)
        raise unit_missing(written, hint)
    return bare


def _fen(written: Written, yuan: Decimal) -> int:
    fen = whole(EXACT.multiply(yuan, _FEN_PER_YUAN))
    if fen is None:
        raise written.refuse(say("`{got}` is finer than a fen (0.01 yuan)", got=written.got))
    return fen


def _foreign(written: Written) -> QuantityError | None:
    name = next((name for name in _FOREIGN if name in written.clean), None)
    if name is None:
        return None
    message = say("`{got}` is in another currency (`{name}`)", got=written.got, name=name)
    return written.refuse(message, say("convert it into yuan and write it as `万元`"))


def _bracketed(written: Written) -> QuantityError | None:
    if not re.fullmatch(r"[¥-]?\(.*\)元?", written.clean):
        return None
    message = say("`{got}` is in brackets, which can mean a loss or a remark", got=written.got)
    return written.refuse(message, say("write a minus sign for a negative amount, such as `-3万元`"))


def _coins(written: Written) -> QuantityError | None:
    if not re.search("[0-9一二三四五六七八九][角分]", written.clean):
        return None
    message = say("`{got}` counts 角 or 分", got=written.got)
    return written.refuse(message, say("write them as a fraction of a yuan, such as `0.5元`"))
