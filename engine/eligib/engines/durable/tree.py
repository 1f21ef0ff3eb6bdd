"""One step of a plan: a formula small enough for durable-rules, and the two rules it becomes.

Enters: leaves that stand for a literal, for an earlier step or for what is always true, put together by
`negated` and `joined`. Leaves: the size of a tree, to be kept within durable's limits, and its two
conditions, "surely true" and "surely false", in the JSON that durable-rules takes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Sequence

Reference: TypeAlias = int | None
"""Whose state a leaf has: literal `n`'s, step `~n`'s (a negative number), or None, which is always true."""

Operator: TypeAlias = Literal["all", "any"]
Condition: TypeAlias = dict[str, object]

# durable keeps the alternatives that one event meets on a stack of 64; those of the parts of an `and`
# multiply, and each takes time even where the stack holds. An `or` of 60 literals has 60 ways to be true and
# one to be false.
MOST_WAYS = 61
# A rule has room for 15 `and` and `or` (error 113 above); one is the guard's, two are spare.
MOST_GATES = 12


class Size(Struct, frozen=True):
    """How many ways a tree can be true, how many it can be false, and its `and` and `or`."""

    true: int
    false: int
    gates: int

    @property
    def fits(self) -> bool:
        """Say whether one durable rule can hold it.

        Every leaf adds at least one way, so this also keeps an event far below durable's 251 fields.
        """
        return self.true + self.false <= MOST_WAYS and self.gates <= MOST_GATES

    @property
    def negated(self) -> Size:
        """The size of the negation."""
        return Size(self.false, self.true, self.gates)

    def plus(self, operator: Operator, part: Size) -> Size:
        """Return the size of this gate with one part more."""
        gates = self.gates + part.gates
        if operator == "all":
            return Size(self.true * part.true, self.false + part.false, gates)
        return Size(self.true + part.true, self.false * part.false, gates)


EMPTY: dict[Operator, Size] = {"all": Size(1, 0, 1), "any": Size(0, 1, 1)}


class Tree(Struct, frozen=True, eq=False):
    """A leaf, a negation or a gate; two are the same only if they are one object."""

    operator: Literal["leaf", "not", "all", "any"]
    size: Size
    reference: Reference = None
    parts: tuple[Tree, ...] = ()


def leaf(reference: Reference) -> Tree:
    """Return the tree that has the state of `reference`."""
    return Tree("leaf", Size(1, 1, 0), reference)


def negated(tree: Tree) -> Tree:
    """Return the negation; two cancel, so that a tree is never deeper than its gates."""
    if tree.operator == "not":
        return tree.parts[0]
    return Tree("not", tree.size.negated, parts=(tree,))


def joined(operator: Operator, parts: Sequence[Tree]) -> Tree:
    """Return `parts` under one gate; one part needs none, and no part is true for `all`, false for `any`."""
    if len(parts) == 1:
        return parts[0]
    if not parts:
        return leaf(None) if operator == "all" else negated(leaf(None))
    size = EMPTY[operator]
    for part in parts:
        size = size.plus(operator, part.size)
    return Tree(operator, size, parts=tuple(parts))


def references(tree: Tree) -> tuple[Reference, ...]:
    """Return what the leaves refer to, each once; a position here is the number of a field of the event."""
    if tree.operator == "leaf":
        return (tree.reference,)
    return tuple(dict.fromkeys(found for part in tree.parts for found in references(part)))


def condition(tree: Tree, state: Literal[0, 1], fields: Sequence[Reference]) -> Condition:
    """Return when `tree` surely has `state`, in positive tests of fields.

    Under a `not` the other state is asked for, and for state 0 `all` and `any` change places.
    """
    if tree.operator == "leaf":
        return {f"l{fields.index(tree.reference)}": state}
    if tree.operator == "not":
        return condition(tree.parts[0], 0 if state else 1, fields)
    every = (tree.operator == "all") == (state == 1)
    return {"$and" if every else "$or": [condition(part, state, fields) for part in tree.parts]}
