"""Amounts, rates, counts, areas, durations, dates and truth values as people write them."""

from __future__ import annotations

import pickle
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

if TYPE_CHECKING:
    from collections.abc import Callable

YUAN = 100
WAN = 10_000 * YUAN
YI = 10_000 * WAN

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


def refusal(read: Callable[[], object]) -> QuantityError:
    """Return the error that `read` must end with."""
    with pytest.raises(QuantityError) as caught:
        read()
    return caught.value


def outcome(read: Callable[[str], object], text: str) -> str:
    """Return what `read` makes of the text, or the sentence that refuses it."""
    try:
        return repr(read(text))
    except QuantityError as error:
        return str(error)


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


@pytest.mark.parametrize(
    ("text", "amount", "period"),
    [
        ("3 months", 3, "months"),
        ("3个月", 3, "months"),
        ("三个月", 3, "months"),
        ("2 years", 24, "months"),
        ("2年", 24, "months"),
        ("1.5年", 18, "months"),
        ("半年", 6, "months"),
        ("一年半", 18, "months"),
        ("2年6个月", 30, "months"),
        ("两年零三个月", 27, "months"),
        ("1季度", 3, "months"),
        ("90 days", 90, "days"),
        ("90天", 90, "days"),
        ("三十日", 30, "days"),
        ("2周", 14, "days"),
    ],
)
def test_durations_are_months_or_days(text: str, amount: int, period: str) -> None:
    """A length of time is a whole number of months or of days."""
    assert read_duration(text) == (amount, period)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("3", "does not say its unit"),
        ("3月", "month of the year"),
        ("1.3年", "not a whole number"),
        ("半个月", "not a whole number"),
        ("-3个月", "less than no time"),
        ("2年-6个月", "less than no time"),
        ("3-6个月", "a range"),
        ("3个月以上", "a limit"),
        ("", "nothing is written"),
    ],
)
def test_what_is_no_exact_duration_is_refused(text: str, reason: str) -> None:
    """A length of time without unit, in parts of a month or below zero is refused."""
    assert reason in str(refusal(lambda: read_duration(text)))


@pytest.mark.parametrize(
    "text",
    [
        "2020-09-30",
        "2020/9/30",
        "2020.9.30",
        "20200930",
        "2020年9月30日",
        "2020 年 9 月 30 日",
        "２０２０年９月３０日",
        "2020年9月30号",
        "2020-09-30 00:00:00",
        "2020-09-30T00:00:00",
        "2020-09-30T00:00:00Z",
        "2020-09-30T23:59:59.999+08:00",
        "2020/9/30 8:30",
        "2020年9月30日 08:30",
        "二〇二〇年九月三十日",
        "二○二○年九月三十日",
        "二零二零年九月卅日",
    ],
)
def test_a_day_is_read_in_every_usual_form(text: str) -> None:
    """A day is itself the earliest and the latest day; its time is dropped."""
    assert read_date(text) == (date(2020, 9, 30), date(2020, 9, 30))


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2020-09", date(2020, 9, 1), date(2020, 9, 30)),
        ("2020年9月", date(2020, 9, 1), date(2020, 9, 30)),
        ("2020年09月份", date(2020, 9, 1), date(2020, 9, 30)),
        ("2020/9", date(2020, 9, 1), date(2020, 9, 30)),
        ("2020.9", date(2020, 9, 1), date(2020, 9, 30)),
        ("2020.10", date(2020, 10, 1), date(2020, 10, 31)),
        ("2020-12", date(2020, 12, 1), date(2020, 12, 31)),
        ("二〇二〇年二月", date(2020, 2, 1), date(2020, 2, 29)),
        ("2020年", date(2020, 1, 1), date(2020, 12, 31)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2200", date(2200, 1, 1), date(2200, 12, 31)),
    ],
)
def test_a_month_or_year_is_all_its_days(text: str, first: date, last: date) -> None:
    """A month or a year stands for its first to its last day."""
    assert read_date(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2020-02-30", "no such date"),
        ("2020-13", "no such date"),
        ("2020-13-01", "no such date"),
        ("20200230", "no such date"),
        ("2020-0-1", "no such date"),
        ("1899-12-31", "not within 1900 to 2200"),
        ("2201-01-01", "not within 1900 to 2200"),
        ("20-09-30", "two digits"),
        ("20年9月", "two digits"),
        ("30/9/2020", "does not start with the year"),
        ("9月30日", "has no year"),
        ("44104", "spreadsheet"),
        ("44104.0", "spreadsheet"),
        ("202009", "short year"),
        ("2020.1", "lost its last digit"),
        ("2020-09-30至2021-09-30", "more than one date"),
        ("2020-09-29T16:00:00Z", "time of another place"),
        ("2020-9/30", "not in a form"),
        ("2020年9月底", "not in a form"),
        ("2020-09-30 25:00", "not in a form"),
        ("N/A", "gives no value"),
        ("", "nothing is written"),
    ],
)
def test_what_is_no_certain_date_is_refused(text: str, reason: str) -> None:
    """A date that does not exist or can mean several days is refused with its reason."""
    assert reason in str(refusal(lambda: read_date(text)))


@pytest.mark.parametrize("text", ["true", "TRUE", "Yes", "y", "1", "是", "有", "√", " 是 "])
def test_yes_is_read_in_every_usual_form(text: str) -> None:
    """Words and signs for yes are true."""
    assert read_bool(text) is True


@pytest.mark.parametrize("text", ["false", "NO", "n", "0", "否", "无", "×"])
def test_no_is_read_in_every_usual_form(text: str) -> None:
    """Words and signs for no are false."""
    assert read_bool(text) is False


@pytest.mark.parametrize("text", ["", "maybe", "是否", "2"])
def test_neither_yes_nor_no_is_refused(text: str) -> None:
    """Anything else is no truth value."""
    refusal(lambda: read_bool(text))


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
