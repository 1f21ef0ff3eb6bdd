"""A profile to fill in: valid and silent as it is written, valid and telling once it is filled in."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from eligib.decide.decider import Decider
from eligib.diagnostics import Source, width
from eligib.messages import LANGUAGES, Language
from eligib.profile.asked import facts_of
from eligib.profile.model import Profile
from eligib.profile.read import ProfileReader
from eligib.reports.template import WIDTH, profile_template
from support.examples import shipped
from support.small import small

if TYPE_CHECKING:
    from eligib.rulebook.model import Rulebook

VALUE = re.compile(r"^(  \S+:)  # (?:例：|e\.g\. )(.*)$", re.MULTILINE)
MEMBER = re.compile(r"^  # ((?:- |  )[a-z][a-z0-9_-]*: .*|- \{\}|- [a-z0-9/-]+  # .*)$", re.MULTILINE)
RULEBOOKS = {"small": small, "shipped": shipped}


def read(text: str, rulebook: Rulebook) -> Profile:
    """Return the profile that a text states."""
    return ProfileReader(rulebook).parse(Source("firm.yaml", text))


def filled(text: str) -> str:
    """Return the text with every example as its value and every member without its comment sign."""
    return MEMBER.sub(r"  \1", VALUE.sub(r"\1 \2", text))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RULEBOOKS)
def test_as_it_is_written_nothing_is_known(name: str, language: Language) -> None:
    """The reader takes the file and learns nothing from it."""
    rulebook = RULEBOOKS[name]()

    profile = read(profile_template(rulebook.benefits.values(), rulebook, language), rulebook)

    assert profile == Profile(name="firm.yaml")


def test_as_it_is_written_everything_in_force_is_undetermined() -> None:
    """Deciding the file as it is written gives no answer that a fact could still turn."""
    rulebook = small()
    profile = read(profile_template(rulebook.benefits.values(), rulebook, "zh"), rulebook)

    decision = Decider(rulebook, date(2024, 6, 1)).decide(profile)

    assert {name: result.outcome.value for name, result in decision.results.items()} == {
        "harbour/harbour-loan": "undetermined",
        "riverport/pilot-line-grant": "undetermined",
        "riverport/rent-relief": "undetermined",
        "riverport/study": "planned",
    }


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RULEBOOKS)
def test_filled_in_with_its_examples_everything_is_known(name: str, language: Language) -> None:
    """With each example in its place the file is read without a fault, and no fact that is asked is missing."""
    rulebook = RULEBOOKS[name]()
    asked = facts_of(rulebook.benefits.values(), rulebook)

    profile = read(filled(profile_template(rulebook.benefits.values(), rulebook, language)), rulebook)

    for record, facts in asked.facts.items():
        if record.is_list:
            (member,) = profile.lists[record.name].records
            assert member.keys() == {fact.name for fact in facts}
            continue
        for fact in facts:
            assert (fact.path in profile.facts) == (fact.path not in rulebook.derived)
    assert profile.approvals == {approval.id: True for approval in asked.approvals}
    assert profile.received is not None


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("benefit", shipped().benefits)
def test_every_benefit_has_a_profile_of_its_own(benefit: str, language: Language) -> None:
    """For each shipped benefit alone the file is valid, empty and filled in."""
    rulebook = shipped()

    text = profile_template([rulebook.benefits[benefit]], rulebook, language)

    assert read(text, rulebook) == Profile(name="firm.yaml")
    assert read(filled(text), rulebook).name != "firm.yaml"


@pytest.mark.parametrize("language", LANGUAGES)
def test_only_what_matters_is_asked(language: Language) -> None:
    """What no benefit chosen asks is not in the file."""
    rulebook = small()

    text = profile_template([rulebook.benefits["harbour/harbour-loan"]], rulebook, language)

    keys = re.findall(r"^ *([a-z_]+):", text, re.MULTILINE)
    assert keys == ["company", "name", "place", "revenue", "received"]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", RULEBOOKS)
def test_the_file_is_tidy(name: str, language: Language) -> None:
    """No line is wider than an editor's usual window or ends in blanks, and no comment begins with a comma."""
    text = profile_template(RULEBOOKS[name]().benefits.values(), RULEBOOKS[name](), language)

    lines = text.splitlines()
    assert max(width(line) for line in lines if "  # - " not in line) <= WIDTH
    assert [line for line in lines if line != line.rstrip()] == []
    assert [line for line in lines if re.match(r"\s*#\s+[，。、；：！？）》”,.;:!?)]", line)] == []
    assert text.endswith("\n")


def test_a_value_that_yaml_would_take_apart_is_quoted() -> None:
    """A label with a colon or a comma can be copied as it stands."""
    from eligib.reports.template import quoted

    assert quoted("农、林、牧、渔业") == "农、林、牧、渔业"
    assert quoted("a: b") == '"a: b"'
    assert quoted("a, b") == '"a, b"'
    assert quoted("- a") == '"- a"'
    assert quoted('a "b"\\') == '"a \\"b\\"\\\\"'
