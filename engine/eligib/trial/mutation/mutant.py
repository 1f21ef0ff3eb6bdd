"""A benefit with one change, and where and what that is.

Enters: nothing; the files beside this one build these. Leaves: what the examples are run on.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from eligib.diagnostics import Span
    from eligib.messages import Text
    from eligib.rulebook.model import Benefit


class Change(StrEnum):
    """The kinds of change, as they are named in data."""

    OPERATOR = "operator"
    THRESHOLD = "threshold"
    CHOICE = "choice"
    PLACE = "place"
    CONDITION = "condition"
    GROUP = "group"
    DROPPED = "dropped"
    NEGATED = "negated"
    BASIS = "basis"
    VALUE = "value"
    DATE = "date"
    EACH = "each"
    PAYEE = "payee"
    FAMILY = "family"


class Mutant(Struct, frozen=True, eq=False):
    """`benefit` as it would be; `words` say the change and `span` where it is."""

    benefit: Benefit
    change: Change
    words: Text
    span: Span
