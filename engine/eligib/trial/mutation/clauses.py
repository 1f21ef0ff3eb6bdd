"""A benefit's conditions with one change: in a clause, or in how clauses are put together.

Enters: a benefit and the vocabulary. Leaves: a `Mutant` for each change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec.structs import replace

from eligib.language import nodes as n
from eligib.language.words import in_words
from eligib.messages import Text, say
from eligib.rulebook import model as m
from eligib.trial.mutation.conditions import variants
from eligib.trial.mutation.mutant import Change, Mutant

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.diagnostics import Span
    from eligib.explain.paths import Leaf
    from eligib.language.vocabulary import Vocabulary

_KINDS: tuple[Literal["all", "any", "none"], ...] = ("all", "any", "none")
_NAMES = {"all": say("all of"), "any": say("any of"), "none": say("none of")}
_Changed = tuple[Change, Text, "Span", m.Tree]


def clause_mutants(benefit: m.Benefit, vocabulary: Vocabulary) -> Iterator[Mutant]:
    """Yield the benefit with each change to its conditions."""
    for change, words, span, tree in _group(benefit.when, vocabulary, benefit.span):
        if isinstance(tree, m.Group):
            yield Mutant(replace(benefit, when=tree), change, words, span)


def _group(group: m.Group, vocabulary: Vocabulary, above: Span) -> Iterator[_Changed]:
    span = next((part.span for part in group.parts if not isinstance(part, m.Group)), above)
    for kind in _kinds(group):
        words = say("{before} → {after}", before=_NAMES[group.kind], after=_NAMES[kind])
        yield Change.GROUP, words, span, replace(group, kind=kind)
    for number, part in enumerate(group.parts):
        before, after = group.parts[:number], group.parts[number + 1 :]
        words = say("`{clause}` left out", clause=part.id) if not isinstance(part, m.Group) else _LEFT_OUT
        where = span if isinstance(part, m.Group) else part.span
        yield Change.DROPPED, words, where, replace(group, parts=(*before, *after))
        inner = _group(part, vocabulary, span) if isinstance(part, m.Group) else _leaf(part, vocabulary)
        for change, text, place, tree in inner:
            yield change, text, place, replace(group, parts=(*before, tree, *after))


def _kinds(group: m.Group) -> list[Literal["all", "any", "none"]]:
    """Return what else a group may be: of one part, `all` and `any` are the same; no approval is negated."""
    same = {"all", "any"} if len(group.parts) == 1 else {group.kind}
    others = [kind for kind in _KINDS if kind != group.kind and not {kind, group.kind} <= same]
    return [kind for kind in others if kind != "none" or not _has_approval(group)]


def _has_approval(tree: m.Tree) -> bool:
    if isinstance(tree, m.Group):
        return any(_has_approval(part) for part in tree.parts)
    return isinstance(tree, m.ApprovalClause)


def _leaf(leaf: Leaf, vocabulary: Vocabulary) -> Iterator[_Changed]:
    basis = say("no longer our reading") if leaf.assumed else say("taken as our reading (`basis: assumed`)")
    yield Change.BASIS, _of(leaf, basis), leaf.span, replace(leaf, assumed=not leaf.assumed)
    if isinstance(leaf, m.ApprovalClause):
        return
    yield Change.NEGATED, _of(leaf, say("negated")), leaf.span, replace(leaf, condition=_not(leaf.condition))
    for one in variants(leaf.condition, vocabulary):
        before, after = (in_words(node, vocabulary) for node in (one.before, one.after))
        words = say("{before} → {after}", before=before, after=after)
        yield one.change, _of(leaf, words), leaf.span, replace(leaf, condition=one.whole)


def _of(leaf: Leaf, words: Text) -> Text:
    return say("`{clause}`: {words}", clause=leaf.id, words=words)


def _not(node: n.Condition) -> n.Condition:
    match node:
        case n.Constant():
            return n.Constant(not node.value)
        case n.Not():
            return node.part
        case _:
            return n.Not(node)


_LEFT_OUT = say("the group left out")
