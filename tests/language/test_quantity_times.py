"""Durations, dates and truth values as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from eligib.language.quantities import (
    read_bool,
    read_date,
    read_duration,
)
from support.quantities import refusal


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
