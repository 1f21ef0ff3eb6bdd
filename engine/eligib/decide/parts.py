"""Each form of a value to its part, or to a closure that gives the part for one firm or member of its list.

Compiled once for a day: dated figures are settled here. A figure that no date covers leaves the part
unstated. What no fact can change is a part already.
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


def compile_part(part: m.Part, compiler: Compiler) -> PartValue | PartOf:
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
            return PartValue("extension", kind, part.length, part.length)
        case m.Unstated():
            return UNSTATED


def _settled(figure: m.Figure, compiler: Compiler) -> int | Decimal | None:
    return figure.at(compiler.as_of) if isinstance(figure, m.Dated) else figure


def _fixed(form: FixedForm, lower: int | Decimal | None, upper: int | Decimal | None) -> PartValue:
    missing = lower is None or (upper is None and form != "may_exceed")
    return UNSTATED if missing else PartValue(form, Kind.MONEY, lower, upper)


def _area(part: m.Area, compiler: Compiler) -> PartValue:
    area = _settled(part.area, compiler)
    lower = area if part.bound == "exactly" else 0
    return UNSTATED if area is None else PartValue("area", Kind.AREA, lower, area, months=part.months)


def _rate(part: m.Rate, compiler: Compiler) -> PartValue | PartOf:
    rate = _settled(part.rate, compiler)
    if rate is None:
        return UNSTATED
    lower = rate if part.bound == "exactly" else 0
    if part.of is None:
        return PartValue("rate", Kind.RATE, lower, rate)
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
    if all(amount is None for amount in amounts):
        return UNSTATED
    # a row without a figure pays nothing that is stated
    sums = [amount or 0 for amount in amounts]
    return PartValue("table", Kind.MONEY, min(sums), max(sums))


def _share(part: m.Share, compiler: Compiler) -> PartValue | PartOf:
    rate, of = _settled(part.rate, compiler), compile_value(part.of, compiler)
    cap = None if part.at_most is None else _settled(part.at_most, compiler)
    if rate is None:
        return UNSTATED
    exactly, share = Decimal(rate), _capped_share(Decimal(rate), cap)

    def value(env: Env, each: Facts) -> PartValue:
        amount = of(env, each, BLANK)
        lower = share(amount[0])
        upper = lower if amount[1] is amount[0] else share(amount[1])
        return PartValue("share", Kind.MONEY, lower or 0, upper, amount, None, exactly)

    return value


def _capped_share(rate: Decimal, cap: int | Decimal | None) -> Callable[[int | Decimal | None], int | None]:
    over, under = rate.as_integer_ratio()
    twice, half, ceiling = 2 * over, 2 * under, None if cap is None else int(cap)

    def share(amount: int | Decimal | None) -> int | None:
        if amount is None:
            return ceiling
        if isinstance(amount, int) and amount >= 0:
            # the same in whole fen, rounded half up: a cap in whole fen may as well come after
            whole = (amount * twice + under) // half
            return whole if ceiling is None or whole < ceiling else ceiling
        exact_share = exact.times(amount, rate)
        return exact.half_up(exact_share if cap is None else min(exact_share, cap))

    return share


def _monthly(part: m.Monthly, compiler: Compiler) -> PartValue | PartOf:
    amount, months = _settled(part.amount, compiler), compile_value(part.months, compiler)
    if amount is None:
        return UNSTATED

    def value(env: Env, each: Facts) -> PartValue:
        lower, upper = _times(amount, months(env, each, BLANK))
        return PartValue("monthly", Kind.MONEY, lower or 0, upper)

    return value


def _times(amount: int | Decimal, months: Bounds) -> tuple[int | None, int | None]:
    lower, upper = (None if end is None else exact.half_up(exact.times(amount, end)) for end in months)
    return lower, upper
