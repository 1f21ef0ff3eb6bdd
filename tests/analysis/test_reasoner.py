"""What implies what, on conditions whose answer is plain."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from pathlib import Path

import pytest

from eligib.analysis import Reasoner, Witness
from eligib.analysis.cells import NoDecimalError, as_decimal
from eligib.language.check import read_condition
from eligib.rulebook.load import load_rulebook

RULES = Path(__file__).parents[2] / "rules"


@lru_cache(maxsize=1)
def reasoner() -> Reasoner:
    """Return a reasoner about the shipped vocabulary and size standard."""
    return Reasoner(load_rulebook(RULES))


IMPLIED = [
    ("company.place within qiantang", "company.place within hangzhou", True),
    ("company.place within hangzhou", "company.place within qiantang", False),
    ("company.employees > 10", "company.employees >= 11", True),
    ("company.size is large and company.industry within c", "company.employees >= 1000", True),
    ("company.size is medium and company.industry within c", "company.employees >= 1000", False),
    ("count(hires) >= 100", "any(hires where true)", True),
    ("count(hires) >= 100", "count(hires) > 100", False),
    ("every(hires where full_time)", "not any(hires where not full_time)", True),
    ("company.revenue + company.assets < 100万元", "company.assets < 100万元", True),
]


@pytest.mark.parametrize(("left", "right", "holds"), IMPLIED)
def test_implication(left: str, right: str, holds: bool) -> None:  # noqa: FBT001 - a column of the table
    """One condition implies the other or a witness shows that it does not."""
    vocabulary = reasoner().space.vocabulary

    verdict = reasoner().implies(read_condition(left, vocabulary), read_condition(right, vocabulary))

    assert verdict.holds is holds
    assert (verdict.witness is None) is holds


def test_what_is_asked_of_the_day_gives_a_day() -> None:
    """A condition on the day of the decision has a witness with a day."""
    vocabulary = reasoner().space.vocabulary

    answer = reasoner().satisfiable([read_condition("as_of >= 2031-05-01", vocabulary)])

    assert isinstance(answer, Witness)
    assert answer.as_of is not None
    assert answer.as_of.year >= 2031


def test_number_without_end_is_no_value_of_a_profile() -> None:
    """A third is refused at once, and not multiplied by ten for ever."""
    with pytest.raises(NoDecimalError):
        as_decimal(Fraction(1, 3))

    assert as_decimal(Fraction(1, 8)) == Decimal("0.125")
