"""One benefit decided for any firm on any day, without the rest of the rulebook.

Enters: a benefit and the rulebook it is of, or a changed one that takes its place. Leaves: results and
explanations. Compiled are the benefit and those it asks about alone, each day once, so that a benefit with
its examples costs milliseconds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from eligib.decide.decider import Decider
from eligib.explain.explanation import Explainer
from eligib.language import nodes as n
from eligib.rulebook import model as m
from eligib.rulebook.link import asked, clauses

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from eligib.decide.decision import Decision, Result
    from eligib.explain.explanation import Explanation
    from eligib.profile.model import Profile
    from eligib.rulebook.model import Benefit, Rulebook


class Hearing(Struct, eq=False):
    """Decides `benefit`; `alone` is the rulebook of what it asks about."""

    benefit: Benefit
    alone: Rulebook
    _deciders: dict[date, Decider] = field(default_factory=dict)

    @classmethod
    def of(cls, benefit: Benefit, rulebook: Rulebook) -> Hearing:
        """Return the hearing of `benefit`, which takes the place of the one of its id in `rulebook`."""
        found: dict[str, Benefit] = {}
        _gather(benefit, rulebook, found)
        read = {ref.fact.path for one in found.values() for ref in facts_of(one)}
        derived = {path: one for path, one in rulebook.derived.items() if path in read}
        return cls(benefit, replace(rulebook, benefits=found, families={}, derived=derived))

    def result(self, profile: Profile, as_of: date) -> Result:
        """Return what comes out for a firm.

        Raises:
            InputError: the firm states what its own facts exclude.
        """
        return self.decider(as_of).results(profile)[self.benefit.id]

    def explanation(self, profile: Profile, as_of: date) -> tuple[Explanation, Decision]:
        """Return why it comes out so, and the decision that this explains."""
        decider = self.decider(as_of)
        decision = decider.decide(profile)
        return Explainer(decision, decider.interpreter).explain(self.benefit.id), decision

    def decider(self, as_of: date) -> Decider:
        """Return the decider of one day."""
        found = self._deciders.get(as_of)
        if found is None:
            found = self._deciders[as_of] = Decider(self.alone, as_of)
        return found


def facts_of(benefit: Benefit) -> Iterator[n.FactRef]:
    """Yield every fact that the conditions and the value of a benefit read."""
    for clause in clauses(benefit.when):
        yield from _refs(clause.condition)
    for part in benefit.value:
        match part:
            case m.Table():
                yield part.ref
            case m.Share():
                yield from _refs(part.of)
            case m.Monthly():
                yield from _refs(part.months)
            case m.Rate(of=of) if of is not None:
                yield from _refs(of)
            case _:
                pass


def _refs(node: n.Condition | n.Value) -> Iterator[n.FactRef]:
    for part in n.walk(node):
        if isinstance(part, n.FactRef):
            yield part
        elif isinstance(part, n.Total):
            yield n.FactRef(part.fact, n.Scope.WHERE)


def _gather(benefit: Benefit, rulebook: Rulebook, found: dict[str, Benefit]) -> None:
    """Add the benefits that `benefit` asks about, each before those that ask, and then itself."""
    for _clause, node in asked(benefit):
        if node.state == "eligible" and node.benefit not in found:
            _gather(rulebook.benefits[node.benefit], rulebook, found)
    found[benefit.id] = benefit
