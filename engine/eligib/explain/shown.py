"""A firm's own value of a fact, in words: what stands beside the requirement in every reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from eligib.language import figures
from eligib.language.vocabulary import Fact, Kind, Vocabulary
from eligib.language.words import figure
from eligib.messages import LANGUAGES, Label, Language
from eligib.profile.model import Candidates, Interval

if TYPE_CHECKING:
    from eligib.profile.model import FactValue

UNKNOWN = Label("未填", "not given")
_YES, _NO = Label("是", "yes"), Label("否", "no")
_NONE = Label("无", "none")
_OR = {"zh": "或", "en": " or "}
_JOIN = {"zh": "、", "en": ", "}


def shown(fact: Fact, value: FactValue | None, vocabulary: Vocabulary) -> Label:
    """Return the value as a person writes it, in both languages."""
    zh, en = (_in(language, fact, value, vocabulary) for language in LANGUAGES)
    return Label(zh, en)


def _in(language: Language, fact: Fact, value: FactValue | None, vocabulary: Vocabulary) -> str:
    if value is None:
        return _say(UNKNOWN, language)
    if isinstance(value, bool):
        return _say(_YES if value else _NO, language)
    if isinstance(value, Interval):
        return _interval(value, fact, language)
    if isinstance(value, Candidates):
        return _OR[language].join(_choices(value.choices, fact, language))
    if isinstance(value, frozenset):
        return _JOIN[language].join(_choices(value, fact, language)) or _say(_NONE, language)
    if fact.kind is Kind.CHOICE:
        return _say(fact.choices[str(value)], language)
    if fact.kind in vocabulary.trees:
        return _say(vocabulary.trees[fact.kind].labels[str(value)], language)
    text = figure(fact.kind, value, language)
    if fact.kind is Kind.COUNT and fact.unit_label is not None:
        gap = " " if language == "en" else ""
        return f"{text}{gap}{_say(fact.unit_label, language)}"
    return text


def _interval(value: Interval, fact: Fact, language: Language) -> str:
    if isinstance(value.lower, date) and isinstance(value.upper, date):
        return figures.day_span(value.lower, value.upper, language)
    return "–".join(figure(fact.kind, end, language) for end in (value.lower, value.upper))


def _choices(keys: frozenset[str], fact: Fact, language: Language) -> list[str]:
    return [_say(label, language) for key, label in fact.choices.items() if key in keys]


def _say(label: Label, language: Language) -> str:
    return label.zh if language == "zh" else label.en
