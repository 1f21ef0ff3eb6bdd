"""The text of a clause names a fact that its condition does not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.language.nodes import Constant
from eligib.lint.check import Check
from eligib.lint.numbers import without
from eligib.lint.spoken import spoken
from eligib.lint.texts import texts_of
from eligib.messages import LANGUAGES, render, say
from eligib.rulebook.link import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.language.vocabulary import Fact
    from eligib.lint.check import Context
    from eligib.messages import Language
    from eligib.rulebook.model import Benefit, Clause

CODE = "text-other-fact"
# a shorter label is a word of everyday language: 地点, 'name'
_MIN_HAN, _MIN_WORDS = 4, 2


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each text that names a fact which its condition passes over."""
    names = {language: _names(context, language) for language in LANGUAGES}
    for benefit in context.rulebook.benefits.values():
        for clause in clauses(benefit.when):
            if not isinstance(clause.condition, Constant):
                yield from _findings(clause, benefit, context, names)


def _names(context: Context, language: Language) -> dict[str, Fact]:
    facts = (
        fact for record in context.rulebook.vocabulary.records.values() for fact in record.facts.values()
    )
    return {
        name: fact for fact in facts if _telling(name := render(fact.label, language).casefold(), language)
    }


def _telling(name: str, language: Language) -> bool:
    return len(name) >= _MIN_HAN if language == "zh" else len(name.split()) >= _MIN_WORDS


def _findings(
    clause: Clause, benefit: Benefit, context: Context, names: dict[Language, dict[str, Fact]]
) -> Iterator[Diagnostic]:
    for language in LANGUAGES:
        text = render(clause.text, language).casefold()
        found = [name for name in names[language] if name in text]
        if not found:
            continue
        said = spoken(clause, benefit, context.rulebook)
        rest = without(text, [render(label, language).casefold() for label in said.labels])
        read = {fact.path for fact in said.facts}
        other = [
            names[language][name]
            for name in found
            if re.search(rf"(?<![a-z]){re.escape(name)}(?![a-z])", rest)
        ]
        own = texts_of(clause, context).get(language)
        for fact in other:
            if fact.path not in read and own is not None:
                message = say(
                    "the text names `{fact}` ({label}), which the condition does not read",
                    fact=fact.path,
                    label=fact.label,
                )
                yield Diagnostic(CODE, message, own.span, hint=say("mend the text or the condition"))


CHECK = Check(CODE, Severity.WARNING, say("a text that names a fact which its condition does not read"), run)
