"""A unified social credit code (GB 32100-2015) as people and spreadsheets write it.

Enters: a text. Leaves: the 18 characters, both check characters right, or a `Fault` that says which way it
is wrong. python-stdnum knows the alphabet and the outer check character; full-width characters, the codes
that begin with a letter and the check character of the organisation code inside are ours. What the code says
of a district is where the firm was registered once, and decides nothing.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING
from unicodedata import normalize

from eligib.diagnostics import quoted
from eligib.language.faults import Fault
from eligib.messages import say

if TYPE_CHECKING:
    from eligib.messages import Text

LENGTH = 18
_FORM = re.compile(r"[1-9ANY][0-9A-HJ-NPQRTUWXY][0-9]{6}[0-9A-HJ-NPQRTUWXY]{10}")
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?E\+?[0-9]+")
_OLD = frozenset({13, 15})
_ORGANISATION = slice(8, 17)
_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)
_ALIKE = {"I": "1", "L": "1", "O": "0", "Q": "0", "S": "5", "Z": "2", "V": "U"}
_MOST_ALIKE = 6


def read_credit_code(text: str) -> str:
    """Return the code that `text` states, in its usual form; raises `Fault`."""
    code = re.sub(r"[\s\-'\"‘’“”]", "", normalize("NFKC", text)).upper()
    why = _why_not(code)
    if why is None:
        return code
    message = say("`{got}` is no unified social credit code: {why}", got=quoted(text), why=why)
    expected = say("18 digits and capital letters, as on the business licence")
    raise Fault("bad-credit-code", message, expected=expected, hint=_hint(code), meant=_meant(code))


def _why_not(code: str) -> Text | None:
    if len(code) != LENGTH:
        return say("it has {n} characters, not 18", n=len(code))
    if not _FORM.fullmatch(code):
        return say("it holds a character that does not stand there in any code")
    if not _right(code):
        return say("a check character does not fit the others")
    return None


def _right(code: str) -> bool:
    from stdnum.cn.uscc import calc_check_digit

    return code[-1] == calc_check_digit(code[:-1]) and _organisation_right(code[_ORGANISATION])


def _organisation_right(code: str) -> bool:
    """Return whether the check character of the organisation code (GB 11714) is right."""
    total = sum(int(character, 36) * weight for character, weight in zip(code, _WEIGHTS, strict=False))
    return code[-1] == "0X987654321"[total % 11]


def _hint(code: str) -> Text | None:
    if _NUMBER.fullmatch(code):
        return say("a spreadsheet has turned it into a number and lost digits: copy it from the licence")
    if code.isdigit() and len(code) in _OLD:
        return say("this is a registration number of before 2015, which is another one")
    return None


def _meant(code: str) -> str | None:
    """Return the one right code that differs only by letters taken for the digits they look like."""
    places = [place for place, character in enumerate(code) if character in _ALIKE]
    if len(code) != LENGTH or len(places) > _MOST_ALIKE:
        return None
    found = set()
    for chosen in product((False, True), repeat=len(places)):
        changed = list(code)
        for place, change in zip(places, chosen, strict=True):
            changed[place] = _ALIKE[code[place]] if change else code[place]
        if _why_not("".join(changed)) is None:
            found.add("".join(changed))
    return found.pop() if len(found) == 1 else None
