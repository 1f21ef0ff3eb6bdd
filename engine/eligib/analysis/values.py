"""The values of one firm that is being made up: what follows from them, and whether a formula holds.

Enters: a number, choice or truth for each variable that is no other's consequence. Leaves: the value of any
variable, and the truth of any formula. A slot may stand for several equal members.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct, field

from eligib.analysis import formula as f
from eligib.analysis.cells import answers
from eligib.analysis.lines import later

if TYPE_CHECKING:
    from collections.abc import Sequence


class Values(Struct, eq=False):
    """A firm in the making; `times` says how often a slot is there, once if not named."""

    of: dict[str, object]
    times: dict[str, int] = field(default_factory=dict)

    def value(self, variable: f.Variable) -> object:
        """Return the value of the variable.

        Raises:
            OverflowError: it is a day past the calendar.
        """
        match variable:
            case f.Mixed():
                return self.line(variable.line)
            case f.Product():
                return self.line(variable.left) * self.line(variable.right)
            case f.Moved():
                day, months = self.line(variable.day), self.line(variable.months)
                return Fraction(later(int(day), int(months)))
            case f.Tally():
                return self._tally(variable)
            case f.SameText():
                return self.value(variable.left) == self.value(variable.right)
            case _:
                return self.of[variable.name]

    def line(self, line: f.Linear) -> Fraction:
        """Return the value of a linear value."""
        total = line.constant
        for share, variable in line.terms:
            total += share * self.value(variable)  # type: ignore[operator]  # it is a number
        return total

    def _tally(self, tally: f.Tally) -> Fraction:
        total = Fraction(0)
        for slot, part in zip(tally.over.slots, tally.over.parts, strict=True):
            if self.holds(part):
                one = 1 if tally.fact is None else self.of[f"{slot.name}.{tally.fact.name}"]
                total += self.times.get(slot.name, 1) * one  # type: ignore[operator]  # it is a number
        return total

    def holds(self, formula: f.Formula) -> bool:
        """Return whether the formula holds."""
        match formula:
            case bool():
                return formula
            case f.Leaf():
                return answers(self.value(formula.variable), formula.test) is formula.positive
            case f.Junction():
                truths = (self.holds(part) for part in formula.parts)
                return all(truths) if formula.every else any(truths)
            case f.Over():
                return self._over(formula)

    def _over(self, over: f.Over) -> bool:
        wanted = over.kind != "but"
        found = self._weigh(over.slots, over.parts, wanted=wanted)
        match over.kind:
            case "every":
                return all(self.holds(part) for part in over.parts)
            case "some":
                return found > 0
            case "but":
                return found <= over.number
            case _:
                return found >= over.number

    def _weigh(self, slots: Sequence[f.Slot], parts: Sequence[f.Formula], *, wanted: bool) -> int:
        return sum(
            self.times.get(slot.name, 1)
            for slot, part in zip(slots, parts, strict=True)
            if self.holds(part) is wanted
        )
