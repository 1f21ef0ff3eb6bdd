"""The worth of one benefit for one firm: its parts, over the members of its list where it has one.

The value is what is paid if the benefit is granted: over the records of the evaluation that made the outcome.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from eligib.decide.amount import NOTHING, PAYMENTS, PartValue, Value, add_bounds
from eligib.decide.outcome import Outcome
from eligib.decide.parts import PartOf, compile_part
from eligib.engines.interpreter.scope import ABSENT, BLANK
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from eligib.engines.interpreter.operands import Env
    from eligib.engines.interpreter.scope import Compiler
    from eligib.engines.protocol import Evaluation, Truths
    from eligib.profile.model import Facts
    from eligib.rulebook.model import Benefit

_VALUED = (Outcome.ELIGIBLE, Outcome.CONDITIONAL, Outcome.UNDETERMINED)
_Bounds = tuple[int, int | None]


def leaves_any(outcome: Outcome) -> bool:
    """Whether there may still be something to have."""
    return outcome in _VALUED


class Worth(Struct, frozen=True):
    """A benefit's value, compiled for one day.

    Attributes:
        fixed: the value, where no fact can change it.
    """

    parts: tuple[PartOf, ...]
    each: str | None
    largest_only: bool
    cap: int | None
    fixed: Value | None

    @classmethod
    def of(cls, benefit: Benefit, compiler: Compiler) -> Worth:
        """Compile the value of `benefit`."""
        cap = benefit.total_at_most
        settled = cap.at(compiler.as_of) if isinstance(cap, m.Dated) else cap
        parts = [compile_part(part, compiler) for part in benefit.value]
        fixed = tuple(part for part in parts if isinstance(part, PartValue))
        return cls(
            tuple(_always(part) if isinstance(part, PartValue) else part for part in parts),
            None if benefit.each is None else benefit.each.name,
            benefit.combine == "unstated",
            None if settled is None else int(settled),
            _value(fixed, _sum(fixed)) if benefit.each is None and len(fixed) == len(parts) else None,
        )

    def value(self, outcome: Outcome, truths: Truths, env: Env) -> Value:
        """Return what the firm may have; nothing where the outcome leaves none."""
        if not leaves_any(outcome):
            return NOTHING
        if self.fixed is not None:
            return self.fixed
        if self.each is None:
            return self.of_firm(env)
        evaluation = truths.granted if outcome is Outcome.CONDITIONAL else truths.undecided
        return self._over_members(evaluation, env.get(self.each, ABSENT).records, env)

    def of_firm(self, env: Env) -> Value:
        """Return what there is to have for a firm that may have it, where no list is gone through."""
        first = self.parts[0](env, BLANK)
        # nearly every benefit has one part, and that a payment: its bounds are the sum
        if len(self.parts) == 1 and first.form in PAYMENTS:
            return Value((first,), True, first.lower, first.upper)  # type: ignore[arg-type]  # noqa: FBT003
        parts = (first, *[part(env, BLANK) for part in self.parts[1:]])
        return _value(parts, _sum(parts))

    def _over_members(self, evaluation: Evaluation, records: tuple[Facts, ...], env: Env) -> Value:
        shown: list[PartValue] = []
        sums: list[_Bounds] = []
        for number, (record, truth) in enumerate(zip(records, evaluation.members, strict=True)):
            if truth is False:
                continue
            parts = [replace(part(env, record), member=number) for part in self.parts]
            lower, upper = _sum(tuple(parts))
            sums.append((lower if truth else 0, upper))
            shown.extend(parts)
        if evaluation.more:
            blank = [part(env, BLANK) for part in self.parts]
            shown = shown or blank
            sums.append((0, None))
        return _value(tuple(shown), self._combined(sums), pays=self._pays(shown))

    def _pays(self, parts: list[PartValue]) -> bool:
        return any(part.is_payment for part in parts)

    def _combined(self, sums: list[_Bounds]) -> _Bounds:
        total: _Bounds = (0, 0)
        for bounds in sums:
            total = add_bounds(total, bounds)
        lower, upper = total
        if self.largest_only:
            lower = max((bounds[0] for bounds in sums), default=0)
        if self.cap is not None:
            lower, upper = min(lower, self.cap), self.cap if upper is None else min(upper, self.cap)
        return lower, upper


def _always(part: PartValue) -> PartOf:
    return lambda _env, _each: part


def _sum(parts: tuple[PartValue, ...]) -> _Bounds:
    total: _Bounds = (0, 0)
    for part in parts:
        if part.is_payment:
            upper = None if part.upper is None else int(part.upper)
            total = add_bounds(total, (int(part.lower or 0), upper))
    return total


def _value(parts: tuple[PartValue, ...], bounds: _Bounds, *, pays: bool | None = None) -> Value:
    paying = any(part.is_payment for part in parts) if pays is None else pays
    if not paying:
        return Value(parts, pays=False, lower=None, upper=None)
    return Value(parts, pays=True, lower=bounds[0], upper=bounds[1])
