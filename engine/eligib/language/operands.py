"""Which values may be compared, added and multiplied, and what comes out.

Enters: two typed values and an operator. Leaves: the typed result, or a `Fault` that names both types.
Counts and plain numbers mix; money, rates, areas, times and dates keep to themselves; months and days are
different units.
"""

from __future__ import annotations

from typing import Literal

from eligib.language import nodes as n
from eligib.language.bounds import bounds
from eligib.language.faults import Fault
from eligib.language.vocabulary import NUMERIC, ORDERED, Kind
from eligib.messages import Text, say

_PLAIN = frozenset({Kind.COUNT, Kind.NUMBER})
_TIMES = frozenset({Kind.MONTHS, Kind.DAYS})
_SUMMED = NUMERIC

KIND_NAMES: dict[Kind, Text] = {
    Kind.BOOL: say("a yes or no"),
    Kind.COUNT: say("a count"),
    Kind.NUMBER: say("a number"),
    Kind.MONEY: say("money"),
    Kind.RATE: say("a rate"),
    Kind.DATE: say("a date"),
    Kind.MONTHS: say("a time in months or years"),
    Kind.DAYS: say("a time in days"),
    Kind.AREA: say("an area"),
    Kind.TEXT: say("a text"),
    Kind.CHOICE: say("a choice"),
    Kind.CHOICES: say("a set of choices"),
    Kind.PLACE: say("a place"),
    Kind.INDUSTRY: say("an industry"),
    Kind.CREDIT_CODE: say("a unified social credit code"),
}

_WRITTEN: dict[Kind, str] = {
    Kind.MONEY: "{}元",
    Kind.RATE: "{}%",
    Kind.AREA: "{} m2",
    Kind.MONTHS: "{} months",
    Kind.DAYS: "{} days",
}
_INSTEAD = {
    Kind.CHOICE: say("write `is` or `in`"),
    Kind.CHOICES: say("write `has`"),
    Kind.PLACE: say("write `within`"),
    Kind.INDUSTRY: say("write `within`"),
    Kind.CREDIT_CODE: say("a code says who a firm is and decides nothing"),
    Kind.BOOL: say("write the fact alone, or `not` before it"),
}


def check_orderable(op: n.Op, value: n.Value) -> None:
    """Raise a `Fault` where no comparison applies to the value, whatever stands on the other side."""
    kind = n.kind_of(value)
    if kind in _INSTEAD:
        message = say("{kind} is not compared with `{op}`", kind=KIND_NAMES[kind], op=op.value)
        raise Fault("no-order", message, hint=_INSTEAD[kind])


def check_comparison(op: n.Op, left: n.Value, right: n.Value) -> None:
    """Raise a `Fault` where `left op right` has no meaning."""
    kinds = (n.kind_of(left), n.kind_of(right))
    if not _alike(*kinds):
        raise _mismatch(say("{left} cannot be compared with {right}", **_names(kinds)), left, right)
    if kinds[0] not in ORDERED and op not in {n.Op.EQ, n.Op.NE}:
        message = say("{kind} is not compared with `{op}`", kind=KIND_NAMES[kinds[0]], op=op.value)
        raise Fault("no-order", message, hint=say("write `==`"))


def arithmetic(op: Literal["+", "-", "*"], left: n.Value, right: n.Value) -> n.Value:
    """Return the typed node of `left op right`; raises `Fault` where it has no meaning."""
    kinds = (n.kind_of(left), n.kind_of(right))
    if op == "*":
        return n.Arithmetic(op, left, right, _product(kinds, left, right))
    if kinds[0] is Kind.DATE and kinds[1] in _TIMES:
        return n.Arithmetic(op, left, right, Kind.DATE)
    if kinds[0] in NUMERIC and _alike(*kinds):
        kind = Kind.NUMBER if Kind.NUMBER in kinds else kinds[0]
        return n.Arithmetic(op, left, right, kind)
    text = say("{left} and {right} cannot be added", **_names(kinds))
    if op == "-":
        text = say("{right} cannot be taken from {left}", **_names(kinds))
    raise _mismatch(text, left, right)


def _product(kinds: tuple[Kind, Kind], left: n.Value, right: n.Value) -> Kind:
    scalars = _PLAIN | {Kind.RATE}
    if not set(kinds) <= NUMERIC or not (kinds[0] in scalars or kinds[1] in scalars):
        raise _mismatch(say("{left} and {right} cannot be multiplied", **_names(kinds)), left, right)
    if set(kinds) & _TIMES and Kind.COUNT not in kinds:
        raise Fault("type-mismatch", say("only a whole number multiplies months or days"))
    for factor in (left, right):
        lower = bounds(factor)[0]
        if lower is None or lower < 0:
            hint = say("declare its range in the vocabulary: `at_least: 0`")
            raise Fault("factor-below-zero", say("a factor may be below 0"), hint=hint)
    return _product_kind(kinds)


def _product_kind(kinds: tuple[Kind, Kind]) -> Kind:
    first, second = kinds
    if first is second is Kind.COUNT:
        return Kind.COUNT
    if Kind.RATE in kinds and set(kinds) & _PLAIN:
        return Kind.NUMBER
    if first in _PLAIN and second in _PLAIN:
        return Kind.NUMBER
    rest = [kind for kind in kinds if kind not in _PLAIN]
    return next((kind for kind in rest if kind is not Kind.RATE), Kind.RATE)


def _alike(left: Kind, right: Kind) -> bool:
    return left is right or (left in _PLAIN and right in _PLAIN)


def _names(kinds: tuple[Kind, Kind]) -> dict[str, Text]:
    return {"left": KIND_NAMES[kinds[0]], "right": KIND_NAMES[kinds[1]]}


def _mismatch(message: Text, left: n.Value, right: n.Value) -> Fault:
    for bare, other in ((left, right), (right, left)):
        kind = n.kind_of(other)
        if isinstance(bare, n.Literal) and bare.kind in _PLAIN and kind in _WRITTEN:
            return Fault("type-mismatch", message, meant=_WRITTEN[kind].format(bare.value))
    return Fault("type-mismatch", message)
