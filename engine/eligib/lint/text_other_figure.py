"""The text of a clause states a figure that its condition does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.language.nodes import Constant
from eligib.lint.check import Check
from eligib.lint.numbers import numbers, ways, without
from eligib.lint.spoken import spoken
from eligib.lint.texts import texts_of
from eligib.messages import LANGUAGES, render, say
from eligib.rulebook.link import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from eligib.lint.check import Context
    from eligib.messages import Language
    from eligib.rulebook.model import Benefit, Clause

CODE = "text-other-figure"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each text with a number that is not one of its condition's."""
    for benefit in context.rulebook.benefits.values():
        for clause in clauses(benefit.when):
            # what no condition can say stands in the text alone
            if not isinstance(clause.condition, Constant) and any(
                map(str.isdigit, clause.text.zh + clause.text.en)
            ):
                yield from _findings(clause, benefit, context)


def _findings(clause: Clause, benefit: Benefit, context: Context) -> Iterator[Diagnostic]:
    for language in LANGUAGES:
        others = _others(clause, benefit, context, language)
        own = texts_of(clause, context).get(language) if others else None
        if own is not None:
            figures = tuple(f"{number:f}" for number in others)
            message = say("the text states {figures}, which the condition does not have", figures=figures)
            yield Diagnostic(CODE, message, own.span, hint=say("mend the one that is wrong"))


def _others(clause: Clause, benefit: Benefit, context: Context, language: Language) -> list[Decimal]:
    said = spoken(clause, benefit, context.rulebook)
    known = {number for literal in said.literals for number in ways(literal)}
    known |= {number for label in said.labels for number in (*numbers(label.zh), *numbers(label.en))}
    text = without(render(clause.text, language), [render(label, language) for label in said.labels])
    return [number for number in numbers(without(text, [clause.cite.anchor])) if number not in known]


CHECK = Check(CODE, Severity.ERROR, say("a text with a figure that its condition does not have"), run)
