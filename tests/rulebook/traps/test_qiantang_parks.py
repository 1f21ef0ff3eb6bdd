"""What a careless encoding of Qiantang's parks, Hangzhou's awards and Zhejiang's platform would get wrong."""

from __future__ import annotations

from datetime import date

import pytest

from eligib.decide.outcome import Outcome
from support.examples import shipped
from support.on_day import OnDay

DAYS = (date(2020, 6, 30), date(2021, 1, 31), date(2026, 11, 1))
decided, result = OnDay(DAYS[1]).decided, OnDay(DAYS[1]).result
PARK_FIRM = """
applicant: {kind: enterprise}
company:
  place: qianjin-park
  size: small
  sectors: [aerospace, biopharma]
  startup: true
  first_set_product: true
approvals:
  qiantang/growth-potential: granted
  qiantang/talent-project-recognition: granted
projects: [{kind: industrial, place: linjiang-hitech, on_new_land: true}]
"""
GAP_FILLING = "{fills_gap: true, designations: [hangzhou-sti-plan], rd_spending: 1250万元}"


@pytest.mark.parametrize("benefit", ["qiantang/policy-cashing-platform", "hangzhou/qinqing-online"])
def test_channel_is_no_money(benefit: str) -> None:
    """A platform through which others' money is claimed pays nothing and enters no total."""
    decision = decided("company: {place: qiantang}")
    found = decision.results[benefit]

    assert found.outcome is Outcome.ELIGIBLE
    assert not found.value.pays
    assert found.benefit.kind == "channel"
    assert all(total.kind != "channel" for total in decision.totals)


def test_one_firms_grants_are_no_entitlement() -> None:
    """What one firm, or all firms together, got through the platform is no other firm's value."""
    results = decided("company: {place: qiantang, size: small}").results.values()

    bounds = {bound for found in results for bound in (found.value.lower, found.value.upper)}

    assert not {4_330_000_00, 425_000_000_00} & bounds


@pytest.mark.parametrize("place", ["binjiang", "hangzhou/elsewhere", "pharma-port", "qiantang/elsewhere"])
def test_first_set_mechanism_is_the_parks_and_not_the_citys(place: str) -> None:
    """A firm of the city outside the park does not have the park's mechanism."""
    found = result("qiantang/first-set", f"company: {{place: {place}, first_set_product: true}}")

    assert found.outcome is Outcome.INELIGIBLE
    assert found.flags == ("assumed",)


@pytest.mark.parametrize("as_of", DAYS, ids=str)
@pytest.mark.parametrize(
    "benefit",
    [
        "qiantang/aerospace-nine-policies",
        "qiantang/aerospace-capital",
        "qiantang/quick-answer",
        "zhejiang/biopharma-platform",
    ],
)
def test_plan_never_comes_out_as_available(benefit: str, as_of: date) -> None:
    """What was only being planned stays a plan, on any day, even for the firm that it is meant for."""
    found = result(benefit, PARK_FIRM, as_of)

    assert found.truths.undecided.truth is True
    assert found.outcome is Outcome.PLANNED


@pytest.mark.parametrize("as_of", DAYS, ids=str)
def test_one_projects_fast_permit_is_no_offer(as_of: date) -> None:
    """One project started with its land; no other project may count on that."""
    found = result("qiantang/land-to-start", PARK_FIRM, as_of)

    assert found.truths.undecided.truth is True
    assert found.outcome is Outcome.NOT_IN_FORCE


def test_average_time_is_no_promise() -> None:
    """From land to start took 77 days on average, so no part of the value is a time or a sum."""
    found = result("qiantang/land-procedure", PARK_FIRM, date(2022, 5, 31))

    assert found.outcome is Outcome.ELIGIBLE
    assert not found.value.pays
    assert [type(part).__name__ for part in found.benefit.value] == ["Unstated"]


@pytest.mark.parametrize(
    "project",
    [
        "{fills_gap: true, designations: [key-investment, zone-major], rd_spending: 1250万元}",
        "{fills_gap: false, designations: [hangzhou-sti-plan], rd_spending: 1250万元}",
    ],
    ids=["not on the city's plan", "fills no gap"],
)
def test_gap_filling_needs_both_conditions(project: str) -> None:
    """A project that meets one of the two conditions gets nothing."""
    found = result("hangzhou/gap-filling-rd", f"{{company: {{place: hangzhou}}, projects: [{project}]}}")

    assert found.outcome is Outcome.INELIGIBLE


def test_conditions_met_by_two_projects_do_not_make_one() -> None:
    """Two projects that meet one condition each are not one project that meets both."""
    halves = "{fills_gap: true, designations: []}, {fills_gap: false, designations: [hangzhou-sti-plan]}"

    found = result("hangzhou/gap-filling-rd", f"{{company: {{place: hangzhou}}, projects: [{halves}]}}")

    assert found.outcome is Outcome.INELIGIBLE


def test_share_is_of_the_projects_spending_and_not_of_the_firms() -> None:
    """A firm's other spending adds nothing to 20% of the qualifying project's."""
    other = "{fills_gap: false, designations: [], rd_spending: 9亿元}"
    profile = f"{{company: {{place: hangzhou, revenue: 50亿元}}, projects: [{GAP_FILLING}, {other}]}}"

    found = result("hangzhou/gap-filling-rd", profile)

    assert (found.value.lower, found.value.upper) == (2_500_000_00, 2_500_000_00)


def test_two_gap_filling_projects_are_two_grants() -> None:
    """The share is paid for each project, and no cap is stated."""
    profile = f"{{company: {{place: hangzhou}}, projects: [{GAP_FILLING}, {GAP_FILLING}]}}"

    found = result("hangzhou/gap-filling-rd", profile)

    assert (found.value.lower, found.value.upper) == (5_000_000_00, 5_000_000_00)


@pytest.mark.parametrize("applicant", ["enterprise", "other"])
def test_quality_award_is_for_any_organisation(applicant: str) -> None:
    """A hospital or a school that won the award is paid as a firm is."""
    profile = f"{{applicant: {{kind: {applicant}}}, company: {{place: hangzhou}}, awards: [{{kind: china-quality}}]}}"

    found = result("hangzhou/quality-award", profile)

    assert found.outcome is Outcome.ELIGIBLE
    assert found.benefit.paid_to == ("organisation",)


@pytest.mark.parametrize(
    ("awards", "value"),
    [
        (["china-quality"], (500, 500)),
        (["china-quality", "zhejiang-quality"], (500, 700)),
        (["zhejiang-quality", "hangzhou-quality"], (200, 300)),
        (["china-quality", "zhejiang-quality", "hangzhou-quality"], (500, 800)),
    ],
    ids=str,
)
def test_quality_awards_are_not_said_to_add_up(awards: list[str], value: tuple[int, int]) -> None:
    """Several awards are worth between the largest and the sum, for the source is silent."""
    held = ", ".join(f"{{kind: {award}}}" for award in awards)

    found = result("hangzhou/quality-award", f"{{company: {{place: hangzhou}}, awards: [{held}]}}")

    assert (found.value.lower, found.value.upper) == (value[0] * 10_000_00, value[1] * 10_000_00)


@pytest.mark.parametrize("benefit", ["single-champion", "hidden-champion", "gap-filling-rd", "quality-award"])
def test_citys_awards_are_not_offered_to_the_whole_country(benefit: str) -> None:
    """A firm elsewhere does not get Hangzhou's money, and is told that this is our reading."""
    profile = f"""
company: {{place: urumqi-hitech, titles: [national-single-champion, provincial-hidden-champion]}}
awards: [{{kind: china-quality}}]
projects: [{GAP_FILLING}]
"""

    found = result(f"hangzhou/{benefit}", profile)

    assert found.outcome is Outcome.INELIGIBLE
    assert found.flags == ("assumed",)


def test_titles_of_nation_and_province_are_two() -> None:
    """The national title brings 2 million, the provincial 1 million, and neither stands for the other."""
    decision = decided("company: {place: hangzhou, titles: [national-single-champion]}")

    assert decision.results["hangzhou/single-champion"].value.upper == 2_000_000_00
    assert decision.results["hangzhou/hidden-champion"].outcome is Outcome.INELIGIBLE


def test_services_for_students_are_not_offered_to_firms() -> None:
    """The training and the mentors are for students, the incubation is for whoever comes."""
    firm, student = decided("applicant: {kind: enterprise}"), decided("applicant: {kind: student}")
    for_students = ("qiantang/cross-border-training", "hangzhou/mentor-plan")

    assert {firm.results[benefit].outcome for benefit in for_students} == {Outcome.INELIGIBLE}
    assert {student.results[benefit].outcome for benefit in for_students} == {Outcome.ELIGIBLE}
    assert firm.results["qiantang/cross-border-incubation"].outcome is Outcome.ELIGIBLE


def test_listing_help_names_no_sum() -> None:
    """Binjiang pays its listed firms an award; Qiantang's source promises help and no money."""
    profile = (
        "company: {place: qiantang, listing: preparing}\napprovals: {qiantang/listing-conditions: granted}"
    )

    found = result("qiantang/listing-cultivation", profile)

    assert found.outcome is Outcome.ELIGIBLE
    assert not found.value.pays
    assert not shipped().benefits["qiantang/listing-cultivation"].reported
