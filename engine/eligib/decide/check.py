"""One firm decided by the durable engine and confirmed by the interpreter.

The two are independent: a disagreement is an internal error and is reported, never hidden. Should the
durable child die, the interpreter's decision is given, flagged as not cross-checked, with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.engines.durable import DurableChild, DurableDied
from eligib.engines.durable_engine import DurableEngine
from eligib.errors import InternalError

if TYPE_CHECKING:
    from eligib.decide.decider import Decider
    from eligib.decide.decision import Decision
    from eligib.engines.protocol import Truths
    from eligib.profile.model import Profile


class CrossChecker:
    """Decides firms with `decider` and durable rules in `child`; alone where that died at its start."""

    def __init__(self, decider: Decider, child: DurableChild | DurableDied) -> None:
        self._decider = decider
        self._incident: str | None = None
        self._engine: DurableEngine | None = None
        if isinstance(child, DurableDied):
            self._incident = child.reason
            return
        try:
            self._engine = DurableEngine(decider.rulebook, decider.as_of, decider.interpreter, child)
        except DurableDied as death:
            self._incident = death.reason

    def decide(self, profile: Profile) -> Decision:
        """Return the decision for the firm.

        Raises:
            InternalError: the engines disagree.
        """
        expected = self._decider.interpreter.evaluate(profile, reasons=True)
        found = self._durable(profile)
        names = (self._decider.interpreter.name,)
        if found is None:
            return self._decider.decision(
                profile, expected, names, cross_checked=False, incident=self._incident
            )
        if found != expected:
            raise InternalError(_disagreement(found, expected))
        return self._decider.decision(profile, found, (DurableEngine.name, *names), cross_checked=True)

    def _durable(self, profile: Profile) -> dict[str, Truths] | None:
        if self._engine is None:
            return None
        try:
            derived = self._engine.derive(profile.facts)
            expected = self._decider.interpreter.derive(profile.facts)
            if derived != expected:
                message = f"the engines disagree: durable derives {derived}, the interpreter {expected}"
                raise InternalError(message)
            return self._engine.evaluate(profile, reasons=True, derived=derived)
        except DurableDied as death:
            self._incident = death.reason
            return None


def _disagreement(durable: dict[str, Truths], interpreter: dict[str, Truths]) -> str:
    wrong = [name for name in interpreter if durable.get(name) != interpreter[name]]
    first = wrong[0]
    return (
        f"the engines disagree on {', '.join(wrong)}: "
        f"for {first} durable says {durable.get(first)}, the interpreter {interpreter[first]}"
    )
