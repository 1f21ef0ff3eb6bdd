"""Values of options, read with the same care as profiles."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from eligib.cli.usage import UsageFault
from eligib.language.faults import nearest
from eligib.language.quantities import QuantityError, read_date
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable


def day(text: str | None, option: str = "--as-of") -> date:
    """Return the day that `option` names, else today: the one place where the clock is read."""
    if text is None:
        return datetime.now().astimezone().date()
    try:
        first, last = read_date(text)
    except QuantityError as error:
        raise UsageFault(say("`{option}`: {why}", option=option, why=error.message)) from None
    if first != last:
        raise UsageFault(say("`{option}` names one day, as `2021-01-15`", option=option))
    return first


def one_of(option: str, text: str, known: Iterable[str]) -> str:
    """Return `text` if it is one of `known`."""
    names = tuple(known)
    if text in names:
        return text
    meant = nearest(text, names)
    if meant is None:
        fault = say("`{option}`: `{got}` is not one of {names}", option=option, got=text, names=names)
    else:
        fault = say(
            "`{option}`: unknown `{got}`; did you mean `{meant}`?", option=option, got=text, meant=meant
        )
    raise UsageFault(fault)
