"""Two dated figures that begin on one day, written in two ways, or two in a row that say the same."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.dated import series
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context

CODE = "dates-overlap"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each day that another figure has, too, or on which nothing changes."""
    for one in series(context):
        for before, after in pairwise(one.in_order):
            if before.day == after.day:
                message = say("two figures begin on {day}", day=after.day)
                yield Diagnostic(CODE, message, after.key.span, hint=say("leave the one that holds"))
            elif (before.text, before.ends) == (after.text, after.ends) and (after.text or after.ends):
                message = say("nothing changes on {day}", day=after.day)
                yield Diagnostic(CODE, message, after.key.span, hint=say("leave the day out"))


CHECK = Check(CODE, Severity.ERROR, say("two dated figures for the same time"), run, whole=False)
