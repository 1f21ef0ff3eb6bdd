"""A day in the standards that no benefit begins or ends with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.declared import declared
from eligib.lint.nodes import entries, node_at
from eligib.messages import say
from eligib.rulebook.files import STANDARDS
from eligib.yamltree import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context


CODE = "unused-standard"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each standard that no benefit names."""
    named = set(_named(context))
    for name, _entry in declared(context, "standards", STANDARDS):
        if name.text not in named:
            message = say("no benefit begins or ends with `{name}`", name=name.text)
            yield Diagnostic(CODE, message, name.span, hint=say("delete it"))


def _named(context: Context) -> Iterator[str]:
    for file in context.zones():
        for _name, benefit in entries(file.node("benefits")):
            for key in ("from", "until"):
                end = node_at(benefit, "in_force", key)
                if isinstance(end, Scalar):
                    yield end.text


CHECK = Check(CODE, Severity.WARNING, say("a standard that no benefit names"), run)
