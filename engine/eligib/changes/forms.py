"""What a condition or value means, as plain data that compares equal where the meaning is the same.

Enters: nodes of one rulebook. Leaves: nested tuples without texts, places in files and object identity, so
that those of two rulebooks can be compared. A place stands with those inside and around it, as far as both
rulebooks know these; a fact with its declared range and what it is derived from, since these decide where
it is unknown.
"""

from __future__ import annotations

from collections.abc import Hashable
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any, TypeAlias, assert_never

from msgspec import Struct, field

from eligib.engines.interpreter.compare import MIRRORED, OPPOSITE
from eligib.language import nodes as n
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from eligib.language.vocabulary import Fact, Kind

Form: TypeAlias = Hashable
_COMMUTATIVE = ("+", "*")


class Forms(Struct, frozen=True):
    """The forms of one rulebook.

    Attributes:
        common: the places and industries that both rulebooks have.
        based: whether it is told what is only our reading of a source.
    """

    rulebook: m.Rulebook
    common: dict[Kind, frozenset[str]]
    based: bool = False
    _facts: dict[Fact, Form] = field(default_factory=dict)

    def fact(self, fact: Fact) -> Form:
        """Return what a fact is, its choices apart."""
        if fact not in self._facts:
            derivation = self.rulebook.derived.get(fact.path)
            derived = None if derivation is None else self.derivation(derivation)
            self._facts[fact] = (fact.path, fact.kind.value, fact.lower, fact.upper, derived)
        return self._facts[fact]

    def derivation(self, derivation: m.Derivation) -> Form:
        """Return how a fact follows from others."""
        editions = tuple(
            (edition.start, frozenset(self._row(row) for row in edition.rows))
            for edition in derivation.editions
        )
        return (derivation.by.path, derivation.classes, derivation.otherwise, editions)

    def _row(self, row: m.Row) -> Form:
        return (row.within, tuple((self.fact(fact), floors) for fact, floors in row.floors))

    def leaf(self, node: n.Condition, *, negated: bool = False) -> tuple[Form, bool]:
        """Return the form of a condition that is no `and`, `or` or `not`, and whether it is still negated."""
        match node:
            case n.Compare():
                return self._compare(node, OPPOSITE[node.op] if negated else node.op), False
            case n.Constant():
                return ("constant", node.value is not negated), False
            case n.IsTrue():
                return ("true", self._ref(node.ref)), negated
            case n.OneOf():
                chosen = frozenset(node.choices)
                return ("in", self._ref(node.ref), chosen, chosen >= node.ref.fact.choices.keys()), negated
            case n.Has():
                return ("has", self._ref(node.ref), node.choice), negated
            case n.Within():
                return ("within", self._ref(node.ref), *self._node(node)), negated
            case n.Exists() | n.Every():
                return (type(node).__name__, node.records.name, self.whole(node.where)), negated
            case n.BenefitIs(state="received"):
                return ("received", node.benefit), negated
            case n.BenefitIs():
                return ("eligible", node.benefit, self.offer(self.rulebook.benefits[node.benefit])), negated
            case n.And() | n.Or() | n.Not():
                return self.whole(node), negated
        assert_never(node)

    def whole(self, node: n.Condition) -> Form:
        """Return the form of any condition, whatever stands above it."""
        from eligib.changes.normal import Normal

        return Normal(self).condition(node).form

    def offer(self, benefit: m.Benefit) -> Form:
        """Return all that another benefit's eligibility rests on."""
        from eligib.changes.normal import Normal

        each = None if benefit.each is None else benefit.each.name
        return (each, self.dates(benefit), Normal(self).tree(benefit.when).form)

    def dates(self, benefit: m.Benefit) -> Form:
        """Return when a benefit can be had, and what makes that doubtful."""
        dates, source = benefit.in_force, benefit.cite.source
        doubts = (None if dates.start else source.earliest, None if dates.until else source.latest)
        return (
            dates.status,
            dates.start,
            dates.until,
            dates.assumed,
            doubts if dates.status == "dated" else None,
        )

    def value(self, node: n.Value) -> Form:
        """Return the form of a value."""
        match node:
            case n.Literal():
                return ("literal", node.kind.value, node.value)
            case n.FactRef():
                return self._ref(node)
            case n.AsOf():
                return ("as_of",)
            case n.Arithmetic():
                sides = [self.value(node.left), self.value(node.right)]
                if node.op in _COMMUTATIVE:
                    sides.sort(key=repr)
                return (node.op, *sides)
            case n.Count():
                return ("count", node.records.name, node.where and self.whole(node.where))
            case n.Total():
                return ("sum", self.fact(node.fact), node.where and self.whole(node.where))
        assert_never(node)

    def part(self, part: m.Part) -> Form:
        """Return the form of a part of a benefit's value."""
        cells = (getattr(part, name) for name in part.__struct_fields__)
        return (type(part).__name__, *(self._cell(cell) for cell in cells))

    def _cell(self, cell: Any) -> Form:  # noqa: ANN401 - any field of a part
        if isinstance(cell, dict):
            return frozenset((key, self._cell(value)) for key, value in cell.items())
        if isinstance(cell, m.Dated):
            return cell.values
        if isinstance(cell, n.Literal | n.FactRef | n.AsOf | n.Arithmetic | n.Count | n.Total):
            return self.value(cell)
        return cell  # type: ignore[no-any-return]

    def _ref(self, ref: n.FactRef) -> Form:
        return (ref.scope.value, self.fact(ref.fact))

    def _node(self, node: n.Within) -> tuple[Form, ...]:
        kind = node.ref.fact.kind
        tree, common = self.rulebook.vocabulary.trees[kind], self.common[kind]
        return (node.place, tree.inside(node.place) & common, tree.around(node.place) & common)

    def _compare(self, node: n.Compare, op: n.Op) -> Form:
        left, right = node.left, node.right
        sides = self.value(left), self.value(right)
        if isinstance(left, n.Literal) or (
            not isinstance(right, n.Literal) and repr(sides[0]) > repr(sides[1])
        ):
            left, right, op, sides = right, left, MIRRORED[op], sides[::-1]
        if isinstance(left, n.FactRef) and isinstance(right, n.Literal) and op in _CLOSED:
            step = _step(left, right)
            if step is not None:
                op, sign = _CLOSED[op]
                sides = sides[0], ("literal", right.kind.value, right.value + sign * step)  # type: ignore[operator]
        return (op.value, *sides)


_CLOSED = {n.Op.GT: (n.Op.GE, 1), n.Op.LT: (n.Op.LE, -1)}
"""The comparison that says the same of whole numbers and days, with the next one."""


def _step(left: n.FactRef, right: n.Literal) -> int | timedelta | None:
    if left.fact.kind is not right.kind or isinstance(right.value, bool):
        return None
    if isinstance(right.value, int):
        return 1
    return timedelta(days=1) if isinstance(right.value, date) and date.min < right.value < date.max else None
