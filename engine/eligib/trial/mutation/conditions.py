"""A condition with one change, in every way that somebody may get it wrong.

Enters: a condition. Leaves: for each change its kind, the smallest condition that it is in, before and after,
and the whole condition with it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec.structs import replace

from eligib.engines.interpreter.operands import is_constant
from eligib.language import nodes as n
from eligib.trial.mutation.mutant import Change
from eligib.trial.thresholds import STEPS, stepped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.language.vocabulary import Tree, Vocabulary

_SIBLINGS = 2
_ORDERED = (n.Op.LT, n.Op.LE, n.Op.GT, n.Op.GE, n.Op.EQ)


class Variant(NamedTuple):
    """A condition changed: `before` and `after` are the smallest part in which the change is seen."""

    change: Change
    before: n.Condition
    after: n.Condition
    whole: n.Condition


def variants(node: n.Condition, vocabulary: Vocabulary) -> Iterator[Variant]:
    """Yield `node` with each change to it or to a part of it."""
    for change, after in _own(node, vocabulary):
        yield Variant(change, node, after, after)
    match node:
        case n.And() | n.Or():
            for number, part in enumerate(node.parts):
                for one in variants(part, vocabulary):
                    parts = (*node.parts[:number], one.whole, *node.parts[number + 1 :])
                    yield one._replace(whole=replace(node, parts=parts))
        case n.Not():
            for one in variants(node.part, vocabulary):
                yield one._replace(whole=replace(node, part=one.whole))
        case n.Exists() | n.Every():
            for one in variants(node.where, vocabulary):
                yield one._replace(whole=replace(node, where=one.whole))
        case n.Compare():
            yield from _in_sides(node, vocabulary)
        case _:
            pass


def _own(node: n.Condition, vocabulary: Vocabulary) -> Iterator[tuple[Change, n.Condition]]:
    match node:
        case n.Compare():
            yield from _compared(node)
        case n.OneOf():
            yield from _chosen(node)
        case n.Has():
            others = [choice for choice in node.ref.fact.choices if choice != node.choice]
            yield from ((Change.CHOICE, replace(node, choice=choice)) for choice in others[:_SIBLINGS])
        case n.Within():
            near = _near(vocabulary.trees[node.ref.fact.kind], node.place)
            yield from ((Change.PLACE, replace(node, place=place)) for place in near)
        case n.And() | n.Or():
            yield Change.CONDITION, (n.Or if isinstance(node, n.And) else n.And)(node.parts)
            yield from ((Change.CONDITION, _without(node, number)) for number in range(len(node.parts)))
        case n.Exists():
            yield Change.CONDITION, n.Every(node.records, node.where)
        case n.Every():
            yield Change.CONDITION, n.Exists(node.records, node.where)
        case n.Constant() | n.IsTrue() | n.Not() | n.BenefitIs():
            pass


def _compared(node: n.Compare) -> Iterator[tuple[Change, n.Condition]]:
    if n.kind_of(node.left) in STEPS:
        yield from ((Change.OPERATOR, replace(node, op=op)) for op in _ORDERED if op is not node.op)
    for side in ("left", "right"):
        for value in _stepped(getattr(node, side)):
            yield Change.THRESHOLD, replace(node, **{side: value})


def _stepped(value: n.Value) -> Iterator[n.Value]:
    """Yield a constant one step down and up, be it all of the side or a part of its arithmetic."""
    match value:
        case n.Literal() if value.kind in STEPS:
            for steps in (-1, 1):
                yield replace(value, value=stepped(value, steps))
        case n.Arithmetic():
            for side in ("left", "right"):
                if is_constant(getattr(value, side)):
                    for one in _stepped(getattr(value, side)):
                        yield replace(value, **{side: one})
        case _:
            pass


def _chosen(node: n.OneOf) -> Iterator[tuple[Change, n.Condition]]:
    others = [choice for choice in node.ref.fact.choices if choice not in node.choices]
    for number in range(len(node.choices)):
        kept = (*node.choices[:number], *node.choices[number + 1 :])
        if kept:
            yield Change.CHOICE, replace(node, choices=kept)
        for other in others[:1]:
            yield Change.CHOICE, replace(node, choices=(*kept, other))
    for other in others:
        yield Change.CHOICE, replace(node, choices=(*node.choices, other))


def _near(tree: Tree, place: str) -> list[str]:
    parent = tree.parents[place]
    beside = [other for other, above in tree.parents.items() if above == parent and other != place]
    return [*([] if parent is None else [parent]), *beside[:_SIBLINGS]]


def _without(node: n.And | n.Or, number: int) -> n.Condition:
    rest = (*node.parts[:number], *node.parts[number + 1 :])
    return rest[0] if len(rest) == 1 else replace(node, parts=rest)


def _in_sides(node: n.Compare, vocabulary: Vocabulary) -> Iterator[Variant]:
    """Yield changes to the conditions after `where` in a count or sum on either side."""
    for side in ("left", "right"):
        value: Any = getattr(node, side)
        if isinstance(value, n.Count | n.Total) and value.where is not None:
            for one in variants(value.where, vocabulary):
                yield one._replace(whole=replace(node, **{side: replace(value, where=one.whole)}))
            yield Variant(Change.CONDITION, node, _bare(node, side, value), _bare(node, side, value))


def _bare(node: n.Compare, side: str, value: n.Count | n.Total) -> n.Condition:
    return replace(node, **{side: replace(value, where=None)})
