"""What a careless encoding of Binjiang's measures of February 2020 would get wrong."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from eligib.decide.outcome import Flag, Outcome
from support.examples import shipped
from support.on_day import OnDay

if TYPE_CHECKING:
    from eligib.decide.decision import Decision, Result

DAY = date(2020, 2, 29)
FIRM = """
company:
  place: {place}
  size: small
  listing: listed
  retained_vat_credit: true
  sectors: [venture-investment, property-management, foreign-trade]
  premises: carrier
  needs: [financing, lodging]
epidemic: {{role: key-supplies, affected: true}}
awards: [{{kind: other, matched_by_binjiang: true}}]
contracts: [{{kind: construction, unfinished: true}}]
loans: [{{lender: bank, rolls_over: true}}]
projects: [{{kind: property, place: binjiang}}, {{kind: industrial, place: binjiang}}]
approvals: {{binjiang/carrier-rent-reduction: granted}}
"""
IDS = [name for name in shipped().benefits if name.startswith("binjiang/")]
PLANNED = {"binjiang/incubator-rent-reduction", "binjiang/project-office"}


def decided(place: str, as_of: date = DAY) -> Decision:
    """Return what is decided for a firm at `place` that meets every other condition."""
    return OnDay(as_of).decided(FIRM.format(place=place))


def result(benefit: str, place: str = "binjiang") -> Result:
    """Return what is decided on one benefit for that firm."""
    return decided(place).results[benefit]


@pytest.mark.parametrize(
    ("benefit", "figure"),
    [
        ("binjiang/listing-award", 1_500_000_00),
        ("binjiang/bridge-loan-fund", 200_000_000_00),
        ("binjiang/guarantee-risk-pool", 20_000_000_00),
        ("binjiang/ten-measures", 500_000_000_00),
    ],
)
def test_case_or_whole_fund_is_no_firms_share(benefit: str, figure: int) -> None:
    """One firm's award and the size of a fund are reported; no part of the value carries a figure."""
    found = result(benefit)

    assert found.outcome is Outcome.ELIGIBLE
    assert [part.form for part in found.value.parts] == ["unstated"]
    assert [case.amount for case in found.benefit.reported] == [figure]


def test_special_fund_belongs_to_the_ten_measures_alone() -> None:
    """The fund of the line that also names the 24 measures is reported once, and not with those."""
    of_fund = {
        name for name in IDS for case in shipped().benefits[name].reported if case.amount == 500_000_000_00
    }

    assert of_fund == {"binjiang/ten-measures"}
    assert not result("binjiang/talent-care").benefit.reported


def test_firm_that_meets_everything_has_no_sum_in_prospect() -> None:
    """The document states no firm's due: all that is not planned is had, and none of it carries a figure."""
    results = decided("binjiang").results
    found = {name: results[name] for name in IDS}

    assert {name for name in IDS if found[name].outcome is Outcome.PLANNED} == PLANNED
    assert {name for name in IDS if found[name].outcome is Outcome.ELIGIBLE} == set(IDS) - PLANNED
    assert {part.form for one in found.values() for part in one.value.parts} == {"unstated"}


@pytest.mark.parametrize(
    "benefit",
    ["binjiang/vat-credit-refund", "binjiang/contract-performance-relief", "binjiang/matching-awards"],
)
def test_place_that_the_source_does_not_ask_is_our_reading(benefit: str) -> None:
    """Where only the context says that the firm must be in Binjiang, a refusal for the place says so."""
    found = result(benefit, "qiantang")

    assert (found.outcome, found.flags) == (Outcome.INELIGIBLE, (Flag.ASSUMED,))


def test_measures_that_ask_for_no_firm_in_binjiang() -> None:
    """Open to the public is open to a firm elsewhere, and a property manager needs its projects there, not its seat."""
    outcomes = decided("qiantang").results

    elsewhere = {name for name in IDS if outcomes[name].outcome is Outcome.ELIGIBLE}

    assert elsewhere == {
        "binjiang/covid-patent-library",
        "binjiang/ip-online",
        "binjiang/property-manager-support",
    }


@pytest.mark.parametrize("as_of", [date(2020, 2, 1), date(2020, 3, 31), date(2026, 11, 1)], ids=str)
def test_rent_reduction_that_carriers_plan_is_never_available(as_of: date) -> None:
    """Even where a carrier has agreed, the source knows only of plans."""
    found = decided("binjiang", as_of).results["binjiang/incubator-rent-reduction"]

    assert found.truths.undecided.truth is True
    assert found.outcome is Outcome.PLANNED
