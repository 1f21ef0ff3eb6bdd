"""What a benefit promises, in words, before any firm is looked at.

Enters: a benefit of the rulebook. Leaves: one text for each part of its value, for its dates and for how it
is counted; nothing is said that the rule does not say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias, assert_never

from eligib.language import figures
from eligib.language.vocabulary import Kind
from eligib.language.words import figure, value_in_words
from eligib.messages import LANGUAGES, Label, Text, say
from eligib.reports.worth import without_sum
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from eligib.language.vocabulary import Vocabulary

Words: TypeAlias = Text | Label | tuple[Text, ...]
Stated: TypeAlias = m.Payment | m.MayExceed | m.Rate | m.Principal | m.Area | m.Extension


def promise(benefit: m.Benefit, vocabulary: Vocabulary) -> tuple[Words, ...]:
    """Return what each part of the value promises, and the bound on the sum."""
    texts = [_part(part, vocabulary) for part in benefit.value if not isinstance(part, m.Unstated)]
    if len(texts) < len(benefit.value):
        texts += without_sum(benefit, alone=not texts)
    if benefit.total_at_most is not None:
        texts.append(say("at most {figure} in all", figure=_figure(Kind.MONEY, benefit.total_at_most)))
    return tuple(dict.fromkeys(texts))


def counted(benefit: m.Benefit) -> Words | None:
    """Return what the value is counted for, where that is each member of a list."""
    if benefit.each is None:
        return None
    return say("for each of the {list}", list=benefit.each.label)


def dates(in_force: m.InForce) -> Words:
    """Return when the benefit can be had."""
    match in_force.status:
        case "planned":
            return say("announced, not in force yet")
        case "exploratory":
            return say("being tried out")
        case "closed":
            return say("closed")
        case "case":
            return say("one case, no offer")
        case "dated":
            return _days(in_force)
    assert_never(in_force.status)


def _days(in_force: m.InForce) -> Words:
    first, last = in_force.start, in_force.until
    if first is not None and last is not None:
        return say("{first} to {last}", first=first.isoformat(), last=last.isoformat())
    if first is not None:
        return say("from {day}", day=first.isoformat())
    if last is not None:
        return say("until {day}", day=last.isoformat())
    return say("no dates stated")


def _part(part: Stated, vocabulary: Vocabulary) -> Words:
    match part:
        case m.Exactly():
            return _figure(Kind.MONEY, part.amount)
        case m.UpTo():
            return _at_most(Kind.MONEY, part.amount)
        case m.Between():
            return _between(part)
        case m.Table():
            return _table(part)
        case m.Share() | m.Monthly() | m.Rate():
            return _computed(part, vocabulary)
        case m.MayExceed():
            return say("may exceed {figure}", figure=_figure(Kind.MONEY, part.amount))
        case m.Principal():
            return say("principal {figure}", figure=_bounded(Kind.MONEY, part.amount, part.bound))
        case m.Area():
            return _area(part)
        case m.Extension():
            return say("extended by {figure}", figure=_time(part))
    assert_never(part)


def _between(part: m.Between) -> Words:
    low, high = part.lower, part.upper
    if isinstance(low, m.Dated) or isinstance(high, m.Dated):
        return say("{low} to {high}", low=_figure(Kind.MONEY, low), high=_figure(Kind.MONEY, high))
    zh, en = (figures.money_span(low, high, language) for language in LANGUAGES)
    return Label(zh, en)


def _table(part: m.Table) -> Words:
    fact = part.ref.fact
    rows = tuple(
        say("{choice} {figure}", choice=fact.choices[choice], figure=_figure(Kind.MONEY, amount))
        for choice, amount in part.rows.items()
        if amount != 0
    )
    return say("by {fact}: {rows}", fact=fact.label, rows=rows)


def _computed(part: m.Share | m.Monthly | m.Rate, vocabulary: Vocabulary) -> Words:
    match part:
        case m.Share(at_most=None):
            share = _figure(Kind.RATE, part.rate)
            return say("{figure} of {amount}", figure=share, amount=value_in_words(part.of, vocabulary))
        case m.Share():
            return say(
                "{figure} of {amount}, at most {most}",
                figure=_figure(Kind.RATE, part.rate),
                amount=value_in_words(part.of, vocabulary),
                most=_figure(Kind.MONEY, part.at_most or 0),
            )
        case m.Monthly():
            amount, months = _figure(Kind.MONEY, part.amount), value_in_words(part.months, vocabulary)
            return say("{figure} a month for {months}", figure=amount, months=months)
        case m.Rate(of=of):
            rate = _bounded(Kind.RATE, part.rate, part.bound)
            if of is None:
                return rate
            return say("{figure} of {amount}", figure=rate, amount=value_in_words(of, vocabulary))
    assert_never(part)


def _area(part: m.Area) -> Words:
    space = _bounded(Kind.AREA, part.area, part.bound)
    if part.months is None:
        return space
    return say("{figure} for {time}", figure=space, time=_both(Kind.MONTHS, part.months))


def _time(part: m.Extension) -> Label:
    return _both(Kind.MONTHS if part.unit == "months" else Kind.DAYS, part.length)


def _bounded(kind: Kind, amount: m.Figure, bound: str) -> Words:
    return _figure(kind, amount) if bound == "exactly" else _at_most(kind, amount)


def _at_most(kind: Kind, amount: m.Figure) -> Words:
    if kind is Kind.MONEY and not isinstance(amount, m.Dated):
        zh, en = (figures.money_span(0, amount, language) for language in LANGUAGES)
        return Label(zh, en)
    return say("at most {figure}", figure=_figure(kind, amount))


def _figure(kind: Kind, amount: m.Figure) -> Words:
    """Return a figure; one that changes comes with the days from which each of its values holds."""
    if not isinstance(amount, m.Dated):
        return _both(kind, amount)
    return tuple(
        say("none from {day} on", day=day.isoformat())
        if value is None
        else say("{figure} from {day} on", figure=_both(kind, value), day=day.isoformat())
        for day, value in amount.values
    )


def _both(kind: Kind, value: object) -> Label:
    zh, en = (figure(kind, value, language) for language in LANGUAGES)
    return Label(zh, en)
