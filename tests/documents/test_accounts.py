"""Every find is cited, reported, dismissed with a reason, or open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.documents.accounts import Accounts, Status, account
from eligib.documents.finds import scan
from eligib.errors import InputError
from eligib.rulebook.load import load_rulebook
from support.documents import document, stored_as
from support.rules import HEAD, rules_folder

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
最高50万元奖励来了
对企业给予最高50万元奖励，为期3年，48小时内办结。已发放奖励1200万元。
另有补贴20%的说法。每人补助1万元。
比赛奖金2万元，第二名奖金1万元。
全区投资50亿元，增长30%。
优惠很多。
"""
RULE = f"""\
{HEAD}\
  award:
    title: {{zh: 示例奖励, en: example award}}
    kind: award
    paid_to: enterprise
    cite: {{line: 2, anchor: 给予最高50万元奖励}}
    when:
      - served:
          that: company.place within hangzhou
          zh: 为期3年，48小时内办结
          en: for 3 years, answered within 48 hours
    value: {{up_to: 50万元}}
    reported: [{{amount: 1200万元, note: {{zh: 已发放总额, en: paid in all}}}}]
"""
REASON = "reason: {zh: 不是优惠, en: no benefit}"


def told(folder: Path, dismissed: str = "", text: str = TEXT, rule: str = RULE) -> Accounts:
    """Return the accounts of a document with these dismissals, one a line."""
    rules = rules_folder(folder, rule)
    lines = "".join(f"  - {{{line}, {REASON}}}\n" for line in dismissed.splitlines())
    source = stored_as(TEXT) + (f"dismissed:\n{lines}" if lines else "")
    (rules / "seeds" / "example-gazette.yaml").write_text(source, "utf-8")
    found = document(text)
    return account(found, scan(found), load_rulebook(rules, dismissals=True))


def statuses(accounts: Accounts) -> dict[tuple[int, str], str]:
    """Return the status of each find by its line and text."""
    return {(one.find.line, one.find.text): one.status.value for one in accounts.all}


def test_rules_account_for_what_they_quote_state_and_report(tmp_path: Path) -> None:
    """A figure needs its rule's anchor, value, text or case, a word only the line; the rest is open."""
    found = statuses(told(tmp_path))

    assert found[2, "50万元"] == found[2, "奖励"] == found[2, "3年"] == found[2, "48小时"] == "cited"
    assert found[2, "1200万元"] == "reported"
    assert found[1, "50万元"] == found[1, "最高"] == "cited", "a headline repeats what is below it"
    assert {status for (line, _text), status in found.items() if line > 2} == {"open"}


def test_accounts_name_the_benefit(tmp_path: Path) -> None:
    """What is cited or reported says by which benefit."""
    by = {one.by for one in told(tmp_path).all if one.status in {Status.CITED, Status.REPORTED}}

    assert by == {("zhejiang/award",)}


@pytest.mark.parametrize(
    ("dismissed", "gone"),
    [
        ("line: 4, anchor: 比赛奖金2万元", {(4, "2万元"), (4, "奖金")}),
        ("lines: [4, 5]", {(4, "2万元"), (4, "1万元"), (4, "奖金"), (5, "50亿元"), (5, "30%")}),
        ("line: 5", {(5, "50亿元"), (5, "30%")}),
        ("lines: [3, 4], only: words", {(3, "补贴"), (3, "补助"), (4, "奖金")}),
        ("lines: [3, 4], only: figures", {(3, "20%"), (3, "1万元"), (4, "2万元"), (4, "1万元")}),
        ("lines: [2, 3], only: words", {(3, "补贴"), (3, "补助")}),
        ("line: 2, anchor: 已发放奖励\nline: 6", {(2, "发放"), (2, "奖励"), (6, "优惠")}),
    ],
)
def test_dismissals_take_what_they_name(tmp_path: Path, dismissed: str, gone: set[tuple[int, str]]) -> None:
    """An anchor, a line or lines are dismissed, all of it or words or figures alone, but never what a rule has."""
    accounts = told(tmp_path, dismissed)

    found = {(one.find.line, one.find.text) for one in accounts.all if one.status is Status.DISMISSED}
    assert found == gone
    assert {one.reason.en for one in accounts.all if one.reason is not None} == {"no benefit"}
    assert not accounts.faults


@pytest.mark.parametrize(
    ("dismissed", "code"),
    [
        ("line: 4, anchor: 比赛奖金3万元", "anchor-missing"),
        ("line: 5, anchor: 比赛奖金2万元", "anchor-elsewhere"),
        ("line: 4, anchor: 比赛", "dismisses-nothing"),
        ("line: 2, anchor: 最高50万元奖励", "dismisses-nothing"),
        ("lines: [90, 99]", "dismisses-nothing"),
        ("line: 6, only: figures", "dismisses-nothing"),
    ],
)
def test_a_dismissal_that_does_nothing_is_a_fault(tmp_path: Path, dismissed: str, code: str) -> None:
    """A dismissal stands where it says and dismisses what is open without it."""
    (fault,) = told(tmp_path, dismissed).faults

    assert fault.code == code
    assert fault.where is not None
    assert fault.where.source.name.endswith("example-gazette.yaml")


@pytest.mark.parametrize(
    ("dismissed", "code"),
    [
        ("anchor: 比赛", "wrong-line"),
        ("line: 0", "wrong-line"),
        ("lines: [5, 4]", "wrong-line"),
        ("lines: [4]", "wrong-line"),
        ("lines: 4", "wrong-line"),
        ("line: 4, lines: [4, 5]", "wrong-line"),
        ("lines: [4, 5], anchor: 比赛", "wrong-line"),
        (f"line: 4, anchor: {'长' * 31}", "anchor-length"),
        ("line: 4, only: numbers", "unknown-choice"),
        ("line: 4, why: so", "unknown-key"),
    ],
)
def test_a_dismissal_is_read_with_care(tmp_path: Path, dismissed: str, code: str) -> None:
    """What cannot be meant is refused when the source is read."""
    with pytest.raises(InputError) as caught:
        told(tmp_path, dismissed)

    assert code in {fault.code for fault in caught.value.diagnostics}


def test_dismissals_leave_the_digest_alone(tmp_path: Path) -> None:
    """Decisions do not rest on dismissals: with or without them the rulebook is the same."""
    told(tmp_path)
    plain = load_rulebook(tmp_path / "rules")
    told(tmp_path, "lines: [4, 5]")
    more = load_rulebook(tmp_path / "rules", dismissals=True)

    assert plain.digest == more.digest == load_rulebook(tmp_path / "rules").digest
    assert more.sources["example-gazette"].dismissed
    assert not load_rulebook(tmp_path / "rules").sources["example-gazette"].dismissed


def test_an_unknown_document_has_open_finds_only(tmp_path: Path) -> None:
    """A document that no source names has nothing but open finds."""
    rules = rules_folder(tmp_path, RULE)
    found = document(TEXT)

    accounts = account(found, scan(found), load_rulebook(rules, dismissals=True))

    assert accounts.source is None
    assert {one.status for one in accounts.all} == {Status.OPEN}


def test_a_document_is_known_by_name_where_its_content_changed(tmp_path: Path) -> None:
    """A changed text under the known name is still compared with the rules."""
    accounts = told(tmp_path, text=TEXT + "新增奖励3万元。\n")

    assert accounts.source is not None
    assert statuses(accounts)[7, "3万元"] == "open"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("最高奖励50万元\n\n{cited}。\n", "cited"),
        ("最高奖励50万元。\n\n{cited}。\n", "open"),
        ("最高奖励60万元\n\n{cited}。\n", "open"),
        ("{long}最高奖励50万元\n\n另一段。\n\n{cited}。\n", "open"),
        ("{long}最高奖励50万元，按\n\n{cited}。\n", "cited"),
        ("{long}最高奖励50万元。\n\n{cited}。\n", "open"),
        ("{cited}，\n\n也就是奖励50万元。\n", "cited"),
        ("{cited}。\n\n另有奖励50万元。\n", "open"),
    ],
)
def test_a_figure_belongs_to_its_headline_and_paragraph(tmp_path: Path, text: str, status: str) -> None:
    """A figure of the benefit counts in a headline above the cited line and over a page break, nowhere else."""
    long = "这是一段很长的话，" * 10
    full = text.format(cited="对企业给予最高50万元奖励", long=long)
    line = next(number for number, one in enumerate(full.split("\n"), 1) if "给予最高" in one)

    accounts = told(tmp_path, text=full, rule=RULE.replace("line: 2", f"line: {line}"))

    (found,) = [one for one in accounts.all if one.find.line != line and one.find.is_figure]
    assert found.status.value == status
