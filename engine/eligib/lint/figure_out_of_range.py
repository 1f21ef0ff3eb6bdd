"""A comparison with a figure beyond the range that the vocabulary declares for the fact."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.language import nodes as n
from eligib.language.words import figure
from eligib.lint.check import Check
from eligib.messages import Label, say
from eligib.rulebook.link import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.language.vocabulary import Fact, Kind
    from eligib.lint.check import Context

CODE = "figure-out-of-range"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each figure that no firm's value can reach."""
    for benefit in context.rulebook.benefits.values():
        for clause in clauses(benefit.when):
            for fact, literal in _comparisons(clause.condition):
                bound = _beyond(fact, literal)
                if bound is not None:
                    message = say(
                        "`{fact}` is compared with {figure}, beyond its declared {bound}",
                        fact=fact.path,
                        figure=_shown(literal.kind, literal.value),
                        bound=_shown(fact.kind, bound),
                    )
                    yield Diagnostic(CODE, message, clause.span, hint=_HINT)


def _comparisons(condition: n.Condition) -> Iterator[tuple[Fact, n.Literal]]:
    for node in n.walk(condition):
        if isinstance(node, n.Compare):
            for one, other in ((node.left, node.right), (node.right, node.left)):
                if isinstance(one, n.FactRef) and isinstance(other, n.Literal):
                    yield one.fact, other


def _beyond(fact: Fact, literal: n.Literal) -> object | None:
    """Return the bound that the figure lies beyond."""
    lower, upper, value = fact.lower, fact.upper, literal.value
    if lower is not None and value < lower:  # type: ignore[operator]  # of one kind, as was checked
        return lower
    if upper is not None and value > upper:  # type: ignore[operator]  # same
        return upper
    return None


def _shown(kind: Kind, value: object) -> Label:
    return Label(figure(kind, value, "zh"), figure(kind, value, "en"))


_HINT = say("mend the figure, or the range in the vocabulary")
CHECK = Check(CODE, Severity.WARNING, say("a comparison with a figure that the fact cannot reach"), run)
