"""Two benefits that promise the same, the conditions of one of which imply the other's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.analysis import Witness, eligible
from eligib.analysis.shown import firm_in_words
from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.alike import pairs, same_promise
from eligib.lint.check import Check
from eligib.lint.reasoning import reasoner
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.analysis import Reasoner
    from eligib.lint.check import Context
    from eligib.messages import Text
    from eligib.rulebook.model import Benefit

CODE = "benefit-twice"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each benefit that another one says already, with a firm that would be promised both."""
    thinker = reasoner(context.rulebook)
    for group in same_promise(context.rulebook.benefits.values()):
        done: set[str] = set()
        for first, second in pairs(group):
            if first.id in done or second.id in done or _apart(first, second):
                continue
            found = _compared(first, second, thinker)
            if found is not None:
                done.add(found[0].id)
                yield _finding(*found, context, thinker)


def _compared(first: Benefit, second: Benefit, thinker: Reasoner) -> tuple[Benefit, Text] | None:
    """Return the narrower benefit and what it is to the wider one."""
    there = thinker.implies(eligible(second), eligible(first)).holds is True
    back = thinker.implies(eligible(first), eligible(second)).holds is True
    if there:
        same = say("has the conditions and the value of `{other}`", other=first.id)
        return second, same if back else _case_of(first)
    return (first, _case_of(second)) if back else None


def _case_of(wide: Benefit) -> Text:
    return say("has the value of `{other}`, and its conditions are a case of that one's", other=wide.id)


def _apart(first: Benefit, second: Benefit) -> bool:
    """Return whether the two are in force at different times, or families say how they combine."""
    if first.family is not None and second.family is not None:
        return True
    both = ((first.in_force, second.in_force), (second.in_force, first.in_force))
    return any(
        one.until is not None and other.start is not None and one.until < other.start for one, other in both
    )


def _finding(narrow: Benefit, relation: Text, context: Context, thinker: Reasoner) -> Diagnostic:
    firm = thinker.satisfiable([eligible(narrow)])
    told = firm_in_words(firm, context.rulebook.vocabulary) if isinstance(firm, Witness) else ()
    message = say("`{benefit}` {relation}", benefit=narrow.id, relation=relation)
    hint = say(
        "leave one out, or say in what they differ; both are promised to a firm with {firm}", firm=told
    )
    return Diagnostic(CODE, message, narrow.span, hint=hint if told else _HINT)


_HINT = say("leave one out, or say in what they differ")
CHECK = Check(CODE, Severity.WARNING, say("two benefits that are one, or one within the other"), run)
