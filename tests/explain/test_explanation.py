"""Reasons: which clauses decide, what the firm's own values are, what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.decide.decider import Decider
from eligib.explain.explanation import Explainer, Explanation
from support.rules import rulebook
from support.semantics import AS_OF, profile_of

if TYPE_CHECKING:
    from pathlib import Path

RULE = """\
  grant:
    COMMON
    when: WHEN
    value: unstated
"""
EACH = RULE.replace("    when:", "    each: hires\n    when:")


def explained(folder: Path, benefits: str, given: str) -> Explanation:
    """Return the explanation of `grant` for a firm."""
    rules = rulebook(folder, benefits)
    decider = Decider(rules, AS_OF)
    decision = decider.decide(profile_of(given, rules))
    return Explainer(decision, decider.interpreter).explain("zhejiang/grant")


TREE = (
    "[{a: company.listed}, {any: [{b: company.employees > 5}, [{c: company.size is micro}, "
    "{d: company.revenue > 1元}]]}, {none: [{e: company.size is large}, {f: company.place within hangzhou}]}]"
)

DECIDING = [
    # all true: every part of `all`, the true part of `any`, every part of `none`
    ("company: {listed: true, employees: 6, size: small, place: xinjiang}", ["a", "b", "e", "f"]),
    # false: only the parts that fail
    ("company: {listed: false, employees: 6, size: small, place: xinjiang}", ["a"]),
    ("company: {listed: false, employees: 3, size: small, place: xinjiang}", ["a", "b", "c"]),
    ("company: {listed: true, employees: 6, size: small, place: hangzhou}", ["f"]),
    ("company: {listed: true, employees: 3, size: micro, revenue: 0元, place: xinjiang}", ["b", "d"]),
    # undetermined: only the parts that are still open
    ("company: {employees: 6, size: small, place: xinjiang}", ["a"]),
    ("company: {listed: true, employees: 3, size: micro, place: xinjiang}", ["d"]),
    ("company: {listed: true, employees: 6, size: small}", ["f"]),
]


@pytest.mark.parametrize(("given", "clauses"), DECIDING)
def test_clauses_that_carry_the_outcome_are_named(given: str, clauses: list[str], tmp_path: Path) -> None:
    """The deciding clauses are those whose truth made the outcome, in order of writing."""
    explanation = explained(tmp_path, RULE.replace("WHEN", TREE), given)

    assert [clause.clause.id for clause in explanation.deciding] == clauses


NEEDS = [
    ("[a: company.employees <= 300]", "{}", [("company.employees", ())]),
    ("[a: company.place within qiantang]", "company: {place: hangzhou}", [("company.place", ())]),
    ("[a: company.founded_on <= 2020-06-15]", "company: {founded_on: 2020-06}", [("company.founded_on", ())]),
    ("[a: company.size is micro]", "company: {size: [micro, small]}", [("company.size", ())]),
    ("[a: company.revenue >= 3% * company.assets]", "company: {revenue: 1元}", [("company.assets", ())]),
    ("[a: any(hires where degree is doctor)]", "{}", [("hires", ())]),
    (
        "[a: any(hires where degree is doctor)]",
        "hires: [{}, {degree: master}, {}]",
        [("hires.degree", (0, 2))],
    ),
    (
        "[a: any(hires where degree is doctor and full_time)]",
        "hires: [{degree: doctor}, {degree: master}]",
        [("hires.full_time", (0,))],
    ),
    ("[a: count(hires) >= 2]", "hires: {known: [{}]}", [("hires", ())]),
    (
        "[a: sum(projects.rd_spending where on_plan) >= 100元]",
        "projects: [{on_plan: true}, {rd_spending: 200元}]",
        [("projects.rd_spending", (0,)), ("projects.on_plan", (1,))],
    ),
    ("[a: benefit(zhejiang/grant) is received]", "{}", [("received", ())]),
    ("[a: company.listed or company.employees > 5]", "company: {employees: 3}", [("company.listed", ())]),
]


@pytest.mark.parametrize(("when", "given", "needs"), NEEDS)
def test_facts_that_still_matter_are_named(
    when: str, given: str, needs: list[tuple[str, tuple[int, ...]]], tmp_path: Path
) -> None:
    """What is missing is named by fact, with the members of a list that lack it; what is known is not."""
    explanation = explained(tmp_path, RULE.replace("WHEN", when), given)

    assert sorted((need.path, need.members) for need in explanation.needs) == sorted(needs)


def test_each_member_is_explained_by_itself(tmp_path: Path) -> None:
    """Under `each` every member has its clauses, with its own values."""
    when = "[a: hire.degree is doctor]"

    explanation = explained(
        tmp_path, EACH.replace("WHEN", when), "hires: [{degree: doctor}, {degree: master}, {}]"
    )

    assert [(c.member, c.truth, c.values[0].text.en, c.decides) for c in explanation.clauses] == [
        (0, True, "doctor", True),
        (1, False, "master", False),
        (2, None, "not given", False),
    ]


def test_open_list_has_a_blank_member_that_lacks_nothing(tmp_path: Path) -> None:
    """Further members of an open list lack the list, not a fact of a member that nobody named."""
    explanation = explained(
        tmp_path, EACH.replace("WHEN", "[a: hire.degree is doctor]"), "hires: {known: [{}]}"
    )

    assert [(need.path, need.members) for need in explanation.needs] == [
        ("hires.degree", (0,)),
        ("hires", ()),
    ]


def test_condition_is_traced_to_its_parts(tmp_path: Path) -> None:
    """A compound condition shows the truth of each part."""
    when = "[a: not (company.listed and company.employees > 10)]"

    explanation = explained(tmp_path, RULE.replace("WHEN", when), "company: {employees: 5}")

    trace = explanation.clauses[0].trace
    assert trace is not None
    assert (trace.truth, trace.parts[0].truth) == (True, False)
    assert [part.truth for part in trace.parts[0].parts] == [None, False]
