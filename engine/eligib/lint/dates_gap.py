"""A time in which a benefit can be had and its dated figure is not stated."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.dated import Series, series
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context
    from eligib.rulebook.model import InForce

CODE = "dates-gap"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each step after which, or before which, the figure is missing."""
    for one in series(context):
        yield from _between(one)
        benefit = context.rulebook.benefits.get(f"{one.zone}/{one.benefit}")
        if benefit is not None and one.steps:
            yield from _at_the_ends(one, benefit.in_force)


def _between(one: Series) -> Iterator[Diagnostic]:
    for before, after in pairwise(one.in_order):
        if before.ends and not after.ends:
            message = say("from {day} to {until} no figure is stated", day=before.day, until=after.day)
            yield Diagnostic(CODE, message, before.key.span, hint=_HINT)


def _at_the_ends(one: Series, dates: InForce) -> Iterator[Diagnostic]:
    first, last = one.in_order[0], one.in_order[-1]
    if dates.start is not None and first.day > dates.start:
        message = say(
            "the benefit begins on {start}, its figure on {day} only", start=dates.start, day=first.day
        )
        yield Diagnostic(CODE, message, first.key.span, hint=_HINT)
    if last.ends and (dates.until is None or last.day <= dates.until):
        message = say("the figure ends on {day} and the benefit goes on", day=last.day)
        yield Diagnostic(
            CODE, message, last.key.span, hint=say("end the benefit, too: `in_force: {{until: ...}}`")
        )


_HINT = say("state the figure for that time, or begin and end the benefit with it")
CHECK = Check(CODE, Severity.WARNING, say("a time for which a dated figure is missing"), run, whole=False)
