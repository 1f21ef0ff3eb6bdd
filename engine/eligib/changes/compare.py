"""Two rulebooks compared: which benefits came, went or changed, and whom each change lets in or shuts out.

Enters: the two linked rulebooks and the day on which to decide, where both have the benefit then. Leaves:
`Changes`. A claim that nothing changed is proved by normal forms or by going through all values that the
rules tell apart; a claim that something did is shown by a firm that both rulebooks have decided.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.changes import model as c
from eligib.changes.admits import Answer, admitted_only_by
from eligib.changes.aspects import clause_changes, differing
from eligib.changes.days import Days
from eligib.changes.forms import Forms
from eligib.changes.match import matched
from eligib.changes.pair import Pair, Readers, Side
from eligib.changes.proof import Proof
from eligib.changes.words import word_changes
from eligib.rulebook.link import asked

if TYPE_CHECKING:
    from datetime import date

    from eligib.language.vocabulary import Kind
    from eligib.rulebook.model import Benefit, Rulebook


def compare(old: Rulebook, new: Rulebook, as_of: date) -> c.Changes:
    """Return everything that differs between two rulebooks."""
    common = _common(old, new)
    books = Forms(old, common), Forms(new, common)
    words = word_changes(old, new, books)
    comparison = _Comparison(as_of, books, Readers.of(old, new), Proof.of(new, words), _tables(books))
    found = [comparison.benefit(before, after) for before, after in matched(old, new, books)]
    return c.Changes(old, new, as_of, words, tuple(found))


def _common(old: Rulebook, new: Rulebook) -> dict[Kind, frozenset[str]]:
    trees = old.vocabulary.trees, new.vocabulary.trees
    nodes = [{kind: tree.parents.keys() for kind, tree in one.items()} for one in trees]
    return {
        kind: frozenset(nodes[0].get(kind, frozenset()) & nodes[1].get(kind, frozenset()))
        for kind in {*trees[0], *trees[1]}
    }


def _tables(books: tuple[Forms, Forms]) -> frozenset[str]:
    """Return the facts that the rulebooks derive by different tables."""
    old, new = ({path: book.derivation(one) for path, one in book.rulebook.derived.items()} for book in books)
    return frozenset(path for path in old.keys() | new.keys() if old.get(path) != new.get(path))


class _Comparison(Struct, frozen=True, eq=False):
    as_of: date
    books: tuple[Forms, Forms]
    readers: Readers
    proof: Proof
    tables: frozenset[str]

    def benefit(self, old: Benefit | None, new: Benefit | None) -> c.BenefitChange:
        """Return what became of one benefit."""
        if old is None or new is None:
            return c.BenefitChange(c.Verdict.ADDED if old is None else c.Verdict.REMOVED, old, new)
        aspects = differing(old, new, self.books)
        if not aspects:
            return c.BenefitChange(c.Verdict.EQUAL, old, new)
        clauses = clause_changes(old, new, self.books)
        moved = c.Aspect.CONDITIONS in aspects or c.Aspect.DATES in aspects
        if not moved:
            verdict = c.Verdict.TERMS if c.TERMS & set(aspects) else c.Verdict.WORDING
            return c.BenefitChange(verdict, old, new, aspects, clauses)
        return self._whom(old, new, aspects, clauses)

    def _whom(
        self, old: Benefit, new: Benefit, aspects: tuple[c.Aspect, ...], clauses: tuple[c.ClauseChange, ...]
    ) -> c.BenefitChange:
        days = Days.of(old, new, self.as_of)
        shut_out, let_in = (self._way(book, old, new, days, aspects) for book in c.Book)
        verdict = _VERDICTS[shut_out.witness is not None, let_in.witness is not None]
        if verdict is c.Verdict.SAME and c.TERMS & set(aspects):
            # what nobody was found to notice in the conditions, the terms change anyway
            verdict = c.Verdict.TERMS if shut_out.exact and let_in.exact else verdict
        witnesses = tuple(one.witness for one in (shut_out, let_in) if one.witness is not None)
        proved = shut_out.exact and let_in.exact
        return c.BenefitChange(verdict, old, new, aspects, clauses, witnesses, proved, days.both is None)

    def _way(
        self, book: c.Book, old: Benefit, new: Benefit, days: Days, aspects: tuple[c.Aspect, ...]
    ) -> Answer:
        """Look for a firm on a day on which both can be had, else on one on which only `book` has it."""
        answer = Answer(None, exact=True)
        if c.Aspect.CONDITIONS in aspects:
            as_if = days.both is None
            day = self.as_of if days.both is None else days.both
            answer = admitted_only_by(book, self._pair(old, new, day, as_if=as_if), as_if=as_if)
        alone = days.alone[book]
        if answer.witness is not None or alone is None:
            return answer
        only = admitted_only_by(book, self._pair(old, new, alone), alone=True)
        return Answer(only.witness, exact=only.exact and answer.exact)

    def _pair(self, old: Benefit, new: Benefit, day: date, *, as_if: bool = False) -> Pair:
        before, after = self.books
        sides = Side.of(before, old, day, as_if=as_if), Side.of(after, new, day, as_if=as_if)
        shared = self.proof.common and self._asks_alike(old, new)
        return Pair(*sides, day, self.readers, self.proof if shared else None, self.tables)

    def _asks_alike(self, old: Benefit, new: Benefit) -> bool:
        """Whether the other benefits that are asked about are the same in both rulebooks."""
        names = {node.benefit for one in (old, new) for _, node in asked(one) if node.state == "eligible"}
        before, after = self.books
        return all(
            name in before.rulebook.benefits
            and name in after.rulebook.benefits
            and before.offer(before.rulebook.benefits[name]) == after.offer(after.rulebook.benefits[name])
            for name in names
        )


_VERDICTS = {
    (False, False): c.Verdict.SAME,
    (False, True): c.Verdict.LOOSER,
    (True, False): c.Verdict.STRICTER,
    (True, True): c.Verdict.DIFFERENT,
}
"""By whether a firm was found that only the old rulebook admits, and one that only the new one does."""
