"""Conditions on one fact of the firm, looked up by the fact's value, all of them in one go.

Enters: such conditions while a rulebook is compiled, each for the group that it is in. Leaves: for a firm,
two bits of every group: whether some condition settles it, and whether some condition leaves it open.
Between two neighbouring constants all values of a fact give the same truths, so each such stretch is computed
once, by the conditions' own closures, and remembered, as is each choice and place. So a firm costs one
look-up a fact, however many clauses ask about it, and what is remembered is bounded by the rulebook.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Any, NamedTuple

from msgspec import Struct, field

from eligib.engines.interpreter.conditions import compile_condition
from eligib.engines.interpreter.operands import compile_value, is_constant
from eligib.engines.interpreter.scope import BLANK, Compiler
from eligib.language import nodes as n
from eligib.profile.model import Candidates

if TYPE_CHECKING:
    from collections.abc import Callable

    from eligib.engines.interpreter.conditions import Test
    from eligib.engines.interpreter.operands import Env
    from eligib.engines.protocol import Truth
    from eligib.language.vocabulary import Fact
    from eligib.profile.model import Facts

KNOWN = "known:"
"""Where a firm's environment keeps the bits."""
_PLAIN = (n.IsTrue, n.OneOf, n.Within, n.Not, n.And, n.Or, n.Literal, n.AsOf, n.Arithmetic)


class Masks(NamedTuple):
    """How a firm's bits tell the truth of a group.

    It is settled where `bits & mask != unsettled`. Else it has the opposite truth where
    `bits & rest == full`, and is unknown where not.
    """

    mask: int
    unsettled: int
    rest: int
    full: int


class Gate(Struct, eq=False):
    """A group: an `all`, which one false part settles, or an `any`, which one true part settles.

    Attributes:
        dominant: the truth that settles it.
        settled: the bit that is set where a looked-up part settles it.
        left: the bit that is set where a looked-up part leaves it without the opposite truth.
        inner, inner_left: these two bits of each group of the other kind in it, if that is looked up whole.
        tests: its other parts.
    """

    dominant: bool
    settled: int
    left: int
    inner: int = 0
    inner_left: int = 0
    tests: list[Test] = field(default_factory=list)

    @property
    def masks(self) -> Masks:
        """How a firm's bits tell the truth of what is looked up."""
        # a group of the other kind settles this one where nothing is left in it
        return Masks(self.settled | self.inner_left, self.inner_left, self.left | self.inner, self.inner)

    def put(self, inner: Gate) -> None:
        """Put a group of the other kind into this one; by its bits alone if these tell all of it."""
        if inner.inner or inner.tests:
            self.tests.append(inner.test())
        else:
            self.inner |= inner.settled
            self.inner_left |= inner.left

    def test(self) -> Test:
        """Return the closure of the group."""
        dominant, neutral, tests = self.dominant, not self.dominant, self.tests
        mask, unsettled, rest, full = self.masks

        def test(env: Env, each: Facts, where: Facts) -> Truth:
            known = env[KNOWN]
            if known & mask != unsettled:
                return dominant
            truth = neutral if known & rest == full else None
            for part in tests:
                one = part(env, each, where)
                if one is dominant:
                    return dominant
                if one is None:
                    truth = None
            return truth

        return test


class _Leaf(Struct, eq=False):
    """A condition, and the bits that are set for each of its truths."""

    test: Test
    votes: dict[Truth, int] = field(default_factory=lambda: {True: 0, False: 0, None: 0})


class _Column(Struct, eq=False):
    """The conditions on one fact; `cuts` are what it is compared with, `known` the bits of values seen."""

    path: str
    leaves: list[_Leaf] = field(default_factory=list)
    cuts: set[Any] = field(default_factory=set)
    known: dict[Any, int] = field(default_factory=dict)

    def bits(self, value: object) -> int:
        env, bits = {self.path: value}, 0
        for leaf in self.leaves:
            bits |= leaf.votes[leaf.test(env, BLANK, BLANK)]
        return bits

    def learn(self, value: object) -> int:
        bits = self.bits(value)
        # choices and places are few, sets of candidates are not
        if not isinstance(value, Candidates):
            self.known[value] = bits
        return bits

    def stretches(self) -> tuple[str, int, list[Any], list[Any], list[int | None], _Column]:
        """Return what finds the stretch of a value: 2n + 1 for cut n itself, else 2n with n cuts below."""
        cuts = sorted(self.cuts)
        return self.path, self.bits(None), cuts, [*cuts, None], [None] * (2 * len(cuts) + 1), self


class Lookup(Struct, eq=False):
    """The conditions of one rulebook that can be looked up, those that are assumed apart from the others."""

    compiler: Compiler
    _groups: int = 0
    _leaves: dict[tuple[n.Condition, bool], _Leaf | None] = field(default_factory=dict)
    _columns: dict[tuple[str, bool], _Column] = field(default_factory=dict)

    def gate(self, *, every: bool) -> Gate:
        """Return a new group without parts."""
        bit = 1 << 2 * self._groups
        self._groups += 1
        return Gate(not every, bit, bit << 1)

    def add(self, node: n.Condition, gate: Gate, *, assumed: bool) -> bool:
        """Let a condition be a part of the group; False if it asks about more than one fact of the firm."""
        key = (node, assumed)
        if key not in self._leaves:
            self._leaves[key] = self._leaf(node, assumed=assumed)
        leaf = self._leaves[key]
        if leaf is None:
            return False
        leaf.votes[gate.dominant] |= gate.settled | gate.left
        leaf.votes[None] |= gate.left
        return True

    def _leaf(self, node: n.Condition, *, assumed: bool) -> _Leaf | None:
        asked = _asked(node, self.compiler)
        if asked is None:
            return None
        fact, cuts = asked
        column = self._columns.setdefault((fact.path, assumed), _Column(fact.path))
        column.leaves.append(_Leaf(compile_condition(node, self.compiler)))
        column.cuts |= cuts
        return column.leaves[-1]

    def unknown(self) -> int:
        """Return the bits of the assumed conditions where all of these are unknown."""
        bits = 0
        for (_node, assumed), leaf in self._leaves.items():
            if assumed and leaf is not None:
                bits |= leaf.votes[None]
        return bits

    def reader(self, *, assumed: bool) -> Callable[[Env], int]:
        """Return the closure that gives a firm's bits of the assumed conditions, or of the others."""
        columns = [column for (_path, kind), column in self._columns.items() if kind is assumed]
        named = [(column.path, column.known, column) for column in columns if not column.cuts]
        ordered = [column.stretches() for column in columns if column.cuts]

        def read(env: Env) -> int:
            bits = 0
            for path, known, column in named:
                try:
                    bits |= known[env.get(path)]
                except KeyError:
                    bits |= column.learn(env.get(path))
            for path, unknown, cuts, ends, stretches, column in ordered:
                value = env.get(path)
                if value is None:
                    bits |= unknown
                    continue
                try:
                    after = bisect_left(cuts, value)
                except TypeError:  # an interval has no order
                    bits |= column.bits(value)
                    continue
                stretch = after + after + (ends[after] == value)
                found = stretches[stretch]
                if found is None:
                    found = stretches[stretch] = column.bits(value)
                bits |= found
            return bits

        return read


def _asked(node: n.Condition, compiler: Compiler) -> tuple[Fact, set[Any]] | None:
    """Return the one fact of the firm that a condition asks about and the constants it is compared with."""
    facts: set[Fact] = set()
    cuts: set[Any] = set()
    for part in n.walk(node):
        if isinstance(part, n.FactRef) and part.scope is n.Scope.RECORD:
            facts.add(part.fact)
        elif isinstance(part, n.Compare):
            cut = _cut(part, compiler)
            if cut is None:
                return None
            cuts.add(cut)
        elif not isinstance(part, _PLAIN):
            return None
    return (facts.pop(), cuts) if len(facts) == 1 else None


def _cut(node: n.Compare, compiler: Compiler) -> object | None:
    sides = (node.left, node.right) if isinstance(node.left, n.FactRef) else (node.right, node.left)
    if not isinstance(sides[0], n.FactRef) or not is_constant(sides[1]):
        return None
    lower, upper = compile_value(sides[1], compiler)({}, {}, {})
    return lower if lower == upper else None
