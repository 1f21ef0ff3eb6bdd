"""Rule files are read whole, or refused with every fault at its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.errors import InputError
from eligib.rulebook.load import load_rulebook
from support.rules import COMMON, HEAD, rulebook, rules_folder

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.diagnostics import Diagnostic

GOOD = """\
  grant:
    COMMON
    when: [in-zone: company.place within hangzhou]
    value: {exactly: 1万元}
"""


def faults_of(folder: Path, text: str) -> list[Diagnostic]:
    """Return the faults of a rule file given whole."""
    with pytest.raises(InputError) as caught:
        load_rulebook(rules_folder(folder, text.replace("    COMMON\n", COMMON)))
    return list(caught.value.diagnostics)


def test_well_formed_rule_is_loaded(tmp_path: Path) -> None:
    """A rule file without faults becomes a benefit under its zone."""
    assert list(rulebook(tmp_path, GOOD).benefits) == ["zhejiang/grant"]


CASES = [
    # (what is put in, for what, code, what was meant)
    ("value: {exactly: 1万元}", "value: {exactly: 1万}", "unit-missing", "1万元"),
    ("value: {exactly: 1万元}", "value: {exactly: 10}", "unit-missing", "10元"),
    ("value: {exactly: 1万元}", "value: {exakt: 1万元}", "wrong-value", None),
    ("value: {exactly: 1万元}", "value: much", "wrong-value", None),
    ("value: {exactly: 1万元}", "value: {between: [3万元, 1万元]}", "range-reversed", None),
    ("value: {exactly: 1万元}", "value: {between: [3万元]}", "wrong-value", None),
    ("value: {exactly: 1万元}", "value: {exactly: 1万元, at_moast: 3元}", "unknown-key", None),
    ("value: {exactly: 1万元}", "value: {by: company.size, large: 1万元}", "table-gap", None),
    ("value: {exactly: 1万元}", "value: {by: company.revenue, large: 1万元}", "type-mismatch", None),
    ("value: {exactly: 1万元}", "value: {share: 20%, of: company.employees}", "type-mismatch", None),
    ("value: {exactly: 1万元}", "value: {share: 20%, of: company.revenu}", "unknown-name", "revenue"),
    ("value: {exactly: 1万元}", "value: {share: 20%}", "missing-key", None),
    ("value: {exactly: 1万元}", "value: {monthly: 1元, months: loan.fee_rate}", "type-mismatch", None),
    (
        "value: {exactly: 1万元}",
        "value: {share: 20%, of: company.revenue - company.assets}",
        "factor-below-zero",
        None,
    ),
    ("kind: subsidy", "kind: subsidies", "unknown-choice", "subsidy"),
    ("paid_to: enterprise", "paid_to: entreprise", "unknown-choice", "enterprise"),
    ("paid_to: enterprise", "payed_to: enterprise", "missing-key", None),
    ("cite: {line: 1, anchor: 示例}", "cite: {line: one, anchor: 示例}", "wrong-line", None),
    ("cite: {line: 1, anchor: 示例}", "cite: {line: 1}", "missing-key", None),
    ("cite: {line: 1, anchor: 示例}", f"cite: {{line: 1, anchor: {'长' * 31}}}", "anchor-length", None),
    ("title: {zh: 示例, en: example}", "title: {zh: 示例}", "missing-translation", None),
    (
        "in-zone: company.place within hangzhou",
        "in-zone: company.place within hangzho",
        "unknown-place",
        "hangzhou",
    ),
    ("in-zone: company.place within hangzhou", "approval: zhejiang/none", "unknown-approval", None),
    (
        "in-zone: company.place within hangzhou",
        "x: {that: company.listed, zh: 只有中文}",
        "missing-translation",
        None,
    ),
    (
        "in-zone: company.place within hangzhou",
        "x: benefit(zhejiang/grand) is received",
        "unknown-benefit",
        "zhejiang/grant",
    ),
    (
        "in-zone: company.place within hangzhou",
        "x: benefit(zhejiang/grant) is eligible",
        "benefit-cycle",
        None,
    ),
    ("in-zone: company.place within hangzhou", "{a: company.listed, b: company.listed}", "unknown-key", None),
    (
        "in-zone: company.place within hangzhou",
        "{a: company.listed}, {a: company.listed}",
        "declared-twice",
        None,
    ),
    ("[in-zone: company.place within hangzhou]", "[]", "empty-group", None),
    ("[in-zone: company.place within hangzhou]", "[company.listed]", "wrong-shape", None),
    ("    COMMON\n", "    COMMON\n    combine: sum\n", "needs-each", None),
    ("    COMMON\n", "    COMMON\n    each: hire\n", "unknown-name", "hires"),
    (
        "    COMMON\n",
        "    COMMON\n    in_force: {from: 2021-02-01, until: 2021-01-01}\n",
        "range-reversed",
        None,
    ),
    ("    COMMON\n", "    COMMON\n    in_force: {from: 2021-02-30}\n", "no-such-date", None),
    ("    COMMON\n", "    COMMON\n    in_force: plannd\n", "unknown-choice", "planned"),
    ("    COMMON\n", "    COMMON\n    in_force: {until: epidemic}\n", "unknown-standard", None),
    ("source: example-gazette", "source: exampel-gazette", "unknown-source", "example-gazette"),
    ("zone: zhejiang", "zone: zhejang", "unknown-place", "zhejiang"),
    ("zone: zhejiang", "zone: xinjiang", "zone-not-folder", None),
    ("zone: zhejiang", "zone: zhejiang\nzone: zhejiang", "duplicate-key", None),
    ("zone: zhejiang", "zone: zhejiang\nnote: x", "unknown-key", None),
]


@pytest.mark.parametrize(("old", "new", "code", "meant"), CASES)
def test_fault_is_named(tmp_path: Path, old: str, new: str, code: str, meant: str | None) -> None:
    """Each mistake of an author is found, with its code and, where a name is close, what was meant."""
    text = (HEAD + GOOD).replace("    COMMON\n", COMMON) if old not in HEAD + GOOD else HEAD + GOOD
    assert old in text

    found = faults_of(tmp_path, text.replace(old, new, 1))

    assert (code, meant) in {(fault.code, fault.meant) for fault in found}
    assert all(fault.where is not None for fault in found)


def test_all_faults_come_in_one_go(tmp_path: Path) -> None:
    """One run shows every fault of a file, in the order of the lines."""
    text = (
        HEAD
        + """\
  grant:
    COMMON
    when:
      - a: company.employes <= 300
      - b: company.revenue <= 300
      - any: [c: company.size is smal]
    value: {exactly: 1万}
"""
    )
    codes = {fault.code for fault in faults_of(tmp_path, text)}

    assert codes == {"unknown-name", "type-mismatch", "unknown-choice", "unit-missing"}


def test_fault_in_a_condition_points_at_the_word(tmp_path: Path) -> None:
    """The place of a fault is that of the word inside the condition, not of the clause."""
    text = HEAD + GOOD.replace("company.place within hangzhou", "company.place within hangzho")

    (fault,) = faults_of(tmp_path, text)

    assert fault.where is not None
    line = fault.where.source.line(fault.where.line)
    assert line[fault.where.column - 1 : fault.where.end_column - 1] == "hangzho"


def test_approval_may_not_stand_under_none(tmp_path: Path) -> None:
    """An approval under `none` is a load error: a refusal would then help the firm."""
    approvals = tmp_path / "rules" / "vocabulary" / "approvals.yaml"
    rules_folder(tmp_path, HEAD + GOOD)
    approvals.write_text(
        "approvals: {zhejiang/review: {label: {zh: 审查, en: review}, authority: {zh: 局, en: bureau}}}\n",
        "utf-8",
    )
    text = HEAD + GOOD.replace(
        "[in-zone: company.place within hangzhou]", "[none: [approval: zhejiang/review]]"
    )

    (fault,) = faults_of(tmp_path, text)

    assert fault.code == "approval-negated"


def test_missing_directory_is_named(tmp_path: Path) -> None:
    """A rules directory that is not there is a diagnostic, not an empty rulebook."""
    with pytest.raises(InputError) as caught:
        load_rulebook(tmp_path / "nowhere")

    assert caught.value.diagnostics[0].code == "rules-missing"


def test_digest_follows_the_content(tmp_path: Path) -> None:
    """The digest changes with any rule file and with nothing else."""
    first = rulebook(tmp_path / "a", GOOD).digest
    again = rulebook(tmp_path / "b", GOOD).digest
    other = rulebook(tmp_path / "c", GOOD.replace("1万元", "2万元")).digest

    assert first == again
    assert first != other
