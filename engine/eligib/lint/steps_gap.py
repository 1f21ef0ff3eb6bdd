"""Steps on one fact that leave out the boundary between two of them, or a stretch."""

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

CODE = "steps-gap"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each pair of neighbours between which a value belongs to neither."""
    thinker = reasoner(context.rulebook)
    for row in all_steps(context):
        for before, after, firm in row.uncovered(thinker):
            told = firm_in_words(firm, context.rulebook.vocabulary)
            if row.of_benefits:
                message = say(
                    "between `{one}` and `{other}` a firm falls through: {firm}",
                    one=before.benefit.id,
                    other=after.benefit.id,
                    firm=told,
                )
            else:
                message = say("the alternatives leave out: {firm}", firm=told)
            yield Diagnostic(CODE, message, after.clause.span, hint=_HINT)


_HINT = say("include the figure in one of them (`<=`, `>=`), or silence this where the source leaves it out")
CHECK = Check(CODE, Severity.WARNING, say("steps that leave out a figure between them"), run)
