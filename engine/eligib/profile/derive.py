"""A fact that follows from others by a table of classes, as far as these are known.

Enters: a derivation, the firm's facts and the day. Leaves: the choices that remain possible, with the rows
and the classes of each indicator that leave them so. Sound where something is missing: an indicator known
to lie below a floor settles an upper bound of the class, whatever the others say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.diagnostics import Diagnostic
from eligib.errors import InputError
from eligib.language.vocabulary import Kind
from eligib.messages import Label, say
from eligib.profile.model import Candidates, Interval

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

    from eligib.diagnostics import Span
    from eligib.language.vocabulary import Fact, Vocabulary
    from eligib.profile.model import FactValue
    from eligib.rulebook.model import Derivation, Row


class Indicator(Struct, frozen=True):
    """The classes that one indicator leaves, as numbers from the best to the worst, 0 being the highest."""

    fact: Fact
    floors: tuple[int | Decimal, ...]
    best: int
    worst: int


class PossibleRow(Struct, frozen=True):
    """A row that the firm may be in, and what its indicators say there."""

    row: Row
    indicators: tuple[Indicator, ...]

    @property
    def classes(self) -> range:
        """The classes that remain: the lowest of the indicators' classes counts."""
        best, worst = (max(getattr(one, end) for one in self.indicators) for end in ("best", "worst"))
        return range(best, worst + 1)


class Derived(Struct, frozen=True):
    """What a derivation says of one firm.

    Attributes:
        rows: those that the firm may be in.
        uncovered: whether it may be in none.
        choices: the choices that remain, those that the firm's own statement excludes left out.
    """

    derivation: Derivation
    rows: tuple[PossibleRow, ...]
    uncovered: bool
    choices: frozenset[str]

    @property
    def open_inputs(self) -> tuple[Fact, ...]:
        """The facts that would narrow the choices further: what picks the row, then the indicators."""
        by = (self.derivation.by,) if len(self.rows) + self.uncovered > 1 else ()
        doubtful = [one.fact for row in self.rows for one in row.indicators if one.best != one.worst]
        return tuple(dict.fromkeys((*by, *doubtful)))

    @property
    def value(self) -> FactValue | None:
        """The choices as the value of the fact, None where all remain."""
        if len(self.choices) == 1:
            return next(iter(self.choices))
        return None if self.choices == self.derivation.fact.choices.keys() else Candidates(self.choices)


class Deriver(Struct, frozen=True):
    """One derivation as of one day."""

    derivation: Derivation
    rows: tuple[Row, ...]
    leaves: dict[str, frozenset[str]]
    ends: frozenset[str]
    uncovered: frozenset[str]

    @classmethod
    def of(cls, derivation: Derivation, vocabulary: Vocabulary, as_of: date) -> Deriver | None:
        """Return what derives the fact as of that day, None before the first edition."""
        rows = derivation.at(as_of)
        if not rows:
            return None
        tree = vocabulary.trees[Kind.INDUSTRY]
        ends = frozenset(tree.parents.keys() - set(tree.parents.values()))
        leaves: dict[str, frozenset[str]] = dict.fromkeys(tree.parents, frozenset())
        for end in ends:
            for node in tree.up(end):
                leaves[node] |= {end}
        covered: frozenset[str] = frozenset().union(*(row.within for row in rows))
        return cls(derivation, rows, leaves, ends, ends - covered)

    def derive(self, facts: Mapping[str, FactValue]) -> Derived | None:
        """Return what follows from the facts, None where nothing does.

        Raises:
            InputError: the firm states a choice that its own facts exclude.
        """
        derived = self.follows(facts)
        if not derived.choices:
            raise InputError([self.contradiction(facts)])
        return None if derived.value is None else derived

    def contradicts(self, facts: Mapping[str, FactValue]) -> bool:
        """Return whether the firm states a choice that its own facts exclude."""
        return self.derivation.fact.path in facts and not self.follows(facts).choices

    def follows(self, facts: Mapping[str, FactValue]) -> Derived:
        """Return the choices that the facts leave, none where the firm's statement excludes them all."""
        activities = self.activities(facts)
        uncovered = not activities.isdisjoint(self.uncovered)
        rows = tuple(
            PossibleRow(row, tuple(_indicator(fact, floors, facts) for fact, floors in row.floors))
            for row in self.rows
            if not activities.isdisjoint(row.within)
        )
        names = self.derivation.classes
        found = {names[number] for row in rows for number in row.classes}
        choices = frozenset(found | {self.derivation.otherwise} if uncovered else found)
        stated = self.stated(facts)
        return Derived(self.derivation, rows, uncovered, choices if stated is None else choices & stated)

    def contradiction(self, facts: Mapping[str, FactValue], span: Span | None = None) -> Diagnostic:
        """Return the fault of a firm that states, at `span`, what its own facts exclude."""
        fact, stated = self.derivation.fact, self.stated(facts) or frozenset()
        own = {path: value for path, value in facts.items() if path != fact.path}
        message = say(
            "`{fact}` is given as {stated}, but the firm's own figures make it {derived}",
            fact=fact.path,
            stated=_either(fact, stated),
            derived=_either(fact, self.follows(own).choices),
        )
        hint = say("{title}: correct the figures, or leave out what they decide", title=self.derivation.title)
        return Diagnostic("contradiction", message, span, hint=hint)

    def activities(self, facts: Mapping[str, FactValue]) -> frozenset[str]:
        """Return the smallest industries that the firm may be in."""
        industry = facts.get(self.derivation.by.path)
        return self.ends if industry is None else self.leaves[str(industry)]

    def stated(self, facts: Mapping[str, FactValue]) -> frozenset[str] | None:
        """Return the choices that the firm itself states, None where it states none."""
        value = facts.get(self.derivation.fact.path)
        if value is None:
            return None
        return value.choices if isinstance(value, Candidates) else frozenset({str(value)})


def derivers(derived: Mapping[str, Derivation], vocabulary: Vocabulary, as_of: date) -> dict[str, Deriver]:
    """Return what derives each fact as of one day, by the fact's path."""
    found = {path: Deriver.of(derivation, vocabulary, as_of) for path, derivation in derived.items()}
    return {path: deriver for path, deriver in found.items() if deriver is not None}


def bounds_of(fact: Fact, facts: Mapping[str, FactValue]) -> tuple[object, object]:
    """Return the bounds between which the firm's value of a number lies; None is open."""
    value = facts.get(fact.path)
    if value is None:
        return fact.lower, fact.upper
    return (value.lower, value.upper) if isinstance(value, Interval) else (value, value)


def _indicator(fact: Fact, floors: tuple[int | Decimal, ...], facts: Mapping[str, FactValue]) -> Indicator:
    lower, upper = bounds_of(fact, facts)
    return Indicator(fact, floors, 0 if upper is None else _class_of(upper, floors), _class_of(lower, floors))


def _class_of(value: object, floors: tuple[int | Decimal, ...]) -> int:
    """Return the class of a value, the lowest where it is open."""
    reached = (number for number, floor in enumerate(floors) if value is not None and value >= floor)  # type: ignore[operator]
    return next(reached, len(floors))


def _either(fact: Fact, choices: frozenset[str]) -> Label:
    labels = [label for key, label in fact.choices.items() if key in choices]
    return Label("或".join(one.zh for one in labels), " or ".join(one.en for one in labels))
