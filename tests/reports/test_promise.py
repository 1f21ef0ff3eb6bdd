"""What a value promises, in words of both languages, without any firm."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.messages import render
from eligib.reports.promise import counted, dates, promise
from support.rules import rulebook

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.rulebook.model import Benefit, Rulebook

VALUES = [
    ("{exactly: 200万元}", "200万元", "CNY 2,000,000"),
    ("{up_to: 1000万元}", "不超过1,000万元", "up to CNY 10,000,000"),
    ("{between: [20万元, 100万元]}", "20万元–100万元", "CNY 200,000–1,000,000"),
    ("{by: company.size, micro: 8万元, small: 5万元, else: 0元}", "按规模：小型5万元、微型8万元", "by size: small CNY 50,000, micro CNY 80,000"),
    ("{share: 20%, of: company.revenue}", "20%（按企业营业收入计）", "20% of company's revenue"),
    ("{share: 20%, of: company.revenue, at_most: 300万元}", "20%（按企业营业收入计），不超过300万元", "20% of company's revenue, at most CNY 3,000,000"),
    ("{monthly: 2000元, months: 3 months}", "每月2,000元，按3个月计", "CNY 2,000 a month for 3 months"),
    ("{may_exceed: 100万元}", "可超过100万元", "may exceed CNY 1,000,000"),
    ("{rate: {at_most: 1%}, of: loan.amount}", "不超过1%（按贷款金额计）", "at most 1% of loan's amount"),
    ("{rate: 70%, of: unstated}", "70%", "70%"),
    ("{principal: {up_to: 1000万元}}", "本金不超过1,000万元", "principal up to CNY 10,000,000"),
    ("{principal: 10万元}", "本金10万元", "principal CNY 100,000"),
    ("{area: {up_to: 1000 m2}, for: 3 years}", "不超过1,000平方米，为期3年", "at most 1,000 m² for 3 years"),
    ("{area: 50 m2}", "50平方米", "50 m²"),
    ("{extension: 3 months}", "延长3个月", "extended by 3 months"),
    ("{exactly: {2016-11-02: 3万元, 2021-10-15: null}}", "3万元（2016-11-02 起）、2021-10-15 起不再给出", "CNY 30,000 from 2016-11-02 on, none from 2021-10-15 on"),
    ("unstated", "金额未载明", "amount unstated"),
    ("[{exactly: 1万元}, unstated]", "1万元、另有支持（金额未载明）", "CNY 10,000, further support, amount unstated"),
    ("{unstated: {zh: 租金, en: rent}}", "租金（金额未载明）", "rent: amount unstated"),
]  # fmt: skip


def benefit(folder: Path, lines: str) -> tuple[Benefit, Rulebook]:
    """Return a benefit with these keys beside the usual ones."""
    found = rulebook(folder, f"  x:\n    COMMON\n    when: [a: company.listed]\n{lines}")
    return found.benefits["zhejiang/x"], found


@pytest.mark.parametrize(("value", "zh", "en"), VALUES, ids=[case[0] for case in VALUES])
def test_a_value_is_put_into_words(tmp_path: Path, value: str, zh: str, en: str) -> None:
    """Each form of a value says what the rule says: its figure, its bound, what it is computed from."""
    one, found = benefit(tmp_path, f"    value: {value}\n")

    words = promise(one, found.vocabulary)

    assert (render(words, "zh"), render(words, "en")) == (zh, en)


def test_a_bound_on_the_sum_is_told(tmp_path: Path) -> None:
    """Under `each`, the sum's own bound and what it is counted for stand beside the value."""
    more = "    each: hires\n    total_at_most: 10万元\n    value: {exactly: 1万元}\n"

    one, found = benefit(tmp_path, more)

    assert render(promise(one, found.vocabulary), "zh") == "1万元、合计不超过10万元"
    assert render(counted(one), "zh") == "按引进人员逐一计算"
    assert render(counted(one), "en") == "for each of the hires"


DATES = [
    ("{from: 2020-01-01, until: 2020-12-31}", "2020-01-01 至 2020-12-31", "2020-01-01 to 2020-12-31"),
    ("{from: 2020-01-01}", "2020-01-01 起", "from 2020-01-01"),
    ("{until: 2020-12-31}", "至 2020-12-31", "until 2020-12-31"),
    ("{}", "起止未载明", "no dates stated"),
    ("planned", "已宣布，尚未实施", "announced, not in force yet"),
    ("exploratory", "探索试行", "being tried out"),
    ("closed", "已停止受理", "closed"),
    ("case", "个案，非普惠", "one case, no offer"),
]


@pytest.mark.parametrize(("in_force", "zh", "en"), DATES, ids=[case[0] for case in DATES])
def test_dates_are_put_into_words(tmp_path: Path, in_force: str, zh: str, en: str) -> None:
    """Every status and every combination of ends is told, an end that is missing as missing."""
    one, _ = benefit(tmp_path, f"    value: unstated\n    in_force: {in_force}\n")

    assert (render(dates(one.in_force), "zh"), render(dates(one.in_force), "en")) == (zh, en)
