"""A name that is not in kebab-case: small letters and digits, words joined by single hyphens."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.declared import declared
from eligib.lint.nodes import entries, first_key, node_at
from eligib.messages import say
from eligib.rulebook.files import STANDARDS, VOCABULARY
from eligib.yamltree import Mapping, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.diagnostics import Span
    from eligib.lint.check import Context
    from eligib.yamltree import Node

CODE = "id-not-kebab"
_KEBAB = re.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*")
_GROUPS = ("all", "any", "none")
_APPROVAL = "approval"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each name of a benefit, clause, family, approval, standard or file that is not."""
    for text, span in _names(context):
        name = text.rpartition("/")[2]
        if name.isascii() and not _KEBAB.fullmatch(name):
            message = say("`{name}` is not in kebab-case", name=name)
            yield Diagnostic(CODE, message, span, meant=_kebab(name))


def _names(context: Context) -> Iterator[tuple[str, Span]]:
    for file in context.files:
        yield file.stem, first_key(file.tree)
    for file in context.zones():
        for key, _family in entries(file.node("families")):
            yield key.text, key.span
        for key, benefit in entries(file.node("benefits")):
            yield key.text, key.span
            yield from _clauses(node_at(benefit, "when"))
    for section, folder in (("approvals", VOCABULARY), ("standards", STANDARDS)):
        yield from ((key.text, key.span) for key, _entry in declared(context, section, folder))


def _clauses(node: Node | None) -> Iterator[tuple[str, Span]]:
    for item in node.items if isinstance(node, Sequence) else [node]:
        if isinstance(item, Sequence):
            yield from _clauses(item)
        elif isinstance(item, Mapping) and item.items and _APPROVAL not in item.items:
            name, inner = next(iter(item.items.items()))
            if name in _GROUPS:
                yield from _clauses(inner)
            else:
                yield name, item.key_span(name)


def _kebab(name: str) -> str | None:
    words = re.findall("[A-Z]?[a-z0-9]+|[A-Z]+(?![a-z])", name)
    guess = "-".join(words).lower()
    return guess if _KEBAB.fullmatch(guess) else None


CHECK = Check(CODE, Severity.WARNING, say("a name that is not in kebab-case"), run, whole=False)
