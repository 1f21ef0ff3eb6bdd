"""From a formula of any width and depth to steps that durable-rules can take one after another.

Enters: a `Formula`. Leaves: a `Program`. Most formulas are one step; what would pass durable's limits is
decided by steps of its own first, whose states stand in the later step like literals. Three-valued logic
depends on the states of the parts alone, so this changes no outcome. Nothing recurses along the formula.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from eligib.engines.durable.tree import EMPTY, condition, joined, leaf, negated, references
from eligib.engines.formula import AllOf, AnyOf, Lit, Not

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from eligib.engines.durable.tree import Condition, Operator, Reference, Tree
    from eligib.engines.formula import Formula

Step: TypeAlias = "tuple[tuple[Reference, ...], Condition, Condition]"
"""What its fields refer to, when it is surely true, when it is surely false."""


class Program(Struct, frozen=True):
    """The last of the steps has the state of the formula; `literals` are the ones it needs, in order."""

    literals: tuple[int, ...]
    steps: tuple[Step, ...]


_LITERAL: tuple[Step, ...] = (((0,), condition(leaf(0), 1, (0,)), condition(leaf(0), 0, (0,))),)


def plan(formula: Formula) -> Program:
    """Return the steps that decide `formula`; ValueError if it is none."""
    if isinstance(formula, Lit):
        return Program((_index(formula),), _LITERAL)  # as most clauses are
    builder = _Builder()
    builder.step(builder.grow(formula))
    return Program(tuple(builder.literals), tuple(builder.steps))


class _Builder(Struct, eq=False):
    literals: dict[int, int] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    cuts: dict[Tree, Tree] = field(default_factory=dict)

    def grow(self, formula: Formula) -> Tree:
        """Return the tree of `formula`, parts before wholes; a part that occurs twice is built once."""
        done: dict[int, Tree] = {}
        waiting = [formula]
        while waiting:
            node = waiting[-1]
            missing = [part for part in _parts(node) if id(part) not in done]
            if missing and id(node) not in done:
                waiting.extend(reversed(missing))
                continue
            waiting.pop()
            if id(node) not in done:
                done[id(node)] = self.build(node, [done[id(part)] for part in _parts(node)])
        return done[id(formula)]

    def build(self, node: Formula, parts: list[Tree]) -> Tree:
        """Return the tree of `node`, whose parts are already built."""
        if isinstance(node, Lit):
            return leaf(self.literals.setdefault(_index(node), len(self.literals)))
        if isinstance(node, Not):
            return negated(parts[0])
        return self.gate("all" if isinstance(node, AllOf) else "any", parts)

    def gate(self, operator: Operator, parts: list[Tree]) -> Tree:
        """Return `parts` joined; if that is too much for a step, groups of them become steps before."""
        while len(groups := _groups(operator, parts)) > 1:
            parts = [self.cut(joined(operator, group)) for group in groups]
        return joined(operator, parts)

    def cut(self, tree: Tree) -> Tree:
        """Make `tree` a step of its own, once, and return the leaf that stands for it."""
        if not tree.size.gates:
            return tree
        if tree not in self.cuts:
            self.step(tree)
            self.cuts[tree] = leaf(~(len(self.steps) - 1))
        return self.cuts[tree]

    def step(self, tree: Tree) -> None:
        """Append the step that decides `tree`."""
        fields = references(tree)
        self.steps.append((fields, condition(tree, 1, fields), condition(tree, 0, fields)))


def _groups(operator: Operator, parts: Iterable[Tree]) -> list[list[Tree]]:
    """Return `parts` in order, each group as long as durable's limits allow."""
    groups: list[list[Tree]] = [[]]
    size = EMPTY[operator]
    for part in parts:
        size = size.plus(operator, part.size)
        if groups[-1] and not size.fits:
            groups.append([])
            size = EMPTY[operator].plus(operator, part.size)
        groups[-1].append(part)
    return groups


def _parts(node: Formula) -> Sequence[Formula]:
    match node:
        case Lit():
            return ()
        case Not(part):
            return (part,)
        case AllOf(parts) | AnyOf(parts):
            return parts
        case _:
            raise _not_a_formula(node)


def _not_a_formula(node: object) -> ValueError:
    return ValueError(f"not a formula: an object of type `{type(node).__name__}`")


def _index(literal: Lit) -> int:
    if type(literal.index) is int and literal.index >= 0:
        return literal.index
    message = f"the index of a literal is a number from 0, not `{literal.index!r}`"
    raise ValueError(message)
