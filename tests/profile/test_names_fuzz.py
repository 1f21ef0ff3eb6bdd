"""Whatever is written as a credit code or an industry is read or is a fault that can be shown."""

from __future__ import annotations

import string
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from eligib.language.faults import Fault
from eligib.language.vocabulary import Kind
from eligib.messages import LANGUAGES, render
from eligib.profile.credit_code import read_credit_code
from eligib.profile.industry import read_industry
from support.examples import shipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn

FUZZ = settings(max_examples=200, deadline=None, database=None, derandomize=True)
RIGHT = "91110000600037341L"
TREE = shipped().vocabulary.trees[Kind.INDUSTRY]
NAMES = sorted({name for label in TREE.labels.values() for name in (label.zh, label.en)} | set(TREE.parents))
SIGNS = string.ascii_letters + string.digits + " -.:：、/'\u3000\t０９ＡＺ制造业ſıİßﬀ²½①٣"
ANY = st.text(max_size=30) | st.text(SIGNS, max_size=30) | st.text(st.characters(codec=None), max_size=8)


@st.composite
def damaged(draw: DrawFn, texts: st.SearchStrategy[str]) -> str:
    """Draw a text with a piece taken out, doubled or replaced."""
    text = draw(texts)
    start = draw(st.integers(0, len(text)))
    end = min(len(text), start + draw(st.integers(0, 4)))
    return text[:start] + draw(st.just(text[start:end] * 2) | st.text(SIGNS, max_size=3)) + text[end:]


def answer(read: Callable[[str], str], text: str) -> str | None:
    """Return what is read, None where it is a fault; that can be shown in both languages."""
    try:
        return read(text)
    except Fault as found:
        fault = found
    assert all(render(fault.message, language) for language in LANGUAGES)
    return None


@FUZZ
@given(ANY | damaged(st.just(RIGHT)) | damaged(damaged(st.just(RIGHT))))
def test_any_text_is_a_credit_code_or_a_fault(text: str) -> None:
    """What is read is a code in its usual form, which reads as itself."""
    found = answer(read_credit_code, text)

    assert found is None or (len(found) == 18 and found.isascii() and read_credit_code(found) == found)


@FUZZ
@given(st.integers(0, 17), st.sampled_from(string.digits + string.ascii_uppercase))
def test_one_wrong_character_is_never_taken_for_right(place: int, character: str) -> None:
    """A code with another character in one place is refused: the check characters tell."""
    text = RIGHT[:place] + character + RIGHT[place + 1 :]

    assert answer(read_credit_code, text) == (RIGHT if text == RIGHT else None)


@FUZZ
@given(ANY | st.sampled_from(NAMES) | damaged(st.sampled_from(NAMES)))
def test_any_text_is_an_industry_or_a_fault(text: str) -> None:
    """What is read is an industry of the tree."""
    found = answer(lambda written: read_industry(written, TREE), text)

    assert found is None or found in TREE


@FUZZ
@given(st.integers(0, 9999), st.sampled_from(("", *string.ascii_uppercase[:20])))
def test_code_is_in_the_industry_that_holds_it(number: int, letter: str) -> None:
    """A code of any length leads to the smallest industry of the tree whose code begins it, or to its rest."""
    code = f"{number:04d}"[: 2 + number % 3]

    found = answer(lambda written: read_industry(written, TREE), letter + code)

    divisions = {node[1:]: node[0] for node in TREE.parents if node[1:].isdigit() and len(node) == 3}
    right = code[:2] in divisions and letter.lower() in {"", divisions[code[:2]]}
    assert (found is not None) is right
    if found is not None:
        assert code.startswith(found.partition("/")[0][1:])
