"""A derived fact decided by durable rules: one formula for each class, posted for every row of the table.

Enters: a deriver and the firm's facts. Leaves: the choices that durable leaves possible, asserted for the
benefits that are decided next. A row's literals are whether the firm is in it, whether it states the class,
and whether each indicator reaches each floor; a class remains where its formula is not surely false.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.engines.formula import AllOf, Lit, Not
from eligib.engines.interpreter.compare import compare
from eligib.engines.literals import state
from eligib.language.nodes import Op
from eligib.profile.derive import bounds_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from eligib.engines.formula import Formula, State
    from eligib.profile.derive import Deriver
    from eligib.profile.model import FactValue
    from eligib.rulebook.model import Row

_IN_ROW, _STATED, _FIRST = Lit(0), Lit(1), 2


class DerivedFormulas(Struct, frozen=True):
    """The formulas of one derived fact; `width` is how many indicators the widest row has."""

    deriver: Deriver
    width: int

    @classmethod
    def of(cls, deriver: Deriver) -> DerivedFormulas:
        """Return the formulas of a derived fact."""
        return cls(deriver, max(len(row.floors) for row in deriver.rows))

    def formulas(self) -> list[Formula]:
        """Return one formula for each class, the highest first, and one for what no row covers."""
        last = len(self.deriver.derivation.classes) - 1
        return [
            *(AllOf((_IN_ROW, _STATED, *self._reaches(number, last))) for number in range(last + 1)),
            AllOf((_IN_ROW, _STATED)),
        ]

    def _reaches(self, number: int, last: int) -> Iterator[Formula]:
        """Yield that all indicators reach the class's floor, and that not all reach the next higher one."""
        if number < last:
            yield AllOf(tuple(self._floors(number, last)))
        if number > 0:
            yield Not(AllOf(tuple(self._floors(number - 1, last))))

    def _floors(self, number: int, steps: int) -> list[Lit]:
        return [Lit(_FIRST + column * steps + number) for column in range(self.width)]

    def posts(self, facts: Mapping[str, FactValue]) -> list[tuple[int, str, tuple[State, ...]]]:
        """Return what to post: the number of a formula, the choice it is for, the states of its literals."""
        derivation = self.deriver.derivation
        activities, stated = self.deriver.activities(facts), self.deriver.stated(facts)
        posts = []
        for row in self.deriver.rows:
            place, floors = _inside(activities, row.within), self._states(row, facts)
            for number, choice in enumerate(derivation.classes):
                posts.append((number, choice, (place, _among(choice, stated), *floors)))
        place = _inside(activities, self.deriver.uncovered)
        other = (place, _among(derivation.otherwise, stated))
        return [*posts, (len(derivation.classes), derivation.otherwise, other)]

    def _states(self, row: Row, facts: Mapping[str, FactValue]) -> list[State]:
        steps = len(self.deriver.derivation.classes) - 1
        states: list[State] = []
        one: tuple[State, ...] = (1,)
        for fact, floors in row.floors:
            bounds = bounds_of(fact, facts)
            states += [state(compare(Op.GE, bounds, (floor, floor))) for floor in floors]
        # a row with fewer indicators is never held back by one that it does not have
        return [*states, *one * (self.width * steps - len(states))]


def _inside(activities: frozenset[str], within: frozenset[str]) -> State:
    return 0 if not activities & within else 1 if activities <= within else -1


def _among(choice: str, stated: frozenset[str] | None) -> State:
    if stated is None:
        return -1
    return 0 if choice not in stated else 1 if len(stated) == 1 else -1
