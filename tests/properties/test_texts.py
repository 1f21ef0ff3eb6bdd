"""Whatever is written as a condition is read or refused, and never slowly."""

from __future__ import annotations

import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligib.language.check import read_condition
from eligib.language.faults import Fault
from eligib.language.words import in_words
from properties.cases import cases
from support.random_conditions import conditions
from support.random_names import LITERALS, Names
from support.random_vocabulary import base

LONGEST = 1.0
"""Seconds within which any text must be read; the parser takes a few milliseconds."""

KEYWORDS = "and or not in is has within any every count sum where benefit true false as_of received eligible"
SIGNS = "( ) [ ] , . + - * / < <= > >= == != =< => ≤ ≥ ≠ <> && || ! = ' ， （ ）"
NAMED = "company site loan hires hire projects interns intern size place employees revenue listed degree"
MORE_NAMED = "doctor small zhejiang hangzhou/elsewhere zhejiang/b0 sectors biopharma name months days"
ODD = '1e5 1.5万 2000万 3.14.15 0x1f 1亿亿亿元 99999999999999999999999999 2021-02-30 0000-00-00 " ""'
WORDS = (
    *(word for words in (KEYWORDS, SIGNS, NAMED, MORE_NAMED, ODD) for word in words.split()),
    *(literal for written in LITERALS.values() for literal in written),
)
NAMES = Names(base().vocabulary, each=base().vocabulary.records["hires"], eligible=("b0",), received=("b0",))
ANY = st.text(max_size=80) | st.text(string.printable, max_size=80)
SOUP = st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join)
TIGHT = st.lists(st.sampled_from(WORDS), max_size=15).map("".join)


@st.composite
def damaged(draw: st.DrawFn) -> str:
    """Draw a condition with a piece taken out, doubled or replaced."""
    text = draw(conditions(NAMES))
    start = draw(st.integers(0, len(text)))
    end = min(len(text), start + draw(st.integers(0, 5)))
    piece = draw(st.sampled_from(("", text[start:end] * 2)) | st.sampled_from(WORDS))
    return text[:start] + piece + text[end:]


@cases(1500)
@given(ANY | SOUP | TIGHT | damaged() | damaged())
def test_text_is_read_or_refused(text: str) -> None:
    """Any text is a condition, which has words, or a fault that points into it; within a moment."""
    fault = _read_or_refuse(text)

    if fault is not None:
        assert fault.code
        assert 0 <= fault.start <= fault.end <= max(1, len(text))


@cases(400)
@given(conditions(NAMES, 4))
def test_equal_texts_are_equal_conditions(text: str) -> None:
    """A text read twice is the same condition, however it is spaced."""
    vocabulary = base().vocabulary
    hires = vocabulary.records["hires"]

    again = read_condition(f"\n {text.replace(' ', '  ')} ", vocabulary, hires)

    assert again == read_condition(text, vocabulary, hires)
    assert hash(again) == hash(read_condition(text, vocabulary, hires))


@pytest.mark.parametrize("depth", [1, 10, 50, 100])
@pytest.mark.parametrize(
    "layer",
    ["not {}", "({})", "company.listed and ({})", "company.listed or {}", "any(hires where {})", "not ({})"],
)
def test_deep_text_is_read_or_refused(layer: str, depth: int) -> None:
    """Conditions within conditions are read or refused."""
    _read_or_refuse(_layered(layer, "company.listed", depth))


@pytest.mark.parametrize("length", [1, 10, 50, 100])
@pytest.mark.parametrize("layer", ["{} + 1", "{} - 1", "{} * 1", "({} + 1)", "1 + ({})"])
def test_long_sums_are_read_or_refused(layer: str, length: int) -> None:
    """Sums and products of many parts are read or refused."""
    _read_or_refuse(f"{_layered(layer, '1', length)} > 0")


@pytest.mark.parametrize(
    ("layer", "end"), [("not {}", ""), ("{}+1", " > 0"), ("{}*1", " > 0"), ("{}-1", " > 0")]
)
def test_as_long_as_a_text_may_be_is_read_or_refused(layer: str, end: str) -> None:
    """What nests without parentheses is read or refused at any length."""
    innermost = "company.listed" if layer == "not {}" else "1"
    _read_or_refuse(_layered(layer, innermost, 950) + end)


@cases(100)
@given(st.text("千万亿", min_size=1, max_size=3900), st.sampled_from(("元", "", "%")))
def test_huge_figures_are_read_or_refused(scale: str, unit: str) -> None:
    """A figure of any scale is read or refused, and put into words."""
    _read_or_refuse(f"company.revenue > 1{scale}{unit}")


def _layered(layer: str, text: str, times: int) -> str:
    for _ in range(times):
        text = layer.format(text)
    return text


def _read_or_refuse(text: str) -> Fault | None:
    """Return what is wrong with the text, if anything; a condition must have words."""
    vocabulary = base().vocabulary
    start = time.perf_counter()
    fault: Fault | None = None
    try:
        assert in_words(read_condition(text, vocabulary, vocabulary.records["hires"]), vocabulary).zh
    except Fault as found:
        fault = found
    assert time.perf_counter() - start < LONGEST
    return fault
