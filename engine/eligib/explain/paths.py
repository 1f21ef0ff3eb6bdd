"""Which clauses decide: those on the path from the root whose truth made the outcome.

Enters: a tree of clauses and the truth of each. Leaves: the truth of the whole and the clauses that carry
it. Under a true `all` those are all parts, under a false one the false parts; `any` and `none` the other
way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from eligib.engines.interpreter.scope import fold
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.engines.protocol import Truth

Leaf: TypeAlias = m.Clause | m.ApprovalClause


def leaves(tree: m.Tree) -> Iterator[Leaf]:
    """Yield every clause and approval, in order of writing."""
    if isinstance(tree, m.Group):
        for part in tree.parts:
            yield from leaves(part)
    else:
        yield tree


def leaves_under_none(tree: m.Tree, *, negated: bool = False) -> Iterator[Leaf]:
    """Yield the clauses below some `none`, where a conditional benefit does not count as eligible."""
    if isinstance(tree, m.Group):
        for part in tree.parts:
            yield from leaves_under_none(part, negated=negated or tree.kind == "none")
    elif negated:
        yield tree


def deciding(tree: m.Tree, truths: dict[Leaf, Truth]) -> tuple[Truth, list[Leaf]]:
    """Return the truth of `tree` and the clauses that carry it, in order of writing."""
    if not isinstance(tree, m.Group):
        return truths[tree], [tree]
    parts = [deciding(part, truths) for part in tree.parts]
    folded = fold((part[0] for part in parts), wanted=tree.kind != "all")
    carriers = [leaf for truth, found in parts if truth is folded for leaf in found]
    negated = tree.kind == "none" and folded is not None
    return (not folded if negated else folded), carriers
