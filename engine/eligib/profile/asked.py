"""What benefits ask of a firm: the facts, lists and decisions that can matter for them, and no others.

Enters: benefits of a rulebook. Leaves: an `Asked`, from which a profile to fill in and the page of a benefit
are made.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from eligib.language import nodes as n
from eligib.language.vocabulary import Kind
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from eligib.language.vocabulary import Approval, Fact, Record
    from eligib.rulebook.model import Benefit, Rulebook


class Asked(Struct, frozen=True):
    """What matters, each in the order of the vocabulary.

    Attributes:
        facts: by the record or list they belong to; a list may be asked for without any fact of its members.
        approvals: what others decide.
        received: the benefits of which it is asked whether the firm had them.
        places: the places that conditions name.
    """

    facts: dict[Record, tuple[Fact, ...]]
    approvals: tuple[Approval, ...]
    received: tuple[str, ...]
    places: frozenset[str]


def facts_of(benefits: Iterable[Benefit], rulebook: Rulebook) -> Asked:
    """Return what `benefits` ask, and what those ask whose eligibility they need."""
    found = _Found(rulebook)
    for benefit in benefits:
        found.benefit(benefit)
    vocabulary = rulebook.vocabulary
    facts = {
        record: tuple(fact for fact in record.facts.values() if fact.path in found.facts)
        for name, record in vocabulary.records.items()
        if name in found.owners
    }
    approvals = tuple(one for name, one in vocabulary.approvals.items() if name in found.approvals)
    received = tuple(name for name in rulebook.benefits if name in found.received)
    return Asked(facts, approvals, received, frozenset(found.places))


class _Found(Struct, eq=False):
    """Names met so far; a benefit is gone through once."""

    rulebook: Rulebook
    owners: set[str] = field(default_factory=set)
    facts: set[str] = field(default_factory=set)
    approvals: set[str] = field(default_factory=set)
    received: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    seen: set[str] = field(default_factory=set)

    def benefit(self, benefit: Benefit) -> None:
        if benefit.id in self.seen:
            return
        self.seen.add(benefit.id)
        if benefit.each is not None:
            self.owners.add(benefit.each.name)
        self._tree(benefit.when)
        for part in benefit.value:
            for operand in _operands(part):
                self._nodes(operand)

    def _tree(self, tree: m.Tree) -> None:
        match tree:
            case m.Group():
                for part in tree.parts:
                    self._tree(part)
            case m.Clause():
                self._nodes(tree.condition)
            case m.ApprovalClause():
                self.approvals.add(tree.approval.id)

    def _nodes(self, root: n.Condition | n.Value) -> None:
        for node in n.walk(root):
            match node:
                case n.FactRef():
                    self._fact(node.fact)
                case n.Total():
                    self._fact(node.fact)
                case n.Count() | n.Exists() | n.Every():
                    self.owners.add(node.records.name)
                case n.Within() if node.ref.fact.kind is Kind.PLACE:
                    self.places.add(node.place)
                case n.BenefitIs(state="received"):
                    self.received.add(node.benefit)
                case n.BenefitIs():
                    self.benefit(self.rulebook.benefits[node.benefit])
                case _:
                    pass

    def _fact(self, fact: Fact) -> None:
        self.owners.add(fact.owner)
        if fact.path in self.facts:
            return
        self.facts.add(fact.path)
        derivation = self.rulebook.derived.get(fact.path)
        for source in () if derivation is None else sources_of(derivation):
            self._fact(source)


def sources_of(derivation: m.Derivation) -> tuple[Fact, ...]:
    """Return the facts from which another follows, under any edition of its table."""
    indicators = [fact for edition in derivation.editions for row in edition.rows for fact, _ in row.floors]
    return (derivation.by, *dict.fromkeys(indicators))


def _operands(part: m.Part) -> Iterator[n.Value]:
    """Yield what of the firm a part of a value is computed from."""
    match part:
        case m.Table():
            yield part.ref
        case m.Share():
            yield part.of
        case m.Monthly():
            yield part.months
        case m.Rate(of=of) if of is not None:
            yield of
        case _:
            pass
