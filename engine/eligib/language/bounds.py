"""Between which bounds a value must lie, whatever the firm: what the vocabulary declares, carried through.

Enters: a value node. Leaves: its lower and upper bound in the internal unit, None where it is open.
"""

from __future__ import annotations

from typing import TypeAlias

from eligib.language import exact
from eligib.language import nodes as n
from eligib.language.exact import Number

Bounds: TypeAlias = tuple[Number | None, Number | None]


def bounds(value: n.Value) -> Bounds:
    """Return the declared bounds of a numeric value."""
    match value:
        case n.Literal():
            number = value.value
            return (number, number) if isinstance(number, Number) else (None, None)
        case n.FactRef():
            return _declared(value.fact.lower), _declared(value.fact.upper)
        case n.AsOf():
            return (None, None)
        case n.Count():
            return (0, None)
        case n.Total():
            return _total(value)
        case n.Arithmetic():
            return _combined(value)


def _declared(bound: object) -> Number | None:
    return bound if isinstance(bound, Number) else None


def _total(value: n.Total) -> Bounds:
    lower, upper = _declared(value.fact.lower), _declared(value.fact.upper)
    return (
        0 if lower is not None and lower >= 0 else None,
        0 if upper is not None and upper <= 0 else None,
    )


def _combined(value: n.Arithmetic) -> Bounds:
    left, right = bounds(value.left), bounds(value.right)
    if value.op == "+":
        return exact.add(left, right)
    if value.op == "-":
        return exact.subtract(left, right)
    return exact.multiply(left, right)
