"""A decision: for one firm, one rulebook and one day, every benefit's outcome and value, and the totals."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.decide.outcome import Outcome

if TYPE_CHECKING:
    from datetime import date

    from eligib.decide.amount import Value
    from eligib.decide.families import Dropped
    from eligib.decide.outcome import Flag
    from eligib.engines.protocol import Truths
    from eligib.profile.model import Profile
    from eligib.rulebook.model import Benefit, Rulebook

ORDER = tuple(Outcome)


class Result(Struct, frozen=True):
    """One benefit, decided."""

    benefit: Benefit
    outcome: Outcome
    flags: tuple[Flag, ...]
    value: Value
    truths: Truths


class Total(Struct, frozen=True):
    """What may come to one payee, of one kind and one outcome; bounds in fen, None is open.

    Attributes:
        unstated: how many benefits are in it for which the source gives no payment.
    """

    payee: tuple[str, ...]
    kind: str
    outcome: Outcome
    lower: int
    upper: int | None
    benefits: int
    unstated: int


class Decision(Struct, frozen=True):
    """Everything decided for one firm.

    Attributes:
        results: by benefit id, in the rulebook's order.
        engines: the engines that decided, the deciding one first.
        cross_checked: whether a second engine confirmed every truth.
        dropped: the benefits that a better one of their family rules out.
        incident: why there was no second engine, where one was asked for.
    """

    profile: Profile
    rulebook: Rulebook
    as_of: date
    results: dict[str, Result]
    totals: tuple[Total, ...]
    engines: tuple[str, ...]
    cross_checked: bool
    incident: str | None = None
    dropped: tuple[Dropped, ...] = ()
