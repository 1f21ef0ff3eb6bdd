"""What is known of one firm, in the vocabulary's terms.

Enters: nothing; `read.py` builds these. Leaves: a `Profile` that engines evaluate. A fact that is absent is
unknown.

A known value is an int (counts; money in fen; months; days), a Decimal (numbers, rates, areas), a date, a
bool, a text, the key of a choice, the id of a place, or a frozenset (a complete set of choices). One that
is known only in part is an `Interval` of dates or the `Candidates` of a choice.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TypeAlias

from msgspec import Struct, field


class Interval(Struct, frozen=True):
    """A value between two bounds, both inclusive; None is open."""

    lower: int | Decimal | date | None
    upper: int | Decimal | date | None


class Candidates(Struct, frozen=True):
    """A choice known to be one of several."""

    choices: frozenset[str]


FactValue: TypeAlias = bool | int | Decimal | date | str | frozenset[str] | Interval | Candidates
Facts: TypeAlias = dict[str, FactValue]


class Members(Struct, frozen=True):
    """The members of a list, each its facts by name; `is_open` where more may exist."""

    records: tuple[Facts, ...]
    is_open: bool = False


class Profile(Struct, frozen=True):
    """One firm.

    Attributes:
        facts: by path, as `company.employees`; absent is unknown.
        lists: by name, as `hires`; absent is unknown, empty is known to be none.
        approvals: what has been decided: granted or refused; absent is undecided.
        received: the benefits received, complete when given; None is unknown.
        name: the name of the firm or, without one, of the file.
    """

    facts: Facts = field(default_factory=dict)
    lists: dict[str, Members] = field(default_factory=dict)
    approvals: dict[str, bool] = field(default_factory=dict)
    received: frozenset[str] | None = None
    name: str = ""
