"""What a rulebook asks of a firm, and the values of each fact that matter to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from eligib.language import nodes as n
from eligib.language.vocabulary import Kind
from eligib.profile.derive import derivers
from eligib.rulebook import model as m
from support.semantics import AS_OF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.language.vocabulary import Fact, Record, Tree
    from eligib.profile.derive import Deriver
    from eligib.profile.model import Facts, FactValue
    from eligib.rulebook.model import Rulebook

STEPS: dict[Kind, int | Decimal] = {
    Kind.COUNT: 1,
    Kind.MONEY: 1,
    Kind.MONTHS: 1,
    Kind.DAYS: 1,
    Kind.NUMBER: Decimal("0.01"),
    Kind.RATE: Decimal("0.0001"),
    Kind.AREA: Decimal("0.01"),
}
OTHERS: dict[Kind, tuple[int | Decimal, ...]] = {
    Kind.COUNT: (0, 5, 1000),
    Kind.MONEY: (0, 1, 5, 33_35, 50_000_000, 10**12),
    Kind.MONTHS: (0, 2, 36),
    Kind.DAYS: (0, 45),
    Kind.NUMBER: (Decimal(0), Decimal("7.25")),
    Kind.RATE: (Decimal(0), Decimal("0.03"), Decimal("0.5")),
    Kind.AREA: (Decimal(0), Decimal("333.33")),
}
SIGNED = (Kind.NUMBER, Kind.MONEY, Kind.RATE)
DAYS = (date(2019, 12, 31), date(2020, 6, 22), date(2021, 1, 15), date(2021, 4, 15))
MOVES = (0, 1, -1, 28, 31, 90, -31)


@dataclass(frozen=True)
class Asked:
    """What a rulebook asks of a firm, and values beside its figures."""

    rulebook: Rulebook

    @cached_property
    def nodes(self) -> list[n.Condition | n.Value]:
        """Every node of every condition and value."""
        return [node for benefit in self.rulebook.benefits.values() for node in _nodes(benefit)]

    @cached_property
    def facts(self) -> list[Fact]:
        """The facts asked of the firm itself, and those that they follow from, by path."""
        found = {
            node.fact.path: node.fact
            for node in self.nodes
            if isinstance(node, n.FactRef) and node.scope is n.Scope.RECORD
        }
        for derivation in self._derivations:
            if derivation.fact.path in found:
                found |= {fact.path: fact for fact in inputs_of(derivation)}
        return [found[path] for path in sorted(found)]

    @property
    def _derivations(self) -> list[m.Derivation]:
        return list(self.rulebook.derived.values())

    @cached_property
    def tied(self) -> frozenset[str]:
        """The facts of which some follow from others, so that not all values of them go together."""
        return frozenset(f.path for one in self._derivations for f in (one.fact, *inputs_of(one)))

    @cached_property
    def _derivers(self) -> list[Deriver]:
        return list(derivers(self.rulebook.derived, self.rulebook.vocabulary, AS_OF).values())

    def contradicts(self, facts: Facts) -> bool:
        """Whether the firm states what its own facts exclude."""
        return any(deriver.contradicts(facts) for deriver in self._derivers)

    def without_contradiction(self, facts: Facts) -> Facts:
        """Return the facts; without what follows from others, if the firm states it against them."""
        if not self.contradicts(facts):
            return facts
        return {path: value for path, value in facts.items() if path not in self.rulebook.derived}

    @cached_property
    def lists(self) -> list[tuple[Record, list[Fact]]]:
        """The lists gone through, each with the facts that are asked of its members."""
        names = {benefit.each.name for benefit in self.rulebook.benefits.values() if benefit.each}
        asked: dict[str, Fact] = {}
        for node in self.nodes:
            if isinstance(node, n.Count | n.Total | n.Exists | n.Every):
                names.add(node.records.name)
            if isinstance(node, n.Total | n.FactRef):
                asked[node.fact.path] = node.fact
        records = self.rulebook.vocabulary.records
        return [
            (records[name], [asked[path] for path in sorted(asked) if asked[path].owner == name])
            for name in sorted(names)
        ]

    @cached_property
    def figures(self) -> dict[Kind, list[int | Decimal]]:
        """Figures to choose from: those of the rulebook, the next above and below, and some others."""
        found: dict[Kind, list[int | Decimal]] = {}
        for kind, others in OTHERS.items():
            written = [_figure(kind, value) for value in self._written(kind)]
            near = [value + step for value in written for step in (-STEPS[kind], 0, STEPS[kind])]
            negative = [-value for value in others if value] if kind in SIGNED else []
            found[kind] = list(dict.fromkeys([*near, *others, *negative]))
        return found

    @cached_property
    def days(self) -> list[date]:
        """Days to choose from: those of the rulebook and some about a month away."""
        written = [node.value for node in self.nodes if isinstance(node, n.Literal)]
        days = [*(value for value in written if isinstance(value, date)), *DAYS]
        return list(dict.fromkeys(day + timedelta(days=move) for day in days for move in MOVES))

    @cached_property
    def texts(self) -> list[str]:
        """Texts to choose from: those of the rulebook and one other."""
        literals = (node for node in self.nodes if isinstance(node, n.Literal) and node.kind is Kind.TEXT)
        return list(dict.fromkeys([*(str(node.value) for node in literals), "乙公司"]))

    def exact(self, fact: Fact) -> list[FactValue]:
        """Return the exact values of `fact`, within its declared range, that matter."""
        if fact.path not in self._exact:
            self._exact[fact.path] = [value for value in self._values(fact) if in_range(fact, value)]
        return self._exact[fact.path]

    @cached_property
    def _exact(self) -> dict[str, list[FactValue]]:
        return {}

    def _values(self, fact: Fact) -> list[FactValue]:
        match fact.kind:
            case Kind.BOOL:
                return [True, False]
            case Kind.DATE:
                return list(self.days)
            case Kind.TEXT:
                return list(self.texts)
            case Kind.CHOICE:
                return [*sorted(fact.choices)]
            case Kind.CHOICES:
                sizes = range(len(fact.choices) + 1)
                return [frozenset(some) for size in sizes for some in combinations(fact.choices, size)]
            case Kind.PLACE | Kind.INDUSTRY:
                tree = self.rulebook.vocabulary.trees[fact.kind]
                return [node for node in sorted(tree.parents) if is_smallest(node, tree)]
            case kind:
                return list(self.figures[kind])

    def _written(self, kind: Kind) -> Iterator[int | Decimal]:
        plain = (Kind.COUNT, Kind.NUMBER)
        alike = plain if kind in plain else (kind,)
        for node in self.nodes:
            if isinstance(node, n.Literal) and node.kind in alike and isinstance(node.value, int | Decimal):
                yield node.value
        for derivation in self._derivations:
            for row in derivation.at(AS_OF):
                yield from (floor for fact, floors in row.floors if fact.kind is kind for floor in floors)


def inputs_of(derivation: m.Derivation) -> list[Fact]:
    """Return the facts that a derived one follows from."""
    rows = (row for edition in derivation.editions for row in edition.rows)
    return [derivation.by, *dict.fromkeys(fact for row in rows for fact, _floors in row.floors)]


def _figure(kind: Kind, value: int | Decimal) -> int | Decimal:
    return Decimal(value) if isinstance(STEPS[kind], Decimal) else int(value)


def _nodes(benefit: m.Benefit) -> Iterator[n.Condition | n.Value]:
    for condition in conditions_of(benefit.when):
        yield from n.walk(condition)
    for part in benefit.value:
        match part:
            case m.Table():
                yield part.ref
            case m.Share():
                yield from n.walk(part.of)
            case m.Monthly():
                yield from n.walk(part.months)
            case m.Rate(of=of) if of is not None:
                yield from n.walk(of)


def conditions_of(tree: m.Tree) -> Iterator[n.Condition]:
    """Yield the condition of every clause, in order of writing."""
    if isinstance(tree, m.Clause):
        yield tree.condition
    elif isinstance(tree, m.Group):
        for part in tree.parts:
            yield from conditions_of(part)


def in_range(fact: Fact, lower: object, upper: object | None = None) -> bool:
    """Whether a value, or a range of them, is within the declared range of `fact`."""
    highest = lower if upper is None else upper
    return not (less(lower, fact.lower) or less(fact.upper, highest))


def less(left: object, right: object) -> bool:
    if isinstance(left, date) and isinstance(right, date):
        return left < right
    return isinstance(left, int | Decimal) and isinstance(right, int | Decimal) and left < right


def is_smallest(node: str, tree: Tree) -> bool:
    """Whether nothing lies inside a place or an industry."""
    return node not in tree.parents.values()
