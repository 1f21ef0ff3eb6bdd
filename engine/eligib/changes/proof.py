"""What the reasoning about conditions adds: firms that trying did not find, and that there are none.

Enters: two benefits whose difference is left open. Leaves: a firm, or whether none exists. It reasons in the
words of the new rulebook, so it is asked only where the words that both use mean the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from eligib.analysis import Opposite, Reasoner, Undecided, eligible
from eligib.language import nodes as n
from eligib.messages import say
from eligib.rulebook.link import clauses

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from eligib.changes.model import WordChange
    from eligib.profile.model import Profile
    from eligib.rulebook.model import Benefit, Rulebook

_BINDING = frozenset({"list", "fact", "place", "industry", "standard"})


class Proof(Struct, frozen=True):
    """Reasons about two rulebooks; `common` if the words of the old one mean the same in the new."""

    new: Rulebook
    common: bool
    _reasoners: dict[date | None, Reasoner] = field(default_factory=dict)

    @classmethod
    def of(cls, new: Rulebook, words: Iterable[WordChange]) -> Proof:
        """Return the reasoning about two rulebooks whose words differ in `words`."""
        return cls(new, not any(one.sort in _BINDING and one.how != "added" for one in words))

    def separates(self, ours: Benefit, theirs: Benefit, day: date) -> Profile | Undecided | None:
        """Return a firm, all of whose facts are known, that only `ours` admits; None if there is none."""
        found = self._on(day, ours, theirs)
        if found is None and (_rests_on_day(ours) or _rests_on_day(theirs)):
            other = self._on(None, ours, theirs)  # a firm of another day shows nothing on this one
            return None if other is None else Undecided(say("the conditions rest on the day"))
        return found

    def _on(self, day: date | None, ours: Benefit, theirs: Benefit) -> Profile | Undecided | None:
        if day not in self._reasoners:
            self._reasoners[day] = Reasoner(self.new, day)
        found = self._reasoners[day].satisfiable((eligible(ours), Opposite(eligible(theirs))))
        return found.profile if found is not None and not isinstance(found, Undecided) else found


def _rests_on_day(benefit: Benefit) -> bool:
    """Whether a condition compares with the day, or asks about what can be had on some days only."""
    nodes = (node for clause in clauses(benefit.when) for node in n.walk(clause.condition))
    return any(
        isinstance(node, n.AsOf) or (isinstance(node, n.BenefitIs) and node.state == "eligible")
        for node in nodes
    )
