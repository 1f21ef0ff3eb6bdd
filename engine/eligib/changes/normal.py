"""A tree of clauses in a normal form: two equal ones decide every firm alike, however little is known of it.

Enters: a tree of clauses, or one condition. Leaves: its alternatives, each a set of atoms that must all hold,
the needless ones left out. Only laws of three-valued logic are used: order, repetition, nesting,
distribution, absorption, and `not` taken down to the atoms.
"""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from eligib.language import nodes as n
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from eligib.changes.forms import Form, Forms

MAX_ALTERNATIVES = 256


class Atom(Struct, frozen=True):
    """A condition without parts.

    Attributes:
        assumed: it is our reading of the source.
        positive: only `and`, `or` and lists stand above it; told only where that matters.
    """

    form: Form
    negated: bool = False
    assumed: bool = False
    positive: bool = True


class Junction(Struct, frozen=True):
    """Parts of which all (`every`) or any must hold."""

    every: bool
    parts: frozenset[Node]

    def alternatives(self) -> frozenset[frozenset[Atom]] | None:
        """Return the sets of atoms of which one must hold, None where there are too many."""
        return alternatives(self)

    @property
    def form(self) -> Form:
        """The normal form, or the tree itself where that is too large."""
        found = self.alternatives()
        return self if found is None else found


Node: TypeAlias = Atom | Junction
Alternatives: TypeAlias = "frozenset[frozenset[Atom]]"


class Leaf(Struct, frozen=True, eq=False):
    """What an atom was made of: a condition, or an approval."""

    condition: n.Condition | None
    approval: str | None = None


class Normal(Struct, frozen=True):
    """Takes trees of one rulebook apart.

    Attributes:
        opened: benefits into whose conditions a question about their eligibility is taken; None for one that
            cannot be had. Only of firms all of whose facts are known does that say the same.
        origins: what each atom was made of.
    """

    forms: Forms
    opened: dict[str, m.Benefit | None] = field(default_factory=dict)
    origins: dict[Atom, Leaf] = field(default_factory=dict)

    def tree(self, tree: m.Tree, *, negated: bool = False, positive: bool = True) -> Junction:
        """Return the parts of a tree of clauses."""
        return _junction([self._tree(tree, negated=negated, positive=positive)])

    def condition(self, node: n.Condition) -> Junction:
        """Return the parts of a condition."""
        return _junction([self._condition(node, negated=False, positive=True, assumed=False)])

    def _tree(self, tree: m.Tree, *, negated: bool, positive: bool) -> Node:
        if isinstance(tree, m.ApprovalClause):
            return self._atom(
                Atom(("approval", tree.approval.id), negated, self.forms.based and tree.assumed),
                Leaf(None, tree.approval.id),
            )
        if isinstance(tree, m.Clause):
            return self._condition(tree.condition, negated=negated, positive=positive, assumed=tree.assumed)
        none = tree.kind == "none"
        inside = negated is not none
        parts = [self._tree(part, negated=inside, positive=positive and not none) for part in tree.parts]
        return _junction(parts, every=(tree.kind == "all") is not inside)

    def _condition(self, node: n.Condition, *, negated: bool, positive: bool, assumed: bool) -> Node:
        if isinstance(node, n.Not):
            return self._condition(node.part, negated=not negated, positive=False, assumed=assumed)
        if isinstance(node, n.And | n.Or):
            parts = [
                self._condition(part, negated=negated, positive=positive, assumed=assumed)
                for part in node.parts
            ]
            return _junction(parts, every=isinstance(node, n.And) is not negated)
        if isinstance(node, n.BenefitIs) and node.state == "eligible" and node.benefit in self.opened:
            other = self.opened[node.benefit]
            if other is not None:
                return self._tree(other.when, negated=negated, positive=positive)
            node = n.Constant(value=False)
        form, still = self.forms.leaf(node, negated=negated)
        told = positive or not _asks_eligible(node)
        origin = node if still is negated else n.Not(node)
        return self._atom(Atom(form, still, self.forms.based and assumed, told), Leaf(origin))

    def _atom(self, atom: Atom, leaf: Leaf) -> Atom:
        self.origins.setdefault(atom, leaf)
        return atom


def alternatives(node: Node) -> Alternatives | None:
    """Return the sets of atoms of which one must hold, none of them needless; None if there are too many."""
    if isinstance(node, Atom):
        return frozenset({frozenset({node})})
    found: Alternatives = frozenset({frozenset()}) if node.every else frozenset()
    for part in node.parts:
        one = alternatives(part)
        if one is None or (len(found) * len(one) if node.every else len(found) + len(one)) > MAX_ALTERNATIVES:
            return None
        found = _least(_both(found, one) if node.every else found | one)
    return found


def dual(node: Node) -> Node:
    """Return the tree with `all` and `any` swapped: how the other one fails to hold."""
    return (
        node
        if isinstance(node, Atom)
        else Junction(not node.every, frozenset(dual(part) for part in node.parts))
    )


def _both(left: Alternatives, right: Alternatives) -> Alternatives:
    return frozenset(one | other for one, other in product(left, right))


def _least(found: Alternatives) -> Alternatives:
    """Return the alternatives that no shorter one makes needless."""
    kept: list[frozenset[Atom]] = []
    for one in sorted(found, key=len):
        if not any(other <= one for other in kept):
            kept.append(one)
    return frozenset(kept)


def _junction(parts: list[Node], *, every: bool = True) -> Junction:
    neutral = Atom(("constant", every))
    flat = frozenset(inner for part in parts for inner in _flat(part, every=every))
    return Junction(every, flat - {neutral})


def _flat(part: Node, *, every: bool) -> frozenset[Node]:
    """Return the parts of a part that can as well stand in the junction around it."""
    if isinstance(part, Junction) and (part.every is every or len(part.parts) == 1):
        return part.parts
    return frozenset({part})


def _asks_eligible(node: n.Condition) -> bool:
    return any(isinstance(part, n.BenefitIs) and part.state == "eligible" for part in n.walk(node))
