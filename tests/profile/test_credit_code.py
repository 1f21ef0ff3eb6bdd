"""Unified social credit codes: how they are written, and every way in which one is wrong."""

from __future__ import annotations

import pytest

from eligib.language.faults import Fault
from eligib.messages import render
from eligib.profile.credit_code import read_credit_code

RIGHT = "91110000600037341L"


@pytest.mark.parametrize(
    "text",
    [
        RIGHT,
        RIGHT.lower(),
        f" {RIGHT} ",
        "9111 0000 6000 3734 1L",
        "9-1-110000-600037341-L",
        f"'{RIGHT}",
        "９１１１００００６０００３７３４１Ｌ",
    ],
)
def test_code_is_read_however_it_is_written(text: str) -> None:
    """Blanks, hyphens, small and full-width characters, and the apostrophe of a spreadsheet."""
    assert read_credit_code(text) == RIGHT


def test_code_that_begins_with_a_letter_is_right() -> None:
    """Rural collectives and others have codes that begin with a letter, which python-stdnum refuses."""
    stem = "N2330109MA2KL9FL5"
    right = [stem + last for last in "0123456789ABCDEFGHJKLMNPQRTUWXY" if _is_right(stem + last)]

    assert len(right) == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (RIGHT[:-1], "it has 17 characters, not 18"),
        (RIGHT[:-1] + "K", "a check character does not fit the others"),
        ("B" + RIGHT[1:], "it holds a character that does not stand there in any code"),
        (RIGHT[:9] + "I" + RIGHT[10:], "it holds a character that does not stand there in any code"),
        ("9.1110000600037E+17", "it has 19 characters, not 18"),
        ("", "it has 0 characters, not 18"),
    ],
)
def test_wrong_code_says_what_is_wrong(text: str, why: str) -> None:
    """Length, characters, check characters."""
    assert why in _fault(text)


def test_inner_check_character_counts() -> None:
    """A code whose outer check character fits, but not that of the organisation code, is wrong."""
    from stdnum.cn.uscc import calc_check_digit, is_valid

    stem = RIGHT[:16] + "2"
    code = stem + calc_check_digit(stem)

    assert is_valid(code)
    assert "a check character does not fit" in _fault(code)


def test_letters_taken_for_digits_are_suggested() -> None:
    """An O for a 0 or an S for a 5 is the usual slip of a typist."""
    with pytest.raises(Fault) as caught:
        read_credit_code("9133O114MA2KL9FLS8")

    assert caught.value.meant == "91330114MA2KL9FL58"


def _fault(text: str) -> str:
    with pytest.raises(Fault) as caught:
        read_credit_code(text)
    return render(caught.value.message, "en")


def _is_right(code: str) -> bool:
    try:
        return bool(read_credit_code(code))
    except Fault:
        return False
