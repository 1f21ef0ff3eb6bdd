"""A witness in words: what is known of the firm, fact by fact.

Enters: a witness and the vocabulary. Leaves: a `Label` for each thing that is known, in both languages.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.language import nodes as n
from eligib.language.vocabulary import Kind
from eligib.language.words import figure, value_in_words
from eligib.messages import LANGUAGES, Label, render, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.analysis.witness import Witness
    from eligib.language.vocabulary import Fact, Vocabulary
    from eligib.messages import Language

MOST_MEMBERS = 2


def firm_in_words(witness: Witness, vocabulary: Vocabulary) -> tuple[Label, ...]:
    """Return what is known of the firm, as `annual revenue 5 million yuan`."""
    return tuple(_told(witness, vocabulary))


def _told(witness: Witness, vocabulary: Vocabulary) -> Iterator[Label]:
    profile = witness.profile
    for path, value in profile.facts.items():
        yield _named(n.FactRef(vocabulary.fact(path), n.Scope.RECORD), value, vocabulary)
    for name, members in profile.lists.items():
        record = vocabulary.records[name]
        if not members.records:
            yield _both(say("no {list}", list=record.label))
        for member in members.records[:MOST_MEMBERS]:
            for key, value in member.items():
                yield _named(n.FactRef(record.facts[key], n.Scope.EACH), value, vocabulary)
    for approval, granted in profile.approvals.items():
        label = vocabulary.approvals[approval].label
        told = (
            say("{approval} granted", approval=label)
            if granted
            else say("{approval} refused", approval=label)
        )
        yield _both(told)
    for benefit in sorted(profile.received or ()):
        yield _both(say("`{benefit}` received", benefit=benefit))
    if witness.as_of is not None:
        yield _both(say("the day is {day}", day=witness.as_of))


def _named(ref: n.FactRef, value: object, vocabulary: Vocabulary) -> Label:
    name = value_in_words(ref, vocabulary)
    return _both(say("{fact}: {value}", fact=name, value=_value(ref.fact, value, vocabulary)))


def _value(fact: Fact, value: object, vocabulary: Vocabulary) -> Label:
    match value:
        case bool():
            return _both(say("yes") if value else say("no"))
        case frozenset():
            chosen = tuple(fact.choices[choice] for choice in fact.choices if choice in value)
            return _both(say("{choices}", choices=chosen) if chosen else say("none"))
        case str() if fact.kind is Kind.CHOICE:
            return fact.choices[value]
        case str() if fact.kind in vocabulary.trees:
            return vocabulary.trees[fact.kind].labels.get(value) or Label(value, value)
        case _:
            return Label(*(figure(fact.kind, value, language) for language in LANGUAGES))


def _both(text: object) -> Label:
    zh, en = (_in(text, language) for language in LANGUAGES)
    return Label(zh, en)


def _in(text: object, language: Language) -> str:
    return render(text, language)
