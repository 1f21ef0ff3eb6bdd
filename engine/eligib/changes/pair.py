"""One benefit in both rulebooks, ready to be decided for any firm on any day.

Enters: the benefit as each rulebook has it. Leaves: its outcome by each, for a firm given as YAML; and what
has to hold for either to admit a firm.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from eligib.changes.normal import Junction, Normal
from eligib.changes.reading import PairReader
from eligib.changes.written import profile_yaml
from eligib.decide.decider import Decider
from eligib.diagnostics import Source
from eligib.errors import InputError
from eligib.profile.read import ProfileReader
from eligib.rulebook.in_force import standing
from eligib.rulebook.link import asked
from eligib.rulebook.model import InForce

if TYPE_CHECKING:
    from datetime import date

    from eligib.changes.forms import Forms
    from eligib.changes.proof import Proof
    from eligib.decide.outcome import Outcome
    from eligib.language.vocabulary import Record
    from eligib.profile.model import Profile
    from eligib.rulebook.model import Benefit, Rulebook


class Side(Struct, frozen=True, eq=False):
    """One rulebook's benefit on one day, with those that it asks about; `lasting` if these have no end."""

    rulebook: Rulebook
    benefit: Benefit
    decider: Decider
    normal: Normal
    tree: Junction
    lasting: bool

    @classmethod
    def of(cls, forms: Forms, benefit: Benefit, day: date, *, as_if: bool) -> Side:
        """Return the side; with `as_if`, the benefit is taken as in force."""
        book = forms.rulebook
        if as_if:
            benefit = replace(benefit, in_force=InForce())
        few = {name: book.benefits[name] for name in _needed(benefit, book)} | {benefit.id: benefit}
        small = replace(book, benefits={name: few[name] for name in book.benefits if name in few})
        others = {name: one for name, one in few.items() if one.each is None and one is not benefit}
        opened = {name: one if available(one, day) else None for name, one in others.items()}
        normal = Normal(forms, opened)
        lasting = all(
            forms.dates(one) == forms.dates(replace(one, in_force=InForce())) for one in others.values()
        )
        return cls(small, benefit, Decider(small, day), normal, normal.tree(benefit.when), lasting)

    def outcome(self, firm: Profile) -> Outcome:
        """Return the benefit's outcome for the firm."""
        return self.decider.results(firm)[self.benefit.id].outcome


class Readers(Struct, frozen=True):
    """Reads firms in the terms of both whole rulebooks, and writes them in those of either."""

    pair: PairReader
    records: dict[str, Record]

    @classmethod
    def of(cls, old: Rulebook, new: Rulebook) -> Readers:
        """Return the readers of two rulebooks."""
        return cls(PairReader(ProfileReader(old), ProfileReader(new)), _all_records(old, new))


class Pair(Struct, frozen=True, eq=False):
    """Both sides on one day.

    Attributes:
        proof: where what they ask about means the same in both rulebooks.
        tables: the facts that the rulebooks derive by different tables.
    """

    old: Side
    new: Side
    day: date
    readers: Readers
    proof: Proof | None
    tables: frozenset[str] = frozenset()
    _seen: dict[str, tuple[Outcome, Outcome] | None] = field(default_factory=dict)

    def text(self, firm: Profile) -> str:
        """Return the firm as YAML."""
        return profile_yaml(firm, self.readers.records)

    def outcomes(self, firm: Profile) -> tuple[Outcome, Outcome] | None:
        """Return the outcomes for the firm as its file would be read, None where it cannot be."""
        text = self.text(firm)
        if text not in self._seen:
            self._seen[text] = self._decided(text)
        return self._seen[text]

    def _decided(self, text: str) -> tuple[Outcome, Outcome] | None:
        try:
            old, new = self.readers.pair.read(Source("firm.yaml", text))
            return self.old.outcome(old), self.new.outcome(new)
        except InputError:  # its facts exclude each other
            return None


def available(benefit: Benefit, day: date) -> bool:
    """Whether the benefit can be had on that day."""
    return standing(benefit, day).available


def _needed(benefit: Benefit, book: Rulebook) -> set[str]:
    found = {benefit.id}
    waiting = [benefit]
    while waiting:
        for _, node in asked(waiting.pop()):
            if node.state == "eligible" and node.benefit not in found:
                found.add(node.benefit)
                waiting.append(book.benefits[node.benefit])
    return found


def _all_records(old: Rulebook, new: Rulebook) -> dict[str, Record]:
    """Return the records of both, each with the facts of both."""
    found = dict(old.vocabulary.records)
    for name, record in new.vocabulary.records.items():
        before = found.get(name)
        found[name] = record if before is None else replace(record, facts={**before.facts, **record.facts})
    return found
