"""What each form of a value comes to, between which bounds."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.decide.decider import Decider
from support.rules import rulebook
from support.semantics import AS_OF, profile_of

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.decide.decision import Result

PLAIN = """\
  grant:
    COMMON
    when: [always: "true"]
    value: VALUE
"""
EACH = """\
  grant:
    COMMON
    each: LIST
    when: [counts: CONDITION]
    value: VALUE
"""


def decided(folder: Path, benefits: str, given: str) -> Result:
    """Return the result of the benefit `grant` for a firm."""
    rules = rulebook(folder, benefits)
    return Decider(rules, AS_OF).decide(profile_of(given, rules)).results["zhejiang/grant"]


def yuan(*sums: str) -> tuple[int | None, ...]:
    """Return sums in yuan as fen; `-` is an open end."""
    return tuple(None if text == "-" else round(float(text) * 100) for text in sums)


FORMS = [
    ("{exactly: 200万元}", "{}", ("2000000", "2000000")),
    ("{up_to: 1000万元}", "{}", ("0", "10000000")),
    ("{between: [20万元, 100万元]}", "{}", ("200000", "1000000")),
    ("[{exactly: 1万元}, {up_to: 2万元}]", "{}", ("10000", "30000")),
    ("[{exactly: 1万元}, unstated]", "{}", ("10000", "10000")),
    ("{by: company.size, micro: 3元, small: 2元, else: 1元}", "company: {size: micro}", ("3", "3")),
    ("{by: company.size, micro: 3元, small: 2元, else: 1元}", "company: {size: large}", ("1", "1")),
    ("{by: company.size, micro: 3元, small: 2元, else: 1元}", "company: {size: [micro, small]}", ("2", "3")),
    ("{by: company.size, micro: 3元, small: 2元, else: 1元}", "{}", ("1", "3")),
    ("{share: 20%, of: company.revenue}", "company: {revenue: 500元}", ("100", "100")),
    ("{share: 20%, of: company.revenue, at_most: 90元}", "company: {revenue: 500元}", ("90", "90")),
    ("{share: 20%, of: company.revenue, at_most: 90元}", "{}", ("0", "90")),
    ("{share: 20%, of: company.revenue}", "{}", ("0", "-")),
    ("{share: 3.85%, of: company.revenue}", "company: {revenue: 33.33元}", ("1.28", "1.28")),
    ("{share: 50%, of: company.revenue}", "company: {revenue: 0.01元}", ("0.01", "0.01")),
    ("{share: 50%, of: company.revenue}", "company: {revenue: 0.03元}", ("0.02", "0.02")),
    (
        "{share: 10%, of: company.revenue + company.assets}",
        "company: {revenue: 10元, assets: 20元}",
        ("3", "3"),
    ),
    ("{monthly: 2400元, months: company.employees}", "company: {employees: 5}", ("12000", "12000")),
    ("{monthly: 2400元, months: company.employees}", "{}", ("0", "-")),
    ("{exactly: {2016-11-02: 3万元, 2020-10-15: 10万元}}", "{}", ("100000", "100000")),
    ("{exactly: {2016-11-02: 3万元, 2021-10-15: 10万元}}", "{}", ("30000", "30000")),
]


@pytest.mark.parametrize(("value", "given", "bounds"), FORMS)
def test_payment_lies_between_its_bounds(
    value: str, given: str, bounds: tuple[str, str], tmp_path: Path
) -> None:
    """Each form of payment comes to the sum, or the range, that its figures and the firm's facts leave."""
    result = decided(tmp_path, PLAIN.replace("VALUE", value), given)

    assert result.value.pays
    assert (result.value.lower, result.value.upper) == yuan(*bounds)


NO_PAYMENT = [
    ("unstated", "unstated"),
    ("{may_exceed: 100万元}", "may_exceed"),
    ("{rate: {at_most: 1%}, of: loan.amount}", "rate"),
    ("{rate: 70%, of: unstated}", "rate"),
    ("{principal: {up_to: 1000万元}}", "principal"),
    ("{area: {up_to: 1000 m2}, for: 3 years}", "area"),
    ("{extension: 3 months}", "extension"),
    ("{exactly: {2021-10-15: 10万元}}", "unstated"),
    ("{exactly: {2016-11-02: 3万元, 2020-01-01: null}}", "unstated"),
]


@pytest.mark.parametrize(("value", "form"), NO_PAYMENT)
def test_other_quantity_is_listed_never_paid(value: str, form: str, tmp_path: Path) -> None:
    """A rate, a principal, floor space, more time, an unstated or not yet stated figure is no payment."""
    result = decided(tmp_path, PLAIN.replace("VALUE", value), "{}")

    assert (result.value.pays, result.value.lower, result.value.upper) == (False, None, None)
    assert [part.form for part in result.value.parts] == [form]


OVER_MEMBERS = [
    # (value, given, bounds)
    ("{exactly: 5元}", "projects: [{on_plan: true}, {on_plan: true}]", ("10", "10")),
    ("{exactly: 5元}", "projects: [{on_plan: true}, {on_plan: false}]", ("5", "5")),
    ("{exactly: 5元}", "projects: [{on_plan: true}, {}]", ("5", "10")),
    ("{exactly: 5元}", "projects: [{}, {}]", ("0", "10")),
    ("{exactly: 5元}", "projects: {known: [{on_plan: true}]}", ("5", "-")),
    ("{exactly: 5元}", "{}", ("0", "-")),
    (
        "{share: 50%, of: project.rd_spending}",
        "projects: [{on_plan: true, rd_spending: 0.01元}, {on_plan: true, rd_spending: 0.01元}]",
        ("0.02", "0.02"),
    ),
    (
        "{share: 20%, of: project.rd_spending, at_most: 3元}",
        "projects: [{on_plan: true, rd_spending: 10元}, {on_plan: true, rd_spending: 100元}]",
        ("5", "5"),
    ),
]


@pytest.mark.parametrize(("value", "given", "bounds"), OVER_MEMBERS)
def test_value_runs_from_sure_members_to_possible_ones(
    value: str, given: str, bounds: tuple[str, str], tmp_path: Path
) -> None:
    """Under `each`, members that surely qualify make the lower bound, those that may the upper one."""
    rule = EACH.replace("LIST", "projects").replace("CONDITION", "project.on_plan").replace("VALUE", value)

    result = decided(tmp_path, rule, given)

    assert (result.value.lower, result.value.upper) == yuan(*bounds)


TWO = (
    "projects: [{on_plan: true, rd_spending: 10元}, {on_plan: true, rd_spending: 30元}, {rd_spending: 100元}]"
)


@pytest.mark.parametrize(
    ("more", "bounds"),
    [
        ("", ("40", "140")),
        ("    combine: unstated\n", ("30", "140")),
        ("    total_at_most: 35元\n", ("35", "35")),
        ("    combine: unstated\n    total_at_most: 50元\n", ("30", "50")),
    ],
)
def test_members_combine_as_the_source_says(more: str, bounds: tuple[str, str], tmp_path: Path) -> None:
    """Where adding up is not stated the lower bound is the largest; the cap comes last, on both bounds."""
    rule = EACH.replace("LIST", "projects").replace("CONDITION", "project.on_plan")
    rule = rule.replace("VALUE", "{share: 100%, of: project.rd_spending}") + more

    result = decided(tmp_path, rule, TWO)

    assert (result.value.lower, result.value.upper) == yuan(*bounds)


def test_nothing_is_worth_anything_when_it_cannot_be_had(tmp_path: Path) -> None:
    """An ineligible benefit has no value."""
    rule = PLAIN.replace('"true"', '"false"').replace("VALUE", "{exactly: 5元}")

    result = decided(tmp_path, rule, "{}")

    assert not result.value.pays
    assert result.value.parts == ()
