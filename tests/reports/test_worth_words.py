"""Values in words: what a rate is of, and what is said once or twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.decide.decider import Decider
from eligib.messages import render
from eligib.reports.worth import worth
from support.rules import rulebook
from support.semantics import AS_OF, profile_of

if TYPE_CHECKING:
    from pathlib import Path

RULE = """\
  grant:
    COMMON
    EACH
    when: [always: "true"]
    value: VALUE
"""
WORDS = [
    # (each, value, given, texts)
    ("", "{rate: 70%, of: unstated}", "{}", ["70% of an unstated amount"]),
    (
        "",
        "[{rate: 70%, of: unstated}, {rate: 70%, of: unstated}]",
        "{}",
        ["70% of an unstated amount", "70% of an unstated amount"],
    ),
    (
        "",
        "{rate: {at_most: 1%}, of: company.revenue}",
        "company: {revenue: 10万元}",
        ["at most 1% of CNY 100,000"],
    ),
    ("", "{rate: {at_most: 1%}, of: company.revenue}", "{}", ["at most 1%"]),
    ("projects", "{may_exceed: 5元}", "projects: [{}, {}]", ["may exceed CNY 5"]),
]


@pytest.mark.parametrize(("each", "value", "given", "texts"), WORDS)
def test_what_is_no_payment_is_put_into_words(
    each: str, value: str, given: str, texts: list[str], tmp_path: Path
) -> None:
    """A rate says of what it is, or that nobody says; parts of the value are told apart, alike members are not."""
    rule = RULE.replace("EACH", f"each: {each}") if each else RULE.replace("    EACH\n", "")
    rules = rulebook(tmp_path, rule.replace("VALUE", value))
    found = Decider(rules, AS_OF).decide(profile_of(given, rules)).results["zhejiang/grant"]

    assert [render(text, "en") for text in worth(found.value, found.benefit)] == texts
