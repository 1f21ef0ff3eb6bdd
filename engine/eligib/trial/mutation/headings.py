"""A benefit with one change to what stands around its conditions: dates, payee, family, `each`.

Enters: a benefit. Leaves: a `Mutant` for each change.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from msgspec.structs import replace

from eligib.language import nodes as n
from eligib.messages import say
from eligib.rulebook import model as m
from eligib.rulebook.benefits import PAYEES
from eligib.trial.mutation.mutant import Change, Mutant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.language.vocabulary import Record

_DAY = timedelta(days=1)


def heading_mutants(benefit: m.Benefit) -> Iterator[Mutant]:
    """Yield the benefit with each change to its dates, payees, family and list."""
    yield from _dates(benefit)
    other = next(payee for payee in PAYEES if payee not in benefit.paid_to)
    words = say("paid to {before} → {after}", before=", ".join(benefit.paid_to), after=other)
    yield Mutant(replace(benefit, paid_to=(other,)), Change.PAYEE, words, benefit.span)
    if benefit.family is not None:
        words = say("taken out of the family `{name}`", name=benefit.family.name)
        yield Mutant(replace(benefit, family=None), Change.FAMILY, words, benefit.family.span)
    found = _plain(benefit) if benefit.each is not None else _each(benefit)
    if found is not None:
        words = (
            say("decided for the company, no longer for each of its {list}", list=benefit.each.name)
            if benefit.each is not None
            else say("decided for each of the company's {list}", list=found.each.name if found.each else "")
        )
        yield Mutant(found, Change.EACH, words, benefit.span)


def _dates(benefit: m.Benefit) -> Iterator[Mutant]:
    dates = benefit.in_force
    for name, key in (("start", "from"), ("until", "until")):
        day = getattr(dates, name)
        if day is None:
            continue
        for other in (day - _DAY, day + _DAY):
            words = say("`{key}`: {words}", key=key, words=f"{day} → {other}")
            changed = replace(benefit, in_force=replace(dates, **{name: other}))
            yield Mutant(changed, Change.DATE, words, benefit.span)
        left_out = replace(benefit, in_force=replace(dates, **{name: None}))
        yield Mutant(left_out, Change.DATE, say("`{key}` left out", key=key), benefit.span)
    if dates.until is not None:
        changed = replace(benefit, in_force=replace(dates, assumed=not dates.assumed))
        basis = (
            say("no longer our reading") if dates.assumed else say("taken as our reading (`basis: assumed`)")
        )
        words = say("`{key}`: {words}", key="until", words=basis)
        yield Mutant(changed, Change.BASIS, words, benefit.span)


def _plain(benefit: m.Benefit) -> m.Benefit:
    """Return the benefit asked of the company: each clause may be met by another member."""
    records = benefit.each
    assert records is not None  # noqa: S101 - asked only of one that has a list
    return replace(
        benefit, each=None, combine="sum", total_at_most=None, when=_asked_of_any(benefit.when, records)
    )


def _asked_of_any(tree: m.Group, records: Record) -> m.Group:
    parts: list[m.Tree] = []
    for part in tree.parts:
        if isinstance(part, m.Group):
            parts.append(_asked_of_any(part, records))
        elif isinstance(part, m.Clause) and _of_each(part.condition):
            where = _rescoped(part.condition, n.Scope.EACH, n.Scope.WHERE)
            parts.append(replace(part, condition=n.Exists(records, where)))
        else:
            parts.append(part)
    return replace(tree, parts=tuple(parts))


def _each(benefit: m.Benefit) -> m.Benefit | None:
    """Return the benefit decided for each member of the first list that a clause asks for any of."""
    for number, part in enumerate(benefit.when.parts):
        if isinstance(part, m.Clause) and isinstance(part.condition, n.Exists):
            asked = part.condition
            clause = replace(part, condition=_rescoped(asked.where, n.Scope.WHERE, n.Scope.EACH))
            parts = (*benefit.when.parts[:number], clause, *benefit.when.parts[number + 1 :])
            return replace(benefit, each=asked.records, when=replace(benefit.when, parts=parts))
    return None


def _of_each(condition: n.Condition) -> bool:
    return any(isinstance(node, n.FactRef) and node.scope is n.Scope.EACH for node in n.walk(condition))


def _rescoped(node: n.Condition, before: n.Scope, after: n.Scope) -> n.Condition:
    """Return the condition with the facts of one scope asked in another; lists inside keep theirs."""
    match node:
        case n.And() | n.Or():
            return replace(node, parts=tuple(_rescoped(part, before, after) for part in node.parts))
        case n.Not():
            return replace(node, part=_rescoped(node.part, before, after))
        case n.Compare():
            return replace(
                node, left=_value(node.left, before, after), right=_value(node.right, before, after)
            )
        case n.IsTrue() | n.OneOf() | n.Has() | n.Within():
            return replace(node, ref=_ref(node.ref, before, after))
        case n.Constant() | n.Exists() | n.Every() | n.BenefitIs():
            return node


def _value(node: n.Value, before: n.Scope, after: n.Scope) -> n.Value:
    match node:
        case n.FactRef():
            return _ref(node, before, after)
        case n.Arithmetic():
            return replace(
                node, left=_value(node.left, before, after), right=_value(node.right, before, after)
            )
        case _:
            return node


def _ref(ref: n.FactRef, before: n.Scope, after: n.Scope) -> n.FactRef:
    return replace(ref, scope=after) if ref.scope is before else ref
