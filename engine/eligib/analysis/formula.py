"""What is reasoned about: variables, what is asked of one of them, and formulas of such questions.

Enters: nothing; `expand.py` makes these of conditions. Leaves: data. A variable has a name that no other has,
so that equal ones are found by it. Numbers are exact fractions, dates are numbers of days.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct, field

if TYPE_CHECKING:
    from collections.abc import Callable

    from eligib.language.nodes import Op
    from eligib.language.vocabulary import Fact, Record


class Slot(Struct, frozen=True, eq=False):
    """A member that a list may have; a witness has those whose `Present` is true."""

    records: Record
    number: int

    @property
    def name(self) -> str:
        """Its name, as `hires#0`."""
        return f"{self.records.name}#{self.number}"


class Variable(Struct, frozen=True, eq=False):
    """Something that has one value for a firm."""

    name: str


class Scalar(Variable, frozen=True, eq=False):
    """A fact of the firm, or of one member of a list."""

    fact: Fact
    slot: Slot | None


class Holding(Variable, frozen=True, eq=False):
    """Whether a set of choices holds `choice`: each is free of the others."""

    fact: Fact
    slot: Slot | None
    choice: str


class Present(Variable, frozen=True, eq=False):
    """Whether the list has this member."""

    slot: Slot


class Approved(Variable, frozen=True, eq=False):
    """Whether an approval is granted, refused or undecided."""

    approval: str


class Received(Variable, frozen=True, eq=False):
    """Whether another benefit was received."""

    benefit: str


class Day(Variable, frozen=True, eq=False):
    """The day of the decision, where none is given."""


class Linear(Struct, frozen=True, eq=False):
    """A constant and multiples of variables."""

    terms: tuple[tuple[Fraction, Variable], ...]
    constant: Fraction = Fraction(0)


class Mixed(Variable, frozen=True, eq=False):
    """A sum of multiples of several variables: it has a range, but what its parts allow is not known here."""

    line: Linear
    lower: Fraction | None
    upper: Fraction | None


class Product(Variable, frozen=True, eq=False):
    """A product of two values, neither of them below 0."""

    left: Linear
    right: Linear


class Moved(Variable, frozen=True, eq=False):
    """A day moved by months."""

    day: Linear
    months: Linear


class Tally(Variable, frozen=True, eq=False):
    """The number of members that fulfil a condition, or their sum of a fact.

    Attributes:
        over: for each slot, that it is there and fulfils the condition.
        unfulfilled: that a slot is not there or does not fulfil it.
    """

    over: Over
    fact: Fact | None
    unfulfilled: Callable[[Slot], Formula]


class SameText(Variable, frozen=True, eq=False):
    """Whether two texts are the same."""

    left: Variable
    right: Variable


OPAQUE = (Mixed, Product, Moved, Tally, SameText)
"""Variables whose values follow from those of others."""


class Cut(Struct, frozen=True):
    """An ordered value stands in relation `op` to `at`."""

    op: Op
    at: Fraction


class Among(Struct, frozen=True):
    """A value is one of these."""

    values: frozenset[object]


class Leaf(Struct, frozen=True, eq=False):
    """What is asked of a variable, or its opposite."""

    variable: Variable
    test: Cut | Among
    positive: bool = True


class Junction(Struct, frozen=True, eq=False):
    """All parts hold, or some does."""

    every: bool
    parts: tuple[Formula, ...]


class Over(Struct, eq=False):
    """What holds of the members of a list; a part for each slot is made once all slots are known.

    Attributes:
        kind: every part holds, some does, at least `number` do, all but `number` do. A tally's parts are only
            counted.
    """

    kind: Literal["every", "some", "least", "but", "tally"]
    records: Record
    make: Callable[[Slot], Formula]
    number: int = 0
    parts: list[Formula] = field(default_factory=list)
    slots: list[Slot] = field(default_factory=list)


Formula: TypeAlias = bool | Leaf | Junction | Over


def all_of(parts: list[Formula]) -> Formula:
    """Return that all parts hold."""
    return parts[0] if len(parts) == 1 else Junction(every=True, parts=tuple(parts))


def some_of(parts: list[Formula]) -> Formula:
    """Return that some part holds."""
    return parts[0] if len(parts) == 1 else Junction(every=False, parts=tuple(parts))
