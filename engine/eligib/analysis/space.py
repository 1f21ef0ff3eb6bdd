"""What is known of a rulebook where its conditions are reasoned about.

Enters: a rulebook and perhaps the day of the decision. Leaves: places and industries as sets of their
smallest parts, the outcomes that conditions ask about, and what binds a derived fact to those it follows from.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.analysis import claims as c
from eligib.language import nodes as n
from eligib.language.nodes import Op, Scope
from eligib.language.vocabulary import Kind
from eligib.rulebook.in_force import standing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date

    from eligib.language.vocabulary import Fact, Record, Vocabulary
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

    def derivations(self, read: Collection[str]) -> Iterator[n.Condition]:
        """Yield what binds each derived fact that is read with others that it follows from."""
        for path, derivation in self.rulebook.derived.items():
            rows = self.rows(derivation)
            inputs = {derivation.by.path, *(fact.path for row in rows for fact, _ in row.floors)}
            if path in read and inputs & set(read):
                yield from self.bonds(derivation)

    def rows(self, derivation: Derivation) -> tuple[Row, ...]:
        """Return the rows in force, those of the last edition where no day is given."""
        if self.as_of is not None:
            return derivation.at(self.as_of)
        return derivation.editions[-1].rows if derivation.editions else ()

    def bonds(self, derivation: Derivation) -> tuple[n.Condition, ...]:
        """Return the table of a derived fact as conditions."""
        if derivation.fact.path not in self._bonds:
            rows = self.rows(derivation)
            self._bonds[derivation.fact.path] = tuple(_bonds(derivation, rows, self)) if rows else ()
        return self._bonds[derivation.fact.path]

    @cached_property
    def _bonds(self) -> dict[str, tuple[n.Condition, ...]]:
        return {}


def _ends(parents: dict[str, str | None]) -> list[str]:
    above = set(parents.values())
    return [node for node in parents if node not in above]


def _bonds(derivation: Derivation, rows: tuple[Row, ...], space: Space) -> Iterator[n.Condition]:
    by, fact = n.FactRef(derivation.by, Scope.RECORD), n.FactRef(derivation.fact, Scope.RECORD)
    tops = {row.id: _outermost(row, space) for row in rows}
    covered = n.Or(tuple(n.Within(by, node) for nodes in tops.values() for node in nodes))
    yield _same(covered, n.OneOf(fact, derivation.classes))
    for row in rows:
        inside = n.Or(tuple(n.Within(by, node) for node in tops[row.id]))
        for step in range(len(derivation.classes) - 1):
            reached = n.And(tuple(_at_least(one, floors[step]) for one, floors in row.floors))
            upper = n.OneOf(fact, derivation.classes[: step + 1])
            yield n.Or((n.Not(inside), _same(reached, upper)))


def _outermost(row: Row, space: Space) -> list[str]:
    """Return the nodes of the row that lie in no other of it."""
    parents = space.vocabulary.trees[Kind.INDUSTRY].parents
    return sorted(node for node in row.within if parents[node] not in row.within)


def _at_least(fact: Fact, floor: object) -> n.Condition:
    return n.Compare(Op.GE, n.FactRef(fact, Scope.RECORD), n.Literal(fact.kind, floor))  # type: ignore[arg-type]


def _same(left: n.Condition, right: n.Condition) -> n.Condition:
    return n.And((n.Or((n.Not(left), right)), n.Or((left, n.Not(right)))))
