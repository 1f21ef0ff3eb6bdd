"""Outcomes: the table of approvals, dates before conditions, doubts that stay with an answer."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from eligib.decide.decider import Decider
from eligib.explain.explanation import Explainer, Explanation
from support.rules import rulebook, rules_folder
from support.semantics import profile_of

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.decide.decision import Decision

AS_OF = date(2021, 1, 15)
APPROVALS = """\
approvals:
  zhejiang/review: {label: {zh: 审查, en: review}, authority: {zh: 局, en: bureau}}
  zhejiang/audit: {label: {zh: 审计, en: audit}, authority: {zh: 厅, en: office}}
"""


def decided(folder: Path, benefits: str, given: str, as_of: date = AS_OF) -> Decision:
    """Return the decision for a firm under a small rulebook with two approvals."""
    rules = rules_folder(folder, "")
    (rules / "vocabulary" / "approvals.yaml").write_text(APPROVALS, "utf-8")
    loaded = rulebook(folder, benefits)
    return Decider(loaded, as_of).decide(profile_of(given, loaded))


def outcome(decision: Decision, name: str = "grant") -> tuple[str, set[str]]:
    """Return outcome and flags of one benefit."""
    result = decision.results[f"zhejiang/{name}"]
    return result.outcome.value, {flag.value for flag in result.flags}


def explained(decision: Decision, name: str = "grant") -> Explanation:
    """Return the explanation of one benefit."""
    decider = Decider(decision.rulebook, decision.as_of)
    return Explainer(decision, decider.interpreter).explain(f"zhejiang/{name}")


RULE = """\
  grant:
    COMMON
    when: WHEN
    value: {exactly: 5元}
"""
WITH_REVIEW = "[{listed: company.listed}, {approval: zhejiang/review}]"

TABLE = [
    ("company: {listed: true}\napprovals: {zhejiang/review: granted}", "eligible"),
    ("company: {listed: false}\napprovals: {zhejiang/review: granted}", "ineligible"),
    ("company: {listed: true}\napprovals: {zhejiang/review: refused}", "ineligible"),
    ("company: {listed: true}", "conditional"),
    ("company: {listed: false}", "ineligible"),
    ("{}", "undetermined"),
    ("approvals: {zhejiang/review: refused}", "ineligible"),
    ("approvals: {zhejiang/review: granted}", "undetermined"),
]


@pytest.mark.parametrize(("given", "expected"), TABLE)
def test_approvals_make_the_outcome(given: str, expected: str, tmp_path: Path) -> None:
    """Undecided approvals as unknown and as granted give the outcome between them."""
    assert outcome(decided(tmp_path, RULE.replace("WHEN", WITH_REVIEW), given))[0] == expected


def test_conditional_names_its_approvals(tmp_path: Path) -> None:
    """A conditional benefit names exactly the approvals that are still to come."""
    when = "[{any: [{approval: zhejiang/review}, {a: company.listed}]}, {approval: zhejiang/audit}]"

    decision = decided(tmp_path, RULE.replace("WHEN", when), "company: {listed: true}")

    assert outcome(decision)[0] == "conditional"
    assert [approval.id for approval in explained(decision).pending] == ["zhejiang/audit"]


def test_undetermined_names_the_facts_that_matter(tmp_path: Path) -> None:
    """A fact that can no longer turn the outcome is not asked for."""
    when = "[{a: company.employees <= 300}, {b: company.listed or company.revenue >= 1元}]"

    decision = decided(tmp_path, RULE.replace("WHEN", when), "company: {listed: true}")

    assert outcome(decision)[0] == "undetermined"
    assert [need.path for need in explained(decision).needs] == ["company.employees"]


ASSUMED = "[{a: {that: company.listed, basis: assumed}}, {b: company.employees <= 300}]"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("company: {listed: true, employees: 3}", ("eligible", {"assumed"})),
        ("company: {listed: false, employees: 3}", ("ineligible", {"assumed"})),
        ("company: {listed: false, employees: 301}", ("ineligible", set())),
        ("company: {listed: true, employees: 301}", ("ineligible", set())),
        ("company: {listed: true}", ("undetermined", set())),
        ("company: {listed: false}", ("ineligible", {"assumed"})),
    ],
)
def test_outcome_that_rests_on_our_reading_is_flagged(
    given: str, expected: tuple[str, set[str]], tmp_path: Path
) -> None:
    """`assumed` marks an outcome that would differ were the assumed clauses unknown, and no other."""
    assert outcome(decided(tmp_path, RULE.replace("WHEN", ASSUMED), given)) == expected


DATED = """\
  grant:
    COMMON
    IN_FORCE
    when: [always: "true"]
    value: unstated
"""


@pytest.mark.parametrize(
    ("in_force", "as_of", "expected"),
    [
        ("in_force: {from: 2021-01-15}", date(2021, 1, 14), ("not_in_force", set())),
        ("in_force: {from: 2021-01-15}", date(2021, 1, 15), ("eligible", set())),
        ("in_force: {until: 2021-01-15}", date(2021, 1, 15), ("eligible", set())),
        ("in_force: {until: 2021-01-15}", date(2021, 1, 16), ("not_in_force", set())),
        (
            "in_force: {until: {date: 2021-01-15, basis: assumed}}",
            date(2021, 1, 16),
            ("not_in_force", {"assumed"}),
        ),
        ("in_force: planned", AS_OF, ("planned", set())),
        ("in_force: exploratory", AS_OF, ("planned", set())),
        ("in_force: closed", AS_OF, ("not_in_force", set())),
        # the source is of December 2020
        ("in_force: {until: 2030-01-01}", date(2020, 11, 30), ("eligible", {"unconfirmed"})),
        ("in_force: {until: 2030-01-01}", date(2020, 12, 1), ("eligible", set())),
        ("in_force: {from: 2019-01-01}", date(2021, 12, 31), ("eligible", set())),
        ("in_force: {from: 2019-01-01}", date(2022, 1, 1), ("eligible", {"unconfirmed"})),
    ],
)
def test_dates_come_before_conditions(
    in_force: str, as_of: date, expected: tuple[str, set[str]], tmp_path: Path
) -> None:
    """Both ends are inclusive; where the source states none and is old, or lies ahead, the answer is flagged."""
    decision = decided(tmp_path, DATED.replace("IN_FORCE", in_force), "{}", as_of)

    assert outcome(decision) == expected
    assert [clause.truth for clause in explained(decision).clauses] == [True]


CHAIN = """\
  base:
    COMMON
    when: [{listed: company.listed}, {approval: zhejiang/review}]
    value: unstated
  grant:
    COMMON
    when: [asks: CONDITION]
    value: unstated
"""


@pytest.mark.parametrize(
    ("condition", "given", "expected"),
    [
        ("benefit(zhejiang/base) is eligible", "company: {listed: true}", "conditional"),
        ("benefit(zhejiang/base) is eligible", "company: {listed: false}", "ineligible"),
        ("benefit(zhejiang/base) is eligible", "{}", "undetermined"),
        ("not (benefit(zhejiang/base) is eligible)", "company: {listed: true}", "undetermined"),
        ("not (benefit(zhejiang/base) is eligible)", "company: {listed: false}", "eligible"),
        ("benefit(zhejiang/base) is received", "{}", "undetermined"),
        ("benefit(zhejiang/base) is received", "received: []", "ineligible"),
        ("benefit(zhejiang/base) is received", "received: [zhejiang/base]", "eligible"),
        (
            "any(hires where benefit(zhejiang/base) is eligible)",
            "company: {listed: true}\nhires: [{}]",
            "conditional",
        ),
        (
            "count(hires where benefit(zhejiang/base) is eligible) >= 1",
            "company: {listed: true}\nhires: [{}]",
            "undetermined",
        ),
    ],
)
def test_benefit_may_ask_about_another(condition: str, given: str, expected: str, tmp_path: Path) -> None:
    """A conditional one counts as eligible with approvals granted, but only where nothing negates or counts it."""
    decision = decided(tmp_path, CHAIN.replace("CONDITION", condition), given)

    assert outcome(decision)[0] == expected


def test_waiting_only_for_anothers_approval_names_it(tmp_path: Path) -> None:
    """An undetermined benefit that waits only on another's approval names that approval."""
    decision = decided(
        tmp_path,
        CHAIN.replace("CONDITION", "not (benefit(zhejiang/base) is eligible)"),
        "company: {listed: true}",
    )

    assert [approval.id for approval in explained(decision).pending] == ["zhejiang/review"]
    assert explained(decision).needs == ()


def test_benefit_not_in_force_is_not_eligible_for_others(tmp_path: Path) -> None:
    """Who asks about a benefit that is only planned is told no."""
    rule = CHAIN.replace("CONDITION", "benefit(zhejiang/base) is eligible")
    rule = rule.replace("  base:\n    COMMON\n", "  base:\n    COMMON\n    in_force: planned\n")

    decision = decided(tmp_path, rule, "company: {listed: true}\napprovals: {zhejiang/review: granted}")

    assert (outcome(decision, "base")[0], outcome(decision)[0]) == ("planned", "ineligible")


def test_totals_are_never_merged_across_payee_kind_and_outcome(tmp_path: Path) -> None:
    """What goes to persons is never the enterprise's, and a conditional sum never adds to a sure one."""
    rule = """\
  a:
    COMMON
    when: [always: "true"]
    value: {exactly: 1元}
  b:
    COMMON
    when: [always: "true"]
    value: {up_to: 2元}
  c:
    COMMON
    when: [approval: zhejiang/review]
    value: {exactly: 4元}
"""
    persons = rule.replace("  a:", "  d:", 1).split("  b:")[0].replace("COMMON", "PERSON")
    person = "    title: {zh: 示例, en: example}\n    kind: award\n    paid_to: graduate\n    cite: {line: 1, anchor: 示例}\n"

    decision = decided(tmp_path, rule + persons.replace("    PERSON\n", person), "{}")

    totals = {(t.payee, t.kind, t.outcome.value): (t.lower, t.upper, t.benefits) for t in decision.totals}
    assert totals == {
        (("enterprise",), "subsidy", "eligible"): (100, 300, 2),
        (("enterprise",), "subsidy", "conditional"): (400, 400, 1),
        (("graduate",), "award", "eligible"): (100, 100, 1),
    }
