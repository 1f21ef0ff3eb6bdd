"""Value nodes to closures that return between which bounds the value lies for a firm.

A closure takes the environment of the firm, the facts of the member under `each` and those of the member
after `where`. It returns a pair of bounds, None where an end is open; a value known exactly has both ends
equal.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any, TypeAlias

from eligib.language import exact
from eligib.language import nodes as n
from eligib.language.vocabulary import Fact, Kind
from eligib.profile.model import Facts, Interval

if TYPE_CHECKING:
    from eligib.engines.interpreter.scope import Compiler

Env: TypeAlias = dict[str, Any]
"""What closures read of a firm; what is not in it is unknown."""
Bounds: TypeAlias = tuple[Any, Any]
Operand: TypeAlias = Callable[[Env, Facts, Facts], Bounds]
OPEN: Bounds = (None, None)


def compile_value(node: n.Value, compiler: Compiler) -> Operand:
    """Return the closure of a value node."""
    match node:
        case n.Literal():
            return constant((node.value, node.value))
        case n.AsOf():
            return constant((compiler.as_of, compiler.as_of))
        case n.FactRef():
            return _fact(node)
        case n.Arithmetic():
            return _arithmetic(node, compiler)
        case n.Count() | n.Total():
            return compiler.folded(node)


def constant(bounds: Bounds) -> Operand:
    """Return the closure of bounds that no firm changes."""
    return lambda _env, _each, _where: bounds


def is_constant(node: n.Value) -> bool:
    """Whether the value is the same for every firm."""
    return not any(isinstance(part, n.FactRef | n.Count | n.Total) for part in n.walk(node))


def member_bounds(fact: Fact, record: Facts) -> Bounds:
    """Return the bounds of a fact of one member of a list."""
    return _bounds(record.get(fact.name), (fact.lower, fact.upper))


def _bounds(value: Any, unknown: Bounds) -> Bounds:  # noqa: ANN401 - any fact value
    if value is None:
        return unknown
    if isinstance(value, Interval):
        return (value.lower, value.upper)
    return (value, value)


def reader(ref: n.FactRef) -> Callable[[Env, Facts, Facts], Any]:
    """Return the closure that gives a fact's value, None where it is unknown."""
    path, name = ref.fact.path, ref.fact.name
    if ref.scope is n.Scope.RECORD:
        return lambda env, _each, _where: env.get(path)
    if ref.scope is n.Scope.EACH:
        return lambda _env, each, _where: each.get(name)
    return lambda _env, _each, where: where.get(name)


def _fact(node: n.FactRef) -> Operand:
    unknown, read, path = (node.fact.lower, node.fact.upper), reader(node), node.fact.path
    if node.scope is n.Scope.RECORD:
        return lambda env, _each, _where: _bounds(env.get(path), unknown)
    return lambda env, each, where: _bounds(read(env, each, where), unknown)


def _arithmetic(node: n.Arithmetic, compiler: Compiler) -> Operand:
    left, right = compile_value(node.left, compiler), compile_value(node.right, compiler)
    combine = _combiner(node)
    if is_constant(node):
        return constant(combine(left({}, {}, {}), right({}, {}, {})))
    return lambda env, each, where: combine(left(env, each, where), right(env, each, where))


def _combiner(node: n.Arithmetic) -> Callable[[Bounds, Bounds], Bounds]:
    if node.kind is Kind.DATE:
        move = exact.months_later if n.kind_of(node.right) is Kind.MONTHS else exact.days_later
        sign = -1 if node.op == "-" else 1
        return lambda day, time: _moved(move, sign, day, time)
    return {"+": exact.add, "-": exact.subtract, "*": exact.multiply}[node.op]


def _moved(move: Callable[[date, int], date], sign: int, day: Bounds, time: Bounds) -> Bounds:
    first, last = time if sign > 0 else (time[1], time[0])
    return _later(move, sign, day[0], first)[0], _later(move, sign, day[1], last)[1]


def _later(move: Callable[[date, int], date], sign: int, day: date | None, time: int | None) -> Bounds:
    """Return the bounds of the moved day: past the calendar, its last or first day and an open end."""
    if day is None or time is None:
        return OPEN
    try:
        moved = move(day, sign * time)
    except (ValueError, OverflowError):
        return (date.max, None) if sign * time > 0 else (None, date.min)
    return (moved, moved)
