"""A clause that says nothing more: it always holds, or others say it already."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.language.nodes import Constant, Within
from eligib.lint.check import Check
from eligib.lint.reasoning import alternatives, fewest, name_of, reasoner, related, required, span_of
from eligib.messages import say
from eligib.rulebook.model import ApprovalClause, Clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.analysis import Reasoner
    from eligib.lint.check import Context
    from eligib.lint.reasoning import Part, Parts

CODE = "clause-implied"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each clause that could be left out without changing which firms the benefit is for."""
    thinker = reasoner(context.rulebook)
    for benefit in context.rulebook.benefits.values():
        parts = required(benefit)
        if thinker.satisfiable([part.claim for part in parts]) is not None:
            yield from _of_all(parts, (), thinker)


def _of_all(parts: Parts, given: Parts, thinker: Reasoner) -> Iterator[Diagnostic]:
    """Yield the parts that the others imply, the later ones first: of two that are the same, one stays."""
    left = list(parts)
    for part in reversed(parts):
        others = [*given, *(one for one in left if one is not part)]
        near = related(part, others)
        if _is_written_out(part) or isinstance(part.tree, ApprovalClause):
            continue
        if thinker.satisfiable([*(one.claim for one in near), part.against]) is None:
            by = fewest(near, (part.against,), thinker)
            if by or not _is_zone(part):
                left.remove(part)
                yield _implied(part, by)
        else:
            yield from _of_any(alternatives(part), tuple(others), thinker)


def _of_any(choices: Parts, given: Parts, thinker: Reasoner) -> Iterator[Diagnostic]:
    """Yield the alternatives each of which implies another, which is then the wider one."""
    left = list(choices)
    for choice in reversed(choices):
        for wider in [one for one in left if one is not choice]:
            pair = [choice.claim, wider.against]
            near = [one.claim for one in related(choice, given)]
            if thinker.satisfiable([*near, choice.claim]) is None:
                break
            if related(choice, (wider,)) and thinker.satisfiable([*near, *pair]) is None:
                left.remove(choice)
                message = say(
                    "{clause} is a case of {wider}, which suffices",
                    clause=name_of(choice),
                    wider=name_of(wider),
                )
                yield Diagnostic(CODE, message, span_of(choice), hint=_HINT)
                break


def _implied(part: Part, by: Parts) -> Diagnostic:
    name = name_of(part)
    if not by:
        never = say("{clause} never holds: excluding it says nothing", clause=name)
        message = never if part.negated else say("{clause} always holds", clause=name)
    else:
        names = tuple(name_of(one) for one in by)
        message = say("{clause} follows from {others}", clause=name, others=names)
    return Diagnostic(CODE, message, span_of(part), hint=_HINT)


def _is_written_out(part: Part) -> bool:
    """Whether the rule itself says that there is no condition."""
    return isinstance(part.tree, Clause) and isinstance(part.tree.condition, Constant)


def _is_zone(part: Part) -> bool:
    """Whether the part names a place, which is all there is where the rulebook has but one."""
    return isinstance(part.tree, Clause) and isinstance(part.tree.condition, Within)


_HINT = say("leave it out, or mend what it was meant to say")
CHECK = Check(CODE, Severity.WARNING, say("a clause that says nothing more than others"), run)
