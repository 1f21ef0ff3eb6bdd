"""The shipped rulebook, with what reads and decides by it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from eligib.decide.decider import Decider
from eligib.profile.read import ProfileReader
from eligib.rulebook.load import load_rulebook
from eligib.trial.stated import StatedReader

if TYPE_CHECKING:
    from datetime import date

    from eligib.rulebook.model import Benefit, Example, Rulebook
    from eligib.trial.stated import Stated


@lru_cache(maxsize=1)
def shipped() -> Rulebook:
    """Return the rulebook that comes with eligib."""
    return load_rulebook()


@lru_cache(maxsize=1)
def reader() -> ProfileReader:
    """Return a reader of profiles in the shipped vocabulary."""
    return ProfileReader(shipped())


@lru_cache(maxsize=64)
def decider(as_of: date) -> Decider:
    """Return the decider of the shipped rulebook on one day."""
    return Decider(shipped(), as_of)


@lru_cache(maxsize=1)
def _stated_reader() -> StatedReader:
    return StatedReader(shipped())


def stated(benefit: Benefit, example: Example) -> Stated:
    """Return what an example of the shipped rulebook states."""
    found = _stated_reader().read(benefit, example, [])
    assert found is not None
    return found
