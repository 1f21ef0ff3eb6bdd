"""Benefits that are steps on one fact, two of which a firm would have at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.analysis.shown import firm_in_words
from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.reasoning import reasoner
from eligib.lint.steps import all_steps
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context

CODE = "steps-overlap"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each pair of neighbours that share a value and are in no family that says how they combine."""
    thinker = reasoner(context.rulebook)
    for row in all_steps(context):
        for before, after, firm in row.shared(thinker) if row.of_benefits else ():
            if before.benefit.family is not None and after.benefit.family is not None:
                continue
            message = say(
                "`{one}` and `{other}` are steps on one fact, and a firm has both: {firm}",
                one=before.benefit.id,
                other=after.benefit.id,
                firm=firm_in_words(firm, context.rulebook.vocabulary),
            )
            yield Diagnostic(CODE, message, after.clause.span, hint=_HINT)


_HINT = say("bound the lower step, or put both into a family that says how they combine")
CHECK = Check(CODE, Severity.WARNING, say("steps that overlap, so that a firm has two of them"), run)
