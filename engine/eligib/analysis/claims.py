"""What may be asked about: conditions, trees of clauses, outcomes of benefits, and their combinations.

Enters: nodes of the language and trees of the rulebook. Leaves: `Claim`s. With its facts known, a benefit is
eligible where its tree is true with undecided approvals as refused, and possible (eligible or conditional)
where it is true with them as granted: approvals stand under no negation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct

from eligib.language import nodes as n
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from eligib.language.vocabulary import Record

World: TypeAlias = Literal["eligible", "possible"]
OTHER: dict[World, World] = {"eligible": "possible", "possible": "eligible"}


class AllOf(Struct, frozen=True, eq=False):
    """Every part holds."""

    parts: tuple[Claim, ...]


class AnyOf(Struct, frozen=True, eq=False):
    """Some part holds."""

    parts: tuple[Claim, ...]


class Opposite(Struct, frozen=True, eq=False):
    """The part does not hold of the firm, all of whose facts are known."""

    part: Claim


class InWorld(Struct, frozen=True, eq=False):
    """A tree of clauses with undecided approvals refused (`eligible`) or granted (`possible`)."""

    tree: m.Tree
    world: World


class OfSome(Struct, frozen=True, eq=False):
    """Some member of the list, the one that `hire.x` speaks of, fulfils the part."""

    records: Record
    part: Claim


Claim: TypeAlias = n.Condition | m.Tree | AllOf | AnyOf | Opposite | InWorld | OfSome


def eligible(benefit: m.Benefit) -> Claim:
    """Return that the conditions of the benefit make it eligible; whether it is in force is not asked."""
    return _outcome(benefit, "eligible")


def possible(benefit: m.Benefit) -> Claim:
    """Return that its conditions make the benefit eligible or conditional."""
    return _outcome(benefit, "possible")


def conditional(benefit: m.Benefit) -> Claim:
    """Return that only undecided approvals keep the benefit from being eligible."""
    return AllOf((possible(benefit), Opposite(eligible(benefit))))


def ineligible(benefit: m.Benefit) -> Claim:
    """Return that the conditions of the benefit exclude it."""
    return Opposite(possible(benefit))


def _outcome(benefit: m.Benefit, world: World) -> Claim:
    tree = InWorld(benefit.when, world)
    return tree if benefit.each is None else OfSome(benefit.each, tree)
