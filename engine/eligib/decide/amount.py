"""What a benefit is worth, between which bounds.

Enters: a benefit's value, compiled for one day, and the firm. Leaves: a `Value`: the bounds of what is
paid, in fen, and every part as the source states it. What is no payment (a rate, a principal, floor space)
is listed, never added.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from eligib.language.vocabulary import Kind

if TYPE_CHECKING:
    from decimal import Decimal

    from eligib.engines.interpreter.operands import Bounds

FixedForm: TypeAlias = Literal["exactly", "up_to", "between", "may_exceed", "principal"]
Form: TypeAlias = FixedForm | Literal["table", "share", "monthly", "rate", "area", "extension", "unstated"]


class PartValue(Struct, frozen=True):
    """One part of a value.

    Attributes:
        kind: money in fen, a rate, an area in m2, months or days.
        lower, upper: the bounds; None is open.
        of: the bounds in fen of the amount that a rate or share is of.
        choice: the row of a table, where it is known.
        months: for how long, where that is stated.
        member: which member of the list under `each` it is for, counted from 0.
    """

    form: Form
    kind: Kind = Kind.MONEY
    lower: int | Decimal | None = None
    upper: int | Decimal | None = None
    of: Bounds | None = None
    choice: str | None = None
    rate: Decimal | None = None
    months: int | None = None
    member: int | None = None

    @property
    def is_payment(self) -> bool:
        """Whether the part is a sum that is paid out."""
        return self.form in PAYMENTS


PAYMENTS = frozenset({"exactly", "up_to", "between", "table", "share", "monthly"})


class Value(Struct, frozen=True):
    """The worth of a benefit; `pays` tells whether any part is a payment, with bounds in fen."""

    parts: tuple[PartValue, ...]
    pays: bool
    lower: int | None
    upper: int | None


NOTHING = Value((), pays=False, lower=None, upper=None)


def add_bounds(left: tuple[int, int | None], right: tuple[int, int | None]) -> tuple[int, int | None]:
    """Return the bounds of the sum; an open end stays open."""
    upper = None if left[1] is None or right[1] is None else left[1] + right[1]
    return left[0] + right[0], upper
