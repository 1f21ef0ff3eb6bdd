"""From the truths of a benefit to its outcome: the one table of design section 3.

Enters: a benefit's truths in four worlds and where it stands on the day. Leaves: the outcome and its flags.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eligib.engines.protocol import Truth, Truths
    from eligib.rulebook.in_force import Standing


class Outcome(StrEnum):
    """What a firm can expect of a benefit; `eligible` and `ineligible` are final."""

    ELIGIBLE = "eligible"
    CONDITIONAL = "conditional"
    UNDETERMINED = "undetermined"
    INELIGIBLE = "ineligible"
    NOT_IN_FORCE = "not_in_force"
    PLANNED = "planned"


class Flag(StrEnum):
    """A doubt that stays with an outcome.

    `assumed`: it rests on our reading of the source. `unconfirmed`: the source is old or states no dates.
    """

    ASSUMED = "assumed"
    UNCONFIRMED = "unconfirmed"


_DECIDED: dict[tuple[Truth, Truth], Outcome] = {
    (True, True): Outcome.ELIGIBLE,
    (True, None): Outcome.ELIGIBLE,
    (True, False): Outcome.ELIGIBLE,
    (False, True): Outcome.INELIGIBLE,
    (False, None): Outcome.INELIGIBLE,
    (False, False): Outcome.INELIGIBLE,
    (None, True): Outcome.CONDITIONAL,
    (None, None): Outcome.UNDETERMINED,
    (None, False): Outcome.INELIGIBLE,
}
"""By the truth with undecided approvals unknown, and with them granted."""


def outcome_of(truths: Truths, standing: Standing) -> Outcome:
    """Return the outcome; dates come before conditions."""
    if standing.state == "planned":
        return Outcome.PLANNED
    if standing.state == "not_in_force":
        return Outcome.NOT_IN_FORCE
    return _DECIDED[truths.undecided.truth, truths.granted.truth]


def flags_of(truths: Truths, standing: Standing) -> tuple[Flag, ...]:
    """Return the doubts: `assumed` where the outcome would differ were the assumed clauses unknown."""
    if not standing.available:
        return (Flag.ASSUMED,) if standing.assumed else ()
    flags = []
    sure = truths.sure_undecided.truth, truths.sure_granted.truth
    plain = truths.undecided.truth, truths.granted.truth
    if sure != plain and _DECIDED[sure] is not _DECIDED[plain]:
        flags.append(Flag.ASSUMED)
    if standing.unconfirmed:
        flags.append(Flag.UNCONFIRMED)
    return tuple(flags)
