"""The linked rulebook: benefits, their clauses, values and dates, as frozen data.

Enters: nothing; `load.py` builds these. Leaves: what engines compile, decisions cite and reports print.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from datetime import date

    from eligib.diagnostics import Span
    from eligib.language.nodes import Condition, FactRef, Value
    from eligib.language.vocabulary import Approval, Record, Vocabulary
    from eligib.messages import Label

Status: TypeAlias = Literal["dated", "planned", "exploratory", "closed"]


@dataclass(frozen=True, slots=True)
class StoredFile:
    """The text of a document as it was read: against it a citation's line and anchor can be verified."""

    name: str
    length: int
    sha256: str


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A document that rules cite; `earliest` and `latest` are the bounds of its date."""

    id: str
    title: Label
    publisher: Label
    earliest: date
    latest: date
    language: str | None = None
    script: str | None = None
    file: StoredFile | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Citation:
    """Where something is written: a line of a source and the short text that stands there."""

    source: Source
    line: int
    anchor: str


@dataclass(frozen=True, slots=True, eq=False)
class Clause:
    """One condition with its name and text; `assumed` where it is our reading of the source."""

    id: str
    condition: Condition
    text: Label
    cite: Citation
    assumed: bool
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class ApprovalClause:
    """A clause that an authority, a bank or a jury decides."""

    id: str
    approval: Approval
    text: Label
    cite: Citation
    assumed: bool
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Group:
    """Clauses of which all, any or none must hold."""

    kind: Literal["all", "any", "none"]
    parts: tuple[Tree, ...]


Tree: TypeAlias = Group | Clause | ApprovalClause


@dataclass(frozen=True, slots=True, eq=False)
class Dated:
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


@dataclass(frozen=True, slots=True, eq=False)
class Exactly:
    """That sum, in fen."""

    amount: Figure


@dataclass(frozen=True, slots=True, eq=False)
class UpTo:
    """Anything up to that sum, in fen."""

    amount: Figure


@dataclass(frozen=True, slots=True, eq=False)
class Between:
    """A sum within a range, in fen."""

    lower: Figure
    upper: Figure


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """A sum for each choice of a fact; `otherwise` for those not listed, None if all are."""

    ref: FactRef
    rows: dict[str, Figure]


@dataclass(frozen=True, slots=True, eq=False)
class Share:
    """A share of an amount, capped, then rounded half up to the fen."""

    rate: Figure
    of: Value
    at_most: Figure | None


@dataclass(frozen=True, slots=True, eq=False)
class Monthly:
    """A sum in fen for each of a number of months."""

    amount: Figure
    months: Value


@dataclass(frozen=True, slots=True, eq=False)
class MayExceed:
    """A figure in fen that is no ceiling."""

    amount: Figure


@dataclass(frozen=True, slots=True, eq=False)
class Rate:
    """A price or share of an amount, listed, never paid out; `of` is None where it is unstated."""

    rate: Figure
    bound: Literal["exactly", "at_most"]
    of: Value | None


@dataclass(frozen=True, slots=True, eq=False)
class Principal:
    """A loan whose principal, in fen, is what the figure limits."""

    bound: Literal["exactly", "up_to"]
    amount: Figure


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """Floor space in m2, for a number of months where one is stated."""

    bound: Literal["exactly", "up_to"]
    area: Figure
    months: int | None


@dataclass(frozen=True, slots=True, eq=False)
class Extension:
    """More time, in months or days."""

    length: int
    unit: Literal["months", "days"]


@dataclass(frozen=True, slots=True, eq=False)
class Unstated:
    """The source gives no figure; `what` names what it promises, where that is more than the title says."""

    what: Label | None = None


Payment: TypeAlias = Exactly | UpTo | Between | Table | Share | Monthly
Part: TypeAlias = Payment | MayExceed | Rate | Principal | Area | Extension | Unstated


@dataclass(frozen=True, slots=True, eq=False)
class InForce:
    """When a benefit can be had; both ends are inclusive, None is not stated."""

    status: Status = "dated"
    start: date | None = None
    until: date | None = None
    assumed: bool = False
    note: Label | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Reported:
    """A case or total from the source: evidence, never entitlement."""

    note: Label
    amount: int | None
    cite: Citation


@dataclass(frozen=True, slots=True, eq=False)
class Apply:
    """How the benefit is claimed, as far as the source says."""

    channel: Label | None = None
    documents: tuple[Label, ...] = ()
    deadline: date | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Example:
    """A case inside a rule: what is given and what must come out, as YAML nodes for the rule tests."""

    given: object
    then: object
    because: str
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Benefit:
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


@dataclass(frozen=True, slots=True, eq=False)
class Rulebook:
    """Everything loaded and linked; `benefits` come in an order in which none needs a later one."""

    vocabulary: Vocabulary
    benefits: dict[str, Benefit]
    sources: dict[str, Source]
    version: str
    digest: str
    root: str = field(default="")
