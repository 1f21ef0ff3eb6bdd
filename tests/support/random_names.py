"""What a random condition may name where it stands, and the literals that it may compare with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from eligib.language.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.language.vocabulary import Fact, Record, Vocabulary

LITERALS: dict[Kind, tuple[str, ...]] = {
    Kind.COUNT: ("0", "1", "2", "3", "10", "300"),
    Kind.NUMBER: ("0.5", "1.5", "60.5", "2", "0"),
    Kind.MONEY: ("0元", "0.01元", "100万元", "300万元", "2000万元", "1.5亿元"),
    Kind.RATE: ("0%", "1%", "3%", "5‰", "3.85%", "100%"),
    Kind.DATE: ("2020-02-29", "2020-06-22", "2020-09-30", "2021-01-15", "2021-01-31", "2021-02-28"),
    Kind.MONTHS: ("0 months", "1 months", "3 months", "1 years", "2 years"),
    Kind.DAYS: ("0 days", "1 days", "30 days", "90 days"),
    Kind.AREA: ("0 m2", "100 m2", "1000 m2", "0.5 m2"),
    Kind.TEXT: ('""', '"甲公司"', '"x"'),
}
RISING, FALLING = ("<", "<="), (">", ">=")
EQUAL = ("==", "!=")
ORDERED = tuple(kind for kind in LITERALS if kind is not Kind.TEXT)


@dataclass(frozen=True)
class Names:
    """What may be named where a condition stands.

    Attributes:
        each, where: the lists whose member is gone through; None outside.
        eligible: the benefits whose eligibility may be asked.
        received: the benefits of which may be asked whether they were received.
        depth: how deep lists may still nest.
        asking: how often other benefits are asked about; a comparison has the weight 3.
    """

    vocabulary: Vocabulary
    each: Record | None = None
    where: Record | None = None
    eligible: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    depth: int = 2
    asking: int = 2

    def inside(self, records: Record) -> Names:
        """Return what may be named after the `where` of a list."""
        return replace(self, where=records, depth=self.depth - 1)

    def facts(self, *kinds: Kind) -> list[tuple[str, Fact]]:
        """Return the facts of these kinds with the text that names each."""
        return [(text, fact) for text, fact in self._facts() if fact.kind in kinds]

    def lists(self) -> list[Record]:
        """Return every list, none where nesting ends."""
        return [record for record in self.vocabulary.records.values() if record.is_list and self.depth]

    def _facts(self) -> Iterator[tuple[str, Fact]]:
        for record in self.vocabulary.records.values():
            if not record.is_list:
                yield from ((fact.path, fact) for fact in record.facts.values())
        if self.each is not None:
            yield from ((f"{self.each.one}.{fact.name}", fact) for fact in self.each.facts.values())
        if self.where is not None:
            # thrice, since a condition after `where` is about its members
            for _ in range(3):
                yield from ((fact.name, fact) for fact in self.where.facts.values())
