"""Bytes of a Chinese text to characters, and the name of the encoding that was found.

Enters: the bytes of a file. Leaves: the text and the encoding, or None where the bytes are no text. UTF-8 is
strict and so proves itself; GB18030, Big5 and UTF-16 accept almost anything, so the reading with the most of
the commonest characters wins.
"""

from __future__ import annotations

import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

_BOMS = (
    (BOM_UTF8, "utf-8-sig", "UTF-8"),
    (BOM_UTF16_LE, "utf-16", "UTF-16"),
    (BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_OLDER = (("gb18030", "GB18030"), ("big5hkscs", "Big5"))
_WIDE = (("utf-16-le", "UTF-16"), ("utf-16-be", "UTF-16"))
# the commonest characters of both scripts, signs and digits: a wrong reading has next to none of them
_COMMON = frozenset(
    "的一是了在有和人这這中大为為上个個国國我以要他时時来來用们們生到作地于於出就分对對成会會可主发發年动動"
    "同工也能下过過子说說产產种種面而方后後多定行学學法所民得经經十三之进進着著等部度家电電力里如水化高自二"
    "理起小物现現实實加量都两兩体體制机機当當使点點从從业業本去把性好应應开開它合还還因由其些然前外天政四日"
    "那社义義事平形相全表间間样樣与與关關各重新线線内內数數正心反你明看原又么利比或但质質气氣第向道命此变變"
    "企区區市万萬元补補贴貼资資金奖獎不额額项項目申报報给予月，。、；：（）“”《》「」％０１２３４５６７８９"
)
_PLAIN = re.compile(r"[ -~\s]")
_SAMPLE = 200_000
_ENOUGH = 0.2


def decode(raw: bytes) -> tuple[str, str] | None:
    """Return the text in `raw` and the name of its encoding; None where it is no text."""
    for bom, codec, name in _BOMS:
        if raw.startswith(bom):
            text = _strict(raw, codec)
            return None if text is None else (text, name)
    if b"\0" in raw:
        return _best(raw, _WIDE)
    text = _strict(raw, "utf-8")
    return (text, "UTF-8") if text is not None else _best(raw, _OLDER)


def _best(raw: bytes, codecs: tuple[tuple[str, str], ...]) -> tuple[str, str] | None:
    """Return the reading with the most common characters, where enough of it are such."""
    read = [(text, name) for codec, name in codecs if (text := _strict(raw, codec)) is not None]
    best = max(read, key=lambda one: _commonness(one[0]), default=None)
    return None if best is None or _commonness(best[0]) < _ENOUGH else best


def _commonness(text: str) -> float:
    """Return the share of common characters among those that tell readings apart, which ASCII does not."""
    telling = [sign for sign in text[:_SAMPLE] if not _PLAIN.match(sign)]
    return sum(sign in _COMMON for sign in telling) / len(telling) if telling else 1.0


def _strict(raw: bytes, codec: str) -> str | None:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError:
        return None
