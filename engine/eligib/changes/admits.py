"""Whom one rulebook's benefit admits and the other's does not, looked for one way.

Enters: both sides on one day. Leaves: a firm, decided by both, or whether there is none. A firm is admitted
where all atoms of some alternative hold, and is not where, of every alternative, one fails; so each
alternative of the one is held against each way in which the other fails.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from eligib.analysis import Undecided
from eligib.changes.model import Book, Witness
from eligib.changes.normal import Atom, alternatives, dual
from eligib.changes.questions import DERIVED, Wanted, firm, wanted
from eligib.changes.search import Search
from eligib.changes.standards import telling
from eligib.decide.outcome import Outcome
from eligib.profile.model import Members, Profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.changes.normal import Alternatives
    from eligib.changes.pair import Pair, Side
    from eligib.changes.questions import Assignment
    from eligib.language.vocabulary import Kind, Tree
    from eligib.profile.model import Facts

MAX_WAYS = 3000
MAX_CHECKED = 12
_FINAL = (Outcome.INELIGIBLE, Outcome.NOT_IN_FORCE, Outcome.PLANNED)


class Answer(Struct, frozen=True):
    """The firm that was found; without one, `exact` if there is none."""

    witness: Witness | None
    exact: bool


def admitted_only_by(book: Book, pair: Pair, *, as_if: bool = False, alone: bool = False) -> Answer:
    """Return a firm that `book` admits and the other does not.

    Args:
        book: the rulebook that admits it.
        pair: both sides.
        as_if: the benefit was taken as in force.
        alone: the other can be had by nobody on that day, so it asks nothing.
    """
    ours, theirs = (pair.old, pair.new) if book is Book.OLD else (pair.new, pair.old)
    admits = alternatives(ours.tree)
    fails: Alternatives | None = frozenset({frozenset()}) if alone else alternatives(dual(theirs.tree))
    way = _Way(book, pair, ours, theirs, as_if)
    answer = Answer(None, exact=False) if admits is None or fails is None else way.through(admits, fails)
    settled = answer.witness is not None or (answer.exact and ours.lasting and theirs.lasting)
    return answer if settled or alone else way.reasoned()


class _Way(Struct, frozen=True, eq=False):
    book: Book
    pair: Pair
    ours: Side
    theirs: Side
    as_if: bool

    def through(self, admits: Alternatives, fails: Alternatives) -> Answer:
        held = self._wants(self.ours, admits, holds=True)
        failed = self._wants(self.theirs, fails, holds=False)
        wants = [want for one in (*held, *failed) for want in one]
        search = Search.over(wants, self._trees(), self._each, self._tables(wants))
        ways = sorted((one + other for one in held for other in failed), key=_size)
        exact = len(ways) <= MAX_WAYS
        for way in ways[:MAX_WAYS]:
            found = search.firms(way)
            any_firm = False
            for assignment in islice(found.firms, MAX_CHECKED):
                any_firm = True
                witness = self._witness(assignment)
                if witness is not None:
                    return Answer(witness, exact=True)
            exact = exact and found.exact and not any_firm
        return Answer(None, exact=exact)

    def reasoned(self) -> Answer:
        """Return what follows from reasoning, where the words of the two rulebooks mean the same."""
        if self.pair.proof is None:
            return Answer(None, exact=False)
        found = self.pair.proof.separates(self.ours.benefit, self.theirs.benefit, self.pair.day)
        if found is None or isinstance(found, Undecided):
            return Answer(None, exact=found is None)
        if not self._separates(found):
            return Answer(None, exact=False)
        return Answer(self._told(self._least(found)), exact=True)

    @property
    def _each(self) -> frozenset[str]:
        sides = (self.ours.benefit, self.theirs.benefit)
        return frozenset(one.each.name for one in sides if one.each is not None)

    def _trees(self) -> dict[Kind, tuple[Tree, ...]]:
        books = (self.ours.rulebook, self.theirs.rulebook)
        kinds = {kind for book in books for kind in book.vocabulary.trees}
        return {
            kind: tuple(book.vocabulary.trees[kind] for book in books if kind in book.vocabulary.trees)
            for kind in kinds
        }

    def _tables(self, wants: list[Wanted]) -> dict[str, list[Facts]]:
        """Return, for each fact that is asked and that differing tables derive, from what it follows."""
        names = {name for want in wants for name in want.variables}
        old, new = (side.decider.interpreter.derivers for side in (self.pair.old, self.pair.new))
        return {
            path: telling(old.get(path), new.get(path))
            for path in self.pair.tables
            if f"{DERIVED}{path}" in names
        }

    def _wants(self, side: Side, found: Alternatives, *, holds: bool) -> list[tuple[Wanted, ...]]:
        """Return what each alternative wants, in the order of the rules: the same firm is found again."""
        interpreter, each, tables = side.decider.interpreter, side.benefit.each, self.pair.tables
        ranks = {atom: rank for rank, atom in enumerate(side.normal.origins)}
        wants = {
            atom: wanted(atom, side.normal.origins[atom], interpreter, each, holds=holds, tables=tables)
            for atom in frozenset[Atom]().union(*found)
        }
        ordered = sorted(sorted(ranks[atom] for atom in one) for one in found)
        atoms = list(side.normal.origins)
        return [tuple(wants[atoms[rank]] for rank in one) for one in ordered]

    def _witness(self, assignment: Assignment) -> Witness | None:
        for variant in self._variants(assignment):
            if self._separates(variant):
                return self._told(self._least(variant))
        return None

    def _variants(self, assignment: Assignment) -> Iterator[Profile]:
        """Yield the firm with one member in each list gone through, then with none in those of the other."""
        yield firm(dict.fromkeys(self._each, 1) | assignment)
        ours = self.ours.benefit.each
        empty = self._each - ({ours.name} if ours else set())
        for name in empty - assignment.keys():
            yield firm(dict.fromkeys(self._each, 1) | assignment | {name: 0})

    def _separates(self, profile: Profile) -> bool:
        found = self.pair.outcomes(profile)
        if found is None:
            return False
        ours, theirs = found if self.book is Book.OLD else found[::-1]
        return ours is Outcome.ELIGIBLE and theirs is not Outcome.ELIGIBLE

    def _least(self, profile: Profile) -> Profile:
        """Return the firm without what neither outcome rests on."""
        wanted_outcomes = self.pair.outcomes(profile)
        for smaller in _smaller(profile):
            if self.pair.outcomes(smaller) == wanted_outcomes:
                return self._least(smaller)
        return profile

    def _told(self, profile: Profile) -> Witness:
        old, new = self.pair.outcomes(profile) or (None, None)
        text = self.pair.text(profile)
        if self.as_if:
            return Witness(self.book, text, self.pair.day, None, None)
        return Witness(self.book, text, self.pair.day, old, new)


def _size(way: tuple[Wanted, ...]) -> int:
    return len(frozenset().union(*(want.variables for want in way)))


def _smaller(profile: Profile) -> Iterator[Profile]:
    """Yield the firm with one thing less."""
    for path in profile.facts:
        yield replace(profile, facts={key: value for key, value in profile.facts.items() if key != path})
    for name, members in profile.lists.items():
        yield replace(profile, lists={key: value for key, value in profile.lists.items() if key != name})
        if members.records:
            yield replace(profile, lists=profile.lists | {name: Members(())})
        if len(members.records) > 1:
            yield replace(profile, lists=profile.lists | {name: Members(members.records[1:])})
        for fact in {fact for record in members.records for fact in record}:
            fewer = tuple(
                {key: value for key, value in one.items() if key != fact} for one in members.records
            )
            yield replace(profile, lists=profile.lists | {name: Members(fewer)})
    for approval in profile.approvals:
        left = {key: value for key, value in profile.approvals.items() if key != approval}
        yield replace(profile, approvals=left)
    if profile.received is not None:
        yield replace(profile, received=None)
        for one in sorted(profile.received):
            yield replace(profile, received=profile.received - {one})
