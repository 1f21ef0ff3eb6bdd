"""What is shown is read back, and no text, however strange or long, breaks a reader."""

from __future__ import annotations

import time
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligib.language import figures
from eligib.language.quantities import (
    QuantityError,
    read_area,
    read_bool,
    read_count,
    read_date,
    read_duration,
    read_money,
    read_number,
    read_rate,
)
from support.quantities import refusal

if TYPE_CHECKING:
    from collections.abc import Callable

READERS: tuple[Callable[[str], object], ...] = (
    lambda text: read_money(text, bare=None),
    lambda text: read_money(text, bare=Decimal(10_000)),
    lambda text: read_rate(text, bare=None),
    lambda text: read_rate(text, bare=Decimal("0.01")),
    lambda text: read_area(text, bare=Decimal(1)),
    read_count,
    read_number,
    read_duration,
    read_date,
    read_bool,
)


def outcome(read: Callable[[str], object], text: str) -> str:
    """Return what `read` makes of the text, or the sentence that refuses it."""
    try:
        return repr(read(text))
    except QuantityError as error:
        return str(error)


@given(st.integers(-(10**17), 10**17), st.sampled_from(["zh", "en"]))
def test_amounts_shown_are_read_back(fen: int, language: str) -> None:
    """Every amount shown is read back as the same fen."""
    shown = figures.money(fen, "zh" if language == "zh" else "en")
    assert read_money(shown, bare=None) == fen


@given(st.decimals(-1000, 1000, places=9))
def test_rates_shown_are_read_back(value: Decimal) -> None:
    """Every rate shown is read back exactly."""
    assert read_rate(figures.rate(value, "zh"), bare=None) == value


@given(st.integers(-(10**30), 10**30))
def test_counts_shown_are_read_back(value: int) -> None:
    """Every count shown is read back."""
    assert read_count(figures.count(value)) == value


@given(st.decimals(0, 10**9, places=4))
def test_areas_shown_are_read_back(value: Decimal) -> None:
    """Every area shown is read back exactly."""
    assert read_area(figures.area(value, "zh"), bare=None) == value
    assert read_area(figures.area(value, "en"), bare=None) == value


@given(st.integers(0, 10_000), st.integers(0, 10_000))
def test_durations_shown_are_read_back(months: int, days: int) -> None:
    """Every length of time shown is read back in both languages."""
    assert read_duration(figures.months(months, "zh")) == (months, "months")
    assert read_duration(figures.months(months, "en")) == (months, "months")
    assert read_duration(figures.days(days, "zh")) == (days, "days")
    assert read_duration(figures.days(days, "en")) == (days, "days")


@given(st.dates(date(1900, 1, 1), date(2200, 12, 31)))
def test_days_shown_are_read_back(day: date) -> None:
    """Every day shown is read back, and so is every month."""
    assert read_date(figures.day(day, "zh")) == (day, day)
    first = day.replace(day=1)
    last = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    assert read_date(figures.day_span(first, last, "zh")) == (first, last)


@given(
    st.text(max_size=200)
    | st.text("0123456789.,-+e%‰万亿千百十零一二两三点元年月日个半分之()（）¥~至 约 :/tmz²", max_size=60)
)
def test_no_text_breaks_a_reader(text: str) -> None:
    """Any text is read or refused with a reason that can be shown, and nothing else is raised."""
    assert all(outcome(read, text).isprintable() for read in READERS)


@pytest.mark.parametrize(
    "text",
    ["9" * 99, "9," * 50, "1万" * 50, "一" * 100, "零" * 100, "(" * 100, " " * 100, "1 " * 50, "元" * 100],
)
def test_hostile_text_is_refused_at_once(text: str) -> None:
    """No text of the greatest length takes noticeable time."""
    start = time.perf_counter()
    for read in READERS:
        refusal(partial(read, text))
    assert time.perf_counter() - start < 0.5
