"""What is offered at a place, by position: keys, names and the parts of a condition."""

from __future__ import annotations

import pytest

from eligib.editor.kinds import FileKind
from eligib.messages import Label, render
from support.editing import RULE, completed, written

FACTS = ["name", "place", "employees", "revenue", "size", "sectors", "founded_on", "rd_rate", "plant", "lease",
         "grace", "score", "listed", "motto"]  # fmt: skip
PLACES = [
    "coast",
    "riverport",
    "biopark",
    "riverport/elsewhere",
    "harbour",
    "coast/elsewhere",
    "inland",
    "elsewhere",
]
BENEFITS = ["harbour/harbour-loan", "riverport/pilot-line-grant", "riverport/study", "riverport/rent-relief"]


def offered(text: str, kind: FileKind = FileKind.RULES) -> list[str]:
    """Return the labels of what is offered."""
    return [item.label for item in completed(text, kind)]


@pytest.mark.parametrize(
    ("condition", "names"),
    [
        ("company.‸", FACTS),
        ("company.si‸", FACTS),
        ("project.‸", ["investment", "kind"]),
        ("company.size ‸", ["is", "is not", "in ["]),
        ("company.size is ‸", ["small", "micro", "other", "not"]),
        ("company.size is not ‸", ["small", "micro", "other"]),
        ("company.size in ‸", ["["]),
        ("company.size in [‸", ["small", "micro", "other"]),
        ("company.size in [small, mi‸]", ["small", "micro", "other"]),
        ("company.place within ‸", PLACES),
        ("company.sectors has ‸", ["biopharma", "foreign_trade"]),
        ("company.sectors ‸", ["has"]),
        ("company.place ‸", ["within"]),
        ("company.listed ‸", ["and", "or"]),
        ("company.motto ‸", ["==", "!="]),
        ("any(‸", ["projects", "awards"]),
        ("count(‸", ["projects", "awards"]),
        ("any(projects ‸", ["where"]),
        ("any(projects where kind is ‸", ["pilot_line", "other", "not"]),
        ("any(projects where kind ‸)", ["is", "is not", "in ["]),
        ("count(awards where year >= 2020) >= 1 ‸", ["and", "or", "days", "m2", "months", "years"]),
        ("sum(projects.‸", ["investment", "kind"]),
        ("benefit(‸", BENEFITS),
        ("benefit(riverport/st‸", BENEFITS),
        ("benefit(riverport/study) ‸", ["is"]),
        ("benefit(riverport/study) is ‸", ["received", "eligible"]),
        ("company.size is small ‸", ["and", "or"]),
        ("nobody.‸", []),
        ("company.nothing is ‸", ["not"]),
    ],
)
def test_a_condition_is_completed_by_position(condition: str, names: list[str]) -> None:
    """After each word of a condition come the names and words that fit there, and no others."""
    assert offered(RULE + condition) == names


@pytest.mark.parametrize(
    ("condition", "has", "lacks"),
    [
        ("‸", ["project.kind", "company.size", "not", "any("], ["kind"]),
        ("not ‸", ["project.kind", "company.size"], []),
        ("any(projects where ‸", ["kind", "investment", "company.size"], []),
        (
            "company.revenue >= ‸",
            ["company.revenue", "project.investment", "sum("],
            ["company.size", "as_of"],
        ),
        ("company.founded_on <= ‸", ["company.founded_on", "as_of"], ["company.revenue"]),
        ("3% * ‸", ["company.revenue"], []),
    ],
)
def test_a_beginning_offers_what_can_begin(condition: str, has: list[str], lacks: list[str]) -> None:
    """Facts are offered in full, those of the list at hand as well, and only comparable ones in a comparison."""
    found = offered(RULE + condition)

    assert set(has) <= set(found)
    assert not set(lacks) & set(found)


BENEFIT = "zone: riverport\nsource: riverport-gazette\nbenefits:\n  grant:\n"


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("‸", ["zone", "source", "agency", "benefits", "silence"]),
        ("zone: riverport\n‸", ["source", "agency", "benefits", "silence"]),
        ("zone: ‸", PLACES),
        ("source: ‸", ["harbour-news", "riverport-gazette"]),
        (f"{BENEFIT}    paid_to: [enterprise, ‸]", ["enterprise", "graduate", "intern", "talent", "team", "individual",
            "organisation", "university", "institute", "studio", "student", "worker", "unstated"]),
        (f"{BENEFIT}    title: {{‸", ["zh", "en"]),
        (f"{BENEFIT}    title: {{zh: 好, ‸}}", ["en"]),
        (f"{BENEFIT}    title: ‸", ["{zh: , en: }"]),
        (f"{BENEFIT}    cite:\n      line: 3\n      ‸", ["anchor"]),
        (f"{BENEFIT}    each: ‸", ["projects", "awards"]),
        (f"{BENEFIT}    family: ‸", ["one-support"]),
        (f"{BENEFIT}    in_force: {{until: ‸}}", ["drought-end", "2024-01-01"]),
        (f"{BENEFIT}    in_force: ‸", ["planned", "exploratory", "closed", "case"]),
        (f"{BENEFIT}    when:\n      - ‸", ["any", "none", "all", "approval"]),
        (f"{BENEFIT}    when:\n      - approval: ‸", ["riverport/project-review"]),
        (f"{BENEFIT}    when:\n      - approval: x\n        ‸", ["zh", "en", "cite", "basis"]),
        (f"{BENEFIT}    when:\n      - clause:\n          ‸", ["that", "zh", "en", "cite", "basis", "silence"]),
        (f"{BENEFIT}    when:\n      - any:\n          - ‸", ["any", "none", "all", "approval"]),
        (f"{BENEFIT}    value: {{by: company.size, ‸", ["else", "small", "micro", "other"]),
        (f"{BENEFIT}    value: {{share: 3%, ‸", ["of", "at_most"]),
        (f"{BENEFIT}    value: {{share: 3%, of: company.‸}}", FACTS),
        (f"{BENEFIT}    value: {{share: ‸", ["10%"]),
        (f"{BENEFIT}    examples:\n      - given: {{company: {{size: ‸", ["small", "micro", "other"]),
        (f"{BENEFIT}    examples:\n      - then: {{flags: [‸", ["assumed", "unconfirmed"]),
        (f"{BENEFIT}    examples:\n      - then: {{pending: [‸", ["riverport/project-review"]),
    ],
)  # fmt: skip
def test_a_rule_file_is_completed_by_position(text: str, names: list[str]) -> None:
    """Keys that are there already are not offered again; values are the names that may stand there."""
    assert offered(text) == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("company:\n  name: x\n  ‸", [name for name in FACTS if name != "name"]),
        ("company:\n  size: ‸", ["small", "micro", "other"]),
        ("company:\n  size: [small, ‸]", ["small", "micro", "other"]),
        ("company:\n  sectors: [‸", ["biopharma", "foreign_trade"]),
        ("company:\n  listed: ‸", ["true", "false"]),
        ("company:\n  place: ‸", PLACES),
        ("company:\n  employees: ‸", ["120"]),
        ("projects:\n  - ‸", ["investment", "kind"]),
        ("projects: [{kind: ‸", ["pilot_line", "other"]),
        ("projects:\n  known:\n    - ‸", ["investment", "kind"]),
        ("projects: {‸", ["known"]),
        ("approvals:\n  ‸", ["riverport/project-review"]),
        ("approvals:\n  riverport/project-review: ‸", ["granted", "refused"]),
        ("received:\n  - ‸", BENEFITS),
        ("received: [riverport/‸", BENEFITS),
        ('{"company": {"size": "‸', ["small", "micro", "other"]),
    ],
)
def test_a_profile_is_completed_by_position(text: str, names: list[str]) -> None:
    """A profile is completed in the terms of the vocabulary, in JSON as well."""
    assert offered(text, FileKind.PROFILE) == names


@pytest.mark.parametrize(
    ("kind", "text", "names"),
    [
        (FileKind.FAMILIES, "families:\n  one:\n    combine: ‸", ["all", "best_one", "capped"]),
        (
            FileKind.VOCABULARY,
            "places:\n  a:\n    places:\n      b:\n        ‸",
            ["label", "also", "complete", "places", "silence"],
        ),
        (FileKind.VOCABULARY, "lists:\n  awards:\n    ‸", ["one", "label", "facts"]),
        (FileKind.STANDARDS, "derived:\n  ‸", ["company.name", "company.place"]),
        (FileKind.STANDARDS, "standards:\n  end:\n    basis: ‸", ["stated", "assumed"]),
        (FileKind.SOURCE, "script: ‸", ["simplified", "traditional", "latin"]),
        (FileKind.VERSION, "‸", ["version"]),
    ],
)
def test_the_other_files_are_completed(kind: FileKind, text: str, names: list[str]) -> None:
    """Families, vocabulary, standards and sources have their keys and words too."""
    assert offered(text, kind)[: len(names)] == names


@pytest.mark.parametrize(
    ("text", "label", "after"),
    [
        ("zo‸", "zone", "zone: "),
        ("zo‸: x", "zone", "zone: x"),
        (f"{RULE}company.si‸", "size", f"{RULE}company.size"),
        (f"{RULE}company.s‸ze is small", "size", f"{RULE}company.size is small"),
        (f"{RULE}benefit(st‸", "riverport/study", f"{RULE}benefit(riverport/study"),
        (f"{BENEFIT}    paid_to:\n      ‸", "team", f"{BENEFIT}    paid_to:\n      - team"),
        (f"{BENEFIT}    when:\n      app‸", "approval", f"{BENEFIT}    when:\n      - approval: "),
    ],
)
def test_what_is_taken_replaces_the_word(text: str, label: str, after: str) -> None:
    """An item takes the place of the whole word at the cursor; a key brings its colon, a member its dash."""
    assert written(text, label) == after


def test_a_fact_comes_with_type_and_label() -> None:
    """Beside a fact stand its label and its type with the unit, in both languages."""
    item = next(item for item in completed(f"{RULE}company.rev‸") if item.label == "revenue")

    assert item.about == Label("营业收入", "revenue")
    assert (render(item.note, "en"), render(item.note, "zh")) == ("money, in 元", "金额，以元计")


def test_labels_are_filled_in_both_languages() -> None:
    """A key whose value is a label brings both languages, for editors that fill in places."""
    item = next(item for item in completed(f"{BENEFIT}    ti‸") if item.label == "title")

    assert (item.insert, item.snippet) == ("title: ", "title: {zh: $1, en: $2}")
