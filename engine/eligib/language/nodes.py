"""The typed tree of a condition: what every engine reads.

A node is its fields and one line of meaning; it holds no code. All are frozen and compare by content, so
equal conditions are one leaf. `Value` nodes have a kind; `Condition` nodes are true, false or unknown.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias
from typing import Literal as Word

from msgspec import Struct

from eligib.language.vocabulary import Fact, Kind, Record

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from decimal import Decimal


class Scope(StrEnum):
    """Whose fact a name is."""

    RECORD = "record"
    EACH = "each"
    WHERE = "where"


class Op(StrEnum):
    """A comparison."""

    LT = "<"
    LE = "<="
    GT = ">"
    GE = ">="
    EQ = "=="
    NE = "!="


class Literal(Struct, frozen=True):
    """A value written in the rule; money in fen, rates as a fraction of 1, areas in m2."""

    kind: Kind
    value: int | Decimal | date | str


class FactRef(Struct, frozen=True):
    """The firm's value of `fact`: of a record, of the member under `each`, or of the one after `where`."""

    fact: Fact
    scope: Scope


class AsOf(Struct, frozen=True):
    """The day as of which is decided."""


class Arithmetic(Struct, frozen=True):
    """Sum, difference or product of two values; a date may be moved by months or days."""

    op: Word["+", "-", "*"]
    left: Value
    right: Value
    kind: Kind


class Count(Struct, frozen=True):
    """How many members of the list fulfil `where`."""

    records: Record
    where: Condition | None


class Total(Struct, frozen=True):
    """The sum of `fact` over the members that fulfil `where`."""

    records: Record
    fact: Fact
    where: Condition | None


class Constant(Struct, frozen=True):
    """`true` or `false` as written."""

    value: bool


class Compare(Struct, frozen=True):
    """Left stands in relation `op` to right."""

    op: Op
    left: Value
    right: Value


class IsTrue(Struct, frozen=True):
    """A fact that is yes or no is yes."""

    ref: FactRef


class OneOf(Struct, frozen=True):
    """A choice is among `choices`; a single one was written with `is`."""

    ref: FactRef
    choices: tuple[str, ...]


class Has(Struct, frozen=True):
    """A set of choices holds `choice`."""

    ref: FactRef
    choice: str


class Within(Struct, frozen=True):
    """A place lies in `place` or is it."""

    ref: FactRef
    place: str


class Not(Struct, frozen=True):
    """True if the part is false."""

    part: Condition


class And(Struct, frozen=True):
    """True if every part is."""

    parts: tuple[Condition, ...]


class Or(Struct, frozen=True):
    """True if some part is."""

    parts: tuple[Condition, ...]


class Exists(Struct, frozen=True):
    """Some member of the list fulfils `where`."""

    records: Record
    where: Condition


class Every(Struct, frozen=True):
    """Every member of the list fulfils `where`; true of an empty list."""

    records: Record
    where: Condition


class BenefitIs(Struct, frozen=True):
    """Another benefit was received, as the profile says, or is eligible, as decided here."""

    benefit: str
    state: Word["received", "eligible"]


Value: TypeAlias = Literal | FactRef | AsOf | Arithmetic | Count | Total
Condition: TypeAlias = (
    Constant | Compare | IsTrue | OneOf | Has | Within | Not | And | Or | Exists | Every | BenefitIs
)


def kind_of(value: Value) -> Kind:
    """Return the kind of a value node."""
    match value:
        case Literal() | Arithmetic():
            return value.kind
        case FactRef():
            return value.fact.kind
        case Total():
            return value.fact.kind
        case AsOf():
            return Kind.DATE
        case Count():
            return Kind.COUNT


def parts_of(node: Value | Condition) -> tuple[Value | Condition, ...]:
    """Return the nodes directly below `node`, in order of writing."""
    match node:  # the most frequent first, since class after class is tried
        case FactRef() | Literal():
            return ()
        case OneOf() | Within() | IsTrue() | Has():
            return (node.ref,)
        case Compare() | Arithmetic():
            return (node.left, node.right)
        case And() | Or():
            return node.parts
        case Not():
            return (node.part,)
        case Exists() | Every():
            return (node.where,)
        case Count() | Total():
            return () if node.where is None else (node.where,)
        case AsOf() | Constant() | BenefitIs():
            return ()


def walk(node: Value | Condition) -> Iterator[Value | Condition]:
    """Yield `node` and every node below it, in order of writing."""
    yield node
    for part in parts_of(node):
        yield from walk(part)
