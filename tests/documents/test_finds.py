"""Figures and words of granting are found in every form in which policies write them."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from eligib.documents.figures import Figure, Unit
from eligib.documents.finds import scan
from eligib.documents.grants import GRANTS, plain
from eligib.language.quantities import read_money, read_number, read_rate
from support.documents import document

CASES = yaml.safe_load((Path(__file__).parents[1] / "cases/documents/figures.yaml").read_text("utf-8"))


def figure(text: str) -> Figure:
    """Return the figure that a case states, as `2000元`, `5%` or `3 months`."""
    if text.endswith("元"):
        return Figure(Unit.FEN, read_number(str(read_money(text, bare=None))))
    if text.endswith("%"):
        return Figure(Unit.PART, read_rate(text, bare=None))
    value, _, unit = text.partition(" ")
    return Figure(Unit(unit), read_number(value))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_figures_are_found_with_their_values(case: dict[str, object]) -> None:
    """Each text gives the finds that its case states, in order, and no others."""
    stated = case["finds"]
    assert isinstance(stated, list)

    found = scan(document(str(case["text"])))

    assert [(find.kind.value, find.values) for find in found] == [
        (kind, tuple(figure(value) for value in values)) for kind, *values in stated
    ]


@pytest.mark.parametrize("word", GRANTS)
def test_every_word_of_granting_is_found(word: str) -> None:
    """A word of the list is found where it stands alone."""
    assert [find.text for find in scan(document(f"，{word}。"))] == [word]


@pytest.mark.parametrize(
    ("traditional", "simplified"),
    [
        ("獎勵", "奖励"),
        ("補貼", "补贴"),
        ("減免", "减免"),
        ("擔保", "担保"),
        ("貸款", "贷款"),
        ("優惠", "优惠"),
        ("退稅", "退税"),
        ("轉貸", "转贷"),
        ("不超過", "不超过"),
        ("以內", "以内"),
    ],
)
def test_traditional_words_are_the_same_words(traditional: str, simplified: str) -> None:
    """A word in Traditional characters is found as its Simplified form is, and shown as written."""
    assert plain(traditional) == simplified
    assert [find.text for find in scan(document(traditional))] == [traditional]


@pytest.mark.parametrize("break_", ["\n", "\r\n", " ", "\n\n", "\u3000", " \n\n "])
def test_words_and_figures_run_over_a_break(break_: str) -> None:
    """White space within a word or figure splits neither, and the find stands where it begins."""
    found = scan(document(f"第一行\n给予奖{break_}励50{break_}万元。"))

    assert [(find.text, find.line) for find in found] == [("奖励", 2), ("50万元", 2 + break_.count("\n"))]


def test_a_find_knows_its_place() -> None:
    """Line and column count characters from 1."""
    (found,) = scan(document("甲乙\n丙丁 5万元"))

    assert (found.line, found.column, found.around(2)) == (2, 4, ("丙丁", "5万元", ""))


def test_nothing_that_is_stored_is_long() -> None:
    """The text of a find is cut at 30 characters."""
    (found,) = scan(document("，".join(["9" * 90 + "元"])))

    assert len(found.text) == 30


@pytest.mark.parametrize("text", ["", "\n", " \n \n", "无关的文字"])
def test_nothing_is_found_where_nothing_is(text: str) -> None:
    """A text without figures has no finds."""
    assert scan(document(text)) == []


def test_a_huge_line_is_scanned() -> None:
    """A document of one line with thousands of figures is read like any other."""
    found = scan(document("给予奖励100万元。" * 3000))

    assert len(found) == 6000
    assert {find.line for find in found} == {1}
