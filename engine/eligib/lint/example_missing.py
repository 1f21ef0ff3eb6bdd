"""An outcome that a benefit can have and that none of its examples shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.outcomes import reachable
from eligib.messages import say
from eligib.yamltree import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context
    from eligib.rulebook.model import Benefit

CODE = "example-missing"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each benefit with the outcomes that it does not show."""
    for benefit in context.rulebook.benefits.values():
        missing = tuple(sorted(reachable(benefit) - set(_shown(benefit))))
        if missing:
            message = say("no example of `{name}` shows: {outcomes}", name=benefit.id, outcomes=missing)
            hint = say("`examples` say what is given, what comes out and why")
            yield Diagnostic(CODE, message, benefit.span, hint=hint)


def _shown(benefit: Benefit) -> Iterator[str]:
    for example in benefit.examples:
        outcome = example.then.items.get("outcome")
        if isinstance(outcome, Scalar):
            yield outcome.text


CHECK = Check(CODE, Severity.WARNING, say("an outcome that can be reached and that no example shows"), run)
