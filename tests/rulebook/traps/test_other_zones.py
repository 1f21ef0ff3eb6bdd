"""What a careless encoding of the zones outside Hangzhou, and of the national platforms, would get wrong."""

from __future__ import annotations

from datetime import date

import pytest

from eligib.decide.outcome import Outcome
from support.examples import shipped
from support.on_day import OnDay

DAYS = (date(2018, 6, 30), date(2021, 1, 31), date(2026, 11, 1))
decided, result = OnDay(DAYS[1]).decided, OnDay(DAYS[1]).result
HUNAN = """
company: {place: xiangtan-hitech, size: small, intellectual_property: true, transfers_results: true}
teams: [{top_talent: true, place: xiangtan-hitech}]
approvals: {xiangtan/bank-lending-decision: granted, hunan/top-team-selection: granted}
"""


def test_fund_behind_the_helper_loan_is_no_loan_amount() -> None:
    """The banks' risk fund is reported; no part of the loan carries a figure, not even as a principal."""
    found = result("xiangtan/helper-loan", HUNAN)

    assert found.outcome is Outcome.ELIGIBLE
    assert [part.form for part in found.value.parts] == ["unstated"]
    assert [case.amount for case in found.benefit.reported] == [20_000_000_00]


def test_credit_of_other_policies_is_nowhere_in_the_rulebook() -> None:
    """What the zone's firms borrowed under other policies belongs to no benefit, not even as a case."""
    of_others = {670_000_000_00, 476_300_000_00}
    cases = {case.amount for benefit in shipped().benefits.values() for case in benefit.reported}
    found = decided(HUNAN).results.values()

    assert not of_others & (cases | {bound for one in found for bound in (one.value.lower, one.value.upper)})


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize("benefit", ["xiangtan/ip-pledge", "hunan/patent-shares", "hunan/high-end-talent"])
def test_what_is_tried_or_announced_is_never_available(benefit: str, as_of: date) -> None:
    """A measure being explored or announced stays so on any day, even for the firm that meets all."""
    found = result(benefit, HUNAN, as_of)

    assert found.truths.undecided.truth is True
    assert found.outcome is Outcome.PLANNED


@pytest.mark.parametrize("place", ["changsha-hitech", "zhuzhou-hitech", "xiangtan-hitech"])
@pytest.mark.parametrize("benefit", ["hunan/zone-fund", "hunan/top-team"])
def test_innovation_zone_lies_in_three_cities(benefit: str, place: str) -> None:
    """Each of the three high-tech zones is the innovation zone; the rest of its city is not."""
    profile = "company: {{place: {0}}}\nteams: [{{top_talent: true, place: {0}}}]"
    city = place.removesuffix("-hitech")

    outcomes = [
        result(benefit, profile.format(where)).outcome for where in (place, city, f"{city}/elsewhere")
    ]

    assert outcomes == [Outcome.CONDITIONAL, Outcome.UNDETERMINED, Outcome.INELIGIBLE]


def test_top_teams_sum_is_a_ceiling() -> None:
    """Up to 100 million promises no lower end."""
    found = result("hunan/top-team", HUNAN)

    assert (found.value.lower, found.value.upper) == (0, 100_000_000_00)


def test_team_is_paid_and_not_the_firm() -> None:
    """What may come to the team is the team's total, and in no other."""
    totals = {
        total.payee: total.upper for total in decided(HUNAN).totals if total.outcome is Outcome.ELIGIBLE
    }

    assert totals[("team",)] == 100_000_000_00
    assert not totals.get(("enterprise",))


def test_two_shares_of_nothing_stated_are_no_sum() -> None:
    """Two shares stay two, never 140%, and pay nothing that could be added up."""
    found = result("hunan/results-transfer", HUNAN)

    assert [(part.form, part.of, str(part.upper)) for part in found.value.parts] == [
        ("rate", None, "0.7")
    ] * 2
    assert not found.value.pays


@pytest.mark.parametrize("size", ["large", "medium", "small", "micro"])
@pytest.mark.parametrize(
    ("benefit", "profile"),
    [
        ("binhai/union-fourteen", "company: {{place: binhai, size: {}}}"),
        ("national/belt-road-certification", "company: {{sectors: [foreign-trade], size: {}}}"),
    ],
)
def test_above_all_smaller_firms_keeps_no_larger_one_out(benefit: str, profile: str, size: str) -> None:
    """A measure meant above all for smaller firms is for the others as well."""
    assert result(benefit, profile.format(size)).outcome is Outcome.ELIGIBLE


def test_union_fees_come_back_to_small_and_micro_firms_only() -> None:
    """Of the sizes for which the package is meant above all, a medium firm does not get its fees back."""
    firm = "company: {{place: binhai, union_fees: 12345.67元, size: {}}}"
    found = {
        size: result("binhai/union-fee-refund", firm.format(size)) for size in ("medium", "small", "micro")
    }

    assert found["medium"].outcome is Outcome.INELIGIBLE
    assert {found[size].outcome for size in ("small", "micro")} == {Outcome.ELIGIBLE}
    assert {found[size].value.lower for size in ("small", "micro")} == {12_345_67}


def test_shanxi_and_shaanxi_are_two_provinces() -> None:
    """The platform is Shanxi's; a firm of a high-tech zone in Shaanxi is elsewhere."""
    places = ("shanxi-reform-zone", "ankang-hitech", "shaanxi")
    outcomes = [result("shanxi/help-platform", f"company: {{place: {place}}}").outcome for place in places]

    assert outcomes == [Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.INELIGIBLE]


@pytest.mark.parametrize(
    "benefit", ["shanxi/help-platform", "pudong/craftsmen", "huangpu/union-six", "hunan/zone-fund"]
)
def test_no_money_is_promised_where_none_is_stated(benefit: str) -> None:
    """Totals, numbers of places and years are no part of what anybody may have."""
    parts = [type(part).__name__ for part in shipped().benefits[benefit].value]

    assert parts == ["Unstated"]
