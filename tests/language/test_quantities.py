"""Amounts, rates, counts, areas, durations, dates and truth values as people write them."""

from __future__ import annotations

import pickle
from decimal import Decimal

import pytest

from eligib.language.quantities import (
    read_area,
    read_count,
    read_money,
    read_number,
    read_rate,
)
from support.quantities import refusal

YUAN = 100
WAN = 10_000 * YUAN
YI = 10_000 * WAN

AMOUNTS = {
    "3200万元": 3200 * WAN,
    "1.5亿": 15 * YI // 10,
    "300万": 300 * WAN,
    "3,200.5万元": 32_005_000 * YUAN,
    "３２００万元": 3200 * WAN,
    "200万元整": 200 * WAN,
    "￥300": 300 * YUAN,
    "¥300": 300 * YUAN,
    "300元": 300 * YUAN,
    "5千元": 5000 * YUAN,
    "3百万元": 300 * WAN,
    "2千万": 2000 * WAN,
    "1.5亿元人民币": 15 * YI // 10,
    "人民币200万元": 200 * WAN,
    "200(万元)": 200 * WAN,
    "200（万人民币元）": 200 * WAN,
    "3,911.8000(万)": 39_118_000 * YUAN,
    "10,000(万元人民币)": YI,
    "0.0018万人民币": 18 * YUAN,
    "112.5 万 元": 1_125_000 * YUAN,
    "100万RMB": 100 * WAN,
    "CNY 100": 100 * YUAN,
    "3200萬圓": 3200 * WAN,
    "三千五百万元": 3500 * WAN,
    "二十万": 20 * WAN,
    "壹佰万元整": 100 * WAN,
    "一点五亿元": 15 * YI // 10,
    "一万二千亿元": 12_000 * YI,
    "一亿零五万元": YI + 5 * WAN,
    "12万3千元": 123_000 * YUAN,
    "3亿5,000万元": 35 * YI // 10,
    "3.2 million yuan": 320 * WAN,
    "1.2 billion RMB": 12 * YI,
    "32,000,000 yuan": 3200 * WAN,
    "-3万元": -3 * WAN,
    "－3万元": -3 * WAN,
    "-¥300": -300 * YUAN,
    "1.50000元": 150,
    "0元": 0,
}

NOT_AMOUNTS = {
    "": "nothing is written",
    "  ": "nothing is written",
    "N/A": "gives no value",
    "-": "gives no value",
    "无": "none or not known",
    "nan": "not a finite number",
    "-inf": "not a finite number",
    "112(万美元)": "another currency (`美元`)",
    "$300": "another currency (`$`)",
    "300 USD": "another currency (`usd`)",
    "55万港币": "another currency (`港币`)",
    "55万欧元": "another currency (`欧元`)",
    "55万日元": "another currency (`日元`)",
    "55万英镑": "another currency (`英镑`)",
    "5000-8000万": "a range",
    "5000万～8000万": "a range",
    "20至100万": "a range",
    "20 - 100 万元": "a range",
    "约5000万": "an estimate (`约`)",
    "大约5000万": "an estimate (`大约`)",
    "5000万左右": "an estimate (`左右`)",
    "300余万": "an estimate (`余`)",
    "三百多万": "an estimate (`多`)",
    "近3亿": "an estimate (`近`)",
    "几百万": "an estimate (`几`)",
    "~100万": "an estimate (`~`)",
    "100万+": "an estimate (`+`)",
    "100万以上": "a limit (`以上`)",
    "100万以下": "a limit (`以下`)",
    "超过100万": "a limit (`超过`)",
    "不低于100万": "a limit (`不低于`)",
    ">100万": "a limit (`>`)",
    "≥100万": "a limit (`≥`)",
    "3%": "a share",
    "百分之三": "a share",
    "1,23,4元": "commas",
    "1,2345元": "commas",
    "1.234,5元": "commas",
    "3万5万": "more than one number",
    "3万 5万": "more than one number",
    "1 000元": "more than one number",
    "三千五": "leaves out a place",
    "3万5元": "leaves out a place",
    "三千五万": "leaves out a place",
    "百万元": "holds no number",
    "abc": "holds no number",
    "三五万": "not in a form",
    "万十二万": "not in a form",
    "三亿点三千万": "not in a form",
    ":90元": "not in a form",
    "3yuanyuan": "not in a form",
    "5兆": "not in a form",
    "1万(万元)": "not in a form",
    "1.5e-3万3千元": "more than one number",
    "10²元": "`²` in `10²元` is not a plain digit",
    "1½万": "not a plain digit",
    "(3万元)": "in brackets",
    "5角": "counts 角 or 分",
    "1.005元": "finer than a fen",
    "3.2 million": "does not name its currency",
    "3200": "does not say its unit",
    "3200.00": "does not say its unit",
    "2e7": "does not say its unit",
    "9" * 41 + "元": "more than 40 digits",
    "9" * 101: "longer than 100 characters",
}


@pytest.mark.parametrize(("text", "fen"), AMOUNTS.items())
def test_amounts_are_read_as_fen(text: str, fen: int) -> None:
    """An amount with its unit is read exactly, however it is written."""
    assert read_money(text, bare=None) == fen


@pytest.mark.parametrize(("text", "reason"), NOT_AMOUNTS.items())
def test_what_is_no_exact_amount_is_refused_with_its_own_reason(text: str, reason: str) -> None:
    """Text that is not one exact amount of yuan is refused, and the reason fits the text."""
    error = refusal(lambda: read_money(text, bare=None))
    assert reason in str(error)
    assert "3200万元" in str(error)


@pytest.mark.parametrize(
    ("text", "bare", "fen"),
    [
        ("3200", 1, 3200 * YUAN),
        ("3200.00", 1, 3200 * YUAN),
        ("2e7", 1, 2000 * WAN),
        ("3200", 10_000, 3200 * WAN),
        ("三千五百", 10_000, 3500 * WAN),
        ("-5", 10_000, -5 * WAN),
        ("300万", 10_000, 300 * WAN),
        ("300元", 10_000, 300 * YUAN),
    ],
)
def test_a_bare_number_takes_the_declared_unit(text: str, bare: int, fen: int) -> None:
    """The declared unit counts for a bare number only; a unit in the text wins."""
    assert read_money(text, bare=Decimal(bare)) == fen


def test_english_scales_need_a_currency_even_where_a_unit_is_declared() -> None:
    """`3.2 million` in a column of 万元 could mean either, so it is refused."""
    error = refusal(lambda: read_money("3.2 million", bare=Decimal(10_000)))
    assert "currency" in str(error)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12%", "0.12"),
        ("12.5％", "0.125"),
        ("5‰", "0.005"),
        ("百分之三", "0.03"),
        ("百分之3.5", "0.035"),
        ("百分之三点五", "0.035"),
        ("百分之百", "1"),
        ("千分之五", "0.005"),
        ("万分之五", "0.0005"),
        ("负百分之三", "-0.03"),
        ("15 percent", "0.15"),
        ("3成", "0.3"),
        ("三成", "0.3"),
        ("1000%", "10"),
        ("-0%", "0"),
    ],
)
def test_rates_are_read_as_parts_of_one(text: str, value: str) -> None:
    """A rate with its sign is read as an exact part of one, in its shortest form."""
    read = read_rate(text, bare=None)
    assert str(read) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("3个百分点", "difference between rates"),
        ("0.05", "does not say its unit"),
        ("1/3", "a fraction"),
        ("三分之一", "a fraction"),
        ("3%-5%", "a range"),
        ("约3%", "an estimate"),
        ("3%以上", "a limit"),
        ("3% 5%", "more than one number"),
    ],
)
def test_what_is_no_exact_rate_is_refused(text: str, reason: str) -> None:
    """Percentage points, fractions, ranges and bare numbers are no rates."""
    assert reason in str(refusal(lambda: read_rate(text, bare=None)))


def test_a_bare_rate_takes_the_declared_unit() -> None:
    """A bare number counts in the declared unit; a sign in the text wins."""
    assert read_rate("0.05", bare=Decimal(1)) == Decimal("0.05")
    assert read_rate("5", bare=Decimal("0.01")) == Decimal("0.05")
    assert read_rate("5%", bare=Decimal(1)) == Decimal("0.05")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("300", 300),
        ("1,200", 1200),
        ("300人", 300),
        ("300 家", 300),
        ("3名", 3),
        ("3个", 3),
        ("3项", 3),
        ("3件", 3),
        ("3次", 3),
        ("3台", 3),
        ("12个月", 12),
        ("1.0", 1),
        ("1.2万人", 12_000),
        ("三百", 300),
        ("两千人", 2000),
        ("十二", 12),
        ("一百一十五", 115),
        ("一百零五", 105),
        ("廿五", 25),
        ("-3", -3),
        ("零", 0),
    ],
)
def test_counts_are_whole_numbers(text: str, value: int) -> None:
    """A count is read with or without a measure word, in any numerals."""
    assert read_count(text) == value


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("1.5", "not a whole number"),
        ("1.00005万", "not a whole number"),
        ("300余人", "an estimate"),
        ("300人以上", "a limit"),
        ("10-20人", "a range"),
        ("三五", "not in a form"),
        ("第3名", "not in a form"),
        ("无", "none or not known"),
    ],
)
def test_what_is_no_exact_count_is_refused(text: str, reason: str) -> None:
    """Fractions, estimates, limits and ordinals are no counts."""
    assert reason in str(refusal(lambda: read_count(text)))


@pytest.mark.parametrize(
    ("text", "value"),
    [("1.50", "1.5"), ("-3", "-3"), ("1e3", "1000"), ("1,234.5", "1234.5"), ("三点五", "3.5"), ("+2", "2")],
)
def test_numbers_are_read_exactly(text: str, value: str) -> None:
    """A plain number is read in its shortest exact form."""
    assert str(read_number(text)) == value


@pytest.mark.parametrize("text", ["x", "1.2.3", "5.", ".5", "--5", "1e999", "3%", "0x10", "1_000", "٣"])
def test_what_is_no_number_is_refused(text: str) -> None:
    """Only the digits and signs that people write for numbers are taken."""
    refusal(lambda: read_number(text))


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1000 m2", 1000),
        ("1000㎡", 1000),
        ("1000m²", 1000),
        ("1000平方米", 1000),
        ("1.5万平方米", 15_000),
        ("1公顷", 10_000),
        ("500 sqm", 500),
        ("0.5 km²", 500_000),
    ],
)
def test_areas_are_read_in_square_metres(text: str, value: int) -> None:
    """An area is read in square metres whatever its unit."""
    assert read_area(text, bare=None) == value


def test_areas_without_an_exact_figure_are_refused() -> None:
    """A 亩 is 2000/3 square metres, and a bare number has no unit unless one is declared."""
    assert "亩" in str(refusal(lambda: read_area("2亩", bare=None)))
    assert "unit" in str(refusal(lambda: read_area("1000", bare=None)))
    assert read_area("1000", bare=Decimal(1)) == 1000


def test_a_refusal_carries_data_and_survives_copying() -> None:
    """The error has the template, the form expected and a hint, and can cross processes."""
    error = refusal(lambda: read_money("3200", bare=None))
    assert dict(error.message.args) == {"got": "3200"}
    assert error.hint is not None
    assert str(pickle.loads(pickle.dumps(error))) == str(error)  # noqa: S301 - our own bytes


def test_a_refusal_shows_hostile_text_safely() -> None:
    """What is shown back is short and has no control signs."""
    error = refusal(lambda: read_money("\x1b[31m" + "9" * 10_000_000, bare=None))
    shown = str(dict(error.message.args)["got"])
    assert shown.isprintable()
    assert len(shown) <= 61
