"""Condition nodes to closures that return true, false or unknown for a firm.

The comparison of a fact with a constant is by far the most common condition, so it has a closure of its
own; every other one goes through bounds. A `not` is taken into the leaf below it where that has an opposite.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeAlias

from eligib.engines.interpreter.compare import EXACT, MIRRORED, OPPOSITE, compare
from eligib.engines.interpreter.operands import Bounds, Env, compile_value, is_constant, reader
from eligib.engines.protocol import Truth
from eligib.language import nodes as n
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
            return reader(node.ref)
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


def conjunction(parts: list[Test]) -> Test:
    """Return Kleene's `and` of the parts, stopping at the first false one."""

    def test(env: Env, each: Facts, where: Facts) -> Truth:
        truth: Truth = True
        for part in parts:
            one = part(env, each, where)
            if not one:
                if one is False:
                    return False
                truth = None
        return truth

    return parts[0] if len(parts) == 1 else test


def disjunction(parts: list[Test]) -> Test:
    """Return Kleene's `or` of the parts, stopping at the first true one."""

    def test(env: Env, each: Facts, where: Facts) -> Truth:
        truth: Truth = False
        for part in parts:
            one = part(env, each, where)
            if one:
                return True
            if one is None:
                truth = None
        return truth

    return parts[0] if len(parts) == 1 else test


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
        case _:
            return negation(compile_condition(node, compiler, positive=False))


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
    read, path = reader(ref), ref.fact.path

    def test(env: Env, each: Facts, where: Facts) -> Truth:
        value = read(env, each, where)
        if value is None:
            return unknown
        if value.__class__ is Interval:
            return compare(op, (value.lower, value.upper), bounds)
        return holds(value, constant)

    def quick(env: Env, _each: Facts, _where: Facts) -> Truth:
        value = env.get(path)
        if value is None:
            return unknown
        if value.__class__ is Interval:
            return compare(op, (value.lower, value.upper), bounds)
        return holds(value, constant)

    return quick if ref.scope is n.Scope.RECORD else test


def _one_of(ref: n.FactRef, choices: Iterable[str]) -> Test:
    wanted, read, path = frozenset(choices), reader(ref), ref.fact.path
    unknown = _among(frozenset(ref.fact.choices), wanted)

    def test(env: Env, each: Facts, where: Facts) -> Truth:
        value = read(env, each, where)
        if value is None:
            return unknown
        if value.__class__ is Candidates:
            return _among(value.choices, wanted)
        return value in wanted

    def quick(env: Env, _each: Facts, _where: Facts) -> Truth:
        value = env.get(path)
        if value is None:
            return unknown
        if value.__class__ is Candidates:
            return _among(value.choices, wanted)
        return value in wanted

    return quick if ref.scope is n.Scope.RECORD else test


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
    tree = compiler.trees[node.ref.fact.kind]
    inside, around = tree.inside(node.place), tree.around(node.place)
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
