"""What is known of a rulebook where its conditions are reasoned about.

Enters: a rulebook and perhaps the day of the decision. Leaves: places and industries as sets of their
smallest parts, the outcomes that conditions ask about, and what binds a derived fact to those it follows
from.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.analysis import claims as c
from eligib.analysis.bonds import Bond, bond
from eligib.rulebook.in_force import standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from eligib.language.vocabulary import Fact, Kind, Record, Vocabulary
    from eligib.rulebook.model import Benefit, Derivation, Row, Rulebook


class Space(Struct, frozen=True, eq=False, dict=True):
    """The rulebook as of a day, of any day if none is given."""

    rulebook: Rulebook
    as_of: date | None = None

    @property
    def vocabulary(self) -> Vocabulary:
        """What conditions may speak of."""
        return self.rulebook.vocabulary

    @property
    def benefits(self) -> dict[str, Benefit]:
        """The benefits by id."""
        return self.rulebook.benefits

    def available(self, benefit: Benefit) -> bool:
        """Return whether the benefit is in force; on any day if none is given."""
        return self.as_of is None or standing(benefit, self.as_of).available

    def outcome(self, benefit: Benefit, world: c.World) -> c.Claim:
        """Return the claim that the benefit fulfils its conditions in that world; the same one each time."""
        key = (benefit.id, world)
        if key not in self._outcomes:
            self._outcomes[key] = c.outcome(benefit, world)
        return self._outcomes[key]

    @cached_property
    def _outcomes(self) -> dict[tuple[str, c.World], c.Claim]:
        return {}

    @cached_property
    def seen(self) -> dict[object, list[object]]:
        """The representatives of facts without an order, by what was asked of them."""
        return {}

    # --- places and industries

    def leaves(self, kind: Kind) -> Collection[str]:
        """Return the smallest places, or industries, in order of writing."""
        return self._leaves[kind]

    def inside(self, kind: Kind, node: str) -> frozenset[object]:
        """Return the smallest places within `node`, or `node` itself if it is one."""
        return self._inside[kind].get(node, frozenset())

    @cached_property
    def _leaves(self) -> dict[Kind, list[str]]:
        return {kind: _ends(tree.parents) for kind, tree in self.vocabulary.trees.items()}

    @cached_property
    def _inside(self) -> dict[Kind, dict[str, frozenset[object]]]:
        found: dict[Kind, dict[str, frozenset[object]]] = {}
        for kind, tree in self.vocabulary.trees.items():
            below: dict[str, set[object]] = {node: set() for node in tree.parents}
            for leaf in self.leaves(kind):
                for node in tree.up(leaf):
                    below[node].add(leaf)
            found[kind] = {node: frozenset(leaves) for node, leaves in below.items()}
        return found

    def list_of(self, fact: Fact) -> Record:
        """Return the list to whose members the fact belongs."""
        return self.vocabulary.records[fact.owner]

    # --- derived facts

    def bonds(self, read: Collection[str]) -> Iterator[Bond]:
        """Yield what binds each derived fact that is read with others that it follows from."""
        for path, found in self._bonds.items():
            if path in read and any(name in read for name in found.variables if name != path):
                yield found

    @cached_property
    def _bonds(self) -> dict[str, Bond]:
        found: dict[str, Bond] = {}
        for path, derivation in self.rulebook.derived.items():
            rows = self.rows(derivation)
            if rows:
                found[path] = bond(derivation, rows, frozenset(self.leaves(derivation.by.kind)))
        return found

    def rows(self, derivation: Derivation) -> tuple[Row, ...]:
        """Return the rows in force, those of the last edition where no day is given."""
        if self.as_of is not None:
            return derivation.at(self.as_of)
        return derivation.editions[-1].rows if derivation.editions else ()


def _ends(parents: dict[str, str | None]) -> list[str]:
    above = set(parents.values())
    return [node for node in parents if node not in above]
