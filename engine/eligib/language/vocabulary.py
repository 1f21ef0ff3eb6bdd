"""What the condition language may speak of: facts, records, places and approvals, as plain data.

Enters: nothing; the rulebook layer builds these from `rules/vocabulary/*.yaml`. Leaves: the declarations
against which a condition is checked and in whose labels it is put into words.
"""

from __future__ import annotations

from enum import StrEnum
from sys import intern
from typing import TYPE_CHECKING

from msgspec import Struct, field

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from eligib.messages import Label

ELSEWHERE = "elsewhere"
"""The implied child of every node of a tree that has children, and of the root above several top nodes."""


class Kind(StrEnum):
    """The type of a fact or of an expression."""

    BOOL = "bool"
    COUNT = "count"
    NUMBER = "number"
    MONEY = "money"
    RATE = "rate"
    DATE = "date"
    MONTHS = "months"
    DAYS = "days"
    AREA = "area"
    TEXT = "text"
    CHOICE = "choice"
    CHOICES = "set of choice"
    PLACE = "place"
    INDUSTRY = "industry"
    CREDIT_CODE = "credit code"


NUMERIC = frozenset({Kind.COUNT, Kind.NUMBER, Kind.MONEY, Kind.RATE, Kind.MONTHS, Kind.DAYS, Kind.AREA})
ORDERED = NUMERIC | {Kind.DATE}


class Fact(Struct, frozen=True, eq=False):
    """One thing that may be known of a firm.

    Attributes:
        owner: the record or list it belongs to, as `company` or `hires`.
        unit: what a bare number in a profile counts, in the base unit (yuan, 1, m2); None where a bare number
            is refused.
        unit_label: how the unit is written beside a value, as `人`.
        also: the other names by which people call a choice.
        lower, upper: the declared range, inclusive, in the internal unit (fen for money); None is open.
    """

    owner: str
    name: str
    kind: Kind
    label: Label
    question: Label | None = None
    unit: Decimal | None = None
    unit_label: Label | None = None
    choices: dict[str, Label] = field(default_factory=dict)
    lower: int | Decimal | date | None = None
    upper: int | Decimal | date | None = None
    headings: tuple[str, ...] = ()
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def path(self) -> str:
        """The fact's full name, as `company.employees`; one text for all, since it is looked up most."""
        return intern(f"{self.owner}.{self.name}")


class Record(Struct, frozen=True, eq=False):
    """A named group of facts; a list of such where `one` names a single member."""

    name: str
    label: Label
    facts: dict[str, Fact]
    one: str | None = None

    @property
    def is_list(self) -> bool:
        """Whether a firm may have any number of these."""
        return self.one is not None


class Approval(Struct, frozen=True, eq=False):
    """Something that an authority, a bank or a jury decides."""

    id: str
    label: Label
    authority: Label


class Tree(Struct, frozen=True, eq=False):
    """Places or industries: the parent of each node, None for a top one. Siblings are disjoint.

    `also` holds the other names by which people call a node.
    """

    parents: dict[str, str | None]
    labels: dict[str, Label]
    also: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def __contains__(self, node: object) -> bool:
        return node in self.parents

    def up(self, node: str) -> list[str]:
        """Return `node` and all that contain it, the innermost first."""
        chain = [node]
        while (parent := self.parents[chain[-1]]) is not None:
            chain.append(parent)
        return chain

    def inside(self, node: str) -> frozenset[str]:
        """Return `node` and everything within it."""
        return frozenset(other for other in self.parents if node in self.up(other))

    def around(self, node: str) -> frozenset[str]:
        """Return the nodes that strictly contain `node`: coarser answers that leave it open."""
        return frozenset(self.up(node)[1:])


class Vocabulary(Struct, frozen=True, eq=False):
    """Every declared name; `members` maps the name of one member (`hire`) to its list (`hires`)."""

    records: dict[str, Record]
    trees: dict[Kind, Tree]
    approvals: dict[str, Approval]
    members: dict[str, Record]

    @property
    def places(self) -> Tree:
        """The tree of places."""
        return self.trees[Kind.PLACE]

    def fact(self, path: str) -> Fact:
        """Return the fact of `path`, as `company.employees`; KeyError if there is none."""
        owner, _, name = path.partition(".")
        return self.records[owner].facts[name]
