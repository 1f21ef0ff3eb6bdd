"""The text of a clause states a figure that its condition does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.documents.carried import literal_figure
from eligib.documents.figures import figures
from eligib.documents.grants import plain
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

    from eligib.language.nodes import Literal
    from eligib.lint.check import Context
    from eligib.messages import Language
    from eligib.rulebook.model import Benefit, Clause

CODE = "text-other-figure"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each text with a number that is not one of its condition's."""
    for benefit in context.rulebook.benefits.values():
        for clause in clauses(benefit.when):
            # what no condition can say stands in the text alone
            if not isinstance(clause.condition, Constant):
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
    text = without(text, [clause.cite.anchor])
    others = [number for number in numbers(text) if number not in known]
    return others + ([] if language == "en" else _in_words(text, said.literals))


def _in_words(text: str, literals: tuple[Literal, ...]) -> list[Decimal]:
    """Return the figures that a Chinese text spells out and no literal is, as `三年`; in their own unit."""
    known = {literal_figure(literal) for literal in literals}
    spelt = (one for one in figures(plain(text)) if not any(map(str.isdigit, text[one.start : one.end])))
    return [figure.value for one in spelt for figure in one.values if figure not in known]


CHECK = Check(CODE, Severity.ERROR, say("a text with a figure that its condition does not have"), run)
