"""The numbers and days that a benefit compares with, and where about them its examples lie.

Enters: a benefit, then firms and days. Leaves: for each threshold the positions that were tried: one step
below it, at it, one step above it.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from msgspec import Struct

from eligib.engines.interpreter.operands import compile_value, is_constant
from eligib.engines.interpreter.scope import ABSENT, BLANK, Compiler
from eligib.language import nodes as n
from eligib.language.bounds import bounds
from eligib.language.vocabulary import Kind
from eligib.rulebook.link import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.engines.interpreter.operands import Env
    from eligib.language.vocabulary import Record
    from eligib.profile.model import Facts
    from eligib.rulebook.model import Benefit, Clause

Position: TypeAlias = Literal[-1, 0, 1]
POSITIONS: tuple[Position, ...] = (-1, 0, 1)
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
"""The smallest difference that is tried: a fen, a day, one, a hundredth of a percent."""


class Threshold(Struct, frozen=True, eq=False):
    """A value of a firm compared with one that no firm changes; `records` where it is asked of a member."""

    clause: Clause
    value: n.Value
    constant: n.Value
    records: Record | None

    @property
    def possible(self) -> frozenset[Position]:
        """The positions that a firm can be in at all, by the declared range of the value."""
        lower, upper = bounds(self.value)
        if not isinstance(self.constant, n.Literal):
            return frozenset(POSITIONS)
        points = {position: self.point(position) for position in POSITIONS}
        return frozenset(
            position
            for position, point in points.items()
            if (lower is None or point >= lower) and (upper is None or point <= upper)
        )

    def point(self, position: Position) -> Any:  # noqa: ANN401 - a number or a day
        """Return the value at a position about a constant that is written out."""
        return stepped(self.constant, position)

    def position(self, env: Env, each: Facts, compiler: Compiler) -> Iterator[Position]:
        """Yield where the values of a firm, or of one member under `each`, lie; nothing where afar."""
        at = compile_value(self.constant, compiler)({}, {}, {})[0]
        read, step = compile_value(self.value, compiler), STEPS[n.kind_of(self.value)]
        members = (BLANK,) if self.records is None else env.get(self.records.name, ABSENT).records
        for member in members:
            lower, upper = read(env, each, member)
            if lower is not None and lower == upper and at is not None:
                yield from (place for place in POSITIONS if lower == moved(at, step, place))


def thresholds(benefit: Benefit) -> list[Threshold]:
    """Return each comparison with a constant in the clauses of `benefit`, in order of writing."""
    return [one for clause in clauses(benefit.when) for one in _in(clause.condition, clause, None)]


def stepped(literal: n.Value, steps: int) -> Any:  # noqa: ANN401 - a number or a day
    """Return the value of a literal, so many steps further."""
    if not isinstance(literal, n.Literal) or isinstance(literal.value, str):
        raise TypeError
    return moved(literal.value, STEPS[literal.kind], steps)


def moved(value: Any, step: Any, steps: int) -> Any:  # noqa: ANN401 - a number or a day
    """Return a value so many steps further."""
    return value + step * steps


def _in(node: n.Condition | n.Value, clause: Clause, records: Record | None) -> Iterator[Threshold]:
    if isinstance(node, n.Compare):
        for value, constant in ((node.left, node.right), (node.right, node.left)):
            if is_constant(constant) and not is_constant(value) and n.kind_of(value) in STEPS:
                yield Threshold(clause, value, constant, records)
    inside = node.records if isinstance(node, n.Exists | n.Every | n.Count | n.Total) else records
    for part in n.parts_of(node):
        yield from _in(part, clause, inside)


def days_about(day: date | None) -> dict[Position, date]:
    """Return the day before, the day and the day after; nothing where no day is stated."""
    return {} if day is None else {place: day + timedelta(days=place) for place in POSITIONS}
