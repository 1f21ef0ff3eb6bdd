"""A fact of the vocabulary in words: its question, how a value of it is written, its choices.

Enters: a fact. Leaves: texts for the page of a benefit, for a profile to fill in and for its schema.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from eligib.language.vocabulary import Fact, Kind
from eligib.language.words import figure
from eligib.messages import Label, Language, Text, say

if TYPE_CHECKING:
    from eligib.language.vocabulary import Record

_FORMS: dict[Kind, Text] = {
    Kind.BOOL: say("yes or no"),
    Kind.COUNT: say("a whole number"),
    Kind.NUMBER: say("a number"),
    Kind.MONEY: say("an amount with its unit, as `yuan` or `万元`"),
    Kind.RATE: say("a rate in percent"),
    Kind.DATE: say("a day, or a month or year where the day is not known"),
    Kind.MONTHS: say("a time in months or years"),
    Kind.DAYS: say("a time in days or weeks"),
    Kind.AREA: say("an area with its unit, as `m2`"),
    Kind.TEXT: say("a text"),
    Kind.CHOICE: say("one of them"),
    Kind.CHOICES: say("a list of all that apply; `[]` says none"),
    Kind.PLACE: say("a place"),
    Kind.INDUSTRY: say("a code or a name of GB/T 4754-2017"),
    Kind.CREDIT_CODE: say("18 digits and capital letters, as on the business licence"),
}
_EXAMPLES: dict[Kind, Label] = {
    Kind.BOOL: Label("是", "yes"),
    Kind.COUNT: Label("120", "120"),
    Kind.NUMBER: Label("12.5", "12.5"),
    Kind.MONEY: Label("500万元", "5 million yuan"),
    Kind.RATE: Label("12.5%", "12.5%"),
    Kind.DATE: Label("2020-06-22", "2020-06-22"),
    Kind.MONTHS: Label("6个月", "6 months"),
    Kind.DAYS: Label("90天", "90 days"),
    Kind.AREA: Label("1000平方米", "1000 m2"),
    Kind.TEXT: Label("示例", "example"),
    Kind.INDUSTRY: Label("C39", "C39"),
    Kind.CREDIT_CODE: Label("91110000600037341L", "91110000600037341L"),
}


def question(fact: Fact, record: Record) -> Text | Label:
    """Return what to ask for the fact; its name where the vocabulary has no question."""
    if fact.question is not None:
        return fact.question
    return Label(f"{record.label.zh}{fact.label.zh}", f"{record.label.en}: {fact.label.en}")


def form(fact: Fact) -> Text | Label:
    """Return how a value is written."""
    if fact.unit_label is None or fact.kind not in {Kind.COUNT, Kind.NUMBER}:
        return _FORMS[fact.kind]
    return say("{form} of {unit}", form=_FORMS[fact.kind], unit=fact.unit_label)


def choices(fact: Fact, language: Language) -> tuple[str, ...]:
    """Return the choices, each by its label and its key where the two differ."""
    return tuple(named(key, label, language) for key, label in fact.choices.items())


def named(key: str, label: Label, language: Language) -> str:
    """Return what can be written for a key: in Chinese its label first, in English itself first."""
    if language == "zh":
        return label.zh if label.zh == key else f"{label.zh} ({key})"
    plain = key.replace("_", " ").replace("-", " ")
    return key if label.en.casefold() == plain else f"{key} ({label.en})"


def example(fact: Fact, language: Language) -> str:
    """Return a value that can be written for the fact, within its range."""
    if fact.choices:
        return next(iter(fact.choices.values())).zh if language == "zh" else next(iter(fact.choices))
    shown = _EXAMPLES[fact.kind]
    for bound in (fact.lower, fact.upper):
        if bound is not None and not _inside(fact):
            return figure(fact.kind, bound, language)
    return shown.zh if language == "zh" else shown.en


_VALUES: dict[Kind, int | Decimal | date] = {
    Kind.COUNT: 120,
    Kind.NUMBER: Decimal("12.5"),
    Kind.MONEY: 500_000_000,
    Kind.RATE: Decimal("0.125"),
    Kind.DATE: date(2020, 6, 22),
    Kind.MONTHS: 6,
    Kind.DAYS: 90,
    Kind.AREA: Decimal(1000),
}


def _inside(fact: Fact) -> bool:
    """Whether the usual example lies within the declared range."""
    value = _VALUES.get(fact.kind)
    if isinstance(value, date):
        lower, upper = fact.lower, fact.upper
        return not (
            (isinstance(lower, date) and value < lower) or (isinstance(upper, date) and upper < value)
        )
    if value is None:
        return True
    low, high = fact.lower, fact.upper
    numbers = (int, Decimal)
    return not ((isinstance(low, numbers) and value < low) or (isinstance(high, numbers) and high < value))
