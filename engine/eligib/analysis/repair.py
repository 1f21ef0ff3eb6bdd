"""Values for variables that hang together: a sum, product or count that is to have a certain value.

Enters: what the search left of each variable. Leaves: values of a firm in which the formula holds, if some
are found: each value that follows from others is brought about by moving one of these. What is found is
evaluated, so that a way that fails costs an answer, never a wrong one.
"""

from __future__ import annotations

from fractions import Fraction
from itertools import islice, product
from math import ceil, floor
from typing import TYPE_CHECKING

from eligib.analysis import formula as f
from eligib.analysis.lines import is_integral, range_of
from eligib.analysis.values import Values

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eligib.analysis.search import Model

MOST_STARTS = 64
MOST_ROUNDS = 6


def realised(formula: f.Formula, model: Model, variables: dict[str, f.Variable]) -> Values | None:
    """Return values of a firm of whom the formula holds, None if none were found."""
    bound = [variable for variable in variables.values() if isinstance(variable, f.OPAQUE)]
    for start in islice(_starts(model, variables, bound), MOST_STARTS if bound else 1):
        values = Values(start)
        for _ in range(MOST_ROUNDS if bound else 1):
            if _holds(formula, values):
                return values
            for variable in bound:
                _bring_about(variable, model, values)
    return None


def _holds(formula: f.Formula, values: Values) -> bool:
    try:
        return values.holds(formula)
    except OverflowError:
        return False


def _starts(
    model: Model, variables: dict[str, f.Variable], bound: Sequence[f.Variable]
) -> Iterator[dict[str, object]]:
    """Yield values to begin with: of what others follow from each that is left, of the rest the first."""
    names = [name for name, variable in variables.items() if not isinstance(variable, f.OPAQUE)]
    inner = {one.name for variable in bound for one in _inside(variable)}
    left = [model.left[name] if name in inner else model.left[name][:1] for name in names]
    for combination in product(*left):
        yield dict(zip(names, combination, strict=True))


def _inside(variable: f.Variable) -> Iterator[f.Variable]:
    match variable:
        case f.Mixed():
            parts = variable.line.terms
        case f.Product():
            parts = (*variable.left.terms, *variable.right.terms)
        case f.Moved():
            parts = (*variable.day.terms, *variable.months.terms)
        case _:
            parts = ()
    for _, one in parts:
        yield one
        yield from _inside(one)


def _bring_about(variable: f.Variable, model: Model, values: Values) -> None:
    """Move something that the variable follows from, so that the variable has a value that is left."""
    wanted = model.left[variable.name]
    try:
        now = values.value(variable)
    except OverflowError:
        return
    if now in wanted:
        return
    target = wanted[0]
    if not isinstance(target, Fraction) or not isinstance(now, Fraction):
        return
    match variable:
        case f.Mixed():
            _shift(variable.line, target - now, values)
        case f.Product():
            _stretch(variable, target, values)
        case f.Tally():
            _enlarge(variable, target - now, values)
        case f.Moved():
            _shift(variable.day, target - now, values)
        case _:
            pass


def _shift(line: f.Linear, by: Fraction, values: Values) -> None:
    """Add `by` to the value, by the first of its variables that can be set and stays in its range."""
    for share, variable in line.terms:
        if variable.name not in values.of:
            continue
        before = values.of[variable.name]
        if isinstance(before, Fraction) and _set(variable, before + by / share, values, up=by > 0):
            return
    for share, variable in line.terms:
        if isinstance(variable, f.Tally):
            _enlarge(variable, by / share, values)
            return


def _stretch(variable: f.Product, target: Fraction, values: Values) -> None:
    for one, other in ((variable.left, variable.right), (variable.right, variable.left)):
        factor = values.line(other)
        if factor:
            _shift(one, target / factor - values.line(one), values)
            return
    _shift(variable.left, Fraction(1) - values.line(variable.left), values)


def _enlarge(tally: f.Tally, by: Fraction, values: Values) -> None:
    """Add `by` to a count or sum, by its last member that counts."""
    for slot, part in reversed(list(zip(tally.over.slots, tally.over.parts, strict=True))):
        if not _holds(part, values):
            continue
        if tally.fact is None:
            values.times[slot.name] = max(values.times.get(slot.name, 1) + floor(by), 1)
            return
        name = f"{slot.name}.{tally.fact.name}"
        before = values.of[name]
        scalar = f.Scalar(name, tally.fact, slot)
        if isinstance(before, Fraction) and _set(scalar, before + by, values, up=by > 0):
            return


def _set(variable: f.Variable, value: Fraction, values: Values, *, up: bool) -> bool:
    """Set a number, rounded where it is whole; not outside its range."""
    lower, upper = range_of(variable)
    if is_integral(variable):
        value = Fraction(ceil(value) if up else floor(value))
    if (lower is not None and value < lower) or (upper is not None and value > upper):
        return False
    values.of[variable.name] = value
    return True
