"""Conditions that no firm can fulfil, or an alternative that none can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.reasoning import Part, alternatives, fewest, name_of, reasoner, related, required, span_of
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.analysis import Reasoner
    from eligib.lint.check import Context
    from eligib.lint.reasoning import Parts
    from eligib.messages import Text

CODE = "never-true"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield, for each benefit, the fewest clauses that exclude each other, else each idle alternative."""
    thinker = reasoner(context.rulebook)
    for benefit in context.rulebook.benefits.values():
        parts = required(benefit)
        if thinker.satisfiable([part.claim for part in parts]) is None:
            culprits = fewest(parts, (), thinker)
            yield Diagnostic(CODE, _sentence(culprits), span_of(culprits[-1]), hint=_HINT)
        else:
            yield from _idle(parts, (), thinker)


def _idle(parts: Parts, given: Parts, thinker: Reasoner) -> Iterator[Diagnostic]:
    """Yield the alternatives that what must hold beside them excludes."""
    for part in parts:
        beside = (*given, *(one for one in parts if one is not part))
        for choice in alternatives(part):
            near = related(choice, beside)
            claims = [*(one.claim for one in near), choice.claim]
            if thinker.satisfiable(claims) is None:
                culprits = (*fewest(near, (choice.claim,), thinker), choice)
                yield Diagnostic(CODE, _sentence(culprits), span_of(choice), hint=_HINT)
            else:
                yield from _idle((choice,), beside, thinker)


def _sentence(culprits: Parts) -> Text:
    if len(culprits) == 1:
        return say("{clause} can never hold", clause=_told(culprits[0]))
    return say("{clauses} can never hold together", clauses=tuple(_told(one) for one in culprits))


def _told(part: Part) -> Text:
    return say("not {clause}", clause=name_of(part)) if part.negated else name_of(part)


_HINT = say("mend a figure, a choice or a negation, or put what excludes each other under `any:`")
CHECK = Check(CODE, Severity.ERROR, say("conditions that no firm can fulfil"), run)
