"""Conditions are checked against the vocabulary before any firm is read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from eligib.language import nodes as n
from eligib.language.check import read_condition
from eligib.language.faults import Fault
from eligib.language.vocabulary import Kind, Vocabulary
from eligib.rulebook.load import load_rulebook
from support.semantics import FOLDER


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_rulebook(FOLDER / "rules").vocabulary


REFUSED = [
    # names
    ("compny.size is small", "unknown-name", "company"),
    ("company.sise is small", "unknown-name", "size"),
    ("any(hire where full_time)", "not-a-list", None),
    ("any(hirez where full_time)", "unknown-name", "hires"),
    ("hire.degree is doctor", "record-fact-outside-list", None),
    ("hires.degree is doctor", "record-fact-outside-list", None),
    ("any(hires where degre is doctor)", "unknown-name", "degree"),
    ("any(hires where hire.degree is doctor)", "record-fact-outside-list", None),
    ("company.place within qiantang/elsewere", "unknown-place", "qiantang/elsewhere"),
    ("benefit(a/b) is granted", "unknown-state", None),
    # types and units
    ("company.employees <= 300元", "type-mismatch", None),
    ("company.revenue <= 300", "type-mismatch", "300元"),
    ("loan.fee_rate <= 1", "type-mismatch", "1%"),
    ("loan.due_on <= 3 months", "type-mismatch", None),
    ("loan.due_on <= as_of + 3", "type-mismatch", None),
    ("as_of + 3 months <= 90 days", "type-mismatch", None),
    ("3 months <= 90 days", "type-mismatch", None),
    ("company.name <= company.name", "no-order", None),
    ("company.name is small", "type-mismatch", None),
    ("company.size == small", "no-order", None),
    ("company.place == qiantang", "no-order", None),
    ("company.sectors is biopharma", "type-mismatch", None),
    ("company.size has small", "type-mismatch", None),
    ("company.size within qiantang", "type-mismatch", None),
    ("company.listed == true", "no-order", None),
    ("company.revenue * company.assets >= 1元", "type-mismatch", None),
    ("loan.fee_rate * company.revenue >= 1元", "factor-below-zero", None),
    ("(company.revenue - company.assets) * 3% >= 1元", "factor-below-zero", None),
    ("company.revenue + company.employees >= 1元", "type-mismatch", None),
    ("sum(hires.degree) >= 1", "type-mismatch", None),
    ("count(hires where 3) >= 1", "not-a-condition", None),
    ("not 3", "not-a-condition", None),
    ("as_of", "not-a-condition", None),
    ("3 + (company.listed and company.listed) > 2", "not-a-value", None),
    # literals
    ("company.revenue <= 0.001元", "money-too-fine", None),
    ("loan.due_on <= as_of + 3 moons", "unknown-unit", "months"),
    ("company.revenue <= 1.5亿", "unit-missing", "1.5亿元"),
    ("company.founded_on <= 2020-13-01", "no-such-date", None),
    # form
    ("company.listed and", "syntax", None),
    ("(company.listed", "syntax", None),
    ("company.employees ≥ 3", "syntax", ">="),
    ("company.employees => 3", "syntax", ">="),
    ("company.employees <> 3", "syntax", "!="),
    ("company.employees = 3", "syntax", "=="),
    ("company.listed && company.listed", "syntax", "and"),
    ("company.listed || company.listed", "syntax", "or"),
    ("!company.listed", "syntax", "not"),
    ("company.name == 'x'", "syntax", None),
    ("1 < company.employees == 3", "mixed-chain", None),
    ("company.employees <= ３００", "syntax", None),
    ("", "syntax", None),
    ("(" * 70 + "company.listed" + ")" * 70, "syntax", None),
    ("company.listed or " * 400 + "company.listed", "syntax", None),
]


@pytest.mark.parametrize(("text", "code", "meant"), REFUSED)
def test_faulty_condition_is_refused_with_its_code(
    text: str, code: str, meant: str | None, vocabulary: Vocabulary
) -> None:
    """A condition without meaning is refused with a stable code and, where a name is close, what was meant."""
    with pytest.raises(Fault) as caught:
        read_condition(text, vocabulary)

    assert (caught.value.code, caught.value.meant) == (code, meant)


ACCEPTED = [
    "company.employees * 2 <= 600",
    "company.employees <= 300 + 0.5",
    "3% * company.revenue + 1万元 <= company.assets",
    "2 * 3% * company.revenue <= company.assets",
    "company.rd_rate <= 3% + 5‰",
    "loan.due_on - 90 days >= as_of",
    "loan.due_on >= as_of + 1 years",
    'company.name == "甲"',
    "company.size in [small]",
    "company.sectors has biopharma",
    "company.place within elsewhere",
    "count(hires where count(projects where on_plan) >= 1) >= 1",
    "benefit(zhejiang/other) is received",
    "not not company.listed",
    "1 > company.employees >= 0",
    "true or false",
]


@pytest.mark.parametrize("text", ACCEPTED)
def test_well_formed_condition_is_read(text: str, vocabulary: Vocabulary) -> None:
    """What has a meaning is read."""
    read_condition(text, vocabulary)


def test_literals_are_exact_in_internal_units(vocabulary: Vocabulary) -> None:
    """Money is whole fen, a rate an exact fraction of one, a date a day."""
    money = read_condition("company.revenue <= 1.5亿元", vocabulary)
    rate = read_condition("loan.fee_rate <= 3.85%", vocabulary)
    day = read_condition("loan.due_on <= 2020-09-30", vocabulary)

    assert isinstance(money, n.Compare)
    assert money.right == n.Literal(Kind.MONEY, 150_000_000_00)
    assert isinstance(rate, n.Compare)
    assert rate.right == n.Literal(Kind.RATE, Decimal("0.0385"))
    assert isinstance(day, n.Compare)
    assert day.right == n.Literal(Kind.DATE, date(2020, 9, 30))


def test_equal_conditions_are_equal_nodes(vocabulary: Vocabulary) -> None:
    """The same condition written twice is one leaf, whatever the blanks."""
    first = read_condition("company.employees<=300 and company.listed", vocabulary)
    second = read_condition("company.employees  <= 300  and (company.listed)", vocabulary)

    assert first == second
    assert hash(first) == hash(second)


def test_fault_knows_its_place_in_the_text(vocabulary: Vocabulary) -> None:
    """The fault points at the offending characters, so that they can be underlined."""
    text = "company.listed and company.size is smal"

    with pytest.raises(Fault) as caught:
        read_condition(text, vocabulary)

    assert text[caught.value.start : caught.value.end] == "smal"


def test_each_member_is_named_only_under_each(vocabulary: Vocabulary) -> None:
    """`hire.degree` stands only where a benefit is decided for each hire."""
    condition = read_condition("hire.degree is doctor", vocabulary, vocabulary.records["hires"])

    assert isinstance(condition, n.OneOf)
    assert condition.ref.scope is n.Scope.EACH
