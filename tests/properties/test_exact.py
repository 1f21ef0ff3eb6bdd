"""Rounding and the calendar at their edges, which random rulebooks seldom meet, are those of the naive reading."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from eligib.decide.decider import Decider
from eligib.language.check import read_value
from eligib.profile.model import Profile
from properties.cases import cases
from properties.naive import Naive
from support.random_vocabulary import ZONE, loaded, rulebook_of
from support.semantics import AS_OF

if TYPE_CHECKING:
    from decimal import Decimal

RATES = ("50%", "0.5%", "15%", "2.5%", "3.85%", "5‰")
VALUES = (
    *({"share": rate, "of": "company.revenue", "at_most": "1元"} for rate in RATES),
    *({"share": rate, "of": "1.5 * company.revenue"} for rate in RATES),
    {"monthly": "0.05元", "months": "site.score"},
)
SHARES = {
    f"b{number}": {
        "title": {"zh": "甲", "en": "a"},
        "kind": "subsidy",
        "paid_to": "enterprise",
        "cite": {"line": 1, "anchor": "x"},
        "when": [{"c0": "true"}],
        "value": value,
    }
    for number, value in enumerate(VALUES)
}
RULES = loaded({"zone": ZONE, "source": "example-gazette", "benefits": SHARES})
DECIDER = Decider(RULES, AS_OF)


@cases(300)
@given(revenue=st.integers(0, 2500), score=st.decimals(0, 100, places=2))
def test_payment_is_rounded_half_up(revenue: int, score: Decimal) -> None:
    """A share is capped, then rounded half up to the fen; so is what is paid for a part of a month."""
    firm = Profile(facts={"company.revenue": revenue, "site.score": score})
    naive = Naive(RULES, firm, AS_OF)

    for name, result in DECIDER.results(firm).items():
        assert (result.value.lower, result.value.upper) == (naive.paid(name).lower, naive.paid(name).upper)


@cases(300)
@given(
    day=st.dates(date(2019, 1, 1), date(2025, 12, 31)),
    time=st.integers(0, 40),
    unit=st.sampled_from(("months", "days", "years")),
    sign=st.sampled_from("+-"),
    other=st.dates(date(2019, 1, 1), date(2025, 12, 31)),
)
def test_date_is_moved_by_the_calendar(day: date, time: int, unit: str, sign: str, other: date) -> None:
    """Months keep the day, or the last one of a shorter month: on that day, the next and any other."""
    moved = f"company.founded_on {sign} {time} {unit}"
    firm = Profile(facts={"company.founded_on": day})
    exact = Naive(RULES, firm, AS_OF).value(read_value(moved, RULES.vocabulary))
    assert isinstance(exact, date)

    for limit in (exact, exact + timedelta(days=1), exact - timedelta(days=1), other):
        rulebook = rulebook_of(f"{moved} <= {limit}")
        truth = Decider(rulebook, AS_OF).results(firm)[f"{ZONE}/b0"].truths.undecided.truth
        assert truth is (exact <= limit)
