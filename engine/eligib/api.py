"""The Python API: from a file to a decision in four lines.

from eligib import check, load_rulebook

rulebook = load_rulebook()
decision = check("company.yaml", rulebook, as_of=date(2021, 1, 15))
for result in decision.results.values(): print(result.benefit.id, result.outcome)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from eligib.decide.decider import Decider
from eligib.explain.explanation import Explainer, Explanation
from eligib.profile.read import ProfileReader

if TYPE_CHECKING:
    from datetime import date

    from eligib.decide.decision import Decision
    from eligib.profile.model import Profile
    from eligib.rulebook.model import Rulebook


def check(
    firm: str | Path | Profile, rulebook: Rulebook, *, as_of: date, cross_check: bool = False
) -> Decision:
    """Decide every benefit of `rulebook` for one firm as of one day.

    Args:
        firm: a profile, or the path of its YAML or JSON file.
        rulebook: what `load_rulebook` returned.
        as_of: the day as of which is decided; nothing here reads the clock.
        cross_check: decide with durable rules as well, in a child process, and compare every truth.

    Raises:
        InputError: the file cannot be used; the error carries every fault.
        InternalError: the engines disagree.
    """
    decider = Decider(rulebook, as_of)
    reader = ProfileReader(rulebook, decider.interpreter.derivers.values())
    profile = reader.read(firm) if isinstance(firm, str | Path) else firm
    if not cross_check:
        return decider.decide(profile)
    from eligib.decide.check import CrossChecker
    from eligib.engines.durable import DurableChild

    with DurableChild.start() as child:
        return CrossChecker(decider, child).decide(profile)


def explain_benefit(decision: Decision, benefit: str) -> Explanation:
    """Return why `benefit` came out as it did; KeyError if the rulebook has no such benefit."""
    decider = Decider(decision.rulebook, decision.as_of)
    return Explainer(decision, decider.interpreter).explain(benefit)
