"""The API's hot path: one rulebook and one day compiled once, any number of firms decided.

Enters: profiles. Leaves: `Decision`s. Any engine may supply the truths; without one, the interpreter does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from eligib.decide.decision import Decision, Result
from eligib.decide.families import Families
from eligib.decide.outcome import flags_of, outcome_of
from eligib.decide.totals import totals_of
from eligib.decide.worth import Worth, leaves_any
from eligib.engines.interpreter.lookup import KNOWN, Masks
from eligib.engines.interpreter.program import SAME, Interpreter
from eligib.engines.interpreter.scope import BLANK
from eligib.rulebook.in_force import standing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from eligib.decide.outcome import Flag, Outcome
    from eligib.engines.interpreter.conditions import Test
    from eligib.engines.interpreter.operands import Env
    from eligib.engines.interpreter.program import Program, Worlds
    from eligib.engines.protocol import Truth, Truths
    from eligib.profile.model import Profile
    from eligib.rulebook.in_force import Standing
    from eligib.rulebook.model import Benefit, Rulebook


class _Judge(Struct, frozen=True):
    """From one benefit's truths to its result."""

    benefit: Benefit
    stands: Standing
    worth: Worth

    def doubts(self, truths: Truths) -> tuple[Outcome, tuple[Flag, ...]]:
        return outcome_of(truths, self.stands), flags_of(truths, self.stands)

    def result(self, truths: Truths, env: Env) -> Result:
        outcome, flags = self.doubts(truths)
        return Result(self.benefit, outcome, flags, self.worth.value(outcome, truths, env), truths)

    def settles(self, truths: Truths) -> bool:
        """Whether these truths give every firm the same result."""
        return self.worth.fixed is not None or not leaves_any(outcome_of(truths, self.stands))


class Decider:
    """Decides firms against `rulebook` as of one day."""

    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        self.rulebook = rulebook
        self.as_of = as_of
        self.interpreter = Interpreter(rulebook, as_of)
        compiler = self.interpreter.compiler
        self._families = Families.of(rulebook.families)
        self._judges = {
            name: _Judge(benefit, standing(benefit, as_of), Worth.of(benefit, compiler))
            for name, benefit in rulebook.benefits.items()
        }
        programs = self.interpreter.programs
        self._settled = {p.id: self._judges[p.id].result(SAME[p.gate.dominant], {}) for p in programs}
        self._plan = [_plan(program, self._judges[program.id]) for program in programs]

    def results(self, profile: Profile, truths: dict[str, Truths] | None = None) -> dict[str, Result]:
        """Return every benefit decided, from the interpreter's truths or from those of another engine."""
        if truths is None:
            return self._interpreted(profile)
        env = self.interpreter.environment(profile)
        return {name: judge.result(truths[name], env) for name, judge in self._judges.items()}

    def _interpreted(self, profile: Profile) -> dict[str, Result]:
        """Return every benefit decided: the hot path, where most benefits cost no call at all."""
        worlds = self.interpreter.worlds(profile)
        known, results = worlds[0][KNOWN], self._settled.copy()
        for name, mask, unsettled, rest, full, neutral, unknown, decide in self._plan:
            if known & mask == unsettled:
                results[name] = (neutral if known & rest == full else unknown) or decide(worlds)
        return results

    def decide(self, profile: Profile) -> Decision:
        """Return the interpreter's decision for the firm."""
        truths = self.interpreter.evaluate(profile, reasons=True)
        return self.decision(profile, truths, (self.interpreter.name,), cross_checked=False)

    def decision(
        self,
        profile: Profile,
        truths: dict[str, Truths],
        engines: tuple[str, ...],
        *,
        cross_checked: bool,
        incident: str | None = None,
    ) -> Decision:
        """Return the decision that follows from the truths which `engines` gave."""
        results = self.results(profile, truths)
        totals = totals_of(results.values(), self._families)
        return Decision(
            profile,
            self.rulebook,
            self.as_of,
            results,
            totals,
            engines,
            cross_checked,
            incident,
            self._families.dropped(results),
        )


_NO_BITS = Masks(0, 0, 0, 0)
_Plan: TypeAlias = "tuple[str, int, int, int, int, Result | None, Result | None, Callable[[Worlds], Result]]"
"""How a benefit is decided: its id, its `Masks`, the results where its bits do not settle it, known and
unknown, and what decides it where these are None. A plain tuple, since Python takes that apart quickest."""


def _plan(program: Program, judge: _Judge) -> _Plan:
    if not program.plain:
        return (
            program.id,
            *_NO_BITS,
            None,
            None,
            lambda worlds: judge.result(program.truths(worlds), worlds[0]),
        )
    settled = {truth: judge.result(truths, {}) for truth, truths in SAME.items() if judge.settles(truths)}
    decide, dominant = _decide(program.test, judge, settled), program.gate.dominant
    masks = program.gate.masks if dominant in settled else _NO_BITS
    if program.gate.tests or masks is _NO_BITS:
        return program.id, *masks, None, None, decide
    return program.id, *masks, settled.get(not dominant), settled.get(None), decide


def _decide(test: Test, judge: _Judge, settled: dict[Truth, Result]) -> Callable[[Worlds], Result]:
    """Return the closure that decides a plain benefit, by what follows from each truth."""
    doubts = {truth: judge.doubts(truths) for truth, truths in SAME.items()}
    benefit, value = judge.benefit, judge.worth.of_firm

    def decide(worlds: Worlds) -> Result:
        env = worlds[0]
        truth = test(env, BLANK, BLANK)
        if truth in settled:
            return settled[truth]
        outcome, flags = doubts[truth]
        return Result(benefit, outcome, flags, value(env), SAME[truth])

    return decide
