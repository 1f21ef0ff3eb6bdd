"""What a find may be in a rule, guessed from the words about it.

Enters: the finds of a line. Leaves: the YAML of a value and the kind of benefit, for an author to confirm.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eligib.documents.figures import Figure, Kind, Unit
from eligib.documents.grants import CEILINGS, GRANTS, WORDS, plain
from eligib.language import figures as shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eligib.documents.finds import Find

VALUES = (Kind.AMOUNT, Kind.SHARE, Kind.RATE, Kind.AREA)
TODO = "TODO"
_NEAR = 10
_BEHIND = 6
_CUT = re.compile("[,。;、]")
_MONTHLY = re.compile("^(?:/|每|一个)?(?:人)?(?:/|每)?月|^/人·?月")
_EVERY_MONTH = re.compile("(?:每|按)(?:人)?(?:每)?月[^,。;、]{0,6}$")
_LOAN = re.compile("^的?(?:贷款|授信|信用额度)|^以内的?(?:贷款|授信)")
_EXCEEDS = re.compile("(?:可突破|可超过)[^,。;]{0,4}$")


def value_of(find: Find, finds: Sequence[Find]) -> str:
    """Return the YAML of the value that `find` may be; `finds` are those of its line."""
    before, after = _about(find)
    amounts = [_amount(value) for value in find.values]
    if not amounts:
        return "unstated"
    first, last = amounts[0], amounts[-1]
    if find.kind is Kind.RATE:
        return (
            f"{{rate: {{at_most: {last}}}, of: {TODO}}}" if _capped(find) else f"{{rate: {last}, of: {TODO}}}"
        )
    if find.kind is Kind.SHARE:
        return f"{{share: {last}, of: {TODO}}}"
    if find.kind is Kind.AREA:
        term = next((_length(other.values[0]) for other in finds if _follows(find, other)), None)
        area = f"{{up_to: {last}}}" if _capped(find) else last
        return f"{{area: {area}}}" if term is None else f"{{area: {area}, for: {term}}}"
    if find.ranges and len(amounts) > 1:
        return f"{{between: [{first}, {last}]}}"
    if _MONTHLY.search(after) or _EVERY_MONTH.search(before):
        return f"{{monthly: {last}, months: {TODO}}}"
    if _LOAN.search(after):
        return f"{{principal: {{up_to: {last}}}}}"
    if _EXCEEDS.search(before):
        return f"{{may_exceed: {last}}}"
    return f"{{up_to: {last}}}" if _capped(find) else f"{{exactly: {last}}}"


def kind_of(find: Find) -> tuple[str, str]:
    """Return the kind of benefit that the nearest word of granting speaks of, and that word."""
    before, here, after = (plain(text) for text in find.around(20))
    near = _words(_CUT.split(before)[-1], here, _CUT.split(after)[0])
    for _distance, word in [*near, *_words(before, here, after)]:
        kind = GRANTS[word]
        if kind is not None:
            return kind, word
    return "subsidy", ""


def _words(before: str, here: str, after: str) -> list[tuple[int, str]]:
    """Return the words of granting with their distance; what stands behind a figure says what it is."""
    spoken = [(found.start(), found[0]) for found in WORDS.finditer(here)]
    spoken += [(found.start(), found[0]) for found in WORDS.finditer(after)]
    spoken += [(_BEHIND + len(before) - found.end(), found[0]) for found in WORDS.finditer(before)]
    return sorted(spoken)


def _about(find: Find) -> tuple[str, str]:
    before, _find, after = find.around(_NEAR)
    return plain(before), plain(after)


def _capped(find: Find) -> bool:
    before, after = _about(find)
    return any(word in re.split("[,。;]", before)[-1] or after.startswith(word) for word in CEILINGS)


def _follows(find: Find, other: Find) -> bool:
    """Return whether `other` is the term of the area `find`: it stands right behind it."""
    months = bool(other.values) and other.values[0].unit in {Unit.MONTHS, Unit.DAYS}
    return other.kind is Kind.TERM and months and 0 <= other.at - find.to <= len("的")


def _amount(figure: Figure) -> str:
    if figure.unit is Unit.FEN:
        return shown.money(int(figure.value), "zh").replace(",", "")
    if figure.unit is Unit.PART:
        return shown.rate(figure.value, "zh")
    return f"{shown.number(figure.value).replace(',', '')} m2"


def _length(figure: Figure) -> str:
    told = shown.months if figure.unit is Unit.MONTHS else shown.days
    return told(int(figure.value), "en").replace(",", "")
