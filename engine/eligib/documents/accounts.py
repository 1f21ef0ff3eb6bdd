"""What became of each find: cited by a rule, reported by one, dismissed with a reason, or open.

Enters: a document's finds and the rulebook. Leaves: an `Account` for each, and a diagnostic for every
dismissal whose anchor is not there or that dismisses nothing.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field

from eligib.diagnostics import Diagnostic
from eligib.documents.carried import Carried, Case, carried
from eligib.documents.citations import citations, off_line
from eligib.documents.passages import NEAR, belongs
from eligib.messages import Label, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from eligib.documents.document import Document
    from eligib.documents.finds import Find
    from eligib.rulebook.model import Benefit, Dismissal, Rulebook, Source

_OVERRUN = 4


class Status(StrEnum):
    """What became of a find."""

    OPEN = "open"
    CITED = "cited"
    REPORTED = "reported"
    DISMISSED = "dismissed"


class Account(Struct, frozen=True, eq=False):
    """A find with what became of it: `by` are the benefits that carry it, `reason` why it is none."""

    find: Find
    status: Status
    by: tuple[str, ...] = ()
    reason: Label | None = None


class Accounts(Struct, frozen=True, eq=False):
    """Every find of a document; `source` is None where the rulebook does not know the document."""

    document: Document
    source: Source | None
    all: tuple[Account, ...]
    faults: tuple[Diagnostic, ...] = ()


def known_source(document: Document, rulebook: Rulebook) -> Source | None:
    """Return the source that `document` is, by its digest, else by its name; None for an unknown one."""
    stored = [(source, source.file) for source in rulebook.sources.values() if source.file is not None]
    same = [source for source, file in stored if file.sha256 == document.sha256]
    return next(iter([*same, *(source for source, file in stored if file.name == document.name)]), None)


def account(document: Document, finds: Iterable[Find], rulebook: Rulebook) -> Accounts:
    """Return what became of each of `finds`, and what is wrong with the dismissals."""
    source = known_source(document, rulebook)
    if source is None:
        return Accounts(document, None, tuple(Account(find, Status.OPEN) for find in finds))
    ledger = _Ledger(document, source, rulebook)
    told = tuple(ledger.account(find) for find in finds)
    return Accounts(document, source, told, tuple(ledger.faults()))


class _Quoted(Struct, frozen=True, eq=False):
    """An anchor where it stands in the document."""

    start: int
    end: int
    line: int
    by: str
    in_case: bool

    def covers(self, find: Find) -> bool:
        """Return whether the anchor holds all of `find`."""
        return self.start <= find.start and find.end <= self.end


class _Dismissed(Struct, eq=False):
    """A dismissal with the stretches of the document that it covers, and whether it served."""

    dismissal: Dismissal
    spans: list[tuple[int, int]]
    used: bool = False

    def covers(self, find: Find) -> bool:
        """Return whether `find` is dismissed by this."""
        if not self.dismissal.first <= find.line <= self.dismissal.last:
            return False
        if self.dismissal.only is not None and (self.dismissal.only == "figures") != find.is_figure:
            return False
        return any(start <= find.start and find.end <= end for start, end in self.spans)


class _Ledger(Struct, eq=False):
    document: Document
    source: Source
    rulebook: Rulebook
    quoted: list[_Quoted] = field(default_factory=list)
    carried: list[tuple[Benefit, Carried]] = field(default_factory=list)
    dismissed: list[_Dismissed] = field(default_factory=list)

    def __post_init__(self) -> None:
        benefits: dict[str, Benefit] = {}
        for cited in citations(self.rulebook):
            if cited.cite.source is not self.source:
                continue
            owner, cases = "", set()
            if cited.benefit is not None:
                owner = cited.benefit.id
                benefits[owner] = cited.benefit
                cases = {id(case.cite) for case in cited.benefit.reported} - {id(cited.benefit.cite)}
            in_case = id(cited.cite) in cases
            spans = self._standing(cited.cite.anchor, cited.cite.line)
            self.quoted += [_Quoted(start, end, cited.cite.line, owner, in_case) for start, end in spans]
        self.carried = [(benefit, carried(benefit, self.source)) for benefit in benefits.values()]
        self.dismissed = [_Dismissed(one, self._spans(one)) for one in self.source.dismissed]

    def _standing(self, anchor: str, line: int) -> list[tuple[int, int]]:
        return [span for span in self.document.standing(anchor) if self.document.line_of(span[0]) == line]

    def _spans(self, one: Dismissal) -> list[tuple[int, int]]:
        if one.anchor is not None:
            return self._standing(one.anchor, one.first)
        start, end = self.document.bounds(one.first, one.last)
        # a find that begins on the last line may run over its end
        after = self.document.bounds(one.last + 1, one.last + _OVERRUN)[1]
        return [(start, max(end, after))]

    def account(self, find: Find) -> Account:
        """Return what became of `find`; what names it comes before what only names its line."""
        dismissed = self._dismissing(find)
        by = self._quoting(find, in_case=False) or self._stating(find)
        if by:
            return Account(find, Status.CITED, by)
        by = self._quoting(find, in_case=True) or self._reporting(find)
        if by:
            return Account(find, Status.REPORTED, by)
        by = self._meeting(find)
        if by and not any(one.dismissal.anchor for one in dismissed):
            return Account(find, Status.CITED, by)
        for one in dismissed:
            one.used = True
        if dismissed:
            return Account(find, Status.DISMISSED, reason=dismissed[0].dismissal.reason)
        return Account(find, Status.OPEN)

    def _dismissing(self, find: Find) -> list[_Dismissed]:
        return [one for one in self.dismissed if one.covers(find)]

    def _quoting(self, find: Find, *, in_case: bool) -> tuple[str, ...]:
        return _names(one.by for one in self.quoted if one.in_case is in_case and one.covers(find))

    def _stating(self, find: Find) -> tuple[str, ...]:
        return _names(
            benefit.id
            for benefit, has in self.carried
            if has.states(find) and any(belongs(find, line) for line in has.lines)
        )

    def _reporting(self, find: Find) -> tuple[str, ...]:
        return _names(
            benefit.id
            for benefit, has in self.carried
            for case in has.cases
            if case.states(find) and _tells(case, find)
        )

    def _meeting(self, find: Find) -> tuple[str, ...]:
        """Return who quotes the line of a word, or the passage it heads, and so has met it."""
        return () if find.is_figure else _names(one.by for one in self.quoted if belongs(find, one.line))

    def faults(self) -> Iterator[Diagnostic]:
        """Yield what is wrong with the dismissals, once every find has its account."""
        for one in self.dismissed:
            told, absent = one.dismissal, None
            if told.anchor is not None:
                absent = off_line(self.document, told.anchor, told.first, told.span)
            if absent is not None:
                yield absent
            elif not one.used:
                message = say("this dismisses nothing that is not cited, reported or dismissed without it")
                hint = say("delete it, or look again at what `eligib sources scan` finds there")
                yield Diagnostic("dismisses-nothing", message, told.span, hint=hint)


def _names(ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _tells(case: Case, find: Find) -> bool:
    near = case.inherited and abs(find.line - case.line) <= NEAR
    return near or belongs(find, case.line)
