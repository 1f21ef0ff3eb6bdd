"""Condition nodes to closures that return true, false or unknown for a firm.

The comparison of a fact with a constant is by far the most common condition, so it has a closure of its
own; every other one goes through bounds. A `not` is taken into the leaf below it where that has an opposite.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import not_
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from eligib.engines.interpreter.compare import EXACT, MIRRORED, OPPOSITE, compare
from eligib.engines.interpreter.operands import Bounds, Env, compile_value, is_constant, reader
from eligib.engines.protocol import Truth
from eligib.language import nodes as n
from eligib.language.vocabulary import Fact, Kind
from eligib.profile.model import Candidates, Facts, Interval

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eligib.engines.interpreter.scope import Compiler

Test: TypeAlias = Callable[[Env, Facts, Facts], Truth]


def compile_condition(node: n.Condition, compiler: Compiler, *, positive: bool = True) -> Test:
    """Return the closure of a condition; `positive` where only `and`, `or` and lists stand above it."""
    match node:
        case n.Constant():
            return lambda _env, _each, _where: node.value
        case n.Compare():
            return _compare(node, compiler)
        case n.IsTrue():
            return _is(node.ref, bool)
        case n.OneOf():
            return _one_of(node.ref, node.choices)
        case n.Has():
            return _has(node)
        case n.Within():
            return _within(node, compiler)
        case n.Not():
            return _not(node.part, compiler)
        case n.And():
            return conjunction([compile_condition(part, compiler, positive=positive) for part in node.parts])
        case n.Or():
            return disjunction([compile_condition(part, compiler, positive=positive) for part in node.parts])
        case n.Exists() | n.Every():
            return compiler.quantified(node, positive=positive)
        case n.BenefitIs():
            return _benefit(node, positive=positive)


class Simple(Struct, frozen=True, eq=False):
    """A leaf that asks about one fact of the firm: groups read its fields in place of calling it.

    Attributes:
        holds: the truth for a known value; a C function, since a call of Python costs more than the rest.
    """

    path: str
    holds: Callable[[Any], Truth]
    unknown: Truth

    def __call__(self, env: Env, _each: Facts, _where: Facts) -> Truth:
        """Return the truth for one firm."""
        value = env[self.path]
        return self.unknown if value is None else self.holds(value)


def conjunction(parts: list[Test]) -> Test:
    """Return Kleene's `and` of the parts, stopping at the first false one."""
    rows = [_row(part) for part in parts]

    def test(env: Env, each: Facts, where: Facts) -> Truth:
        truth: Truth = True
        for path, holds, unknown in rows:
            if path is None:
                one = holds(env, each, where)
            else:
                value = env[path]
                one = unknown if value is None else holds(value)
            if not one:
                if one is False:
                    return False
                truth = None
        return truth

    return parts[0] if len(parts) == 1 else test


def disjunction(parts: list[Test]) -> Test:
    """Return Kleene's `or` of the parts, stopping at the first true one."""
    rows = [_row(part) for part in parts]

    def test(env: Env, each: Facts, where: Facts) -> Truth:
        truth: Truth = False
        for path, holds, unknown in rows:
            if path is None:
                one = holds(env, each, where)
            else:
                value = env[path]
                one = unknown if value is None else holds(value)
            if one:
                return True
            if one is None:
                truth = None
        return truth

    return parts[0] if len(parts) == 1 else test


def _row(part: Test) -> tuple[str | None, Callable[..., Truth], Truth]:
    """Return path, truth of a value and truth when unknown; without a path, the closure itself."""
    return (part.path, part.holds, part.unknown) if isinstance(part, Simple) else (None, part, None)


def negation(part: Test) -> Test:
    """Return Kleene's `not` of the part."""

    def test(env: Env, each: Facts, where: Facts) -> Truth:
        truth = part(env, each, where)
        return None if truth is None else not truth

    return test


def _not(node: n.Condition, compiler: Compiler) -> Test:
    """Return the closure of `not node`; a leaf with an opposite needs no second closure around it."""
    match node:
        case n.Not():
            return compile_condition(node.part, compiler, positive=False)
        case n.Compare():
            return _compare(n.Compare(OPPOSITE[node.op], node.left, node.right), compiler)
        case n.OneOf():
            return _one_of(node.ref, node.ref.fact.choices.keys() - node.choices)
        case n.IsTrue():
            return _is(node.ref, not_)
        case _:
            return negation(compile_condition(node, compiler, positive=False))


def _is(ref: n.FactRef, holds: Callable[[Any], bool]) -> Test:
    if ref.scope is n.Scope.RECORD:
        return Simple(ref.fact.path, holds, None)
    read = reader(ref)

    def test(env: Env, each: Facts, where: Facts) -> Truth:
        value = read(env, each, where)
        return None if value is None else holds(value)

    return test


def _compare(node: n.Compare, compiler: Compiler) -> Test:
    if isinstance(node.right, n.FactRef) and is_constant(node.left):
        node = n.Compare(MIRRORED[node.op], node.right, node.left)
    left, right, op = compile_value(node.left, compiler), compile_value(node.right, compiler), node.op
    if isinstance(node.left, n.FactRef) and is_constant(node.right):
        bounds = right({}, {}, {})
        if bounds[0] is not None and bounds[0] == bounds[1]:
            return _with_constant(node.left, op, bounds)
    return lambda env, each, where: compare(op, left(env, each, where), right(env, each, where))


def _with_constant(ref: n.FactRef, op: n.Op, bounds: Bounds) -> Test:
    unknown, holds, constant = compare(op, (ref.fact.lower, ref.fact.upper), bounds), EXACT[op], bounds[0]
    read = reader(ref)

    def test(env: Env, each: Facts, where: Facts) -> Truth:
        value = read(env, each, where)
        if value is None:
            return unknown
        if value.__class__ is Interval:
            return compare(op, (value.lower, value.upper), bounds)
        return holds(value, constant)

    # only a date may be known as an interval
    if ref.scope is n.Scope.RECORD and ref.fact.kind is not Kind.DATE:
        return Simple(ref.fact.path, partial(EXACT[MIRRORED[op]], constant), unknown)
    return test


def _one_of(ref: n.FactRef, choices: Iterable[str]) -> Test:
    table = _Choices(ref.fact, frozenset(choices))
    unknown, holds, read = table[Candidates(frozenset(ref.fact.choices))], table.__getitem__, reader(ref)
    if ref.scope is n.Scope.RECORD:
        return Simple(ref.fact.path, holds, unknown)

    def test(env: Env, each: Facts, where: Facts) -> Truth:
        value = read(env, each, where)
        return unknown if value is None else holds(value)

    return test


class _Choices(dict["str | Candidates", Truth]):
    """The truth for each choice, and on demand for several candidates."""

    def __init__(self, fact: Fact, wanted: frozenset[str]) -> None:
        self._wanted = wanted
        super().__init__((choice, choice in wanted) for choice in fact.choices)

    def __missing__(self, candidates: Candidates) -> Truth:
        return _among(candidates.choices, self._wanted)


def _among(candidates: frozenset[str], wanted: frozenset[str]) -> Truth:
    if candidates <= wanted:
        return True
    return None if candidates & wanted else False


def _has(node: n.Has) -> Test:
    choice, read = node.choice, reader(node.ref)

    def test(env: Env, each: Facts, where: Facts) -> Truth:
        value = read(env, each, where)
        return None if value is None else choice in value

    return test


def _within(node: n.Within, compiler: Compiler) -> Test:
    inside, around = compiler.places.inside(node.place), compiler.places.around(node.place)
    read = reader(node.ref)

    def test(env: Env, each: Facts, where: Facts) -> Truth:
        value = read(env, each, where)
        if value is None or value in around:
            return None
        return value in inside

    return test


def _benefit(node: n.BenefitIs, *, positive: bool) -> Test:
    if node.state == "received":
        return lambda env, _each, _where: _received(env, node.benefit)
    key = f"{ELIGIBLE if positive else SETTLED}{node.benefit}"
    return lambda env, _each, _where: env.get(key)


RECEIVED = "received"
ELIGIBLE = "eligible:"
"""Whether another benefit is eligible, a conditional one counting as true where approvals are granted."""
SETTLED = "settled:"
"""The same where a conditional one stays unknown: under negation, comparison and count."""


def _received(env: Env, benefit: str) -> Truth:
    received = env.get(RECEIVED)
    return None if received is None else benefit in received
