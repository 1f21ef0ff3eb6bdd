"""Faults that random cases once found, by their smallest examples."""

from __future__ import annotations

from typing import Any

import pytest

from eligib.decide.decider import Decider
from eligib.decide.outcome import Outcome
from eligib.errors import InputError
from eligib.explain.explanation import Explainer, Explanation
from support.random_vocabulary import ZONE, loaded
from support.semantics import AS_OF, profile_of

APPROVED = [{"approval": "zhejiang/review"}]


def explained(whens: list[list[Any]], given: str, value: Any = "unstated") -> Explanation:
    """Return why the last of the benefits b0, b1 ... comes out as it does."""
    entry = {"title": {"zh": "甲", "en": "a"}, "kind": "award", "paid_to": "enterprise", "value": value}
    entries = {
        f"b{number}": {**entry, "cite": {"line": 1, "anchor": "x"}, "when": when}
        for number, when in enumerate(whens)
    }
    rulebook = loaded({"zone": ZONE, "source": "example-gazette", "benefits": entries})
    decider = Decider(rulebook, AS_OF)
    decision = decider.decide(profile_of(given, rulebook))
    return Explainer(decision, decider.interpreter).explain(f"{ZONE}/b{len(whens) - 1}")


@pytest.mark.parametrize(
    "when",
    [
        {"none": [{"c": "benefit(zhejiang/b0) is eligible"}]},
        {"c": "count(hires where benefit(zhejiang/b0) is eligible) >= 1"},
        {"c": "any(hires where not (benefit(zhejiang/b0) is eligible))"},
    ],
)
def test_waiting_for_an_approval_of_another_names_it(when: Any) -> None:
    """An undetermined benefit that waits only on an approval of another benefit names it."""
    found = explained([APPROVED, [when]], "hires: [{}]")

    assert found.result.outcome is Outcome.UNDETERMINED
    assert [approval.id for approval in found.pending] == ["zhejiang/review"]


@pytest.mark.parametrize(
    ("condition", "given", "needed"),
    [
        ("any(hires where any(projects where on_plan))", "{hires: [{}], projects: [{}]}", "projects.on_plan"),
        ("any(hires where count(projects) >= 1)", "{hires: [{}]}", "projects"),
        (
            "any(hires where sum(projects.rd_spending) > 0元)",
            "{hires: [{}], projects: [{}]}",
            "projects.rd_spending",
        ),
        ("any(hires where benefit(zhejiang/b0) is received)", "{hires: [{}]}", "received"),
    ],
)
def test_waiting_for_a_fact_inside_a_list_names_it(condition: str, given: str, needed: str) -> None:
    """An undetermined benefit names the fact it waits for, however deep in lists it is asked."""
    found = explained([[{"c": condition}]], given)

    assert found.result.outcome is Outcome.UNDETERMINED
    assert [need.path for need in found.needs] == [needed]


def test_asking_whether_it_was_received_itself_is_explained() -> None:
    """A conditional benefit that asks whether it was received before names its own approval."""
    found = explained([[{"any": [*APPROVED, {"c": "benefit(zhejiang/b0) is received"}]}]], "{}")

    assert found.result.outcome is Outcome.CONDITIONAL
    assert [approval.id for approval in found.pending] == ["zhejiang/review"]


def test_pending_approvals_are_those_that_are_waited_for() -> None:
    """Whether another benefit was received does not wait for its approvals."""
    received = {"c": "benefit(zhejiang/b0) is received"}

    found = explained([APPROVED, [{"any": [{"approval": "zhejiang/jury"}, received]}]], "{}")

    assert found.result.outcome is Outcome.CONDITIONAL
    assert [approval.id for approval in found.pending] == ["zhejiang/jury"]


def test_value_may_not_ask_about_other_benefits() -> None:
    """What a benefit pays rests on the firm's facts alone; a benefit named in its value is refused."""
    of = "sum(projects.rd_spending where benefit(zhejiang/b0) is eligible)"

    with pytest.raises(InputError) as caught:
        explained([[{"c": "true"}], [{"c": "true"}]], "{}", {"share": "100%", "of": of})

    assert {fault.code for fault in caught.value.diagnostics} == {"benefit-in-value"}


def test_value_of_a_table_with_a_gap_only_narrows() -> None:
    """Where some row of a table has no figure on the day, the bounds hold for the rows that have one."""
    value = [{"exactly": "5元"}, {"by": "company.size", "micro": {"2030-01-01": "3元"}, "else": "8元"}]
    when = [[{"c": "true"}]]

    before = explained(when, "{}", value).result.value
    after = explained(when, "company: {size: large}", value).result.value

    assert after.upper == 1300
    assert before.upper is None or before.upper >= after.upper


@pytest.mark.parametrize(
    "time", ["1.5 * 3 months", "50% * 3 months", "0.5 * 3 days", "site.score * 1 months"]
)
def test_date_moved_by_part_of_a_month_is_refused(time: str) -> None:
    """Only a whole number multiplies months or days, so that a date always moves by whole ones."""
    given = "{company: {founded_on: 2020-01-01}, site: {score: 1.5}}"

    with pytest.raises(InputError) as caught:
        explained([[{"c": f"company.founded_on + {time} <= as_of"}]], given)

    assert [fault.code for fault in caught.value.diagnostics] == ["type-mismatch"]


def test_day_past_the_calendar_is_decided() -> None:
    """A day beyond the last of the calendar is later than today, with nothing left to ask."""
    given = "company: {founded_on: 2020-01-01}"

    found = explained([[{"c": "company.founded_on + 99999 years > as_of"}]], given)

    assert found.result.outcome is Outcome.ELIGIBLE
