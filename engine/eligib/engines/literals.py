"""A tree of clauses to a formula over literals: what an engine that only knows truth tables needs.

Enters: a benefit's tree. Leaves: its formula, one formula for each clause, and the list of distinct
literals with the closure that gives each its state. Only `and`, `or`, `not` and groups become structure;
every other condition is a leaf.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from eligib.engines.formula import AllOf, AnyOf, Formula, Lit, Not, State
from eligib.engines.interpreter.conditions import Test, compile_condition
from eligib.engines.interpreter.program import APPROVAL, SURE
from eligib.language import nodes as n
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from eligib.engines.interpreter.operands import Env
    from eligib.engines.interpreter.scope import Compiler
    from eligib.engines.protocol import Truth
    from eligib.profile.model import Facts

Key: TypeAlias = tuple[n.Condition | str, bool, bool]


class Literals(Struct, eq=False):
    """Numbers the distinct leaves of one benefit."""

    compiler: Compiler
    tests: list[Test] = field(default_factory=list)
    _numbers: dict[Key, int] = field(default_factory=dict)
    _assumed: list[bool] = field(default_factory=list)

    def tree(self, tree: m.Tree, *, positive: bool = True) -> Formula:
        """Return the formula of a tree of clauses."""
        if isinstance(tree, m.ApprovalClause):
            key = f"{APPROVAL}{tree.approval.id}"
            return self._literal((key, True, tree.assumed), lambda env, _each, _where: env.get(key))
        if isinstance(tree, m.Clause):
            return self.condition(tree.condition, positive=positive, assumed=tree.assumed)
        inside = positive and tree.kind != "none"
        parts = tuple(self.tree(part, positive=inside) for part in tree.parts)
        if tree.kind == "all":
            return AllOf(parts)
        return AnyOf(parts) if tree.kind == "any" else Not(AnyOf(parts))

    def condition(self, node: n.Condition, *, positive: bool, assumed: bool) -> Formula:
        """Return the formula of one condition."""
        match node:
            case n.And():
                return AllOf(tuple(self.condition(p, positive=positive, assumed=assumed) for p in node.parts))
            case n.Or():
                return AnyOf(tuple(self.condition(p, positive=positive, assumed=assumed) for p in node.parts))
            case n.Not():
                return Not(self.condition(node.part, positive=False, assumed=assumed))
            case _:
                test = compile_condition(node, self.compiler, positive=positive)
                return self._literal((node, positive, assumed), test)

    def states(self, env: Env, each: Facts) -> tuple[State, ...]:
        """Return the state of every literal for one firm, or for one member of its list."""
        sure = SURE in env
        return tuple(
            -1 if sure and assumed else state(test(env, each, {}))
            for test, assumed in zip(self.tests, self._assumed, strict=True)
        )

    def _literal(self, key: Key, test: Test) -> Lit:
        if key not in self._numbers:
            self._numbers[key] = len(self.tests)
            self.tests.append(test)
            self._assumed.append(key[2])
        return Lit(self._numbers[key])


def state(truth: Truth) -> State:
    """Return the number that stands for a truth."""
    return -1 if truth is None else 1 if truth else 0


def truth_of(state: State) -> Truth:
    """Return the truth that a number stands for."""
    return None if state == -1 else state == 1
