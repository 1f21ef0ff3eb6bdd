"""A value in words: the sum, and how it comes about."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec.structs import replace

from eligib.language import figures
from eligib.language.words import figure
from eligib.messages import LANGUAGES, Label, Text, say
from eligib.reports.words import WITHOUT_SUM
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from eligib.decide.amount import PartValue, Value
    from eligib.rulebook.model import Benefit


def worth(value: Value, benefit: Benefit) -> tuple[Text | Label, ...]:
    """Return what a value comes to: the payments in one sum, then every other part."""
    texts: list[Text | Label] = []
    if value.pays:
        texts.append(span(value.lower, value.upper))
    others = _others(value)
    unstated = [part for part in others if part.form == "unstated"]
    texts.extend(_part(part) for part in others if part.form != "unstated")
    if unstated:
        texts.extend(without_sum(benefit, alone=not texts))
    return tuple(texts)


def _others(value: Value) -> list[PartValue]:
    """Return what is no payment: each part of the value, and once what is alike for members of a list."""
    others = [part for part in value.parts if not part.is_payment]
    of_members = dict.fromkeys(replace(part, member=None) for part in others if part.member is not None)
    return [*(part for part in others if part.member is None), *of_members]


def without_sum(benefit: Benefit, *, alone: bool) -> list[Text | Label]:
    """Return what the source promises without a figure; `alone` where there is none beside it."""
    if benefit.kind in WITHOUT_SUM:
        return [part.what for part in benefit.value if isinstance(part, m.Unstated) and part.what]
    named = [part.what for part in benefit.value if isinstance(part, m.Unstated) and part.what]
    if named:
        return [say("{what}: amount unstated", what=what) for what in named]
    return [say("amount unstated") if alone else say("further support, amount unstated")]


def breakdown(value: Value, benefit: Benefit) -> tuple[Label, ...]:
    """Return the sums that a table gave, as `doctor: 2 × 8万元`; empty where no table decides."""
    table = next((part for part in benefit.value if isinstance(part, m.Table)), None)
    if table is None:
        return ()
    rows = Counter((part.choice, part.upper) for part in value.parts if part.choice is not None)
    found = []
    for choice, label in table.ref.fact.choices.items():
        for (row, amount), count in rows.items():
            if row == choice and amount is not None:
                zh, en = (figures.money(amount, language) for language in LANGUAGES)
                found.append(Label(f"{label.zh} {count} × {zh}", f"{label.en} {count} × {en}"))
    return tuple(found)


def span(lower: int | None, upper: int | None) -> Label:
    """Return a sum between two bounds in fen."""
    return Label(figures.money_span(lower, upper, "zh"), figures.money_span(lower, upper, "en"))


def case_words(case: m.Reported) -> Text:
    """Return what the source reports of one firm, or in all, and that it is nobody's entitlement."""
    if case.amount is None:
        return say("{note}: as reported, no entitlement", note=case.note)
    amount = span(case.amount, case.amount)
    return say("{note}, {amount}: as reported, no entitlement", note=case.note, amount=amount)


def _part(part: PartValue) -> Text | Label:
    amount = _figure(part)
    match part.form:
        case "may_exceed":
            return say("may exceed {figure}", figure=amount)
        case "principal":
            return say("principal {figure}", figure=amount)
        case "extension":
            return say("extended by {figure}", figure=amount)
        case "area":
            return (
                amount
                if part.months is None
                else say("{figure} for {time}", figure=amount, time=_time(part.months))
            )
        case "rate" if part.of is not None and part.of[0] is not None and part.of[0] == part.of[1]:
            return say("{figure} of {amount}", figure=amount, amount=span(*part.of))
        case "rate" if part.of is None:
            return say("{figure} of an unstated amount", figure=amount)
        case _:
            return amount


def _figure(part: PartValue) -> Text | Label:
    bound = part.upper if part.upper is not None else part.lower
    if bound is None:
        return say("amount unstated")
    zh, en = (figure(part.kind, bound, language) for language in LANGUAGES)
    exact = Label(zh, en)
    return exact if part.lower == part.upper or part.upper is None else say("at most {figure}", figure=exact)


def _time(months: int) -> Label:
    return Label(figures.months(months, "zh"), figures.months(months, "en"))
