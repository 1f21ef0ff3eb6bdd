"""A place that no rule concerns: neither it, nor one around it, nor one inside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.language.nodes import Within
from eligib.lint.check import Check
from eligib.lint.declared import places
from eligib.lint.use import conditions
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context
    from eligib.rulebook.model import Rulebook

CODE = "unused-place"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each place that has nothing to do with any rule; it may still tell where a firm is."""
    tree, named = context.rulebook.vocabulary.places, set(_named(context.rulebook))
    concerned = {place for place in named if place in tree}
    around = {other for place in concerned for other in tree.around(place)}
    for name, key in places(context):
        if name not in around and not concerned.intersection(tree.up(name)):
            message = say("no rule concerns the place `{name}`", name=name)
            yield Diagnostic(CODE, message, key.span, hint=say("delete it, unless firms name it"))


def _named(rulebook: Rulebook) -> Iterator[str]:
    for benefit in rulebook.benefits.values():
        yield benefit.zone
        yield from (node.place for node in conditions(benefit) if isinstance(node, Within))


CHECK = Check(CODE, Severity.NOTE, say("a place that no rule concerns"), run)
