"""The API's hot path: one rulebook and one day compiled once, any number of firms decided.

Enters: profiles. Leaves: `Decision`s. Any engine may supply the truths; without one, the interpreter does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.decide.decision import Decision, Result
from eligib.decide.outcome import flags_of, outcome_of
from eligib.decide.totals import totals_of
from eligib.decide.worth import Worth
from eligib.engines.interpreter.program import Interpreter, environment
from eligib.rulebook.in_force import standing

if TYPE_CHECKING:
    from datetime import date

    from eligib.engines.protocol import Truths
    from eligib.profile.model import Profile
    from eligib.rulebook.model import Rulebook


class Decider:
    """Decides firms against `rulebook` as of one day."""

    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        self.rulebook = rulebook
        self.as_of = as_of
        self.interpreter = Interpreter(rulebook, as_of)
        compiler = self.interpreter.compiler
        self._plan = [
            (benefit, standing(benefit, as_of), Worth.of(benefit, compiler))
            for benefit in rulebook.benefits.values()
        ]

    def results(self, profile: Profile, truths: dict[str, Truths] | None = None) -> dict[str, Result]:
        """Return every benefit decided, from the interpreter's truths or from those of another engine."""
        found = self.interpreter.evaluate(profile) if truths is None else truths
        env = environment(profile)
        results: dict[str, Result] = {}
        for benefit, stands, worth in self._plan:
            truth = found[benefit.id]
            outcome = outcome_of(truth, stands)
            value = worth.value(outcome, truth, env)
            results[benefit.id] = Result(benefit, outcome, flags_of(truth, stands), value, truth)
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
