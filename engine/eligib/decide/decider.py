"""The API's hot path: one rulebook and one day compiled once, any number of firms decided.

Enters: profiles. Leaves: `Decision`s. Any engine may supply the truths; without one, the interpreter does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.decide.decision import Decision, Result
from eligib.decide.outcome import flags_of, outcome_of
from eligib.decide.totals import totals_of
from eligib.decide.worth import Worth, leaves_any
from eligib.engines.interpreter.program import SAME, Interpreter
from eligib.engines.interpreter.scope import BLANK
from eligib.rulebook.in_force import standing

if TYPE_CHECKING:
    from datetime import date

    from eligib.decide.outcome import Flag, Outcome
    from eligib.engines.interpreter.operands import Env
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


class Decider:
    """Decides firms against `rulebook` as of one day."""

    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        self.rulebook = rulebook
        self.as_of = as_of
        self.interpreter = Interpreter(rulebook, as_of)
        compiler = self.interpreter.compiler
        self._judges = {
            name: _Judge(benefit, standing(benefit, as_of), Worth.of(benefit, compiler))
            for name, benefit in rulebook.benefits.items()
        }
        self._plan = [
            (program, program.test, self._judges[program.id], _Plain.of(self._judges[program.id]))
            for program in self.interpreter.programs
        ]

    def results(self, profile: Profile, truths: dict[str, Truths] | None = None) -> dict[str, Result]:
        """Return every benefit decided, from the interpreter's truths or from those of another engine."""
        if truths is None:
            return self._interpreted(profile)
        env = self.interpreter.environment(profile)
        return {name: judge.result(truths[name], env) for name, judge in self._judges.items()}

    def _interpreted(self, profile: Profile) -> dict[str, Result]:
        """Return every benefit decided; the loop is the hot path, so a plain benefit costs one call."""
        worlds = self.interpreter.worlds(profile)
        env = worlds[0]
        results: dict[str, Result] = {}
        for program, test, judge, plain in self._plan:
            if not program.plain:
                results[program.id] = judge.result(program.truths(worlds), env)
                continue
            truth = test(env, BLANK, BLANK)
            result = plain.settled[truth]
            if result is None:
                outcome, flags = plain.doubts[truth]
                truths = SAME[truth]
                result = Result(
                    judge.benefit, outcome, flags, judge.worth.value(outcome, truths, env), truths
                )
            results[program.id] = result
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
        totals = totals_of(results.values())
        return Decision(profile, self.rulebook, self.as_of, results, totals, engines, cross_checked, incident)


class _Plain(Struct, frozen=True, eq=False):
    """A benefit with one world: what follows from each truth is known before any firm is read.

    Attributes:
        settled: the whole result, None where the firm's facts are in the value.
    """

    settled: dict[Truth, Result | None]
    doubts: dict[Truth, tuple[Outcome, tuple[Flag, ...]]]

    @classmethod
    def of(cls, judge: _Judge) -> _Plain:
        settled: dict[Truth, Result | None] = dict.fromkeys(SAME)
        for truth, truths in SAME.items():
            if judge.worth.fixed is not None or not leaves_any(outcome_of(truths, judge.stands)):
                settled[truth] = judge.result(truths, {})
        return cls(settled, {truth: judge.doubts(truths) for truth, truths in SAME.items()})
