"""What a change of rulebook means for firms that are known.

Enters: a comparison, the day, and firms as texts. Leaves: for each firm the benefits that come out
differently, with the reasons that either rulebook gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.changes.model import Changes, FirmChange, FirmReport, Told
from eligib.changes.reading import PairReader
from eligib.decide.decider import Decider
from eligib.decide.outcome import Outcome
from eligib.explain.explanation import Explainer
from eligib.profile.read import ProfileReader

if TYPE_CHECKING:
    from datetime import date

    from eligib.decide.decision import Result
    from eligib.diagnostics import Source
    from eligib.profile.model import Profile

_NOTHING = frozenset({Outcome.INELIGIBLE, Outcome.NOT_IN_FORCE, Outcome.PLANNED})


class Firms:
    """Decides firms by both rulebooks of `changes`."""

    def __init__(self, changes: Changes, as_of: date) -> None:
        self._changes = changes
        self._deciders = Decider(changes.old, as_of), Decider(changes.new, as_of)
        readers = (ProfileReader(one.rulebook, one.interpreter.derivers.values()) for one in self._deciders)
        self._reader = PairReader(*readers)

    def report(self, source: Source) -> FirmReport:
        """Return what changes for the firm.

        Raises:
            InputError: the file cannot be used with either rulebook; the error carries every fault.
        """
        firms = self._reader.read(source)
        old, new = (_Decided(decider, firm) for decider, firm in zip(self._deciders, firms, strict=True))
        found = []
        for change in self._changes.benefits:
            before = None if change.old is None else old.decision.results[change.old.id]
            after = None if change.new is None else new.decision.results[change.new.id]
            if _differ(before, after):
                found.append(
                    FirmChange(
                        change.id,
                        None if before is None else old.told(before),
                        None if after is None else new.told(after),
                    )
                )
        return FirmReport(firms[1].name, source.name, tuple(found))


class _Decided:
    def __init__(self, decider: Decider, firm: Profile) -> None:
        self.decision = decider.decide(firm)
        self._explainer = Explainer(self.decision, decider.interpreter)

    def told(self, result: Result) -> Told:
        return Told(self._explainer.explain(result.benefit.id), self.decision)


def _differ(old: Result | None, new: Result | None) -> bool:
    if old is None or new is None:
        # what is not there, and what cannot be had, are the same to a firm
        return any(one is not None and one.outcome not in _NOTHING for one in (old, new))
    return (old.outcome, old.flags) != (new.outcome, new.flags) or (
        old.outcome not in _NOTHING and old.value != new.value
    )
