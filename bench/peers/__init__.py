"""The peers: the same rules for another engine.

Each file has engines that are made from the rules and called with a firm. Every one gives outcomes and
amounts in the rules' order: True, False or None for unknown, and the bounds in fen, None where nothing can
be had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from generate import Group, Leaf

if TYPE_CHECKING:
    from collections.abc import Callable

    from generate import Firm, Tree

Outcome: TypeAlias = bool | None
Bounds: TypeAlias = tuple[int | None, int | None]
Answer: TypeAlias = tuple[list[Outcome], list[Bounds | None]]
Engine: TypeAlias = "Callable[[Firm], Answer]"

_OPPOSITE = {"==": "!=", ">=": "<", ">": "<=", "in": "not in", "between": "outside"}
_OPPOSITE |= {opposite: op for op, opposite in _OPPOSITE.items()}


def without_none(tree: Tree, *, negated: bool = False) -> Tree:
    """Return the tree with every `none` pushed down to the leaves, so that only `all` and `any` remain."""
    if isinstance(tree, Leaf):
        if not negated:
            return tree
        if tree.op == "holds":
            return Leaf(tree.fact, "holds", not tree.value)
        return Leaf(tree.fact, _OPPOSITE[tree.op], tree.value)
    # `none` is `all` of the opposites, and each negation swaps `all` and `any`
    inside = negated != (tree.kind == "none")
    every = (tree.kind != "any") != negated
    return Group("all" if every else "any", tuple(without_none(part, negated=inside) for part in tree.parts))
