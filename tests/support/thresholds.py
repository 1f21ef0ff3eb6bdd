"""The numbers and days that a rule compares with, and the values that its examples try round about them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from eligib.explain.paths import leaves
from eligib.language import nodes as n
from eligib.language.vocabulary import Kind
from eligib.rulebook import model as m
from support.examples import expected, reader

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.language.vocabulary import Fact
    from eligib.profile.model import Profile
    from eligib.rulebook.model import Benefit

Point: TypeAlias = "int | Decimal | date"
STEPS: dict[Kind, int | Decimal | timedelta] = {
    Kind.COUNT: 1,
    Kind.MONEY: 1,
    Kind.MONTHS: 1,
    Kind.DAYS: 1,
    Kind.DATE: timedelta(days=1),
    Kind.RATE: Decimal("0.0001"),
    Kind.AREA: Decimal("0.01"),
    Kind.NUMBER: Decimal("0.01"),
}


class Threshold(NamedTuple):
    """A value that a condition compares a fact with."""

    fact: Fact
    value: Point

    def points(self) -> set[Point]:
        """Return the values just below, at and just above it, as far as the fact can have them."""
        step = STEPS[self.fact.kind]
        points: set[Point] = {self.value - step, self.value, self.value + step}  # type: ignore[operator]
        return {point for point in points if self.fact.lower is None or point >= self.fact.lower}  # type: ignore[operator]


def thresholds(benefit: Benefit) -> Iterator[Threshold]:
    """Yield each fact compared with a written value in the clauses of `benefit`."""
    for leaf in leaves(benefit.when):
        for node in n.walk(leaf.condition) if isinstance(leaf, m.Clause) else ():
            if isinstance(node, n.Compare):
                yield from _of(node.left, node.right)
                yield from _of(node.right, node.left)


def _of(fact: n.Value, other: n.Value) -> Iterator[Threshold]:
    if isinstance(fact, n.FactRef) and isinstance(other, n.Literal) and not isinstance(other.value, str):
        yield Threshold(fact.fact, other.value)


def tried(benefit: Benefit, fact: Fact) -> set[object]:
    """Return every value of `fact` in the examples of `benefit`."""
    found: set[object] = set()
    for example in benefit.examples:
        profile: Profile = reader().read_node(example.given, [])  # type: ignore[arg-type]
        found.add(profile.facts.get(fact.path))
        members = profile.lists.get(fact.owner)
        found.update(record.get(fact.name) for record in (members.records if members else ()))
    return found - {None}


def days_tried(benefit: Benefit) -> set[date]:
    """Return every day as of which an example of `benefit` is decided."""
    return {expected(benefit, example).as_of for example in benefit.examples}
