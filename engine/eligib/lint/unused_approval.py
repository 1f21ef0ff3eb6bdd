"""An approval that no rule asks for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.declared import declared
from eligib.lint.use import leaves
from eligib.messages import say
from eligib.rulebook.model import ApprovalClause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context


CODE = "unused-approval"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each approval that no clause names."""
    asked = {
        leaf.approval.id
        for benefit in context.rulebook.benefits.values()
        for leaf in leaves(benefit.when)
        if isinstance(leaf, ApprovalClause)
    }
    for name, _entry in declared(context, "approvals"):
        if name.text not in asked:
            message = say("no rule asks for the approval `{name}`", name=name.text)
            yield Diagnostic(CODE, message, name.span, hint=say("delete it, or add the clause that needs it"))


CHECK = Check(CODE, Severity.WARNING, say("an approval that no rule asks for"), run)
