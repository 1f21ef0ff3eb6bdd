"""Faults of families: code, line and column of each, and what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.errors import InputError
from eligib.rulebook.load import load_rulebook
from support.rules import COMMON, HEAD, rules_folder

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.rulebook.model import Rulebook

FAMILIES = """\
zone: zhejiang
source: example-gazette
families:
  outer:
    title: {zh: 外, en: outer}
    combine: capped
    sum: 3万元
    cite: {line: 1, anchor: 示例}
  inner:
    title: {zh: 内, en: inner}
    combine: best_one
    basis: assumed
    cite: {line: 2, anchor: 示例}
    family: outer
"""
ENTRY = "  {name}:\n" + COMMON + "    family: {family}\n    when: [x: company.listed]\n    value: unstated\n"
BENEFITS = HEAD + "".join(
    ENTRY.replace("{name}", name).replace("{family}", family)
    for name, family in (("first", "inner"), ("second", "zhejiang/inner"), ("third", "outer"))
)
Fault = tuple[str, str, str | None]
CASES: list[tuple[str, str, list[Fault]]] = [
    ("source: example-gazette", "source: exampel-gazette", [("unknown-source", "2:9", "example-gazette")]),
    ("zone: zhejiang", "zone: xinjiang", [("zone-not-folder", "1:7", None)]),
    ("families:\n", "familes:\n", [("missing-key", "1:1", None), ("unknown-key", "3:1", "families")]),
    ("    title: {zh: 外, en: outer}\n", "", [("missing-key", "5:5", None)]),
    ("{zh: 外, en: outer}", "{zh: 外}", [("missing-translation", "5:12", None)]),
    (
        "combine: capped",
        "combine: caped",
        [("unknown-choice", "6:14", "capped"), ("wrong-value", "5:5", None)],
    ),
    ("combine: best_one", "combine: capped", [("wrong-value", "10:5", None)]),
    ("    sum: 3万元\n", "", [("wrong-value", "5:5", None)]),
    ("sum: 3万元", "sum: 3", [("type-mismatch", "7:10", None), ("wrong-value", "5:5", None)]),
    ("sum: 3万元", "sum: 3万", [("unit-missing", "7:10", "3万元"), ("wrong-value", "5:5", None)]),
    ("sum: 3万元", "sum: [3万元]", [("wrong-shape", "7:10", None), ("wrong-value", "5:5", None)]),
    ("combine: best_one", "combine: best_one\n    sum: 3万元", [("wrong-value", "10:5", None)]),
    ("basis: assumed", "basis: guessed", [("unknown-choice", "12:12", None)]),
    ("    cite: {line: 2, anchor: 示例}\n", "", [("missing-key", "10:5", None)]),
    ("cite: {line: 2, anchor: 示例}", "cite: {line: two, anchor: 示例}", [("wrong-line", "13:18", None)]),
    ("family: outer", "family: outr", [("unknown-family", "14:13", "zhejiang/outer")]),
    ("family: outer", "family: [outer]", [("wrong-shape", "14:13", None)]),
    ("family: outer", "famly: outer", [("unknown-key", "14:5", "family")]),
    ("family: outer", "family: inner", [("family-cycle", "9:3", None)]),
    ("    sum: 3万元\n", "    sum: 3万元\n    family: inner\n", [("family-cycle", "4:3", None)]),
]


def load(folder: Path, families: str, benefits: str = BENEFITS) -> Rulebook:
    """Return the rulebook of these families and benefits."""
    rules = rules_folder(folder, benefits)
    (rules / "zhejiang" / "families.yaml").write_text(families, "utf-8")
    return load_rulebook(rules)


def faults(folder: Path, families: str, benefits: str = BENEFITS) -> list[Fault]:
    """Return the faults that loading tells, each with its place."""
    with pytest.raises(InputError) as caught:
        load(folder, families, benefits)
    return [
        (fault.code, "" if fault.where is None else f"{fault.where.line}:{fault.where.column}", fault.meant)
        for fault in caught.value.diagnostics
    ]


def test_families_without_faults_are_loaded(tmp_path: Path) -> None:
    """Families hold benefits and families of their own zone, the contained ones first."""
    families = load(tmp_path, FAMILIES).families

    assert {name: family.members for name, family in families.items()} == {
        "zhejiang/inner": ("zhejiang/first", "zhejiang/second"),
        "zhejiang/outer": ("zhejiang/third", "zhejiang/inner"),
    }
    assert list(families) == ["zhejiang/inner", "zhejiang/outer"]
    assert families["zhejiang/outer"].cap == 3_000_000


@pytest.mark.parametrize(("old", "new", "expected"), CASES)
def test_fault_of_a_family_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, expected: list[Fault]
) -> None:
    """Each mistake gives its faults where they are; members that are then missing are told besides."""
    assert FAMILIES.count(old) == 1

    found = faults(tmp_path, FAMILIES.replace(old, new))

    follow = {"small-family", "unknown-family"} - {code for code, _, _ in expected}
    assert sorted(fault for fault in found if fault[0] not in follow) == sorted(expected)


def test_family_of_one_is_a_fault(tmp_path: Path) -> None:
    """A family with a single member is told where it is declared."""
    benefits = BENEFITS.replace("    family: zhejiang/inner\n", "")

    assert faults(tmp_path, FAMILIES, benefits) == [("small-family", "9:3", None)]


def test_benefit_of_an_unknown_family_is_a_fault(tmp_path: Path) -> None:
    """A benefit that names a family nobody declares is told at that name, with the nearest one."""
    found = faults(tmp_path, FAMILIES, BENEFITS.replace("family: outer", "family: oter"))

    assert ("unknown-family", "25:13", "zhejiang/outer") in found
