"""Each form of a value to a closure that gives its part for one firm, or for one member of its list.

Compiled once for a day: dated figures are settled here. A figure that no date covers leaves the part unstated.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias

from eligib.decide.amount import FixedForm, PartValue
from eligib.engines.interpreter.operands import Env, compile_value
from eligib.engines.interpreter.scope import BLANK, Compiler
from eligib.language import exact
from eligib.language.nodes import Scope
from eligib.language.vocabulary import Kind
from eligib.profile.model import Candidates, Facts
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from eligib.engines.interpreter.operands import Bounds

PartOf: TypeAlias = Callable[[Env, Facts], PartValue]
UNSTATED = PartValue("unstated")


def compile_part(part: m.Part, compiler: Compiler) -> PartOf:  # noqa: C901, PLR0911, PLR0912 - one arm a form
    """Return the closure of one part of a value."""
    match part:
        case m.Exactly():
            amount = _settled(part.amount, compiler)
            return _fixed("exactly", amount, amount)
        case m.UpTo():
            return _fixed("up_to", 0, _settled(part.amount, compiler))
        case m.Between():
            return _fixed("between", _settled(part.lower, compiler), _settled(part.upper, compiler))
        case m.Table():
            return _table(part, compiler)
        case m.Share():
            return _share(part, compiler)
        case m.Monthly():
            return _monthly(part, compiler)
        case m.MayExceed():
            return _fixed("may_exceed", _settled(part.amount, compiler), None)
        case m.Rate():
            return _rate(part, compiler)
        case m.Principal():
            amount = _settled(part.amount, compiler)
            return _fixed("principal", amount if part.bound == "exactly" else 0, amount)
        case m.Area():
            return _area(part, compiler)
        case m.Extension():
            kind = Kind.MONTHS if part.unit == "months" else Kind.DAYS
            return _constant(PartValue("extension", kind, part.length, part.length))
        case m.Unstated():
            return _constant(UNSTATED)


def _settled(figure: m.Figure, compiler: Compiler) -> int | Decimal | None:
    return figure.at(compiler.as_of) if isinstance(figure, m.Dated) else figure


def _constant(part: PartValue) -> PartOf:
    return lambda _env, _each: part


def _fixed(form: FixedForm, lower: int | Decimal | None, upper: int | Decimal | None) -> PartOf:
    missing = lower is None or (upper is None and form != "may_exceed")
    return _constant(UNSTATED if missing else PartValue(form, Kind.MONEY, lower, upper))


def _area(part: m.Area, compiler: Compiler) -> PartOf:
    area = _settled(part.area, compiler)
    lower = area if part.bound == "exactly" else 0
    if area is None:
        return _constant(UNSTATED)
    return _constant(PartValue("area", Kind.AREA, lower, area, months=part.months))


def _rate(part: m.Rate, compiler: Compiler) -> PartOf:
    rate = _settled(part.rate, compiler)
    if rate is None:
        return _constant(UNSTATED)
    lower = rate if part.bound == "exactly" else 0
    if part.of is None:
        return _constant(PartValue("rate", Kind.RATE, lower, rate))
    of = compile_value(part.of, compiler)
    return lambda env, each: PartValue("rate", Kind.RATE, lower, rate, of=of(env, each, BLANK))


def _table(part: m.Table, compiler: Compiler) -> PartOf:
    rows = {choice: _settled(figure, compiler) for choice, figure in part.rows.items()}
    path, name, in_each = part.ref.fact.path, part.ref.fact.name, part.ref.scope is Scope.EACH
    every = Candidates(frozenset(part.ref.fact.choices))

    def value(env: Env, each: Facts) -> PartValue:
        choice = each.get(name) if in_each else env.get(path)
        if isinstance(choice, str):
            return _row(rows[choice], choice)
        candidates = choice if isinstance(choice, Candidates) else every
        return _span([rows[one] for one in candidates.choices])

    return value


def _row(amount: int | Decimal | None, choice: str) -> PartValue:
    return UNSTATED if amount is None else PartValue("table", Kind.MONEY, amount, amount, choice=choice)


def _span(amounts: list[int | Decimal | None]) -> PartValue:
    known = [amount for amount in amounts if amount is not None]
    if len(known) < len(amounts):
        return UNSTATED
    return PartValue("table", Kind.MONEY, min(known), max(known))


def _share(part: m.Share, compiler: Compiler) -> PartOf:
    rate, of = _settled(part.rate, compiler), compile_value(part.of, compiler)
    cap = None if part.at_most is None else _settled(part.at_most, compiler)
    if rate is None:
        return _constant(UNSTATED)

    def value(env: Env, each: Facts) -> PartValue:
        amount = of(env, each, BLANK)
        lower, upper = (_capped(end, rate, cap) for end in amount)
        return PartValue("share", Kind.MONEY, lower or 0, upper, of=amount, rate=Decimal(rate))

    return value


def _capped(amount: int | Decimal | None, rate: int | Decimal, cap: int | Decimal | None) -> int | None:
    if amount is None:
        return None if cap is None else int(cap)
    share = exact.times(amount, rate)
    return exact.half_up(share if cap is None else min(share, cap))


def _monthly(part: m.Monthly, compiler: Compiler) -> PartOf:
    amount, months = _settled(part.amount, compiler), compile_value(part.months, compiler)
    if amount is None:
        return _constant(UNSTATED)

    def value(env: Env, each: Facts) -> PartValue:
        lower, upper = _times(amount, months(env, each, BLANK))
        return PartValue("monthly", Kind.MONEY, lower or 0, upper)

    return value


def _times(amount: int | Decimal, months: Bounds) -> tuple[int | None, int | None]:
    lower, upper = (None if end is None else exact.half_up(exact.times(amount, end)) for end in months)
    return lower, upper
