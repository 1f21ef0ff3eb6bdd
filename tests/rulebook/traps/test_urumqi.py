"""What a careless encoding of the high-tech zones of Urumqi, Zibo, Ankang and Yinchuan would get wrong."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from eligib.decide.families import Families
from eligib.decide.outcome import Flag, Outcome
from eligib.decide.totals import totals_of
from eligib.explain.paths import leaves
from eligib.language import nodes as n
from eligib.rulebook import model as m
from support.examples import shipped
from support.on_day import OnDay

DAY = date(2020, 4, 30)
decided, result = OnDay(DAY).decided, OnDay(DAY).result
DAYS = (date(2019, 12, 31), DAY, date(2026, 11, 1))
URUMQI = """
company: {place: urumqi-hitech, size: small, sectors: [agriculture, foreign-trade]}
epidemic: {role: key-supplies, affected: true}
leases: [{lessor: urumqi-hitech-leasing}]
loans:
  - {guarantor: urumqi-hitech-guarantee, business: new, amount: 3000万元, guaranteed_amount: 2000万元,
     guarantee_fee: 20万元, for_epidemic_control: true, lender: bank, due_on: 2021-04-30}
  - {guarantor: urumqi-hitech-guarantee, business: extension, guaranteed_amount: 500万元,
     for_epidemic_control: false, lender: urumqi-hitech-microloan, due_on: 2020-02-20, amount: 900万元}
  - {guarantor: urumqi-hitech-guarantee, business: renewal, for_epidemic_control: false, lender: bank}
approvals:
  urumqi/key-epidemic-control-enterprise: granted
  urumqi/lease-deferral-agreement: granted
  urumqi/micro-loan-extension-agreement: granted
  urumqi/renewal-consent: granted
  urumqi/lower-counter-guarantee-consent: granted
"""


def test_firm_that_meets_all_of_urumqis_measures_gets_no_cash() -> None:
    """Waivers, deferrals and guarantees pay nothing: a fee not charged is never part of a cash total."""
    of_zone = [one for one in decided(URUMQI).results.values() if one.benefit.zone == "urumqi"]
    had = {one.benefit.id for one in of_zone if one.outcome is Outcome.ELIGIBLE}

    assert {one.benefit.id for one in of_zone} - had == {"urumqi/discounted-loan"}
    assert not any(one.value.pays for one in of_zone)
    assert {(total.lower, total.upper) for total in totals_of(of_zone, Families.of({}))} == {(0, 0)}


def test_fee_cap_is_a_rate_on_what_is_guaranteed() -> None:
    """At most 1%, itself within, of the guaranteed amount; neither of the loan nor of the fee."""
    (part,) = result("urumqi/guarantee-fee-cap", URUMQI).value.parts

    assert (part.form, part.upper) == ("rate", Decimal("0.01"))
    assert part.of == (2000_0000_00, 2000_0000_00)


def test_waived_fee_is_the_whole_fee_and_the_firm_receives_none() -> None:
    """The treasury bears all of the fee of the new loan; the firm is not paid, it just pays nothing."""
    found = result("urumqi/guarantee-fee-subsidy", URUMQI)

    assert found.benefit.kind == "waiver"
    assert [(part.form, part.upper, part.of) for part in found.value.parts] == [
        ("rate", Decimal(1), (20_0000_00, 20_0000_00))
    ]


def test_extension_of_a_loan_and_renewal_of_a_guarantee_are_two_things() -> None:
    """No fee is charged for the one; the other is what the bank is asked for; neither is new business."""
    firm = """
    company: {{place: urumqi-hitech}}
    loans: [{{guarantor: urumqi-hitech-guarantee, business: {}}}]
    """
    asked = ("urumqi/guarantee-fee-cap", "urumqi/extension-zero-fee", "urumqi/guarantee-renewal")

    had = {
        business: {
            id_ for id_ in asked if result(id_, firm.format(business)).outcome is not Outcome.INELIGIBLE
        }
        for business in ("new", "extension", "renewal", "existing")
    }

    assert had == {"new": {asked[0]}, "extension": {asked[1]}, "renewal": {asked[2]}, "existing": set()}


@pytest.mark.parametrize("amount", ["1万元", "500万元", "5亿元"])
def test_borrowers_loan_is_no_limit_of_the_extension(amount: str) -> None:
    """A loan of any amount may be repaid three months later; the 5 million yuan were one borrower's."""
    firm = URUMQI.replace("900万元", amount)

    found = result("urumqi/micro-loan-extension", firm)

    assert found.outcome is Outcome.ELIGIBLE
    assert [(part.form, part.lower, part.upper) for part in found.value.parts] == [("extension", 3, 3)]


def test_lessees_payments_are_no_value_of_the_deferral() -> None:
    """What one lessee owed and what its equipment is worth are reported, and promise nothing."""
    found = result("urumqi/lease-deferral", URUMQI)

    assert {case.amount for case in found.benefit.reported} == {27_6000_00, 1996_0000_00}
    assert [part.form for part in found.value.parts] == ["unstated"]


def test_loan_of_the_case_is_offered_to_nobody() -> None:
    """One exporter's subsidised loan is not on offer on any day, not even to an exporter that meets all."""
    outcomes = {result("urumqi/discounted-loan", URUMQI, day).outcome for day in DAYS}

    assert outcomes == {Outcome.NOT_IN_FORCE}


def test_measures_against_the_epidemic_end_with_it() -> None:
    """Today nothing of Urumqi's is on offer, and the report says that the end is our reading."""
    found = decided(URUMQI, DAYS[-1]).results.values()
    of_zone = [
        one for one in found if one.benefit.zone == "urumqi" and one.benefit.in_force.status == "dated"
    ]

    assert {one.outcome for one in of_zone} == {Outcome.NOT_IN_FORCE}
    assert {one.flags for one in of_zone} == {(Flag.ASSUMED,)}


@pytest.mark.parametrize(
    ("firm", "outcome"),
    [
        ("size: large, sectors: [agriculture]", Outcome.CONDITIONAL),
        ("size: micro, sectors: []", Outcome.CONDITIONAL),
        ("size: medium, sectors: [foreign-trade]", Outcome.INELIGIBLE),
    ],
)
def test_easier_terms_are_for_small_firms_or_farming(firm: str, outcome: Outcome) -> None:
    """Either is enough: a large firm in farming is in, a medium one outside it is not."""
    profile = f"company: {{place: urumqi-hitech, {firm}}}"

    assert result("urumqi/lower-counter-guarantee", profile).outcome is outcome


@pytest.mark.parametrize(
    ("listed", "services"),
    [
        ("zone-major", {"zibo/one-firm-one-policy"}),
        ("zibo-major", {"zibo/one-firm-one-agent"}),
        ("zibo-renovation", {"zibo/one-firm-one-agent"}),
        ("zibo-zone-key", {"zibo/one-firm-one-agent"}),
        ("zibo-1n-2020", {"zibo/vip-team"}),
        ("key-investment", {"zibo/life-cycle-service"}),
        ("hangzhou-sti-plan", set()),
    ],
)
def test_each_list_of_zibo_opens_its_own_service(listed: str, services: set[str]) -> None:
    """The lists are not one: none opens a service that the source ties to another."""
    found = decided(f"projects: [{{place: zibo-hitech, designations: [{listed}]}}]").results

    had = {
        id_ for id_, one in found.items() if one.outcome is Outcome.ELIGIBLE and one.benefit.zone == "zibo"
    }

    assert had == services


def test_total_of_ankangs_awards_is_nobodys() -> None:
    """What 98 firms and persons got together is no value, and the awards are closed on any day."""
    profile = """
    company: {place: ankang-hitech}
    approvals: {ankang/on-site-check: granted, ankang/joint-review: granted}
    """
    found = [result("ankang/development-award-2019", profile, day) for day in DAYS]

    assert {one.outcome for one in found} == {Outcome.NOT_IN_FORCE}
    assert [type(part) for part in found[0].benefit.value] == [m.Unstated]
    assert [case.amount for case in found[0].benefit.reported] == [1650_0000_00]


def test_what_ankangs_awards_were_spent_on_is_no_condition() -> None:
    """Renovation, new products, talent or a listing are uses of the money; the zone alone is asked for."""
    clauses = leaves(shipped().benefits["ankang/development-award-2019"].when)
    nodes = [node for leaf in clauses if isinstance(leaf, m.Clause) for node in n.walk(leaf.condition)]

    assert {node.fact.path for node in nodes if isinstance(node, n.FactRef)} == {"company.place"}


def test_recognised_class_of_one_talent_is_no_value() -> None:
    """Class E was one person's: the city's recognition is all that is offered, to the talent, with no class."""
    benefit = shipped().benefits["yinchuan/scarce-talent"]

    assert benefit.paid_to == ("talent",)
    assert [type(part) for part in benefit.value] == [m.Unstated]
    assert [case.amount for case in benefit.reported] == [None]


def test_road_show_stays_announced() -> None:
    """The road show was only announced, so it is planned on any day."""
    found = {result("yinchuan/roadshow", "company: {place: yinchuan-hitech}", day).outcome for day in DAYS}

    assert found == {Outcome.PLANNED}
