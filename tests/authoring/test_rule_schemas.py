"""The schemas of rule files: they accept every shipped file and refuse what an editor can see to be wrong."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import jsonschema
import pytest

from eligib.authoring.json_schema import KINDS_OF_FILES, file_schema
from eligib.messages import LANGUAGES
from support.core_yaml import json_of
from support.examples import shipped

ROOT = Path(__file__).parents[2]
VALID = {kind: jsonschema.Draft202012Validator(file_schema(kind, shipped(), "en")) for kind in KINDS_OF_FILES}


def _kind(path: Path) -> str:
    folder = path.parent.name
    return folder if folder in KINDS_OF_FILES else "rules"


SHIPPED = [*(ROOT / "rules").glob("*/*.yaml"), *(ROOT / "seeds").glob("*.yaml")]

BENEFIT = """
zone: qiantang
source: qiantang-magazine-2021-01
benefits:
  b:
    title: {zh: 甲, en: a}
    kind: loan
    paid_to: enterprise
    cite: {line: 1, anchor: x}
    when: [{a: company.listed}]
    value: unstated
"""
FAULTS: dict[str, tuple[str, str, str]] = {
    "unknown place": ("rules", "zone: qiantang", "zone: qiantan"),
    "unknown source": ("rules", "source: qiantang-magazine-2021-01", "source: gazette"),
    "unknown key": ("rules", "kind: loan", "kind: loan\n    note: x"),
    "unknown kind": ("rules", "kind: loan", "kind: gift"),
    "unknown payee": ("rules", "paid_to: enterprise", "paid_to: [enterprise, firm]"),
    "missing key": ("rules", "    paid_to: enterprise\n", ""),
    "missing language": ("rules", "{zh: 甲, en: a}", "{zh: 甲}"),
    "line that is no number": ("rules", "line: 1", "line: x"),
    "anchor too long": ("rules", "anchor: x", f"anchor: {'x' * 31}"),
    "clause without a name": ("rules", "[{a: company.listed}]", "[company.listed]"),
    "two clauses in one": ("rules", "{a: company.listed}", "{a: company.listed, b: company.listed}"),
    "no clause": ("rules", "[{a: company.listed}]", "[]"),
    "unknown approval": ("rules", "{a: company.listed}", "{approval: nobody}"),
    "clause with half a text": ("rules", "{a: company.listed}", "{a: {that: company.listed, zh: 甲}}"),
    "amount without a unit": ("rules", "value: unstated", "value: {exactly: 100}"),
    "form of value that is none": ("rules", "value: unstated", "value: {about: 100万元}"),
    "share of nothing": ("rules", "value: unstated", "value: {share: 10%}"),
    "range with one end": ("rules", "value: unstated", "value: {between: [1万元]}"),
    "table with a foreign row": ("rules", "value: unstated", "value: {by: hire.degree, dokter: 1万元}"),
    "status that is none": ("rules", "value: unstated", "value: unstated\n    in_force: soon"),
    "cap without a list": ("rules", "value: unstated", "value: unstated\n    total_at_most: 1万元"),
    "unknown list": ("rules", "value: unstated", "value: unstated\n    each: firms"),
    "unknown fact in an example": (
        "rules",
        "value: unstated",
        "value: unstated\n    examples: [{given: {company: {siz: small}}, then: {outcome: eligible}}]",
    ),
    "outcome that is none": (
        "rules",
        "value: unstated",
        "value: unstated\n    examples: [{given: {}, then: {outcome: maybe}}]",
    ),
}
OTHER_FAULTS = [
    (
        "vocabulary",
        "records: {company: {label: {zh: 甲, en: a}, facts: {size: {type: choise, label: {zh: 甲, en: a}}}}}",
    ),
    ("vocabulary", "records: {company: {facts: {}}}"),
    ("vocabulary", "lists: {hires: {label: {zh: 甲, en: a}, facts: {}}}"),
    ("vocabulary", "places: {a: {label: {zh: 甲, en: a}, places: {b: {}}}}"),
    ("vocabulary", "approvals: {a/b: {label: {zh: 甲, en: a}}}"),
    ("vocabulary", "facts: {}"),
    ("standards", "standards: {a: {date: 2020-1-1, title: {zh: 甲, en: a}}}"),
    ("standards", "derived: {company.size: {editions: {2020-01-01: {rows: {a: {industries: [zz]}}}}}}"),
    ("seeds", "title: {zh: 甲, en: a}"),
    ("seeds", "{title: {zh: 甲, en: a}, publisher: {zh: 甲, en: a}, date: May 2020}"),
    (
        "seeds",
        "{title: {zh: 甲, en: a}, publisher: {zh: 甲, en: a}, date: 2020-05, dismissed: [{reason: {zh: 甲, en: a}}]}",
    ),
    ("seeds", "{title: {zh: 甲, en: a}, publisher: {zh: 甲, en: a}, date: 2020-05, file: {name: x}}"),
    ("profile", "company: {siz: small}"),
]


@pytest.mark.parametrize("kind", KINDS_OF_FILES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_is_a_schema(kind: str, language: Any) -> None:
    """In both languages each schema is valid under the draft that it names."""
    schema = file_schema(kind, shipped(), language)

    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == f"urn:eligib:{kind}:1"


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_shipped_file_is_accepted(path: Path) -> None:
    """Every file of the shipped rulebook passes the schema of its kind."""
    errors = VALID[_kind(path)].iter_errors(json_of(path.read_text("utf-8")))

    assert [error.message for error in errors] == []


def test_the_smallest_rule_file_is_accepted() -> None:
    """The file that the faulty ones are made of is itself without fault."""
    assert VALID["rules"].is_valid(json_of(BENEFIT))


@pytest.mark.parametrize("name", FAULTS)
def test_faulty_rule_file_is_refused(name: str) -> None:
    """Each fault that needs no look into a condition is seen."""
    kind, right, wrong = FAULTS[name]
    assert right in BENEFIT

    assert not VALID[kind].is_valid(json_of(BENEFIT.replace(right, wrong)))


@pytest.mark.parametrize(("kind", "text"), OTHER_FAULTS)
def test_other_faulty_file_is_refused(kind: str, text: str) -> None:
    """So it is in the other kinds of files."""
    assert not VALID[kind].is_valid(json_of(text))


def test_conditions_come_with_examples() -> None:
    """An editor can offer conditions of several forms, as rules state them."""
    offered = VALID["rules"].schema["$defs"]["condition"]["examples"]  # type: ignore[index]

    assert len(offered) >= 5
    assert len(set(offered)) == len(offered)
