"""Values as a constant and multiples of variables.

Enters: linear values. Leaves: their sums and multiples, and what a comparison of two asks of one variable.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

from eligib.analysis.formula import Cut, Day, Linear, Mixed, Moved, Product, Scalar, Tally, Variable
from eligib.language import exact
from eligib.language.nodes import Op
from eligib.language.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Callable

INTEGRAL = frozenset({Kind.COUNT, Kind.MONEY, Kind.MONTHS, Kind.DAYS, Kind.DATE})
OPPOSITE = {Op.LT: Op.GE, Op.LE: Op.GT, Op.GT: Op.LE, Op.GE: Op.LT, Op.EQ: Op.NE, Op.NE: Op.EQ}
MIRRORED = {Op.LT: Op.GT, Op.LE: Op.GE, Op.GT: Op.LT, Op.GE: Op.LE, Op.EQ: Op.EQ, Op.NE: Op.NE}
HOLDS: dict[Op, Callable[[Fraction, Fraction], bool]] = {
    Op.LT: lambda left, right: left < right,
    Op.LE: lambda left, right: left <= right,
    Op.GT: lambda left, right: left > right,
    Op.GE: lambda left, right: left >= right,
    Op.EQ: lambda left, right: left == right,
    Op.NE: lambda left, right: left != right,
}
_FIRST, _LAST = date.min, date.max
_NEAR = 5
Range = tuple[Fraction | None, Fraction | None]


def number(value: object) -> Fraction:
    """Return a figure or a day as a number."""
    days = getattr(value, "toordinal", None)
    return Fraction(days() if days is not None else value)  # type: ignore[arg-type]  # int or Decimal


def later(day: int, months: int) -> int:
    """Return the day `months` later, all three as numbers; OverflowError past the calendar."""
    try:
        moved = exact.months_later(date.fromordinal(day), months)
    except ValueError as fault:
        raise OverflowError from fault
    return moved.toordinal()


def plus(left: Linear, right: Linear, factor: Fraction = Fraction(1)) -> Linear:
    """Return `left + factor * right`."""
    terms = {variable.name: (share, variable) for share, variable in left.terms}
    for share, variable in right.terms:
        before = terms.get(variable.name, (Fraction(0), variable))[0]
        terms[variable.name] = (before + factor * share, variable)
    kept = tuple(pair for _, pair in sorted(terms.items()) if pair[0])
    return Linear(kept, left.constant + factor * right.constant)


def scaled(line: Linear, factor: Fraction) -> Linear:
    """Return `factor * line`."""
    return plus(Linear(()), line, factor)


def written(line: Linear) -> str:
    """Return a name for the value, the same for equal ones."""
    terms = "+".join(f"{share}*{variable.name}" for share, variable in line.terms)
    return f"({terms}+{line.constant})" if line.constant else f"({terms})"


def range_of(variable: Variable) -> Range:
    """Return the declared range of a variable that is a number."""
    match variable:
        case Scalar():
            lower, upper = variable.fact.lower, variable.fact.upper
            if variable.fact.kind is Kind.DATE:
                return number(lower or _FIRST), number(upper or _LAST)
            return (None if lower is None else number(lower), None if upper is None else number(upper))
        case Day():
            return number(_FIRST), number(_LAST)
        case Mixed():
            return variable.lower, variable.upper
        case Tally():
            fact = variable.fact
            never_less = fact is None or (fact.lower is not None and number(fact.lower) >= 0)
            never_more = fact is not None and fact.upper is not None and number(fact.upper) <= 0
            return Fraction(0) if never_less else None, Fraction(0) if never_more else None
        case Product():
            return Fraction(0), None
        case _:
            return None, None


def is_integral(variable: Variable) -> bool:
    """Return whether only whole numbers are values of the variable."""
    match variable:
        case Scalar():
            return variable.fact.kind in INTEGRAL
        case Tally():
            return variable.fact is None or variable.fact.kind in INTEGRAL
        case Day() | Moved():
            return True
        case Mixed():
            return all(share.denominator == 1 and is_integral(one) for share, one in variable.line.terms)
        case _:
            return False


def is_day(variable: Variable) -> bool:
    """Return whether the variable is a date."""
    if isinstance(variable, Scalar):
        return variable.fact.kind is Kind.DATE
    return isinstance(variable, Day | Moved)


def mixed(line: Linear) -> Mixed:
    """Return the variable that is a sum of several, with the range that theirs give it."""
    lower: Fraction | None = Fraction(0)
    upper: Fraction | None = Fraction(0)
    for share, variable in line.terms:
        low, high = range_of(variable) if share > 0 else reversed(range_of(variable))
        lower = None if lower is None or low is None else lower + share * low
        upper = None if upper is None or high is None else upper + share * high
    return Mixed(written(line), line, lower, upper)


def asked(line: Linear, op: Op) -> tuple[Variable, Cut] | bool:
    """Return what `line op 0` asks of one variable, or whether it is so in any case."""
    if not line.terms:
        return HOLDS[op](line.constant, Fraction(0))
    lead = line.terms[0][0]
    at = -line.constant / lead
    op = op if lead > 0 else MIRRORED[op]
    if len(line.terms) == 1:
        variable = line.terms[0][1]
        return _unmoved(variable, op, at) if isinstance(variable, Moved) else (variable, Cut(op, at))
    return mixed(scaled(Linear(line.terms), 1 / lead)), Cut(op, at)


def _unmoved(moved: Moved, op: Op, at: Fraction) -> tuple[Variable, Cut] | bool:
    """Return what a comparison of a moved day asks of the day itself, where the months are known."""
    line = moved.day
    if len(line.terms) != 1 or line.terms[0][0] != 1 or moved.months.terms:
        return moved, Cut(op, at)
    months = int(moved.months.constant)
    if op in {Op.EQ, Op.NE}:
        # several days may be moved to one, the last of a month
        return moved, Cut(op, at)
    # the first day whose moved day is at or past the cut
    strictly = op in {Op.LE, Op.GT}
    wanted = floor(at) + 1 if strictly else ceil(at)
    first = _first_day(wanted, months)
    if first is None:
        return moved, Cut(op, at)
    below = op in {Op.LT, Op.LE}
    return line.terms[0][1], Cut(Op.LT if below else Op.GE, first - line.constant)


def _first_day(wanted: int, months: int) -> Fraction | None:
    try:
        start = later(wanted, -months) - _NEAR
        return next(Fraction(day) for day in range(start, start + 2 * _NEAR) if later(day, months) >= wanted)
    except (OverflowError, ValueError, StopIteration):
        return None
