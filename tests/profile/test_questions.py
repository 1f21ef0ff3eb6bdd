"""Questions, forms and examples of facts: each type has one, and each example can be read."""

from __future__ import annotations

import pytest

from eligib.language.vocabulary import Fact, Kind
from eligib.messages import LANGUAGES, Label, Language, render
from eligib.profile.cells import read_cell
from eligib.profile.questions import choices, example, form, named, question
from support.examples import shipped
from support.small import small

FACTS = [
    (rulebook, fact)
    for rulebook in (small(), shipped())
    for record in rulebook.vocabulary.records.values()
    for fact in record.facts.values()
]


@pytest.mark.parametrize("kind", Kind)
def test_every_type_says_how_a_value_is_written(kind: Kind) -> None:
    """A type that is new has words too."""
    assert render(form(Fact("company", "x", kind, Label("甲", "x"))), "en")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_example_is_read(language: Language) -> None:
    """The example of a fact is a value that the reader takes."""
    for rulebook, fact in FACTS:
        if fact.kind is not Kind.PLACE:
            read_cell(example(fact, language), fact, rulebook.vocabulary.trees)


def test_a_fact_without_a_question_is_asked_by_its_name() -> None:
    """Where the vocabulary has no question, record and fact are named."""
    company = small().vocabulary.records["company"]
    asks = question(company.facts["employees"], company)

    assert (render(asks, "zh"), render(asks, "en")) == ("企业从业人员", "company: employees")


def test_choices_are_shown_with_what_can_be_written() -> None:
    """In Chinese the label comes first, in English the key, with its label where that says more."""
    size = small().vocabulary.fact("company.size")

    assert choices(size, "zh") == ("小型 (small)", "微型 (micro)", "其他 (other)")
    assert choices(size, "en") == ("small", "micro", "other (neither)")
    assert named("pilot_line", Label("中试线", "pilot line"), "en") == "pilot_line"
