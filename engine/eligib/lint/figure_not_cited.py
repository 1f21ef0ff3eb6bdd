"""A figure of a rule that does not stand where the rule says it stands.

Sums, shares, terms, areas and numbers of a condition must be on the line that its clause cites; those of a
value on some line that the benefit cites. What is our own reading (`basis: assumed`) is passed over.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.language.nodes import Literal, walk
from eligib.lint.check import Check
from eligib.lint.cited import Library
from eligib.lint.nodes import scalars
from eligib.messages import say
from eligib.rulebook.link import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.diagnostics import Span
    from eligib.lint.check import Context
    from eligib.rulebook.model import Benefit, Clause

CODE = "figure-not-cited"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each figure that the cited lines do not carry."""
    library = Library.of(context)
    for benefit in context.rulebook.benefits.values():
        for clause in clauses(benefit.when):
            yield from _condition(clause, benefit, library)
        yield from _value(benefit, context, library)


def _condition(clause: Clause, benefit: Benefit, library: Library) -> Iterator[Diagnostic]:
    if clause.assumed:
        return
    for literal in walk(clause.condition):
        if isinstance(literal, Literal) and not library.carries([clause.cite, benefit.cite], literal):
            yield _finding(clause.span, clause.cite.line, clause.span.source.line(clause.span.line))


def _value(benefit: Benefit, context: Context, library: Library) -> Iterator[Diagnostic]:
    zone, _, name = benefit.id.partition("/")
    for key in ("value", "total_at_most"):
        node = context.node(zone, "benefits", name, key)
        for scalar in () if node is None else scalars(node):
            literal = library.literal(scalar)
            if literal is not None and not library.carries(library.cites(benefit), literal):
                yield _finding(scalar.span, benefit.cite.line, scalar.text)


def _finding(span: Span, line: int, text: str) -> Diagnostic:
    message = say("a figure of `{text}` is not on line {line}, which is cited", text=text.strip(), line=line)
    return Diagnostic(CODE, message, span, hint=say("cite the line that carries it, or mend the figure"))


CHECK = Check(
    CODE, Severity.ERROR, say("a figure that the cited line does not carry"), run, needs_documents=True
)
