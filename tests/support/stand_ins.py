"""Benefits whose every leaf is a fact of its own, so that a firm can have any state of each leaf.

Enters: benefits. Leaves: `StandIn`s: the same trees of clauses, each distinct condition leaf replaced by a
question about one invented fact and each approval by one of the benefit's own; and firms that have a given
vector of states, one for each stand-in.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import product
from random import Random
from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec.structs import replace

from eligib.language import nodes as n
from eligib.language.vocabulary import Approval, Fact, Kind, Record
from eligib.messages import Label
from eligib.profile.model import Facts, Members, Profile
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eligib.engines.protocol import Truth
    from eligib.profile.model import FactValue

Form: TypeAlias = Literal["looked-up", "called"]
"""How the interpreter comes by a leaf: from the bits of a fact's value, or by calling its closure."""
Vector: TypeAlias = tuple["Truth", ...]
Key: TypeAlias = tuple[n.Condition | str, bool]
NO_LABEL = Label("", "")
TRUTHS: tuple[Truth, ...] = (True, False, None)
YES = "yes"


@dataclass(frozen=True)
class Leaf:
    """One literal of a stand-in: a fact of the firm, a fact of the member, or an approval."""

    kind: Literal["fact", "member", "approval"]
    name: str


@dataclass
class StandIn:
    """One benefit with its leaves replaced; `leaves` are numbered as they first appear."""

    original: m.Benefit
    number: int
    form: Form
    leaves: list[Leaf] = field(default_factory=list)
    _keys: dict[Key, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.record = Record(f"m{self.number}", NO_LABEL, {}, f"n{self.number}")
        when = self._tree(self.original.when, positive=True)
        assert isinstance(when, m.Group)
        self.benefit = replace(
            self.original,
            when=when,
            each=self.record if self.original.each else None,
            in_force=m.InForce(),
            value=(m.Unstated(),),
            total_at_most=None,
        )

    def _tree(self, tree: m.Tree, *, positive: bool) -> m.Tree:
        if isinstance(tree, m.Group):
            inside = positive and tree.kind != "none"
            return replace(tree, parts=tuple(self._tree(part, positive=inside) for part in tree.parts))
        if isinstance(tree, m.ApprovalClause):
            number = self._number((tree.approval.id, True), "approval")
            return replace(tree, approval=Approval(self.leaves[number].name, NO_LABEL, NO_LABEL))
        return replace(tree, condition=self._condition(tree.condition, positive=positive))

    def _condition(self, node: n.Condition, *, positive: bool) -> n.Condition:
        match node:
            case n.And():
                return n.And(tuple(self._condition(part, positive=positive) for part in node.parts))
            case n.Or():
                return n.Or(tuple(self._condition(part, positive=positive) for part in node.parts))
            case n.Not():
                return n.Not(self._condition(node.part, positive=False))
            case _:
                of_member = any(isinstance(x, n.FactRef) and x.scope is n.Scope.EACH for x in n.walk(node))
                number = self._number((node, positive), "member" if of_member else "fact")
                return self._question(self.leaves[number])

    def _number(self, key: Key, kind: Literal["fact", "member", "approval"]) -> int:
        if key not in self._keys:
            self._keys[key] = len(self.leaves)
            self.leaves.append(Leaf(kind, f"b{self.number}.l{len(self.leaves)}"))
        return self._keys[key]

    def _question(self, leaf: Leaf) -> n.Condition:
        owner, _, name = leaf.name.partition(".")
        scope = n.Scope.EACH if leaf.kind == "member" else n.Scope.RECORD
        if self.form == "looked-up":
            return n.IsTrue(n.FactRef(Fact(owner, name, Kind.BOOL, NO_LABEL), scope))
        fact = Fact(owner, name, Kind.CHOICES, NO_LABEL, choices={YES: NO_LABEL})
        return n.Has(n.FactRef(fact, scope), YES)

    def vectors(self, most: int) -> list[Vector]:
        """Return every vector of states; if they are more than `most`, so many of them, always the same."""
        count = len(TRUTHS) ** len(self.leaves)
        if count <= most:
            return list(product(TRUTHS, repeat=len(self.leaves)))
        random = Random(self.original.id)
        return [tuple(random.choices(TRUTHS, k=len(self.leaves))) for _ in range(most)]

    def given(self, kind: str, vector: Vector) -> dict[str, bool]:
        """Return what is known, of the leaves of one kind, where the states are `vector`."""
        pairs = zip(self.leaves, vector, strict=True)
        return {leaf.name: truth for leaf, truth in pairs if leaf.kind == kind and truth is not None}

    def facts(self, vector: Vector) -> Facts:
        """Return the facts of the firm."""
        return {name: self._value(truth) for name, truth in self.given("fact", vector).items()}

    def member(self, vector: Vector) -> Facts:
        """Return the facts of a member of the list that the benefit goes through."""
        given = self.given("member", vector)
        return {name.partition(".")[2]: self._value(truth) for name, truth in given.items()}

    def _value(self, truth: bool) -> FactValue:  # noqa: FBT001 - the state of a leaf
        if self.form == "looked-up":
            return truth
        return frozenset({YES} if truth else ())


def stand_ins(benefits: Iterable[m.Benefit], form: Form) -> list[StandIn]:
    """Return a stand-in for each of the benefits."""
    return [StandIn(benefit, number, form) for number, benefit in enumerate(benefits)]


def rulebook_of(found: list[StandIn], frame: m.Rulebook) -> m.Rulebook:
    """Return a rulebook of stand-ins; of `frame` only the trees of its vocabulary count."""
    benefits = {one.benefit.id: one.benefit for one in found}
    return m.Rulebook(frame.vocabulary, benefits, frame.sources, frame.version, "")


State: TypeAlias = tuple[StandIn, Vector, Vector]
"""The states of a benefit's leaves for a firm and a member of its list, and for a second member."""


def firm_of(states: list[State]) -> Profile:
    """Return the firm with these states; it has the second members where a benefit goes through a list."""
    facts: Facts = {}
    lists: dict[str, Members] = {}
    approvals: dict[str, bool] = {}
    for one, vector, second in states:
        facts |= one.facts(vector)
        approvals |= one.given("approval", vector)
        if one.benefit.each is not None:
            lists[one.record.name] = Members((one.member(vector), one.member(second)))
    return Profile(facts, lists, approvals)
