"""A date that can never matter: outside the time in which its benefit can be had."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.dated import series
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context
    from eligib.rulebook.model import Benefit

CODE = "dates-idle"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each dated figure and each deadline that is out of its benefit's time."""
    for one in series(context):
        benefit = context.rulebook.benefits.get(f"{one.zone}/{one.benefit}")
        for before, step in zip([None, *one.in_order], [*one.in_order, None], strict=True):
            if benefit is None or before is None or before.ends:
                continue
            dates = benefit.in_force
            over = dates.start is not None and step is not None and step.day <= dates.start
            if over or (dates.until is not None and before.day > dates.until) or dates.status != "dated":
                message = say("the figure from {day} on is never in force", day=before.day)
                yield Diagnostic(CODE, message, before.key.span, hint=say("delete it, or mend `in_force`"))
    for benefit in context.rulebook.benefits.values():
        yield from _deadline(benefit, context)


def _deadline(benefit: Benefit, context: Context) -> Iterator[Diagnostic]:
    dates, deadline = benefit.in_force, benefit.apply.deadline if benefit.apply else None
    if deadline is None:
        return
    early = dates.start is not None and deadline < dates.start
    late = dates.until is not None and deadline > dates.until
    if early or late or dates.status != "dated":
        zone, _, name = benefit.id.partition("/")
        where = context.key(zone, "benefits", name, "apply", "deadline")
        message = say(
            "the deadline {day} is out of the time in which `{name}` can be had", day=deadline, name=name
        )
        yield Diagnostic(CODE, message, where or benefit.span, hint=say("mend the deadline or `in_force`"))


CHECK = Check(
    CODE, Severity.WARNING, say("a date outside the time in which its benefit can be had"), run, whole=False
)
