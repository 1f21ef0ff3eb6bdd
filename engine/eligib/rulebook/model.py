"""The linked rulebook: benefits, their clauses, values and dates, as frozen data.

Enters: nothing; `load.py` builds these. Leaves: what engines compile, decisions cite and reports print.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct, field

if TYPE_CHECKING:
    from datetime import date

    from eligib.diagnostics import Span
    from eligib.language.nodes import Condition, FactRef, Value
    from eligib.language.vocabulary import Approval, Fact, Record, Vocabulary
    from eligib.messages import Label
    from eligib.yamltree import Mapping

Status: TypeAlias = Literal["dated", "planned", "exploratory", "closed", "case"]


class StoredFile(Struct, frozen=True):
    """The text of a document as it was read: against it a citation's line and anchor can be verified."""

    name: str
    length: int
    sha256: str
    span: Span | None = None


class Dismissal(Struct, frozen=True, eq=False):
    """Lines of a source, or an anchor on one, that look like a benefit and are none; `reason` says why.

    With `only`, the words or the figures alone are meant.
    """

    first: int
    last: int
    anchor: str | None
    only: Literal["words", "figures"] | None
    reason: Label
    span: Span


class Source(Struct, frozen=True, eq=False):
    """A document that rules cite; `earliest` and `latest` are the bounds of its date."""

    id: str
    title: Label
    publisher: Label
    earliest: date
    latest: date
    language: str | None = None
    script: str | None = None
    file: StoredFile | None = None
    dismissed: tuple[Dismissal, ...] = ()


class Citation(Struct, frozen=True, eq=False):
    """Where something is written: a line of a source and the short text that stands there."""

    source: Source
    line: int
    anchor: str
    span: Span | None = None


class Clause(Struct, frozen=True, eq=False):
    """One condition with its name and text; `assumed` where it is our reading of the source."""

    id: str
    condition: Condition
    text: Label
    cite: Citation
    assumed: bool
    span: Span


class ApprovalClause(Struct, frozen=True, eq=False):
    """A clause that an authority, a bank or a jury decides."""

    id: str
    approval: Approval
    text: Label
    cite: Citation
    assumed: bool
    span: Span


class Group(Struct, frozen=True, eq=False):
    """Clauses of which all, any or none must hold."""

    kind: Literal["all", "any", "none"]
    parts: tuple[Tree, ...]


Tree: TypeAlias = Group | Clause | ApprovalClause


class Dated(Struct, frozen=True, eq=False):
    """A figure that changes: `values` are pairs of the day it begins and the figure, None once it ended."""

    values: tuple[tuple[date, int | Decimal | None], ...]

    def at(self, day: date) -> int | Decimal | None:
        """Return the figure in force on `day`, None where none is stated."""
        current = None
        for start, value in self.values:
            if start <= day:
                current = value
        return current


Figure: TypeAlias = int | Decimal | Dated


class Exactly(Struct, frozen=True, eq=False):
    """That sum, in fen."""

    amount: Figure


class UpTo(Struct, frozen=True, eq=False):
    """Anything up to that sum, in fen."""

    amount: Figure


class Between(Struct, frozen=True, eq=False):
    """A sum within a range, in fen."""

    lower: Figure
    upper: Figure


class Table(Struct, frozen=True, eq=False):
    """A sum for each choice of a fact; `otherwise` for those not listed, None if all are."""

    ref: FactRef
    rows: dict[str, Figure]


class Share(Struct, frozen=True, eq=False):
    """A share of an amount, capped, then rounded half up to the fen."""

    rate: Figure
    of: Value
    at_most: Figure | None


class Monthly(Struct, frozen=True, eq=False):
    """A sum in fen for each of a number of months."""

    amount: Figure
    months: Value


class MayExceed(Struct, frozen=True, eq=False):
    """A figure in fen that is no ceiling."""

    amount: Figure


class Rate(Struct, frozen=True, eq=False):
    """A price or share of an amount, listed, never paid out; `of` is None where it is unstated."""

    rate: Figure
    bound: Literal["exactly", "at_most"]
    of: Value | None


class Principal(Struct, frozen=True, eq=False):
    """A loan whose principal, in fen, is what the figure limits."""

    bound: Literal["exactly", "up_to"]
    amount: Figure


class Area(Struct, frozen=True, eq=False):
    """Floor space in m2, for a number of months where one is stated."""

    bound: Literal["exactly", "up_to"]
    area: Figure
    months: int | None


class Extension(Struct, frozen=True, eq=False):
    """More time, in months or days."""

    length: int
    unit: Literal["months", "days"]


class Unstated(Struct, frozen=True, eq=False):
    """The source gives no figure; `what` names what it promises, where that is more than the title says."""

    what: Label | None = None


Payment: TypeAlias = Exactly | UpTo | Between | Table | Share | Monthly
Part: TypeAlias = Payment | MayExceed | Rate | Principal | Area | Extension | Unstated


class InForce(Struct, frozen=True, eq=False):
    """When a benefit can be had; both ends are inclusive, None is not stated."""

    status: Status = "dated"
    start: date | None = None
    until: date | None = None
    assumed: bool = False
    note: Label | None = None


class Reported(Struct, frozen=True, eq=False):
    """A case or total from the source: evidence, never entitlement."""

    note: Label
    amount: int | None
    cite: Citation


class Apply(Struct, frozen=True, eq=False):
    """How the benefit is claimed, as far as the source says."""

    channel: Label | None = None
    documents: tuple[Label, ...] = ()
    deadline: date | None = None


class Example(Struct, frozen=True, eq=False):
    """A case inside a rule: what is given and what must come out, as YAML nodes for the rule tests."""

    given: Mapping
    then: Mapping
    because: str
    span: Span


class Membership(Struct, frozen=True, eq=False):
    """The family that a benefit or another family says it belongs to, and where it says so."""

    name: str
    span: Span


class Benefit(Struct, frozen=True, eq=False):
    """Something a policy grants, under conditions."""

    id: str
    zone: str
    title: Label
    kind: str
    paid_to: tuple[str, ...]
    agency: Label | None
    cite: Citation
    in_force: InForce
    each: Record | None
    when: Group
    value: tuple[Part, ...]
    combine: Literal["sum", "unstated"]
    total_at_most: Figure | None
    reported: tuple[Reported, ...]
    apply: Apply | None
    examples: tuple[Example, ...]
    span: Span
    family: Membership | None = None


class Family(Struct, frozen=True, eq=False):
    """How benefits combine, as a source states it or as we read it.

    Attributes:
        combine: all of them may be had, the best one, or all up to the sum `cap`, in fen.
        members: ids of benefits or of other families.
    """

    id: str
    title: Label
    combine: Literal["all", "best_one", "capped"]
    cap: int | None
    members: tuple[str, ...]
    cite: Citation
    assumed: bool


class Row(Struct, frozen=True, eq=False):
    """One line of a table of classes: for the activities `within`, the floors of each indicator.

    Attributes:
        within: every node of the tree that lies in this row as a whole.
        floors: by indicator, the least value of each class but the lowest, the highest class first.
    """

    id: str
    label: Label
    within: frozenset[str]
    floors: tuple[tuple[Fact, tuple[int | Decimal, ...]], ...]


class Edition(Struct, frozen=True, eq=False):
    """The rows in force from the day `start` on."""

    start: date
    rows: tuple[Row, ...]


class Derivation(Struct, frozen=True, eq=False):
    """How a choice follows from other facts: a firm has the lowest of its indicators' classes.

    Attributes:
        fact: the choice that is derived.
        by: the fact that picks the row.
        classes: the choices, the highest first.
        otherwise: the choice of what no row covers.
        document: where the table stands.
    """

    fact: Fact
    by: Fact
    classes: tuple[str, ...]
    otherwise: str
    title: Label
    document: Label
    editions: tuple[Edition, ...]

    def at(self, day: date) -> tuple[Row, ...]:
        """Return the rows in force on `day`; empty before the first edition."""
        current: tuple[Row, ...] = ()
        for edition in self.editions:
            if edition.start <= day:
                current = edition.rows
        return current


class Rulebook(Struct, frozen=True, eq=False):
    """Everything loaded and linked; `benefits` come in an order in which none needs a later one."""

    vocabulary: Vocabulary
    benefits: dict[str, Benefit]
    sources: dict[str, Source]
    version: str
    digest: str
    derived: dict[str, Derivation] = field(default_factory=dict)
    families: dict[str, Family] = field(default_factory=dict)
