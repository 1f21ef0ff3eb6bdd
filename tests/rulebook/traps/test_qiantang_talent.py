"""What a careless encoding of Qiantang's credit, contest, relief and talent policies would get wrong."""

from __future__ import annotations

from datetime import date
from itertools import chain

import pytest

from eligib.decide.outcome import Flag, Outcome
from eligib.explain.paths import leaves
from eligib.language import nodes as n
from eligib.rulebook import model as m
from support.examples import shipped
from support.on_day import OnDay

DAY = date(2021, 1, 31)
decided, result = OnDay(DAY).decided, OnDay(DAY).result
TEN_MILLION = 10_000_000_00
STARTUP = (
    "qiantang/talent-startup-grant",
    "qiantang/talent-startup-rent",
    "qiantang/talent-startup-interest",
    "qiantang/talent-startup-development",
)
FOUNDED = """
company: {place: qiantang, founder: high-level-talent}
approvals: {qiantang/high-level-talent-recognition: granted}
"""
ENTRY = "entries: [{{contest: qiantang-creative-2020, submitted_on: {day}, prize: {prize}}}]"


def facts_asked(benefit: str) -> set[str]:
    """Return the paths of the facts that the clauses of a benefit compare."""
    clauses = [leaf for leaf in leaves(shipped().benefits[benefit].when) if isinstance(leaf, m.Clause)]
    found = chain.from_iterable(n.walk(clause.condition) for clause in clauses)
    return {node.fact.path for node in found if isinstance(node, n.FactRef)}


# ---------------------------------------------------------------- credit


def test_one_suppliers_line_is_no_ceiling() -> None:
    """The bank's line for one supplier limits nobody, however large the contract."""
    found = result(
        "qiantang/procurement-credit",
        """
        company: {place: qiantang, size: small}
        contracts: [{kind: government_procurement, amount: 9000万元}]
        approvals: {qiantang/procurement-integrity: granted, qiantang/bank-credit-review: granted}
        """,
    )

    assert found.outcome is Outcome.ELIGIBLE
    assert not found.value.pays


def test_procurement_credit_does_not_ask_for_the_bank_of_the_case() -> None:
    """More than ten banks take part, so no lender is a condition."""
    assert facts_asked("qiantang/procurement-credit") == {"company.place", "company.size", "contracts.kind"}


@pytest.mark.parametrize("place", ["pharma-port", "dachuang-town", "qianjin-park", "qiantang/elsewhere"])
def test_parks_where_banks_called_are_no_condition(place: str) -> None:
    """Talent finance is not kept to the two parks that the source names."""
    profile = f"company: {{place: {place}, size: small, founder: talent}}"

    assert result("qiantang/talent-finance", profile).outcome is Outcome.CONDITIONAL


def test_talent_finance_is_three_products() -> None:
    """Loan, insurance and guarantee are told apart, and none of them has a figure."""
    parts = shipped().benefits["qiantang/talent-finance"].value

    names = [part.what.zh for part in parts if isinstance(part, m.Unstated) and part.what]

    assert len(names) == len(parts)
    assert [name[-3:] for name in names] == ["人才贷", "人才险", "人才保"]


def test_products_to_come_are_on_offer_to_nobody() -> None:
    """What institutions will be guided to launch stays planned, whoever asks and whenever."""
    for day in (date(2020, 6, 30), date(2026, 11, 1)):
        assert result("qiantang/sme-products", "company: {size: small}", day).outcome is Outcome.PLANNED


# ---------------------------------------------------------------- the creative contest


@pytest.mark.parametrize("prize", ["gold", "silver", "bronze", "merit"])
def test_no_medal_has_a_figure_of_its_own(prize: str) -> None:
    """Only the highest prize is stated, so every prize lies between nothing and that."""
    found = result("qiantang/creative-contest-prize", ENTRY.format(day="2020-07-01", prize=prize))

    assert (found.value.lower, found.value.upper) == (0, 30_000_00)


@pytest.mark.parametrize(
    ("day", "outcome"),
    [
        ("2020-06-21", Outcome.INELIGIBLE),
        ("2020-06-22", Outcome.ELIGIBLE),
        ("2020-09-30", Outcome.ELIGIBLE),
        ("2020-10-01", Outcome.INELIGIBLE),
    ],
)
def test_both_ends_of_the_window_are_days_to_enter(day: str, outcome: Outcome) -> None:
    """One may enter on the first and on the last day, and on no day outside."""
    found = result("qiantang/creative-contest-prize", ENTRY.format(day=day, prize="gold"))

    assert found.outcome is outcome


def test_field_is_no_filter_of_the_contest() -> None:
    """The contest is mainly, not only, for the digital creative field."""
    asked = facts_asked("qiantang/creative-contest-prize")

    assert asked == {"entries.contest", "entries.submitted_on", "entries.prize"}


@pytest.mark.parametrize("prize", ["bronze", "merit", "nothing"])
def test_lesser_prizes_are_not_recommended(prize: str) -> None:
    """Only gold and silver may be recommended, even where the alliance would."""
    profile = ENTRY.format(day="2020-07-01", prize=prize)
    granted = "\napprovals: {qiantang/good-design-recommendation: granted}"

    found = result("qiantang/creative-contest-referral", profile + granted, date(2020, 12, 1))

    assert found.outcome is Outcome.INELIGIBLE


def test_recommendation_is_for_the_award_of_2020_only() -> None:
    """A gold medal of 2020 brings no recommendation in 2021."""
    found = result("qiantang/creative-contest-referral", ENTRY.format(day="2020-07-01", prize="gold"))

    assert found.outcome is Outcome.NOT_IN_FORCE


def test_startup_fund_asks_for_no_prize_and_is_a_range() -> None:
    """An entry without a prize may have it, and never less than the lower end."""
    entry = "{contest: qiantang-creative-2020, landed_in_qiantang: true, prize: nothing}"
    granted = "{qiantang/talent-project-recognition: granted}"

    found = result("qiantang/creative-contest-startup-fund", f"entries: [{entry}]\napprovals: {granted}")

    assert found.outcome is Outcome.ELIGIBLE
    assert (found.value.lower, found.value.upper) == (200_000_00, 1_000_000_00)


# ---------------------------------------------------------------- relief of 2022


def test_prizes_of_the_districts_race_are_no_firms_benefit() -> None:
    """The race rewards districts: no benefit and no clause rests on its line."""
    race = ("qiantang-news-2022-05", 104)
    benefits = shipped().benefits.values()

    cited = {(b.cite.source.id, b.cite.line) for b in benefits}
    cited |= {(leaf.cite.source.id, leaf.cite.line) for b in benefits for leaf in leaves(b.when)}

    assert race not in cited
    assert not result("qiantang/relief-2022", "company: {place: qiantang}", date(2022, 5, 31)).value.pays


def test_relief_did_not_begin_with_the_speech() -> None:
    """The measures had been issued before the day on which the district's head spoke of them."""
    found = result("qiantang/relief-2022", "company: {place: qiantang}", date(2022, 5, 3))

    assert found.outcome is Outcome.ELIGIBLE


def test_end_of_the_reported_quarter_is_our_reading() -> None:
    """The source reports a quarter; that the measures ended with it is flagged."""
    found = result("qiantang/job-retention-2022", "company: {place: qiantang}", date(2022, 5, 31))

    assert found.outcome is Outcome.NOT_IN_FORCE
    assert found.flags == (Flag.ASSUMED,)


# ---------------------------------------------------------------- people


def test_market_pay_has_no_ceiling() -> None:
    """A million is a figure that pay may exceed: no upper end, and no sum in any total."""
    profile = "hires: [{special_post: true}]\napprovals: {qiantang/special-post-selection: granted}"

    found = result("qiantang/market-pay", profile)

    assert [(part.form, part.lower, part.upper) for part in found.value.parts] == [
        ("may_exceed", 1_000_000_00, None)
    ]
    assert not found.value.pays


@pytest.mark.parametrize("degree", ["master", "bachelor", "other"])
def test_home_allowance_is_for_doctors_only(degree: str) -> None:
    """A master has the other allowances and not this one."""
    profile = f"""
hires: [{{full_time: true, degree: {degree}, newly_hired: true, current_year_graduate: true}}]
approvals: {{qiantang/graduate-conditions: granted}}
"""

    assert result("qiantang/doctor-housing", profile).outcome is Outcome.INELIGIBLE


@pytest.mark.parametrize("benefit", ["qiantang/doctor-housing", "qiantang/graduate-one-off-allowance"])
def test_unstated_conditions_leave_it_conditional(benefit: str) -> None:
    """What "those who qualify" means is nowhere said, so nobody is simply eligible."""
    profile = "hires: [{full_time: true, degree: doctor, newly_hired: true, current_year_graduate: true}]"

    assert result(benefit, profile).outcome is Outcome.CONDITIONAL


@pytest.mark.parametrize("benefit", ["qiantang/doctor-housing", "qiantang/graduate-one-off-allowance"])
def test_neither_newness_nor_year_is_asked(benefit: str) -> None:
    """These two ask how and what one studied, not when, nor whether one is new."""
    assert facts_asked(benefit) == {"hires.full_time", "hires.degree"}


def test_home_allowance_is_an_exact_sum() -> None:
    """The sum is stated as it is, not as a ceiling."""
    profile = "hires: [{full_time: true, degree: doctor}]"

    found = result("qiantang/doctor-housing", profile)

    assert (found.value.lower, found.value.upper) == (300_000_00, 300_000_00)


def test_intern_has_both_parts_for_each_month() -> None:
    """The allowance and the meals are two parts, by the months served."""
    found = result("qiantang/intern-allowance", "interns: [{in_plan: true, months: 5 months}]")

    assert [part.upper for part in found.value.parts] == [10_000_00, 2_000_00]
    assert (found.value.lower, found.value.upper) == (12_000_00, 12_000_00)
    assert found.benefit.paid_to == ("intern",)


def test_living_allowance_is_of_city_and_district_together() -> None:
    """Each graduate has one sum, paid to the person, and a firm's figure is their sum."""
    person = "{newly_hired: true, current_year_graduate: true, full_time: true, degree: %s}"
    people = ", ".join(person % degree for degree in ("doctor", "master", "bachelor"))

    found = result("qiantang/graduate-living-allowance", f"company: {{place: qiantang}}\nhires: [{people}]")

    assert (found.value.lower, found.value.upper) == (140_000_00, 140_000_00)
    assert found.benefit.paid_to == ("graduate",)


# ---------------------------------------------------------------- founders and their projects


@pytest.mark.parametrize("benefit", STARTUP)
def test_founders_support_is_a_ceiling_and_rests_on_our_reading(benefit: str) -> None:
    """The word for "at most" stands before all four, and only our reading asks for the recognition."""
    found = result(benefit, FOUNDED)

    assert found.outcome is Outcome.ELIGIBLE
    assert Flag.ASSUMED in found.flags
    assert [part.lower for part in found.value.parts] == [0]


@pytest.mark.parametrize("benefit", ["qiantang/talent-startup-grant", "qiantang/talent-startup-development"])
def test_two_of_the_four_are_money(benefit: str) -> None:
    """Each has one ceiling; start-up funding and R&D share theirs."""
    found = result(benefit, FOUNDED)

    assert (found.value.lower, found.value.upper) == (0, TEN_MILLION)


def test_rent_is_metres_and_years() -> None:
    """The rent subsidy is measured in square metres and years, and is no sum of money."""
    found = result("qiantang/talent-startup-rent", FOUNDED)

    assert [(part.form, part.upper, part.months) for part in found.value.parts] == [("area", 1000, 36)]
    assert not found.value.pays


def test_subsidised_loan_is_no_cash() -> None:
    """Ten million is the loan whose interest is subsidised, not what is paid."""
    found = result("qiantang/talent-startup-interest", FOUNDED)

    assert [(part.form, part.upper) for part in found.value.parts] == [("principal", TEN_MILLION)]
    assert not found.value.pays


def test_outstanding_project_does_not_ask_for_the_founders_rank() -> None:
    """The alternative for outstanding projects is about the project alone."""
    assert facts_asked("qiantang/outstanding-project") == {"projects.kind", "projects.urgently_needed"}


# ---------------------------------------------------------------- cases


def test_no_firms_case_is_in_a_total() -> None:
    """What others were lent or drew is in no total of a firm that qualifies for the same."""
    decision = decided(
        """
        company: {place: qiantang, size: small, founder: talent}
        epidemic: {role: related}
        contracts: [{kind: government_procurement, amount: 480万元}]
        approvals:
          qiantang/alliance-lending: granted
          qiantang/talent-finance-review: granted
          qiantang/procurement-integrity: granted
          qiantang/bank-credit-review: granted
        """,
        date(2020, 6, 30),
    )

    names = ("epidemic-preferential-credit", "talent-finance", "procurement-credit")
    results = [decision.results[f"qiantang/{name}"] for name in names]

    assert [found.outcome for found in results] == [Outcome.ELIGIBLE] * 3
    assert not any(found.value.pays for found in results)
    assert all(found.benefit.reported for found in results)
