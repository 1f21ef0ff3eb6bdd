"""What a person wrote, made comparable, and the error that refuses it.

Enters: any text. Leaves: a `Written` with the text as shown back and as compared, or a `QuantityError` whose
parts are translatable `Text`. Size and characters are bounded here, before anything else looks at the text.
"""

from __future__ import annotations

import re
from unicodedata import normalize

from msgspec import Struct

from eligib.messages import Text, say

MAX_CHARACTERS = 100
MAX_DIGITS = 40
_SHOWN = 60

_SAME = str.maketrans(
    "壹贰貳弍叁叄參肆伍陆陸柒捌玖拾佰仟萬億點兩两〇○圓個負約餘−",
    "一二二二三三三四五六六七八九十百千万亿点二二零零圆个负约余-",
    "\ufeff\u200b",
)
DIGIT = "0-9零一二三四五六七八九"
_HARMLESS = "[０-９㎡㎢]|(?<=[mMｍＭ])²"
_TORN = rf"[{DIGIT}.,十百千万亿元%]\s+[{DIGIT}.,]"


class QuantityError(ValueError):
    """The text is not one exact quantity; says what is wrong, what is expected and what may help."""

    def __init__(self, message: Text, expected: Text, hint: Text | None = None) -> None:
        super().__init__(message, expected, hint)
        self.message = message
        self.expected = expected
        self.hint = hint

    def __str__(self) -> str:
        said = f"{_english(self.message)}; expected {_english(self.expected)}"
        return f"{said}; {_english(self.hint)}" if self.hint else said


class Written(Struct, frozen=True):
    """The text as shown back (`got`) and as compared (`clean`), with the form that is expected."""

    got: str
    clean: str
    expected: Text

    def refuse(self, message: Text, hint: Text | None = None) -> QuantityError:
        """Return the error to raise."""
        return QuantityError(message, self.expected, hint)


def take(text: str, expected: Text, *, keep_blanks: bool = False) -> Written:
    """Return the text normalised to NFKC, lower case and simplified numerals; refuse hostile sizes."""
    seen = Written(_shown(text), text, expected)
    _bound(seen, text)
    _plain_digits(seen)
    clean = normalize("NFKC", text).translate(_SAME).casefold().strip()
    _bound(seen, clean)
    if not keep_blanks:
        _one_block(seen, clean)
        clean = "".join(clean.split())
    return Written(seen.got, clean, expected)


def several(written: Written) -> QuantityError:
    """Return the refusal of more than one number."""
    return written.refuse(say("`{got}` holds more than one number", got=written.got))


def _english(text: Text) -> str:
    return text.template.format(**dict(text.args))


def _shown(text: str) -> str:
    short = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
    return "".join(sign if sign.isprintable() else " " for sign in short).strip()


def _bound(seen: Written, text: str) -> None:
    if len(text) > MAX_CHARACTERS:
        message = say("`{got}` is longer than {limit} characters", got=seen.got, limit=MAX_CHARACTERS)
        raise seen.refuse(message)
    if len(text) > MAX_DIGITS and len(re.findall(f"[{DIGIT}]", text)) > MAX_DIGITS:
        raise seen.refuse(say("`{got}` has more than {limit} digits", got=seen.got, limit=MAX_DIGITS))


def _plain_digits(seen: Written) -> None:
    # NFKC turns `10²` into `102` and `½` into `1⁄2`: such signs must not become digits silently.
    for sign in "" if seen.clean.isascii() else re.sub(_HARMLESS, "", seen.clean):
        if not sign.isascii() and re.search("[0-9]", normalize("NFKC", sign)):
            message = say("`{sign}` in `{got}` is not a plain digit", sign=sign, got=seen.got)
            raise seen.refuse(message)


def _one_block(seen: Written, clean: str) -> None:
    # Blanks inside one figure cannot be told from blanks between two.
    if re.search(_TORN, clean):
        raise several(seen)
