"""Firms of a shipped rulebook's own facts, drawn from the values that matter to it, always the same ones.

Enters: what a rulebook asks. Leaves: firms that answer all of it at once, each fact exactly, in part or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from eligib.language import nodes as n
from eligib.language.vocabulary import Kind
from eligib.profile.model import Candidates, Members, Profile
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from random import Random

    from eligib.language.vocabulary import Fact
    from eligib.profile.model import FactValue
    from support.asked import Asked

UNKNOWN_ONE_IN = 6


@dataclass(frozen=True)
class Sampler:
    """Draws firms with `random`."""

    asked: Asked
    random: Random

    @cached_property
    def _places(self) -> list[str]:
        """All places and, seven times as often, those that are asked about and what contains them."""
        tree = self.asked.rulebook.vocabulary.places
        asked = [node.place for node in self.asked.nodes if isinstance(node, n.Within) and node.place in tree]
        named = sorted({outer for place in asked for outer in tree.up(place)})
        return sorted(tree.parents) + named * (7 * len(tree.parents) // len(named))

    @cached_property
    def _approvals(self) -> list[str]:
        trees = [benefit.when for benefit in self.asked.rulebook.benefits.values()]
        return sorted({name for tree in trees for name in _approvals_of(tree)})

    def firm(self) -> Profile:
        """Return the next firm."""
        known = {fact.path: value for fact, value in self._known(self.asked.facts)}
        lists = {
            record.name: Members(
                tuple(
                    {fact.name: value for fact, value in self._known(member_facts)}
                    for _ in range(self.random.randint(0, 4))
                ),
                is_open=self._one_in(3),
            )
            for record, member_facts in self.asked.lists
            if not self._one_in(UNKNOWN_ONE_IN)
        }
        decided = [name for name in self._approvals if not self._one_in(2)]
        approvals = {name: not self._one_in(3) for name in decided}
        received = None if self._one_in(2) else frozenset(self._some(sorted(self.asked.rulebook.benefits)))
        return Profile(self.asked.without_contradiction(known), lists, approvals, received)

    def _known(self, facts: list[Fact]) -> list[tuple[Fact, FactValue]]:
        return [(fact, self._value(fact)) for fact in facts if not self._one_in(UNKNOWN_ONE_IN)]

    def _value(self, fact: Fact) -> FactValue:
        if fact.kind is Kind.PLACE:
            return self.random.choice(self._places)
        if fact.kind is Kind.CHOICE and self._one_in(5):
            return Candidates(frozenset(self.random.sample(sorted(fact.choices), 2)))
        if fact.kind is Kind.CHOICES:
            return frozenset(self._some(sorted(fact.choices)))
        return self.random.choice(self.asked.exact(fact))

    def _some(self, names: list[str]) -> list[str]:
        return [name for name in names if self._one_in(2)]

    def _one_in(self, count: int) -> bool:
        return self.random.randrange(count) == 0


def _approvals_of(tree: m.Tree) -> list[str]:
    if isinstance(tree, m.Group):
        return [name for part in tree.parts for name in _approvals_of(part)]
    return [tree.approval.id] if isinstance(tree, m.ApprovalClause) else []
