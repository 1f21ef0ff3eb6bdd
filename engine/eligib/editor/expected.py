"""What may come next in a condition: from the words before a place to the names that fit there.

Enters: the text of a condition up to some place, and the list that is being gone through, if any. Leaves: an
`Expected`. Words are all it looks at, so a condition may be as half-written as it likes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from eligib.editor.shapes import Sort
from eligib.language.vocabulary import NUMERIC, Fact, Kind, Record

if TYPE_CHECKING:
    from eligib.language.vocabulary import Vocabulary

WORD = re.compile(r"[a-z][a-z0-9_/-]*$")
_TOKEN = re.compile(
    r'"[^"\n]*"?|[0-9]{4}-[0-9]{2}-[0-9]{2}|[0-9]+(?:\.[0-9]+)?(?:[千万亿]+元?|元|%|‰)?'
    r"|[a-z][a-z0-9_-]*(?:/[a-z0-9_-]*)?|<=|>=|==|!=|[^\s]"
)
_COMPARE = frozenset({"<", "<=", ">", ">=", "==", "!="})
_JOINING = frozenset({"and", "or", "not", "where", "(", ""})
_ARITHMETIC = frozenset({"+", "-", "*"})
_FUNCTIONS = frozenset({"any", "every", "count", "sum"})
_UNITS = frozenset({"month", "months", "year", "years", "day", "days", "m2"})
_DATED = frozenset({Kind.DATE})


class Expected(Struct, frozen=True):
    """What fits at a place.

    Attributes:
        sorts: the names that do; `Sort.FACT` those of `record`, with the record before them where it is None.
        fact: the fact whose choices, places or operators are meant.
        record: the record whose facts are named without it.
        words: keywords and operators that fit as well.
    """

    sorts: tuple[Sort, ...] = ()
    fact: Fact | None = None
    record: Record | None = None
    words: tuple[str, ...] = ()


class _State(Struct):
    """The words so far: `scopes` the list whose members each open bracket speaks of, None for none."""

    words: list[str]
    scopes: list[Record | None] = field(default_factory=list)

    def back(self, number: int = 1) -> str:
        """Return the word `number` places back, nothing where there is none."""
        return self.words[-number] if number <= len(self.words) else ""

    @property
    def where(self) -> Record | None:
        """The list whose bare facts may be named here."""
        return next((scope for scope in reversed(self.scopes) if scope is not None), None)


class Reader(Struct, frozen=True):
    """Says what comes next; `each` is the list that the benefit goes through."""

    vocabulary: Vocabulary
    each: Record | None = None

    def expected(self, before: str) -> Expected:
        """Return what may follow `before`, which ends where a word begins."""
        state = self._read(before)
        last = state.back()
        if last == ".":
            return self._after_dot(state)
        if last in {"is", "has", "within"} or (last == "not" and state.back(2) == "is"):
            return self._named(state, last)
        if "[" in state.words and (last in {"[", ","}):
            return self._in_list(state)
        if last == "in":
            return Expected(words=("[",))
        if last == "(":
            return self._in_function(state)
        if last in _JOINING:
            return self._begin(state)
        if last in _COMPARE or last in _ARITHMETIC:
            return self._operand(state)
        return self._after_value(state)

    def fact_before(self, before: str) -> Fact | None:
        """Return the fact whose full name ends where `before` ends."""
        return self._fact(self._read(before))

    def _read(self, before: str) -> _State:
        state = _State([])
        for found in _TOKEN.finditer(before):
            word = found[0]
            if word == "(":
                state.scopes.append(None)
            elif word == ")" and state.scopes:
                state.scopes.pop()
            elif word == "where" and state.scopes:
                state.scopes[-1] = self._list_of(state)
            state.words.append(word)
        return state

    def _list_of(self, state: _State) -> Record | None:
        name = state.back(3) if state.back(2) == "." else state.back()
        record = self.vocabulary.records.get(name)
        return record if record is not None and record.is_list else None

    def _fact(self, state: _State) -> Fact | None:
        name = state.back()
        if state.back(2) == ".":
            owner = self._owner(state, state.back(3))
            return None if owner is None else owner.facts.get(name)
        return None if state.where is None else state.where.facts.get(name)

    def _owner(self, state: _State, name: str) -> Record | None:
        if self.each is not None and name == self.each.one:
            return self.each
        record = self.vocabulary.records.get(name)
        summed = state.words[-5:-3] == ["sum", "("] or state.words[-4:-2] == ["sum", "("]
        return record if record is not None and (not record.is_list or summed) else None

    def _after_dot(self, state: _State) -> Expected:
        owner = self._owner(state, state.back(2))
        return Expected() if owner is None else Expected((Sort.FACT,), record=owner)

    def _named(self, state: _State, word: str) -> Expected:
        negated = word == "not"
        inner = _State(state.words[: -1 - negated], state.scopes)
        if inner.back() == ")" and "benefit" in inner.words[-6:]:
            return Expected(words=("received", "eligible"))
        fact = self._fact(inner)
        sort = {Kind.PLACE: Sort.PLACE, Kind.INDUSTRY: Sort.INDUSTRY}.get(
            Kind.TEXT if fact is None else fact.kind, Sort.CHOICE
        )
        more = ("not",) if word == "is" else ()
        return Expected((sort,) if fact is not None else (), fact, words=more)

    def _in_list(self, state: _State) -> Expected:
        opened = len(state.words) - 1 - state.words[::-1].index("[")
        if "]" in state.words[opened:] or state.words[opened - 1 : opened] != ["in"]:
            return Expected()
        fact = self._fact(_State(state.words[: opened - 1], state.scopes))
        return Expected() if fact is None else Expected((Sort.CHOICE,), fact)

    def _in_function(self, state: _State) -> Expected:
        if state.back(2) == "benefit":
            return Expected((Sort.BENEFIT,))
        return Expected((Sort.LIST,)) if state.back(2) in _FUNCTIONS else self._begin(state)

    def _begin(self, state: _State) -> Expected:
        words = ("not", "any(", "every(", "count(", "sum(", "benefit(", "as_of", "true", "false")
        return Expected((Sort.FACT, Sort.RECORD), record=state.where, words=words)

    def _operand(self, state: _State) -> Expected:
        fact = self._fact(_State(state.words[:-1], state.scopes))
        day = fact is None or fact.kind in _DATED
        words = (*(("as_of",) if day else ()), "count(", "sum(")
        return Expected((Sort.FACT, Sort.RECORD), fact, state.where, words)

    def _after_value(self, state: _State) -> Expected:
        last = state.back()
        if last in self.vocabulary.records and state.back(2) == "(":
            return Expected(words=("where",))
        if last == ")" and state.words[-5:-2] and "benefit" in state.words[-6:-1]:
            return Expected(words=("is",))
        fact = self._fact(state)
        if fact is not None:
            return Expected(fact=fact, words=_after(fact.kind))
        if last[:1].isdigit() and last.isdigit():
            return Expected(words=("and", "or", *sorted(_UNITS - {"month", "year", "day"})))
        return Expected(words=("and", "or"))


def _after(kind: Kind) -> tuple[str, ...]:
    """Return the operators that may follow a fact."""
    if kind is Kind.BOOL:
        return ("and", "or")
    if kind is Kind.CHOICE:
        return ("is", "is not", "in [")
    if kind is Kind.CHOICES:
        return ("has",)
    if kind in {Kind.PLACE, Kind.INDUSTRY}:
        return ("within",)
    compare = (">=", "<=", "==", ">", "<", "!=")
    if kind in NUMERIC or kind is Kind.DATE:
        return (*compare, "+", "-", *(("*",) if kind in NUMERIC else ()))
    return ("==", "!=")
