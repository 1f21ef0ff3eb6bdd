"""What checks that reason about conditions share.

Enters: a rulebook and parts of a benefit's conditions. Leaves: one reasoner for all checks, the parts as a
list, the fewest of them that exclude something, and their names.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from eligib.analysis import Opposite, Reasoner
from eligib.language.nodes import BenefitIs, Count, Every, Exists, FactRef, Total, walk
from eligib.messages import say
from eligib.rulebook.link import clauses
from eligib.rulebook.model import ApprovalClause, Clause, Group

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from eligib.analysis import Claim
    from eligib.diagnostics import Span
    from eligib.messages import Text
    from eligib.rulebook.model import Benefit, Rulebook, Tree


@lru_cache(maxsize=1)
def reasoner(rulebook: Rulebook) -> Reasoner:
    """Return what answers questions about the rulebook, on any day."""
    return Reasoner(rulebook)


class Part(Struct, frozen=True, eq=False):
    """A part of what must hold: a clause or group, or with `negated` that it does not."""

    tree: Tree
    negated: bool = False

    @property
    def claim(self) -> Claim:
        """What must hold."""
        return Opposite(self.tree) if self.negated else self.tree

    @property
    def against(self) -> Claim:
        """Its opposite."""
        return self.tree if self.negated else Opposite(self.tree)


Parts: TypeAlias = tuple[Part, ...]


def required(benefit: Benefit) -> Parts:
    """Return all that must hold for the benefit; nested `all` and `none` are taken apart."""
    return tuple(_required(Part(benefit.when)))


def _required(part: Part) -> Iterator[Part]:
    tree = part.tree
    if isinstance(tree, Group) and (tree.kind != "any") is not part.negated:
        negated = part.negated != (tree.kind == "none")
        for inner in tree.parts:
            yield from _required(Part(inner, negated))
    else:
        yield part


def alternatives(part: Part) -> Parts:
    """Return the parts of which one must hold, none if it is no choice."""
    if isinstance(part.tree, Group):
        negated = part.negated != (part.tree.kind == "none")
        return tuple(Part(inner, negated) for inner in part.tree.parts)
    return ()


def fewest(parts: Sequence[Part], claims: Sequence[Claim], thinker: Reasoner) -> Parts:
    """Return the fewest of the parts, none of which can be left out, that exclude the claims."""
    kept = list(parts)
    for part in parts:
        rest = [one for one in kept if one is not part]
        if thinker.satisfiable([*(one.claim for one in rest), *claims]) is None:
            kept = rest
    return tuple(kept)


def related(part: Part, others: Iterable[Part]) -> Parts:
    """Return those of the others that may bear on the part: linked by what they read, in any steps."""
    left, read = list(others), set(reads(part.tree))
    found: list[Part] = []
    grown = True
    while grown:
        near = [one for one in left if read & reads(one.tree)]
        left = [one for one in left if one not in near]
        found += near
        grown = bool(near)
        for one in near:
            read |= reads(one.tree)
    return tuple(found)


@lru_cache(maxsize=20_000)
def reads(tree: Tree) -> frozenset[str]:
    """Return names for all that the tree reads."""
    if isinstance(tree, ApprovalClause):
        return frozenset({f"approval {tree.approval.id}"})
    found = set()
    for clause in clauses(tree):
        for node in walk(clause.condition):
            match node:
                case FactRef():
                    found.add(node.fact.path)
                case Exists() | Every() | Count() | Total():
                    found.add(node.records.name)
                case BenefitIs():
                    found.add(f"benefit {node.benefit}")
                case _:
                    pass
    return frozenset(found)


def name_of(part: Part) -> Text:
    """Return the part's name: that of a clause, or those in a group."""
    tree = part.tree
    if isinstance(tree, Clause):
        return say("`{name}`", name=tree.id)
    if isinstance(tree, ApprovalClause):
        return say("`{name}`", name=tree.approval.id)
    inner = tuple(name_of(one) for one in alternatives(part))
    return say("({names})", names=inner)


def span_of(part: Part) -> Span:
    """Return where the part is written; a group is where its first clause is."""
    tree = part.tree
    return span_of(Part(tree.parts[0])) if isinstance(tree, Group) else tree.span
