"""Figures as both languages show them."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from eligib.language import figures

if TYPE_CHECKING:
    from eligib.messages import Language

MILLION = 100_000_000


@pytest.mark.parametrize(
    ("fen", "zh", "en"),
    [
        (22_000_000, "22万元", "CNY 220,000"),
        (15_000_000_000, "1.5亿元", "CNY 150,000,000"),
        (480_000_000, "480万元", "CNY 4,800,000"),
        (123_456, "1,234.56元", "CNY 1,234.56"),
        (3_200_500_000, "3,200.5万元", "CNY 32,005,000"),
        (3_200_000_000, "3,200万元", "CNY 32,000,000"),
        (12_345_000_000, "12,345万元", "CNY 123,450,000"),
        (30_467_050_100, "30,467.0501万元", "CNY 304,670,501"),
        (30_467_050_123, "304,670,501.23元", "CNY 304,670,501.23"),
        (1_234_567, "12,345.67元", "CNY 12,345.67"),
        (500_000, "5,000元", "CNY 5,000"),
        (150, "1.50元", "CNY 1.50"),
        (0, "0元", "CNY 0"),
        (-22_000_000, "-22万元", "CNY -220,000"),
        (Decimal("100.125"), "1.00125元", "CNY 1.00125"),
        (Decimal("22000000.0"), "22万元", "CNY 220,000"),
        (Decimal("-0"), "0元", "CNY 0"),
    ],
)
def test_money_keeps_every_digit(fen: int | Decimal, zh: str, en: str) -> None:
    """An amount takes the largest unit that reads well, and loses no digit."""
    assert (figures.money(fen, "zh"), figures.money(fen, "en")) == (zh, en)


def test_long_amounts_are_not_rounded() -> None:
    """Amounts beyond the 28 digits of the usual decimals stay exact."""
    fen = 10**45 + 1
    assert figures.money(fen, "en").replace(",", "") == f"CNY 1{'0' * 43}.01"


@pytest.mark.parametrize(
    ("lower", "upper", "zh", "en"),
    [
        (20 * 10**6, MILLION, "20万元–100万元", "CNY 200,000–1,000,000"),
        (MILLION, MILLION, "100万元", "CNY 1,000,000"),
        (None, MILLION, "不超过100万元", "up to CNY 1,000,000"),
        (0, MILLION, "不超过100万元", "up to CNY 1,000,000"),
        (20 * 10**6, None, "不低于20万元", "at least CNY 200,000"),
        (0, 0, "0元", "CNY 0"),
        (0, None, "金额不定", "amount open"),
        (None, None, "金额不定", "amount open"),
    ],
)
def test_a_span_of_money_names_the_ends_it_has(
    lower: int | None, upper: int | None, zh: str, en: str
) -> None:
    """A span shows both ends, one end or none."""
    assert figures.money_span(lower, upper, "zh") == zh
    assert figures.money_span(lower, upper, "en") == en


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0.01", "1%"), ("0.0385", "3.85%"), ("0.005", "0.5%"), ("1", "100%"), ("0.10", "10%"), ("0", "0%")],
)
def test_rates_are_percent(value: str, shown: str) -> None:
    """A rate is shown in percent with no more digits than it needs."""
    assert figures.rate(Decimal(value), "zh") == figures.rate(Decimal(value), "en") == shown


def test_counts_and_numbers_have_thousands_commas() -> None:
    """Counts and numbers are grouped in thousands, without trailing zeros."""
    assert figures.count(1_234_567) == "1,234,567"
    assert figures.number(Decimal("1234.500")) == "1,234.5"
    assert figures.number(Decimal("1E+4")) == "10,000"


def test_areas_name_their_unit() -> None:
    """An area is shown in square metres in the words of the language."""
    assert figures.area(Decimal(1000), "zh") == "1,000平方米"
    assert figures.area(Decimal("999.5"), "en") == "999.5 m²"


@pytest.mark.parametrize(
    ("value", "zh", "en"),
    [
        (3, "3个月", "3 months"),
        (1, "1个月", "1 month"),
        (12, "1年", "1 year"),
        (36, "3年", "3 years"),
        (18, "18个月", "18 months"),
        (0, "0个月", "0 months"),
    ],
)
def test_whole_years_are_shown_as_years(value: int, zh: str, en: str) -> None:
    """Months are shown as months unless they are whole years."""
    assert (figures.months(value, "zh"), figures.months(value, "en")) == (zh, en)


def test_days_are_counted_in_words() -> None:
    """Days are counted with the plural that the language has."""
    assert [figures.days(count, "en") for count in (1, 90)] == ["1 day", "90 days"]
    assert figures.days(90, "zh") == "90天"


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize(
    ("first", "last", "shown"),
    [
        (date(2020, 9, 30), date(2020, 9, 30), "2020-09-30"),
        (date(2020, 9, 1), date(2020, 9, 30), "2020-09"),
        (date(2020, 12, 1), date(2020, 12, 31), "2020-12"),
        (date(2020, 1, 1), date(2020, 12, 31), "2020"),
        (date(2020, 9, 1), date(2020, 9, 29), "2020-09-01–2020-09-29"),
        (date(2020, 1, 1), date(2021, 12, 31), "2020-01-01–2021-12-31"),
        (date(9999, 12, 1), date.max, "9999-12-01–9999-12-31"),
    ],
)
def test_whole_months_and_years_are_named_as_such(
    first: date, last: date, shown: str, language: Language
) -> None:
    """A span of days that is a day, a month or a year is shown as that."""
    assert figures.day_span(first, last, language) == shown
