"""The examples of benefits run on every change to them.

Enters: benefits with their examples. Leaves: for each change whether an example notices it; of those that
none does, whether it changes anything at all, shown on a firm that it treats otherwise. A change for which
no such firm is found is held to be equal: proven where every combination was tried, else as far as tried.
"""

from __future__ import annotations

from collections import Counter
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.decide.worth import leaves_any
from eligib.errors import InputError
from eligib.rulebook import model as m
from eligib.trial.hearing import Hearing
from eligib.trial.mutation.clauses import clause_mutants
from eligib.trial.mutation.firms import Firms
from eligib.trial.mutation.headings import heading_mutants
from eligib.trial.mutation.mutant import Change, Mutant
from eligib.trial.mutation.values import value_mutants
from eligib.trial.reachable import reachable
from eligib.trial.stated import StatedReader
from eligib.trial.thresholds import days_about
from eligib.trial.verdict import differences_of, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from eligib.decide.decision import Result
    from eligib.diagnostics import Diagnostic
    from eligib.profile.model import Profile
    from eligib.rulebook.model import Benefit, Rulebook
    from eligib.trial.stated import Stated


class Effect(StrEnum):
    """What a change makes otherwise; the graver first."""

    OUTCOME = "outcome"
    VALUE = "value"
    FLAGS = "flags"
    TOTALS = "totals"


class Telling(Struct, frozen=True):
    """A firm that tells a benefit from a changed one."""

    profile: Profile
    as_of: date
    effect: Effect
    rule: Result
    mutant: Result


class Survivor(Struct, frozen=True):
    """A change that no example notices, and a firm to which it matters."""

    mutant: Mutant
    telling: Telling | None
    effect: Effect


class Mutations(Struct, frozen=True):
    """What became of all changes.

    Attributes:
        noticed: how many some example notices.
        equal: how many change nothing, proven on every combination or by what the benefit is.
        alike: how many change nothing for any firm that was tried, of more than were.
        broken: benefits whose examples differ as it is, which can notice nothing; they are not changed.
    """

    benefits: int
    noticed: int
    equal: int
    alike: int
    survivors: tuple[Survivor, ...]
    faults: tuple[Diagnostic, ...]
    broken: tuple[Benefit, ...] = ()

    @property
    def total(self) -> int:
        """How many changes were made."""
        return self.noticed + self.equal + self.alike + len(self.survivors)


def mutants_of(benefit: Benefit, rulebook: Rulebook) -> Iterator[Mutant]:
    """Yield `benefit` with every change that is known."""
    found = (
        clause_mutants(benefit, rulebook.vocabulary),
        value_mutants(benefit),
        heading_mutants(benefit),
    )
    return chain.from_iterable(found)


def mutate(benefits: Iterable[Benefit], rulebook: Rulebook, *, limit: int | None = None) -> Mutations:
    """Return what the examples of `benefits` notice, of at most `limit` changes to each."""
    reader = StatedReader(rulebook)
    faults: list[Diagnostic] = []
    counts: Counter[str] = Counter()
    survivors: list[Survivor] = []
    broken: list[Benefit] = []
    tried = list(benefits)
    for benefit in tried:
        found = (reader.read(benefit, example, faults) for example in benefit.examples)
        court = _Court.of(benefit, rulebook, [stated for stated in found if stated is not None])
        if any(_notices(court.hearing, stated) for stated in court.stated):
            broken.append(benefit)
            continue
        for mutant in _spread(list(mutants_of(benefit, rulebook)), limit):
            fate = court.fate(mutant)
            if isinstance(fate, Survivor):
                survivors.append(fate)
            else:
                counts[fate] += 1
    order = [*Effect]
    survivors.sort(key=lambda survivor: order.index(survivor.effect))
    return Mutations(
        len(tried),
        counts["noticed"],
        counts["equal"],
        counts["alike"],
        tuple(survivors),
        tuple(faults),
        tuple(broken),
    )


class _Court(Struct, eq=False):
    """Decides what becomes of the changes to one benefit."""

    rulebook: Rulebook
    hearing: Hearing
    stated: list[Stated]
    seen: dict[tuple[int, date], Result]
    firms: Firms | None = None

    @classmethod
    def of(cls, benefit: Benefit, rulebook: Rulebook, stated: list[Stated]) -> _Court:
        return cls(rulebook, Hearing.of(benefit, rulebook), stated, {})

    def fate(self, mutant: Mutant) -> Survivor | str:
        """Return the survivor, or the word for what became of it otherwise."""
        hearing = Hearing.of(mutant.benefit, self.rulebook)
        if any(_notices(hearing, stated) for stated in self.stated):
            return "noticed"
        if mutant.change in {Change.PAYEE, Change.FAMILY}:
            return Survivor(mutant, None, Effect.TOTALS)
        if not any(
            leaves_any(outcome) for one in (self.hearing, hearing) for outcome in reachable(one.benefit)
        ):
            return "equal"
        telling = self._telling(mutant, hearing)
        if telling is not None:
            return Survivor(mutant, telling, telling.effect)
        return "equal" if self.firms is not None and self.firms.every else "alike"

    def _telling(self, mutant: Mutant, hearing: Hearing) -> Telling | None:
        """Return the firm that says least of those that tell the two apart most gravely."""
        found: Telling | None = None
        if self.firms is None:
            self.firms = Firms.of(self.hearing, [stated.profile for stated in self.stated])
        for day in self._days(mutant):
            for number, profile in enumerate(self.firms.profiles):
                try:
                    mine, other = self._result(number, profile, day), hearing.result(profile, day)
                except InputError:  # a firm that states what its own figures exclude is none
                    continue
                effect = _effect(mine, other)
                if effect is Effect.OUTCOME:
                    return Telling(profile, day, effect, mine, other)
                if effect is not None and (found is None or found.effect is Effect.FLAGS is not effect):
                    found = Telling(profile, day, effect, mine, other)
        return found

    def _result(self, number: int, profile: Profile, day: date) -> Result:
        key = number, day
        if key not in self.seen:
            self.seen[key] = self.hearing.result(profile, day)
        return self.seen[key]

    def _days(self, mutant: Mutant) -> list[date]:
        """Return a day on which it can be had; for what rests on days, those of examples and ends too."""
        benefit = self.hearing.benefit
        dates, usual = benefit.in_force, benefit.cite.source.latest
        first = max(filter(None, (dates.start, usual)))
        day = first if dates.until is None else min(first, dates.until)
        if mutant.change not in {Change.DATE, Change.BASIS} and not _dated(benefit):
            return [day]
        ends = {end for one in (dates, mutant.benefit.in_force) for end in (one.start, one.until) if end}
        about = {near for end in ends for near in days_about(end).values()}
        return [day, *sorted({*about, *(stated.as_of for stated in self.stated)} - {day})]


def _notices(hearing: Hearing, stated: Stated) -> bool:
    try:
        return next(differences_of(hearing, stated), None) is not None
    except InputError:
        return False


def _effect(mine: Result, other: Result) -> Effect | None:
    if mine.outcome is not other.outcome:
        return Effect.OUTCOME
    if _worth(mine) != _worth(other):
        return Effect.VALUE
    return Effect.FLAGS if mine.flags != other.flags else None


def _worth(result: Result) -> tuple[object, ...]:
    """Return what a value comes to, whichever member of a list it is for."""
    return result.value.lower, result.value.upper, listed(result)


def _dated(benefit: Benefit) -> bool:
    return any(
        isinstance(getattr(part, name), m.Dated) for part in benefit.value for name in part.__struct_fields__
    )


def _spread(mutants: list[Mutant], limit: int | None) -> list[Mutant]:
    """Return at most `limit` changes, evenly out of all."""
    if limit is None or len(mutants) <= limit:
        return mutants
    return [mutants[number * len(mutants) // limit] for number in range(limit)]
