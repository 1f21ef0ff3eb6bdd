"""A fact that no rule and no derivation reads."""

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


CODE = "unused-fact"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each fact that nothing reads."""
    used = facts_used(context.rulebook)
    for path, name, _entry in facts(context):
        if path not in used:
            message = say("no rule reads `{fact}`", fact=path)
            hint = say("delete it: firms would be asked for what decides nothing")
            yield Diagnostic(CODE, message, name.span, hint=hint)


CHECK = Check(CODE, Severity.WARNING, say("a fact that no rule reads"), run)
