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

World: TypeAlias = Literal["eligible", "granted", "open"]
"""What is asked of a tree: that it is true with undecided approvals unknown, that it is true with them
granted, or that it is not false with them granted. The last two are the same but where a negation asks about
a benefit that is conditional, which stays unknown there.
"""
OTHER: dict[World, World] = {"eligible": "open", "granted": "open", "open": "eligible"}
"""What a negated question about another benefit asks not to be so."""


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
    """A tree of clauses, undecided approvals taken as the world says."""

    tree: m.Tree
    world: World


class OfSome(Struct, frozen=True, eq=False):
    """Some member of the list, the one that `hire.x` speaks of, fulfils the part."""

    records: Record
    part: Claim


Claim: TypeAlias = n.Condition | m.Tree | AllOf | AnyOf | Opposite | InWorld | OfSome


def eligible(benefit: m.Benefit) -> Claim:
    """Return that the conditions of the benefit make it eligible; whether it is in force is not asked."""
    return outcome(benefit, "eligible")


def possible(benefit: m.Benefit) -> Claim:
    """Return that its conditions make the benefit eligible or conditional."""
    return outcome(benefit, "granted")


def conditional(benefit: m.Benefit) -> Claim:
    """Return that only undecided approvals keep the benefit from being eligible."""
    return AllOf((possible(benefit), Opposite(eligible(benefit))))


def ineligible(benefit: m.Benefit) -> Claim:
    """Return that the conditions of the benefit exclude it."""
    return Opposite(outcome(benefit, "open"))


def unsettled(benefit: m.Benefit) -> Claim:
    """Return that none of these three holds: a negation in it waits for the approvals of another benefit."""
    return AllOf((Opposite(possible(benefit)), outcome(benefit, "open")))


def outcome(benefit: m.Benefit, world: World) -> Claim:
    """Return that the conditions of the benefit are fulfilled in that world."""
    tree = InWorld(benefit.when, world)
    return tree if benefit.each is None else OfSome(benefit.each, tree)
