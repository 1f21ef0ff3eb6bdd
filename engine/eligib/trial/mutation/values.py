"""A benefit's value with one change: a figure one step off, a ceiling for a sum, a part left out.

Enters: a benefit. Leaves: a `Mutant` for each change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec.structs import replace

from eligib.language.vocabulary import Kind
from eligib.messages import Text, say
from eligib.rulebook import model as m
from eligib.trial.mutation.mutant import Change, Mutant
from eligib.trial.notation import figure_text
from eligib.trial.thresholds import STEPS

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIGURES: dict[type, dict[str, Kind]] = {
    m.Exactly: {"amount": Kind.MONEY},
    m.UpTo: {"amount": Kind.MONEY},
    m.Between: {"lower": Kind.MONEY, "upper": Kind.MONEY},
    m.Share: {"rate": Kind.RATE, "at_most": Kind.MONEY},
    m.Monthly: {"amount": Kind.MONEY},
    m.MayExceed: {"amount": Kind.MONEY},
    m.Rate: {"rate": Kind.RATE},
    m.Principal: {"amount": Kind.MONEY},
    m.Area: {"area": Kind.AREA, "months": Kind.MONTHS},
    m.Extension: {"length": Kind.MONTHS},
}
"""The figures of each form of a value, by field."""
_Changed = tuple[Text, Any]


def value_mutants(benefit: m.Benefit) -> Iterator[Mutant]:
    """Yield the benefit with each change to its value."""
    for number, part in enumerate(benefit.value):
        before, after = benefit.value[:number], benefit.value[number + 1 :]
        for words, changed in (*_figures(part), *_forms(part)):
            yield _mutant(benefit, words, value=(*before, changed, *after))
        if before or after:
            yield _mutant(benefit, say("part {n} left out", n=number + 1), value=(*before, *after))
    if benefit.total_at_most is not None:
        for words, figure in _steps(benefit.total_at_most, Kind.MONEY):
            yield _mutant(benefit, say("`total_at_most`: {words}", words=words), total_at_most=figure)
        yield _mutant(benefit, say("`{key}` left out", key="total_at_most"), total_at_most=None)
    if benefit.each is not None:
        other = "sum" if benefit.combine == "unstated" else "unstated"
        yield _mutant(benefit, _becomes(f"combine: {benefit.combine}", f"combine: {other}"), combine=other)


def _mutant(benefit: m.Benefit, words: Text, **changed: object) -> Mutant:
    return Mutant(replace(benefit, **changed), Change.VALUE, words, benefit.span)


def _figures(part: m.Part) -> Iterator[_Changed]:
    if isinstance(part, m.Table):
        for choice, figure in part.rows.items():
            for words, changed in _steps(figure, Kind.MONEY):
                text = say("`{key}`: {words}", key=choice, words=words)
                yield text, replace(part, rows={**part.rows, choice: changed})
        return
    for name, kind in _FIGURES.get(type(part), {}).items():
        figure = getattr(part, name)
        if figure is not None:
            unit = Kind.DAYS if isinstance(part, m.Extension) and part.unit == "days" else kind
            for words, changed in _steps(figure, unit):
                yield words, replace(part, **{name: changed})


def _steps(figure: m.Figure, kind: Kind) -> Iterator[_Changed]:
    """Yield a figure one step down and up; of a dated one each that it ever was."""
    if isinstance(figure, m.Dated):
        for number, (day, value) in enumerate(figure.values):
            for words, changed in () if value is None else _steps(value, kind):
                pairs = (*figure.values[:number], (day, changed), *figure.values[number + 1 :])
                yield say("from {day}: {words}", day=day.isoformat(), words=words), m.Dated(pairs)
        return
    step: Any = STEPS[kind]
    for changed in (figure - step, figure + step):
        if changed >= 0:
            yield _becomes(figure_text(kind, figure), figure_text(kind, changed)), changed


def _forms(part: m.Part) -> Iterator[_Changed]:
    """Yield the part in the forms with which it may be confused."""
    match part:
        case m.Exactly():
            yield _becomes("exactly", "up_to"), m.UpTo(part.amount)
        case m.UpTo():
            yield _becomes("up_to", "exactly"), m.Exactly(part.amount)
            yield _becomes("up_to", "may_exceed"), m.MayExceed(part.amount)
        case m.Between():
            yield _becomes("between", "exactly"), m.Exactly(part.upper)
            yield _becomes("between", "up_to"), m.UpTo(part.upper)
        case m.MayExceed():
            yield _becomes("may_exceed", "up_to"), m.UpTo(part.amount)
        case m.Share() if part.at_most is not None:
            yield say("`{key}` left out", key="at_most"), replace(part, at_most=None)
        case m.Rate():
            other = "at_most" if part.bound == "exactly" else "exactly"
            yield _becomes(part.bound, other), replace(part, bound=other)
        case m.Principal() | m.Area():
            limit = "up_to" if part.bound == "exactly" else "exactly"
            yield _becomes(part.bound, limit), replace(part, bound=limit)
        case m.Extension():
            unit = "days" if part.unit == "months" else "months"
            yield _becomes(part.unit, unit), replace(part, unit=unit)
        case _:
            pass


def _becomes(before: str, after: str) -> Text:
    return say("{before} → {after}", before=before, after=after)
