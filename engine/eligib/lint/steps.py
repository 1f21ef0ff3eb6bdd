"""Steps on one fact: alternatives or benefits that differ in what they ask of it and in nothing else.

Enters: conditions. Leaves: for each set of such steps what each asks, as claims, and the figures in them.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.analysis import AnyOf, Opposite, Witness
from eligib.language import nodes as n
from eligib.language.vocabulary import ORDERED
from eligib.lint.alike import frozen
from eligib.lint.reasoning import required
from eligib.rulebook.link import clauses
from eligib.rulebook.model import ApprovalClause, Clause, Group

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from eligib.analysis import Claim, Reasoner
    from eligib.lint.check import Context
    from eligib.rulebook.model import Benefit, Tree

Bound = n.Literal


class Step(Struct, frozen=True, eq=False):
    """What one alternative or benefit asks of the fact, from the smallest figure it names to the largest."""

    clause: Clause
    condition: n.Condition
    benefit: Benefit
    low: n.Literal
    high: n.Literal


class Steps(Struct, frozen=True, eq=False):
    """Steps on one fact, in the order of their figures; `beside` is what else all of them ask."""

    ref: n.FactRef
    steps: tuple[Step, ...]
    beside: tuple[Claim, ...] = ()
    of_benefits: bool = False

    def uncovered(self, thinker: Reasoner) -> Iterator[tuple[Step, Step, Witness]]:
        """Yield neighbours with values between them that belong to no step, and a firm with such a value."""
        nothing = Opposite(AnyOf(tuple(step.condition for step in self.steps)))
        for before, after in pairwise(self.steps):
            floor, ceiling = (
                n.Compare(n.Op.GE, self.ref, before.high),
                n.Compare(n.Op.LE, self.ref, after.low),
            )
            # `> 100` begins at its figure, and nothing is missing below it
            below = thinker.satisfiable([before.condition, n.Compare(n.Op.LE, self.ref, before.high)])
            above = thinker.satisfiable([after.condition, n.Compare(n.Op.GE, self.ref, after.low)])
            if below is not None and above is not None:
                firm = thinker.satisfiable([nothing, floor, ceiling])
                if isinstance(firm, Witness):
                    yield before, after, firm

    def shared(self, thinker: Reasoner) -> Iterator[tuple[Step, Step, Witness]]:
        """Yield neighbours that have values in common, with a firm that has such a value."""
        for before, after in pairwise(self.steps):
            firm = thinker.satisfiable([before.condition, after.condition, *self.beside])
            if isinstance(firm, Witness):
                yield before, after, firm


def all_steps(context: Context) -> Iterator[Steps]:
    """Yield the steps of the rulebook: of `any` groups, of an `or`, and of benefits that are alike."""
    for benefit in context.rulebook.benefits.values():
        for clause in clauses(benefit.when):
            for node in n.walk(clause.condition):
                if isinstance(node, n.Or):
                    yield from _made([_step(clause, part, benefit) for part in node.parts])
        for group in _choices(benefit.when):
            if all(isinstance(part, Clause) for part in group.parts):
                own = [part for part in group.parts if isinstance(part, Clause)]
                yield from _made([_step(clause, clause.condition, benefit) for clause in own])
    yield from _of_benefits(context.rulebook.benefits.values())


def _choices(tree: Tree) -> Iterator[Group]:
    if isinstance(tree, Group):
        if tree.kind == "any":
            yield tree
        for part in tree.parts:
            yield from _choices(part)


def _of_benefits(benefits: Iterable[Benefit]) -> Iterator[Steps]:
    """Yield the steps of benefits of one zone, kind and payee that differ in one clause on one fact."""
    rows: dict[Hashable, list[tuple[Step, tuple[Claim, ...]]]] = defaultdict(list)
    for benefit in benefits:
        parts = [part.tree for part in required(benefit)]
        for part in parts:
            step = _step(part, part.condition, benefit) if isinstance(part, Clause) else None
            if step is None:
                continue
            beside = [other for other in parts if other is not part]
            fact = _ref_of(step.condition)
            key = (*_heading(benefit), fact and fact.fact.path, frozenset(_asked(one) for one in beside))
            rows[key].append((step, tuple(beside)))
    for row in rows.values():
        yield from _made([step for step, _ in row], row[0][1], of_benefits=True)


def _heading(benefit: Benefit) -> tuple[Hashable, ...]:
    each = None if benefit.each is None else benefit.each.name
    return benefit.zone, benefit.kind, benefit.paid_to, each, benefit.cite.source.id, frozen(benefit.in_force)


def _asked(tree: Tree) -> Hashable:
    match tree:
        case Clause():
            return tree.condition
        case ApprovalClause():
            return tree.approval.id
        case Group():
            return tree.kind, tuple(_asked(part) for part in tree.parts)


def _made(
    steps: Iterable[Step | None], beside: tuple[Claim, ...] = (), *, of_benefits: bool = False
) -> Iterator[Steps]:
    """Yield the steps if all are steps on one and the same fact."""
    found = [step for step in steps if step is not None]
    refs = {_ref_of(step.condition) for step in found}
    if len(found) < 2 or len(refs) != 1 or len(found) != len(list(steps)):  # noqa: PLR2004 - two make a row
        return
    (ref,) = refs
    if ref is not None:
        ordered = sorted(found, key=lambda step: (step.low.value, step.high.value))
        yield Steps(ref, tuple(ordered), beside, of_benefits)


def _step(clause: Clause, condition: n.Condition, benefit: Benefit) -> Step | None:
    """Return the step that the condition is, None if it is more than figures for one fact."""
    compared = condition.parts if isinstance(condition, n.And) else (condition,)
    figures = [figure for part in compared for figure in _figures(part)]
    if _ref_of(condition) is None or len(figures) != len(compared):
        return None
    ordered = sorted(figures, key=lambda figure: figure.value)
    return Step(clause, condition, benefit, ordered[0], ordered[-1])


def _figures(condition: n.Condition) -> list[n.Literal]:
    if not isinstance(condition, n.Compare) or condition.op is n.Op.NE:
        return []
    return [side for side in (condition.left, condition.right) if isinstance(side, n.Literal)]


def _ref_of(condition: n.Condition) -> n.FactRef | None:
    """Return the one ordered fact that the condition reads, None if there is another or none."""
    refs = {node for node in n.walk(condition) if isinstance(node, n.FactRef)}
    if len(refs) != 1:
        return None
    ref = refs.pop()
    return ref if ref.fact.kind in ORDERED else None
