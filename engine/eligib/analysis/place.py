"""Where in a rulebook a condition stands, and how the states of an approval are taken there.

Enters: nothing; `expand.py` hands it down a tree. Leaves: data.
"""

from __future__ import annotations

from msgspec import Struct

from eligib.analysis import claims as c
from eligib.analysis import formula as f

GRANTED, UNDECIDED = "granted", "undecided"
WORLDS: dict[c.World, f.Among] = {
    "eligible": f.Among(frozenset({GRANTED})),
    "granted": f.Among(frozenset({GRANTED, UNDECIDED})),
    "open": f.Among(frozenset({GRANTED, UNDECIDED})),
}
"""The states of an approval that make a claim about it hold, in each world."""


class Place(Struct, frozen=True):
    """Where a condition stands.

    Attributes:
        each, where: the members that `hire.x` and bare names speak of.
        world: how undecided approvals are taken.
        straight: whether an even number of negations stands between the tree and the condition.
    """

    each: f.Slot | None = None
    where: f.Slot | None = None
    world: c.World = "eligible"
    straight: bool = True


TOP = Place()
