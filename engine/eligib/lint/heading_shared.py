"""Two writers of one column: a heading that two facts claim."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.declared import declared
from eligib.lint.nodes import entries, scalars
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context
    from eligib.yamltree import Mapping, Scalar

CODE = "heading-shared"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each heading that another fact of the same table has, too."""
    # one table holds the firm's own facts, and each list has a table of its own
    yield from _shared(
        [pair for owner, record in declared(context, "records") for pair in _facts(record, owner)]
    )
    for owner, record in declared(context, "lists"):
        yield from _shared(list(_facts(record, owner)))


def _facts(record: Mapping, owner: Scalar) -> Iterator[tuple[str, Mapping]]:
    for name, entry in entries(record.items.get("facts")):
        yield f"{owner.text}.{name.text}", entry


def _shared(facts: list[tuple[str, Mapping]]) -> Iterator[Diagnostic]:
    taken: dict[str, str] = {}
    for path, entry in facts:
        headings = entry.items.get("headings")
        for heading in () if headings is None else scalars(headings):
            first = taken.setdefault(heading.text.strip().casefold(), path)
            if first != path:
                message = say("the heading `{text}` is also that of `{fact}`", text=heading.text, fact=first)
                yield Diagnostic(CODE, message, heading.span, hint=say("leave it to one of the two"))


CHECK = Check(CODE, Severity.WARNING, say("a column heading that two facts claim"), run, whole=False)
