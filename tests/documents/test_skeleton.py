"""The beginning of a rule is valid YAML, cites its line, and guesses the form of the value."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from eligib.documents.anchors import anchor_of
from eligib.documents.finds import scan
from eligib.documents.guess import kind_of, value_of
from eligib.documents.skeleton import quoted, rule_skeleton, source_id, source_skeleton
from eligib.rulebook.load import load_rulebook
from support.documents import document
from support.rules import rules_folder

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.documents.finds import Find


def first(text: str) -> tuple[Find, list[Find]]:
    """Return the first figure in `text`, and all finds."""
    found = scan(document(text))
    return next(find for find in found if find.is_figure), found


@pytest.mark.parametrize(
    ("text", "value", "kind"),
    [
        ("给予最高1000万元启动资金", "{up_to: 1000万元}", "subsidy"),
        ("给予不超过50万元的奖励", "{up_to: 50万元}", "award"),
        ("50万元以内的补助", "{up_to: 50万元}", "subsidy"),
        ("给予一次性奖励200万元", "{exactly: 200万元}", "award"),
        ("给予20-100万的启动资金", "{between: [20万元, 100万元]}", "subsidy"),
        ("实习补贴2000元/月", "{monthly: 2000元, months: TODO}", "subsidy"),
        ("按月发放津贴500元", "{monthly: 500元, months: TODO}", "subsidy"),
        ("按研发投入的20%给予补助", "{share: 20%, of: TODO}", "subsidy"),
        ("担保费率降至1%以内", "{rate: {at_most: 1%}, of: TODO}", "guarantee"),
        ("年利率3.85%的贷款", "{rate: 3.85%, of: TODO}", "loan"),
        ("最高1000平方米3年租金减免", "{area: {up_to: 1000 m2}, for: 3 years}", "waiver"),
        ("500㎡场地", "{area: 500 m2}", "subsidy"),
        ("1000万元贷款额度贴息", "{principal: {up_to: 1000万元}}", "loan"),
        ("最高可突破年薪100万元", "{may_exceed: 100万元}", "subsidy"),
        ("補貼168.3萬元", "{exactly: 168.3万元}", "subsidy"),
        ("奖励数百万元", "unstated", "award"),
    ],
)
def test_the_form_of_a_value_is_guessed(text: str, value: str, kind: str) -> None:
    """The words about a figure tell the form of the value and the kind of the benefit."""
    find, found = first(text)

    assert (value_of(find, found), kind_of(find)[0]) == (value, kind)


LONG = "对经过认定的符合条件并且长期在本区经营的各类企业给予最高1000万元启动资金和研发费用以及其他各项补助"


@pytest.mark.parametrize(
    "text", [LONG, f"甲。{LONG}。乙", "1000万元以及1000万元创业发展资助", "给予\n奖\n励5万\n元", "5万元"]
)
def test_an_anchor_is_cut_round_the_find(text: str) -> None:
    """An anchor holds its find, is at most 30 characters long, and begins on the line of the find."""
    for find in scan(document(text)):
        anchor = anchor_of(find)

        assert find.text in anchor
        assert 0 < len(anchor) <= 30
        starts = [start for start, _end in find.document.standing(anchor)]
        assert find.line in {find.document.line_of(start) for start in starts}


def test_an_anchor_does_not_halve_a_number() -> None:
    """Neither end of an anchor cuts a figure in two."""
    find, _found = first("累计12345678901234567890家企业获得扶持资金共计五万元和1234567890123456789家")

    assert not any(sign.isdigit() for sign in anchor_of(find))


@pytest.mark.parametrize(
    "text", ["a: b", "x, y", "{1}", "'", '"', "# no", "- 1", "2020", "true", "最高1亿元", "1+X", "é"]
)
def test_quoted_texts_come_back(text: str) -> None:
    """Whatever an anchor holds, YAML reads it back as the same text."""
    assert yaml.safe_load(f"{{anchor: {quoted(text)}}}") == {"anchor": text}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_filled_skeleton_is_a_rule(tmp_path: Path, language: str) -> None:
    """What the skeleton leaves open is marked TODO; filled in, the file loads as a rule."""
    found = scan(document("最高50万元奖励，按投入的20%补助。\n提供优惠。\n"))

    text = rule_skeleton("example-gazette", found, "zh" if language == "zh" else "en")
    filled = text.replace("that: TODO", "that: company.place within hangzhou").replace(
        "zone: TODO", "zone: zhejiang"
    )
    rules = rules_folder(tmp_path, filled.replace("of: TODO", "of: company.revenue"))

    benefits = load_rulebook(rules).benefits
    assert list(benefits) == ["zhejiang/line-1-1", "zhejiang/line-1-2", "zhejiang/line-2"]
    assert [benefit.cite.line for benefit in benefits.values()] == [1, 1, 2]


def test_a_new_document_gets_a_file_to_fill_in() -> None:
    """The file of a source holds what can be known: name, bytes and digest."""
    found = document("奖励5万元")

    stored = yaml.safe_load(source_skeleton(found))

    assert stored["file"] == {"name": found.name, "bytes": found.length, "sha256": found.sha256}
    assert stored["date"] == "TODO"
    assert stored["script"] == "simplified"
    assert yaml.safe_load(source_skeleton(document("獎勵5萬元")))["script"] == "traditional"
    assert source_id(found) == "example"
