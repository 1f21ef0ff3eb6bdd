"""Where a benefit stands on a given day, before any condition is looked at.

Enters: a benefit and `as_of`. Leaves: whether it can be had, why not, and which doubts the report must name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from eligib.language.exact import months_later

if TYPE_CHECKING:
    from datetime import date

    from eligib.rulebook.model import Benefit

YEAR = 12


class Standing(Struct, frozen=True):
    """Whether a benefit is in force, planned or neither.

    Attributes:
        unconfirmed: the source is old or says too little about its dates.
        assumed: it is out of force only by an end that is our reading of the source.
    """

    state: Literal["in_force", "not_in_force", "planned"]
    unconfirmed: bool = False
    assumed: bool = False

    @property
    def available(self) -> bool:
        """Whether the benefit can be had at all on that day."""
        return self.state == "in_force"


def standing(benefit: Benefit, as_of: date) -> Standing:
    """Return where the benefit stands on the day `as_of`."""
    dates, source = benefit.in_force, benefit.cite.source
    if dates.status in {"planned", "exploratory"}:
        return Standing("planned")
    if dates.status in {"closed", "case"}:
        return Standing("not_in_force")
    if dates.start is not None and as_of < dates.start:
        return Standing("not_in_force")
    if dates.until is not None and as_of > dates.until:
        return Standing("not_in_force", assumed=dates.assumed)
    too_old = dates.until is None and as_of > months_later(source.latest, YEAR)
    too_early = dates.start is None and as_of < source.earliest
    return Standing("in_force", unconfirmed=too_old or too_early)
