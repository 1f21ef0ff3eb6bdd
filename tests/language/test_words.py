"""Conditions in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.language.check import read_condition
from eligib.language.words import in_words
from eligib.rulebook.load import load_rulebook
from support.semantics import FOLDER

if TYPE_CHECKING:
    from eligib.language.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    return load_rulebook(FOLDER / "rules").vocabulary


WORDS = [
    ("company.employees <= 300", "企业从业人员不超过300", "company's employees is at most 300"),
    ("300 >= company.employees", "企业从业人员不超过300", "company's employees is at most 300"),
    ("company.size in [small, micro]", "企业规模为小型或微型", "company's size is small or micro"),
    ("company.size is not large", "企业规模不是大型", "company's size is not large"),
    ("not company.listed", "企业上市：否", "company's listed: no"),
    ("company.place within qiantang", "企业所在地在钱塘", "company's place is in Qiantang"),
    ("loan.due_on <= as_of + 3 months", "贷款到期日不晚于判断日 + 3个月", None),
    ("count(hires where degree is doctor) >= 2", "满足“学历为博士”的引进人员数量不低于2", None),
    ("company.listed and (company.size is micro or not (company.employees > 3))", None, None),
    ("benefit(zhejiang/x) is received", "已享受 zhejiang/x", "zhejiang/x was received"),
]


@pytest.mark.parametrize(("text", "zh", "en"), WORDS)
def test_condition_is_put_into_words(
    text: str, zh: str | None, en: str | None, vocabulary: Vocabulary
) -> None:
    """Every condition has a sentence in both languages, from the vocabulary's labels."""
    words = in_words(read_condition(text, vocabulary), vocabulary)

    assert words.zh == (zh or words.zh)
    assert words.en == (en or words.en)
    assert words.zh
    assert words.en
