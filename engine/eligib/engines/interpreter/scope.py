"""What compiling a condition needs to know, and the nodes that go through the members of a list.

An absent list is decided on one blank member; an open one has its known members and perhaps more like the
blank one.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.engines.interpreter.conditions import Test, compile_condition
from eligib.engines.interpreter.operands import Bounds, Env, Operand, member_bounds
from eligib.language import exact
from eligib.language import nodes as n
from eligib.profile.model import Facts, Members

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from eligib.engines.protocol import Truth
    from eligib.language.vocabulary import Fact, Kind, Tree

BLANK: Facts = {}
ABSENT = Members((), is_open=True)


class Compiler(Struct, frozen=True):
    """The day of the decision and the trees of places and industries; compiles what loops over a list."""

    as_of: date
    trees: dict[Kind, Tree]

    def quantified(self, node: n.Exists | n.Every, *, positive: bool) -> Test:
        """Return the closure of `any(...)` or `every(...)`."""
        inner = compile_condition(node.where, self, positive=positive)
        name, wanted = node.records.name, isinstance(node, n.Exists)

        def test(env: Env, each: Facts, _where: Facts) -> Truth:
            members = env.get(name, ABSENT)
            found = fold((inner(env, each, record) for record in members.records), wanted=wanted)
            if not members.is_open or found is wanted:
                return found
            # more members may exist: they cannot settle it, only leave it open
            return found if inner(env, each, BLANK) is (not wanted) else None

        return test

    def folded(self, node: n.Count | n.Total) -> Operand:
        """Return the closure of `count(...)` or `sum(...)`."""
        inner = None if node.where is None else compile_condition(node.where, self, positive=False)
        name = node.records.name
        fact = node.fact if isinstance(node, n.Total) else None

        def bounds(env: Env, each: Facts, _where: Facts) -> Bounds:
            members = env.get(name, ABSENT)
            total: Bounds = (0, 0)
            for record in members.records:
                truth = True if inner is None else inner(env, each, record)
                total = exact.add(total, _contribution(fact, record, truth))
            if members.is_open and not (inner is not None and inner(env, each, BLANK) is False):
                total = exact.add(total, _open_end(fact))
            return total

        return bounds


def fold(truths: Iterable[Truth], *, wanted: bool) -> Truth:
    """Return Kleene's `or` of the truths if `wanted` is true, else their `and`."""
    unknown = False
    for truth in truths:
        if truth is wanted:
            return wanted
        unknown = unknown or truth is None
    return None if unknown else not wanted


def _contribution(fact: Fact | None, record: Facts, truth: Truth) -> Bounds:
    """Return what one member adds, perhaps nothing: 1 to a count, its fact to a sum."""
    if truth is False:
        return (0, 0)
    bounds = (1, 1) if fact is None else member_bounds(fact, record)
    if truth:
        return bounds
    lower, upper = bounds
    return (None if lower is None else min(lower, 0), None if upper is None else max(upper, 0))


def _open_end(fact: Fact | None) -> Bounds:
    """Return what any number of further members may add."""
    if fact is None:
        return (0, None)
    never_less = isinstance(fact.lower, int | Decimal) and fact.lower >= 0
    never_more = isinstance(fact.upper, int | Decimal) and fact.upper <= 0
    return (0 if never_less else None, 0 if never_more else None)
