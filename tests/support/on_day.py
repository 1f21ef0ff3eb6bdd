"""Firms written as YAML, decided by the shipped rulebook."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.diagnostics import Source
from support.examples import decider, reader

if TYPE_CHECKING:
    from datetime import date

    from eligib.decide.decision import Decision, Result


class OnDay(Struct, frozen=True):
    """Decides as of `day`, where no other is named."""

    day: date

    def decided(self, profile: str, as_of: date | None = None) -> Decision:
        """Return what is decided for the firm of a YAML text."""
        return decider(as_of or self.day).decide(reader().parse(Source("firm.yaml", profile)))

    def result(self, benefit: str, profile: str, as_of: date | None = None) -> Result:
        """Return what is decided on one benefit for the firm of a YAML text."""
        return self.decided(profile, as_of).results[benefit]
