"""The API's hot path: one rulebook and one day compiled once, any number of firms decided.

Enters: profiles. Leaves: `Decision`s. Any engine may supply the truths; without one, the interpreter does.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eligib.decide.decision import Decision, Result
from eligib.decide.outcome import flags_of, outcome_of
from eligib.decide.totals import totals_of
from eligib.decide.worth import Worth, leaves_any
from eligib.engines.interpreter.program import SAME, Interpreter
from eligib.engines.interpreter.scope import BLANK
from eligib.rulebook.in_force import standing

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from eligib.engines.interpreter.operands import Env
    from eligib.engines.interpreter.program import Program, Worlds
    from eligib.engines.protocol import Truth, Truths
    from eligib.profile.model import Profile
    from eligib.rulebook.in_force import Standing
    from eligib.rulebook.model import Benefit, Rulebook


@dataclass(frozen=True, slots=True)
class _Judge:
    """From one benefit's truths to its result."""

    benefit: Benefit
    stands: Standing
    worth: Worth

    def result(self, truths: Truths, env: Env) -> Result:
        outcome = outcome_of(truths, self.stands)
        value = self.worth.value(outcome, truths, env)
        return Result(self.benefit, outcome, flags_of(truths, self.stands), value, truths)


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
            (program.id, _decide(program, self._judges[program.id])) for program in self.interpreter.programs
        ]

    def results(self, profile: Profile, truths: dict[str, Truths] | None = None) -> dict[str, Result]:
        """Return every benefit decided, from the interpreter's truths or from those of another engine."""
        if truths is None:
            worlds = self.interpreter.worlds(profile)
            return {name: decide(worlds) for name, decide in self._plan}
        env = self.interpreter.environment(profile)
        return {name: judge.result(truths[name], env) for name, judge in self._judges.items()}

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


def _decide(program: Program, judge: _Judge) -> Callable[[Worlds], Result]:
    """Return the closure that decides one benefit."""
    if not program.plain:
        return lambda worlds: judge.result(program.truths(worlds), worlds[0])
    test, settled = program.test, _settled(judge)

    def plain(worlds: Worlds) -> Result:
        env = worlds[0]
        truth = test(env, BLANK, BLANK)
        return settled[truth] or judge.result(SAME[truth], env)

    return plain


def _settled(judge: _Judge) -> dict[Truth, Result | None]:
    """Return the results that are the same for every firm, None where the firm's facts are in the value."""
    results: dict[Truth, Result | None] = dict.fromkeys(SAME)
    for truth, truths in SAME.items():
        if judge.worth.fixed is not None or not leaves_any(outcome_of(truths, judge.stands)):
            results[truth] = judge.result(truths, {})
    return results
