"""Faults of tables of classes and of trees of industries: code, line and column of each, and what was meant."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.errors import InputError
from eligib.rulebook.load import load_rulebook
from support.rules import COMMON, HEAD, rules_folder

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.rulebook.model import Rulebook

VOCABULARY = """\
records:
  firm:
    label: {zh: 企业, en: firm}
    facts:
      industry: {type: industry, label: {zh: 行业, en: industry}}
      staff: {type: count, label: {zh: 人员, en: staff}, at_least: 0}
      score: {type: number, label: {zh: 评分, en: score}}
      class:
        type: choice
        label: {zh: 类型, en: class}
        choices:
          high: {zh: 大, en: high, also: [大企业]}
          low: {zh: 小, en: low}
          other: {zh: 无, en: other}
industries:
  a:
    label: {zh: 农业, en: farming}
    complete: true
    industries:
      a01: {label: {zh: 种植, en: crops}, also: [耕作]}
      a02: {label: {zh: 养殖, en: animals}}
  b: {label: {zh: 工业, en: industry}}
"""
TABLE = """\
derived:
  firm.class:
    title: {zh: 标准, en: standard}
    document: {zh: 文件, en: document}
    by: firm.industry
    classes: [high, low]
    otherwise: other
    editions:
      2011-06-18:
        rows:
          farming:
            label: {zh: 农业, en: farming}
            industries: [a]
            except: [a02]
            floors: {firm.staff: [10]}
          making:
            label: {zh: 工业, en: industry}
            industries: [b]
            floors: {firm.staff: [20], firm.score: [60]}
"""
GRANT = HEAD + "  grant:\n" + COMMON + "    when: [x: company.listed]\n    value: unstated\n"

# what is written, what instead, the code, line and column of every fault, and what was meant
Fault = tuple[str, str, str | None]
TABLE_FAULTS: list[tuple[str, str, list[Fault]]] = [
    ("derived:\n", "derived: []\nx:\n", [("wrong-shape", "1:10", None), ("unknown-key", "2:1", None)]),
    ("    by: firm.industry\n", "", [("missing-key", "3:5", None)]),
    ("    title: {zh: 标准, en: standard}\n", "", [("missing-key", "3:5", None)]),
    ("{zh: 文件, en: document}", "{zh: 文件}", [("missing-translation", "4:15", None)]),
    ("by: firm.industry", "by: firm.industri", [("unknown-name", "5:9", "firm.industry")]),
    ("by: firm.industry", "by: firm.staff", [("unknown-name", "5:9", "firm.industry")]),
    ("otherwise: other", "otherwise: oter", [("unknown-choice", "7:16", "other")]),
    ("otherwise: other", "otherwise: low", [("wrong-value", "3:5", None)]),
    ("editions:", "edition:", [("missing-key", "3:5", None), ("unknown-key", "8:5", "editions")]),
    ("2011-06-18", "2011-06-31", [("no-such-date", "9:7", None)]),
    ("rows:", "row:", [("missing-key", "10:9", None), ("unknown-key", "10:9", "rows")]),
    ("            label: {zh: 工业, en: industry}\n", "", [("missing-key", "17:13", None)]),
    ("            industries: [b]\n", "", [("missing-key", "17:13", None)]),
    ("industries: [b]", "industries: [bb]", [("unknown-industry", "18:26", "b")]),
    (
        "industries: [b]",
        "industries: [[b]]",
        [("unknown-industry", "18:26", None)],
    ),
    ("industries: [b]", "industries: []", [("wrong-value", "16:11", None)]),
    ("industries: [b]", "industries: [b, a01]", [("rows-overlap", "16:11", None)]),
    ("except: [a02]", "except: [a]", [("wrong-value", "11:11", None)]),
    ("except: [a02]", "except: [a03]", [("unknown-industry", "14:22", "a02")]),
    ("except: [a02]", "excpt: [a02]", [("unknown-key", "14:13", "except")]),
    ("floors: {firm.staff: [10]}", "floors: {}", [("wrong-value", "15:21", None)]),
    ("            floors: {firm.staff: [10]}\n", "", [("missing-key", "12:13", None)]),
    ("[10]", "[10, 20]", [("wrong-value", "15:22", None)]),
    ("[10]", "[]", [("wrong-value", "15:22", None)]),
    ("[10]", "[10元]", [("type-mismatch", "15:35", None)]),
    ("[10]", "[1.5]", [("type-mismatch", "15:35", None)]),
    ("[10]", "[ten]", [("syntax", "15:35", None)]),
    ("[10]", "[[10]]", [("wrong-shape", "15:35", None)]),
    ("firm.staff: [10]", "firm.stuff: [10]", [("unknown-name", "15:22", "firm.staff")]),
    ("firm.staff: [10]", "firm.class: [10]", [("type-mismatch", "15:35", None)]),
]
INDUSTRY_FAULTS: list[tuple[str, str, list[Fault]]] = [
    ("complete: true", "complete: yes", [("unknown-choice", "18:15", None)]),
    ("complete: true", "compleet: true", [("unknown-key", "18:5", "complete")]),
    ("also: [耕作]", "also: [[耕作]]", [("wrong-shape", "20:48", None)]),
    ("also: [大企业]", "also: {x: 大企业}", [("wrong-shape", "12:41", None)]),
    ("also: [耕作]", "allso: [耕作]", [("unknown-key", "20:41", "also")]),
    ("  b: {", "  a01: {", [("declared-twice", "22:3", None)]),
    ("  b: {", "  elsewhere: {", [("declared-twice", "22:3", None)]),
    ("  b: {", "  B: {", [("bad-name", "22:3", None)]),
    ("  b: {", "  not: {", [("bad-name", "22:3", None)]),
    ("{zh: 养殖, en: animals}", "{zh: 养殖}", [("missing-translation", "21:20", None)]),
    ("{label: {zh: 养殖, en: animals}}", "{}", [("missing-key", "21:12", None)]),
    (
        "{label: {zh: 养殖, en: animals}}",
        "养殖",
        [("wrong-shape", "21:12", None), ("missing-key", "21:12", None)],
    ),
]


def load(folder: Path, vocabulary: str = VOCABULARY, table: str = TABLE) -> Rulebook:
    """Return the rulebook with that vocabulary and that table."""
    rules = rules_folder(folder, GRANT)
    (rules / "vocabulary" / "firm.yaml").write_text(vocabulary, "utf-8")
    (rules / "standards").mkdir()
    (rules / "standards" / "class.yaml").write_text(table, "utf-8")
    return load_rulebook(rules)


def faults(folder: Path, vocabulary: str, table: str) -> set[Fault]:
    """Return the faults that loading tells, each with its place."""
    with pytest.raises(InputError) as caught:
        load(folder, vocabulary, table)
    return {
        (fault.code, "" if fault.where is None else f"{fault.where.line}:{fault.where.column}", fault.meant)
        for fault in caught.value.diagnostics
    }


def test_table_without_faults_is_loaded(tmp_path: Path) -> None:
    """The table of these tests is a good one, and a whole figure is a floor of a number."""
    derivation = load(tmp_path).derived["firm.class"]

    (edition,) = derivation.editions
    assert [sorted(row.within) for row in edition.rows] == [["a01"], ["b"]]
    assert [floors for _fact, floors in edition.rows[1].floors] == [(20,), (60,)]


def test_complete_industry_has_nothing_else_in_it(tmp_path: Path) -> None:
    """`complete: true` leaves out the implied rest, which is there without."""
    complete = load(tmp_path / "a").derived["firm.class"]
    without = load(tmp_path / "b", VOCABULARY.replace("    complete: true\n", "")).derived["firm.class"]

    assert [sorted(one.editions[0].rows[0].within) for one in (complete, without)] == [
        ["a01"],
        ["a/elsewhere", "a01"],
    ]


@pytest.mark.parametrize(("old", "new", "expected"), TABLE_FAULTS)
def test_fault_of_a_table_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, expected: list[Fault]
) -> None:
    """Each mistake in a table gives its faults, all of them and no others, where they are."""
    assert TABLE.count(old) == 1

    assert faults(tmp_path, VOCABULARY, TABLE.replace(old, new)) == set(expected)


@pytest.mark.parametrize(("old", "new", "expected"), INDUSTRY_FAULTS)
def test_fault_of_an_industry_is_told_at_its_place(
    tmp_path: Path, old: str, new: str, expected: list[Fault]
) -> None:
    """Each mistake in the industries gives its faults in that file; what then fails in the table comes besides."""
    assert VOCABULARY.count(old) == 1

    found = faults(tmp_path, VOCABULARY.replace(old, new), "standards: {}\n")

    assert found == set(expected)


@pytest.mark.parametrize(
    "classes", ["[high]", "[high, low, other]", "[high, high]", "[high, lo]", "[[high], low]"]
)
def test_classes_are_the_choices_each_once(tmp_path: Path, classes: str) -> None:
    """Classes that leave out a choice, name one twice or one that is none are told."""
    found = faults(tmp_path, VOCABULARY, TABLE.replace("[high, low]", classes))

    assert ("wrong-value", "3:5", None) in found


def test_fact_may_be_derived_once(tmp_path: Path) -> None:
    """Two files that derive the same fact are a fault at the second."""
    rules = rules_folder(tmp_path, GRANT)
    (rules / "vocabulary" / "firm.yaml").write_text(VOCABULARY, "utf-8")
    (rules / "standards").mkdir()
    for name in ("first", "second"):
        (rules / "standards" / f"{name}.yaml").write_text(TABLE, "utf-8")

    with pytest.raises(InputError) as caught:
        load_rulebook(rules)

    (fault,) = caught.value.diagnostics
    assert fault.code == "declared-twice"
    assert fault.where is not None
    assert (fault.where.source.name.rpartition("/")[2], fault.where.line, fault.where.column) == (
        "second.yaml",
        2,
        3,
    )
