"""A fact that rules read and nobody can supply: it has no question, no heading, and follows from nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.declared import facts
from eligib.lint.use import facts_used
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context

CODE = "fact-unsuppliable"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each fact that is read without a way in."""
    used = facts_used(context.rulebook)
    for path, name, entry in facts(context):
        ways = entry.items.keys() & {"question", "headings"}
        if path in used and not ways and path not in context.rulebook.derived:
            message = say("`{fact}` is read, but it has neither a question nor a heading", fact=path)
            yield Diagnostic(CODE, message, name.span, hint=say("add a `question`, or `headings` of tables"))


CHECK = Check(CODE, Severity.WARNING, say("a fact that rules read and nobody can supply"), run)
