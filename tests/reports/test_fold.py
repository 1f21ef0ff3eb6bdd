"""Lines as Chinese and English are set: nothing lost, nothing too wide, no line that begins with a comma."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligib.diagnostics import width
from eligib.reports.fold import folded, stretches, widest_part

CLOSING = "，。、；：！？）》」』】〕”’…·,.;:!?)]}"
TEXTS = st.text(alphabet="政采贷额度不超过，。、；：（）“”《》20%万元abc(),.-/ `\n", max_size=60)

CASES = [
    ("补贴不超过100万元，按季兑付", 16, ["补贴不超过", "100万元，按季兑", "付"]),
    ("政府采购信用融资(政采贷)", 18, ["政府采购信用融资", "(政采贷)"]),
    ("金额（不超过300万元）", 12, ["金额（不超过", "300万元）"]),
    ("at most CNY 1,000,000 in all", 16, ["at most", "CNY 1,000,000 in", "all"]),
    ("20万元–100万元的启动资金", 14, ["20万元–100万元", "的启动资金"]),
    ("写 `known: []` 即可", 12, ["写", "`known: []`", "即可"]),
    ("qiantang/creative-contest-startup-fund", 24, ["qiantang/creative-", "contest-startup-fund"]),
    ("2020年9月30日前", 14, ["2020年9月30日", "前"]),
    ("", 10, [""]),
    ("一\n\n二", 10, ["一", "", "二"]),
]


@pytest.mark.parametrize(("text", "room", "lines"), CASES, ids=[case[0][:8] for case in CASES])
def test_a_text_is_broken_where_a_reader_would_break_it(text: str, room: int, lines: list[str]) -> None:
    """Figures keep their units, signs their words, names break at a joint."""
    assert folded(text, room) == lines


@given(TEXTS, st.integers(2, 40))
def test_no_line_is_too_wide_and_nothing_is_lost(text: str, room: int) -> None:
    """Whatever the text and the room, the lines together are the text but for blanks at their ends."""
    lines = folded(text, room)

    assert max(width(line) for line in lines) <= room
    assert "".join("".join(lines).split()) == "".join(text.split())


@given(TEXTS, st.integers(2, 40))
def test_stretches_run_through_the_text_in_order(text: str, room: int) -> None:
    """Lines neither overlap nor go back, so that styles can be cut with them."""
    ends = [end for stretch in stretches(text, room) for end in stretch]

    assert ends == sorted(ends)


@given(TEXTS.filter(lambda text: "\n" not in text))
def test_no_line_begins_with_a_closing_sign_where_its_parts_fit(text: str) -> None:
    """With room for the widest part, only the first line can begin with a comma or a bracket that closes."""
    lines = folded(text, max(widest_part(text), 2))

    assert [line for line in lines[1:] if line[:1] in set(CLOSING)] == []
