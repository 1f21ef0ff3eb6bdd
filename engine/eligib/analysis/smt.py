"""What intervals leave open, asked of z3: sums and products of several facts, and large counts.

Enters: a formula and its variables. Leaves: values of a firm, the proof that there is none, or that z3 does
not know. z3 is an extra and imported here only. It sees the questions themselves, not what stands for values:
so it is also what the intervals are tested against.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any, Literal

from eligib.analysis import formula as f
from eligib.analysis.cells import finite, is_decimal
from eligib.analysis.lines import is_integral, range_of
from eligib.analysis.values import Values
from eligib.language.nodes import Op

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.analysis.space import Space

PATIENCE = 2_000
"""How long z3 may think about one question, in milliseconds."""
MOST_TIMES = 10_000
"""A member stands for so many equal ones at most, that a witness may be written down."""


class UnaskableError(Exception):
    """The formula holds something that is not put to z3."""


def solved(
    formula: f.Formula, variables: dict[str, f.Variable], space: Space
) -> Values | Literal["impossible", "unknown"]:
    """Return values of a firm of whom the formula holds, or what z3 says instead.

    Raises:
        ImportError: z3 is not installed.
        UnaskableError: z3 has no words for the formula.
    """
    return _Question(formula, variables, space).answer(formula)


class _Question:
    """One question: a constant of z3 for each variable that is no other's consequence."""

    def __init__(self, formula: f.Formula, variables: dict[str, f.Variable], space: Space) -> None:
        import z3

        self.texts = list(_texts(formula))
        self.z3: Any = z3
        self.solver = z3.Solver()
        self.solver.set("timeout", PATIENCE)
        self.variables = variables
        self.choices: dict[str, list[object]] = {}
        self.constants: dict[str, Any] = {}
        self.times: dict[str, Any] = {}
        for variable in variables.values():
            if not isinstance(variable, f.OPAQUE):
                self._declare(variable, space)

    def answer(self, formula: f.Formula) -> Values | Literal["impossible", "unknown"]:
        """Return what z3 answers."""
        self.solver.add(self._truth(formula))
        found = self.solver.check()
        if found == self.z3.unsat:
            # with more members there might be such a count or sum
            bounded = any(isinstance(one, f.Tally) for one in self.variables.values())
            return "unknown" if bounded else "impossible"
        return self._values() if found == self.z3.sat else "unknown"

    def _declare(self, variable: f.Variable, space: Space) -> None:
        z3, name = self.z3, variable.name
        values = finite(variable, self.texts, space)
        if values is not None:
            self.choices[name] = list(values)
            self._number(name, Fraction(0), Fraction(len(self.choices[name]) - 1), whole=True)
        else:
            self._number(name, *range_of(variable), whole=is_integral(variable))
        if isinstance(variable, f.Present):
            slot = variable.slot.name
            self.times[slot] = z3.Int(f"{slot} times")
            there = self.constants[name] == 1
            self.solver.add(z3.If(there, self.times[slot] >= 1, self.times[slot] == 0))
            self.solver.add(self.times[slot] <= MOST_TIMES)

    def _number(self, name: str, lower: Fraction | None, upper: Fraction | None, *, whole: bool) -> None:
        constant = self.constants[name] = self.z3.Int(name) if whole else self.z3.Real(name)
        if lower is not None:
            self.solver.add(constant >= self._figure(lower))
        if upper is not None:
            self.solver.add(constant <= self._figure(upper))

    def _figure(self, value: Fraction) -> Any:  # noqa: ANN401 - z3 has no types
        return self.z3.Q(value.numerator, value.denominator) if value.denominator != 1 else int(value)

    # --- formulas

    def _truth(self, formula: f.Formula) -> Any:  # noqa: ANN401 - z3 has no types
        z3 = self.z3
        match formula:
            case bool():
                return z3.BoolVal(formula)
            case f.Leaf():
                truth = self._asked(formula.variable, formula.test)
                return truth if formula.positive else z3.Not(truth)
            case f.Junction():
                parts = [self._truth(part) for part in formula.parts]
                return z3.And(*parts) if formula.every else z3.Or(*parts)
            case f.Over():
                return self._over(formula)

    def _over(self, over: f.Over) -> Any:  # noqa: ANN401 - z3 has no types
        z3, parts = self.z3, [self._truth(part) for part in over.parts]
        if over.kind == "every":
            return z3.And(*parts)
        if over.kind == "some":
            return z3.Or(*parts)
        times = [self.times[slot.name] for slot in over.slots]
        if over.kind == "but":
            return (
                z3.Sum([z3.If(part, 0, time) for part, time in zip(parts, times, strict=True)]) <= over.number
            )
        return z3.Sum([z3.If(part, time, 0) for part, time in zip(parts, times, strict=True)]) >= over.number

    def _asked(self, variable: f.Variable, test: f.Cut | f.Among) -> Any:  # noqa: ANN401 - z3 has no types
        if isinstance(test, f.Cut):
            return _compared(self._value(variable), test.op, self._figure(test.at))
        if isinstance(variable, f.SameText):
            raise UnaskableError
        constant, values = self.constants[variable.name], self.choices[variable.name]
        return self.z3.Or(*(constant == number for number, one in enumerate(values) if one in test.values))

    # --- values

    def _value(self, variable: f.Variable) -> Any:  # noqa: ANN401 - z3 has no types
        match variable:
            case f.Mixed():
                return self._line(variable.line)
            case f.Product():
                return self._line(variable.left) * self._line(variable.right)
            case f.Tally():
                return self._tally(variable)
            case f.Moved() | f.SameText():
                raise UnaskableError
            case _:
                return self.constants[variable.name]

    def _line(self, line: f.Linear) -> Any:  # noqa: ANN401 - z3 has no types
        terms = [self._figure(share) * self._value(variable) for share, variable in line.terms]
        return self.z3.Sum([*terms, self._figure(line.constant)])

    def _tally(self, tally: f.Tally) -> Any:  # noqa: ANN401 - z3 has no types
        terms = []
        for slot, part in zip(tally.over.slots, tally.over.parts, strict=True):
            times = self.times[slot.name]
            one = times if tally.fact is None else times * self.constants[f"{slot.name}.{tally.fact.name}"]
            terms.append(self.z3.If(self._truth(part), one, 0))
        return self.z3.Sum(terms)

    # --- what it found

    def _values(self) -> Values:
        model = self.solver.model()
        of: dict[str, object] = {}
        for name, constant in self.constants.items():
            value = self._read(model.eval(constant, model_completion=True))
            of[name] = self.choices[name][int(value)] if name in self.choices else value
        times = {
            slot: int(self._read(model.eval(time, model_completion=True)))
            for slot, time in self.times.items()
        }
        return Values(of, times)

    def _read(self, value: Any) -> Fraction:  # noqa: ANN401 - z3 has no types
        if self.z3.is_algebraic_value(value):
            raise UnaskableError
        if self.z3.is_int_value(value):
            return Fraction(value.as_long())
        found = Fraction(value.numerator_as_long(), value.denominator_as_long())
        if not is_decimal(found):
            raise UnaskableError
        return found


def _texts(formula: f.Formula) -> Iterator[f.Among]:
    """Yield the sets of values that are asked about."""
    if isinstance(formula, f.Junction | f.Over):
        for part in formula.parts:
            yield from _texts(part)
    elif isinstance(formula, f.Leaf) and isinstance(formula.test, f.Among):
        yield formula.test


def _compared(left: Any, op: Op, right: Any) -> Any:  # noqa: ANN401 - z3 has no types
    match op:
        case Op.LT:
            return left < right
        case Op.LE:
            return left <= right
        case Op.GT:
            return left > right
        case Op.GE:
            return left >= right
        case Op.EQ:
            return left == right
        case Op.NE:
            return left != right
