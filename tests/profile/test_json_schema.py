"""The schema of a profile: it accepts what `check` accepts, and refuses what it can see to be wrong."""

from __future__ import annotations

import re
from pathlib import Path
from runpy import run_path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from eligib.messages import LANGUAGES
from eligib.profile.json_schema import ID, profile_schema
from support.core_yaml import json_of, json_of_node
from support.examples import shipped
from support.small import small

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.messages import Language

HERE = Path(__file__).parent
READ = run_path(str(HERE / "test_profile_read.py"))
EXAMPLES = sorted((HERE.parents[1] / "examples").glob("*.yaml"))
FAULTS = yaml.safe_load((HERE.parent / "cases" / "profiles" / "faults.yaml").read_text("utf-8"))
SEEN = {"unknown-fact", "unknown-approval", "unknown-benefit", "unknown-choice", "unknown-place"}
SHIPPED = {
    language: jsonschema.Draft202012Validator(profile_schema(shipped(), language)) for language in LANGUAGES
}
SMALL = jsonschema.Draft202012Validator(profile_schema(small(), "zh"))


def accepted(profile: Any, language: Language = "zh") -> bool:
    """Return whether the schema of the shipped rulebook accepts a profile."""
    return SHIPPED[language].is_valid(profile)


def good_texts() -> Iterator[str]:
    """Yield the profiles that the reader's own tests read without a fault."""
    for record, line, _value in READ["VALUES"]:
        yield f"{record}:\n  {line}\n"
    for name, marks in (
        ("test_null_is_unknown_everywhere", 1),
        ("test_a_list_is_closed_or_open", 2),
    ):
        (mark,) = [mark for mark in READ[name].pytestmark if mark.name == "parametrize"]
        for case in mark.args[1]:
            yield case if marks == 1 else case[0]
    yield "approvals: {qiantang/bank-credit-review: ' granted '}"
    yield "received: []"
    yield "hires: [{degree: ~, full_time: 是}, {}]"


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_schema_is_a_schema(language: Language) -> None:
    """In both languages it is valid under the draft that it names, and says whose it is."""
    schema = profile_schema(shipped(), language)

    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["$id"] == ID
    assert shipped().digest in schema["$comment"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_shipped_examples_are_accepted(path: Path) -> None:
    """An editor finds nothing wrong with the examples."""
    SHIPPED["zh"].validate(json_of(path.read_text("utf-8")))


@pytest.mark.parametrize("text", sorted(set(good_texts())))
def test_what_the_reader_reads_is_accepted(text: str) -> None:
    """Values in every form that people write are accepted, unknown ones too."""
    SHIPPED["en"].validate(json_of(text))


@pytest.mark.parametrize("benefit", shipped().benefits)
def test_firms_of_the_examples_in_rules_are_accepted(benefit: str) -> None:
    """Each firm that a rule gives as an example is a good profile."""
    for example in shipped().benefits[benefit].examples:
        SHIPPED["zh"].validate(json_of_node(example.given))


@pytest.mark.parametrize(
    "case",
    [case for case in FAULTS if SEEN & {fault["code"] for fault in case["faults"]}],
    ids=lambda case: case["name"],
)
def test_unknown_names_are_refused(case: dict[str, Any]) -> None:
    """A key, choice, place, approval or benefit that does not exist is refused, as `check` does."""
    try:
        profile = json_of(case["text"])
    except AssertionError:
        pytest.skip("no YAML an editor would give to a schema")
    assert not accepted(profile)


@pytest.mark.parametrize(
    ("text", "good"),
    [
        ("company: {size: small}", True),
        ("company: {size: 小型}", True),
        ("company: {size: SMALL}", True),
        ("company: {size: 小微}", False),
        ("company: {size: 小型企业}", True),
        ("company: {place: 港口区（自贸区）}", True),
        ("company: {size: ｓｍall}", True),
        ("company: {place: 自贸区}", True),
        ("company: {size: [small, micro]}", True),
        ("company: {size: []}", False),
        ("company: {size: smal}", False),
        ("company: {size: [small, tiny]}", False),
        ("company: {sectors: []}", True),
        ("company: {sectors: [生物医药, foreign_trade]}", True),
        ("company: {place: 港口区(自贸区)}", True),
        ("company: {place: harbour (free trade zone)}", True),
        ("company: {place: riverport/elsewhere}", True),
        ("company: {place: 港口区x自贸区y}", False),
        ("company: {place: atlantis}", False),
        ("company: {employees: 120}", True),
        ("company: {employees: 三百}", True),
        ("company: {employees: many}", False),
        ("company: {employees: [1]}", False),
        ("company: {revenue: 3200万元}", True),
        ("company: {revenue: a lot}", False),
        ("company: {listed: 是}", True),
        ("company: {listed: yes}", True),
        ("company: {listed: true}", True),
        ("company: {listed: maybe}", False),
        ("company: {founded_on: 2020-06}", True),
        ("company: {founded_on: 2020}", True),
        ("company: {founded_on: spring}", False),
        ("company: {lease: 半年}", True),
        ("company: {lease: 12}", False),
        ("company: {motto: 010}", True),
        ("company: {motto: {a: 1}}", False),
        ("company: {grace: 90 days, colour: red}", False),
        ("projects: []", True),
        ("projects: {known: [{kind: 中试线}]}", True),
        ("projects: [{kind: pilot}]", False),
        ("projects: {kind: pilot_line}", False),
        ("projects: [~]", False),
        ("approvals: {riverport/project-review: 已批准}", True),
        ("approvals: {riverport/project-review: perhaps}", False),
        ("approvals: {riverport/other-review: granted}", False),
        ("received: [riverport/study]", True),
        ("received: [study]", False),
        ("companny: {}", False),
    ],
)
def test_the_schema_and_the_reader_agree(text: str, *, good: bool) -> None:
    """What the schema says of a profile is what `check` says of it."""
    from eligib.diagnostics import Source
    from eligib.errors import InputError
    from eligib.profile.read import ProfileReader

    read = True
    try:
        ProfileReader(small()).parse(Source("firm.yaml", text))
    except InputError:
        read = False

    assert (SMALL.is_valid(json_of(text)), read) == (good, good)


def test_an_editor_is_offered_keys_with_their_names() -> None:
    """Each choice is a constant with a title in the language asked for."""
    offered = {
        language: {
            one["const"]: one["title"]
            for one in profile_schema(small(), language)["$defs"]["company.size"]["anyOf"][0]["oneOf"]
        }
        for language in LANGUAGES
    }

    assert offered == {
        "zh": {"small": "小型", "micro": "微型", "other": "其他"},
        "en": {"small": "small", "micro": "micro", "other": "neither"},
    }


def test_patterns_are_ones_that_editors_understand() -> None:
    """No pattern escapes a sign that needs none, which JavaScript refuses under its `u` flag."""
    patterns = re.findall(r"'pattern': (?:'|\")(.*?)(?:'|\")[,}]", str(profile_schema(shipped(), "zh")))

    assert patterns
    assert [one for one in patterns if re.search(r"\\\\[^\\^\[\]sx-]", one)] == []
