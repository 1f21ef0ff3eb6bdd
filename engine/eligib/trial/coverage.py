"""What the examples of a benefit reach: clauses, thresholds, outcomes and parts of the value.

Enters: benefits with their examples. Leaves: for each thing that an example can show, how many do. A clause
wants to be true, false and unknown, and once to decide: to be the one clause whose truth, were it another,
would have changed the truth of the whole.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeAlias

from msgspec import Struct, field

from eligib.decide.outcome import Outcome
from eligib.decide.worth import leaves_any
from eligib.engines.interpreter.program import rows
from eligib.explain.paths import deciding, leaves
from eligib.language import nodes as n
from eligib.profile.model import Members, Profile
from eligib.rulebook import model as m
from eligib.trial.hearing import Hearing
from eligib.trial.reachable import reachable, truths_of
from eligib.trial.stated import StatedReader
from eligib.trial.thresholds import POSITIONS, Position, Threshold, days_about, thresholds

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from eligib.decide.decision import Result
    from eligib.diagnostics import Diagnostic
    from eligib.engines.protocol import Truth
    from eligib.explain.paths import Leaf
    from eligib.rulebook.model import Benefit, Part, Rulebook
    from eligib.trial.stated import Stated

Aspect: TypeAlias = Literal["true", "false", "unknown", "decisive"]
_ASPECTS: dict[Truth, Aspect] = {True: "true", False: "false", None: "unknown"}


class ClauseCover(Struct, eq=False):
    """How many examples show each side of a clause; what is no key cannot be shown."""

    clause: Leaf
    shown: dict[Aspect, int]


class PointCover(Struct, eq=False):
    """How many examples lie at each position about a threshold, or about an end of the time in force."""

    about: Threshold | Literal["from", "until"]
    shown: dict[Position, int]
    day: date | None = None


class PartCover(Struct, eq=False):
    """How many examples give a part of the value, or one row of a table."""

    part: Part
    choice: str | None
    shown: int = 0


class Cover(Struct, eq=False):
    """What the examples of one benefit show."""

    benefit: Benefit
    clauses: list[ClauseCover]
    points: list[PointCover]
    outcomes: dict[Outcome, int]
    parts: list[PartCover]

    @property
    def counts(self) -> list[int]:
        """How often each thing is shown that can be."""
        return [
            *(count for one in self.clauses for count in one.shown.values()),
            *(count for one in self.points for count in one.shown.values()),
            *self.outcomes.values(),
            *(one.shown for one in self.parts),
        ]

    @property
    def missing(self) -> int:
        """How many things no example shows."""
        return sum(not count for count in self.counts)


class Coverage(Struct, frozen=True):
    """What the examples of some benefits show."""

    covers: tuple[Cover, ...]
    faults: tuple[Diagnostic, ...] = ()

    @property
    def total(self) -> int:
        """How many things can be shown."""
        return sum(len(cover.counts) for cover in self.covers)

    @property
    def missing(self) -> int:
        """How many of them no example shows."""
        return sum(cover.missing for cover in self.covers)

    @property
    def percent(self) -> float:
        """How much of what can be shown is."""
        return 100.0 * (self.total - self.missing) / self.total if self.total else 100.0


def cover_examples(benefits: Iterable[Benefit], rulebook: Rulebook) -> Coverage:
    """Return what the examples of `benefits` show, each of its benefit alone."""
    reader = StatedReader(rulebook)
    faults: list[Diagnostic] = []
    covers = [_Counting.of(benefit, rulebook).all(reader, faults) for benefit in benefits]
    return Coverage(tuple(covers), tuple(faults))


class _Counting(Struct, frozen=True):
    hearing: Hearing
    cover: Cover
    leaves: list[Leaf] = field(default_factory=list)

    @classmethod
    def of(cls, benefit: Benefit, rulebook: Rulebook) -> _Counting:
        found, hearing = list(leaves(benefit.when)), Hearing.of(benefit, rulebook)
        return cls(hearing, _blank(benefit, found, hearing), found)

    def all(self, reader: StatedReader, faults: list[Diagnostic]) -> Cover:
        """Count every example that can be read."""
        for example in self.cover.benefit.examples:
            stated = reader.read(self.cover.benefit, example, faults)
            if stated is not None:
                self._count(stated)
        return self.cover

    def _count(self, stated: Stated) -> None:
        decider = self.hearing.decider(stated.as_of)
        truths = decider.interpreter.evaluate(stated.profile, reasons=True)
        result = decider.results(stated.profile, truths)[self.cover.benefit.id]
        if result.outcome in self.cover.outcomes:
            self.cover.outcomes[result.outcome] += 1
        self._clauses(result)
        self._parts(result)
        self._points(stated)

    def _clauses(self, result: Result) -> None:
        """Count each side of each clause once an example, however many members show it."""
        seen: dict[int, set[Aspect]] = {number: set() for number in range(len(self.leaves))}
        for world in result.truths.clauses:
            for row in world:
                truths = dict(zip(self.leaves, row, strict=True))
                for number, leaf in enumerate(self.leaves):
                    if world is result.truths.clauses[0]:
                        seen[number].add(_ASPECTS[truths[leaf]])
                    if "decisive" not in seen[number] and _decides(self.cover.benefit.when, truths, leaf):
                        seen[number].add("decisive")
        for number, aspects in seen.items():
            shown = self.cover.clauses[number].shown
            for aspect in aspects & shown.keys():
                shown[aspect] += 1

    def _parts(self, result: Result) -> None:
        if not leaves_any(result.outcome) or not self.cover.parts:
            return
        count = len(result.benefit.value)
        given = {(number % count, part.choice) for number, part in enumerate(result.value.parts)}
        there = {number for number, _choice in given}
        numbers = {id(part): number for number, part in enumerate(result.benefit.value)}
        for one in self.cover.parts:
            number = numbers[id(one.part)]
            one.shown += (number, one.choice) in given if one.choice else number in there

    def _points(self, stated: Stated) -> None:
        interpreter = self.hearing.decider(stated.as_of).interpreter
        env = interpreter.environment(stated.profile)
        each = self.cover.benefit.each
        members = rows(env, None if each is None else each.name)
        for one in self.cover.points:
            if isinstance(one.about, Threshold):
                found = {
                    place
                    for member in members
                    for place in one.about.position(env, member, interpreter.compiler)
                }
            else:
                found = {place for place, day in days_about(one.day).items() if day == stated.as_of}
            for place in found & one.shown.keys():
                one.shown[place] += 1


def _blank(benefit: Benefit, found: list[Leaf], hearing: Hearing) -> Cover:
    ends: list[tuple[Literal["from", "until"], date | None]] = [
        ("from", benefit.in_force.start),
        ("until", benefit.in_force.until),
    ]
    return Cover(
        benefit,
        [ClauseCover(leaf, _aspects(leaf)) for leaf in found],
        [
            *(PointCover(one, dict.fromkeys(sorted(one.possible), 0)) for one in thresholds(benefit)),
            *(PointCover(name, dict.fromkeys(POSITIONS, 0), day) for name, day in ends if day is not None),
        ],
        dict.fromkeys(sorted(reachable(benefit), key=list(Outcome).index), 0),
        _parts(benefit, hearing),
    )


def _aspects(leaf: Leaf) -> dict[Aspect, int]:
    possible = truths_of(leaf)
    shown = {aspect: 0 for truth, aspect in _ASPECTS.items() if truth in possible}
    return shown | {"decisive": 0} if len(possible) > 1 else shown


def _parts(benefit: Benefit, hearing: Hearing) -> list[PartCover]:
    """Return what of the value an example can give; of what cannot be had, nothing."""
    if not any(leaves_any(outcome) for outcome in reachable(benefit)):
        return []
    found: list[PartCover] = []
    for part in benefit.value:
        if isinstance(part, m.Table):
            rows_had = (choice for choice in part.rows if _can_be_had(choice, part, hearing))
            found += [PartCover(part, choice) for choice in rows_had]
        else:
            found.append(PartCover(part, None))
    return found


def _can_be_had(choice: str, table: m.Table, hearing: Hearing) -> bool:
    """Whether the conditions leave a firm of this choice, of which nothing else is known, any hope."""
    fact = table.ref.fact
    profile = Profile({fact.path: choice})
    if table.ref.scope is n.Scope.EACH:
        profile = Profile(lists={fact.owner: Members(({fact.name: choice},))})
    day = hearing.benefit.cite.source.latest
    truths = hearing.decider(day).interpreter.evaluate(profile)[hearing.benefit.id]
    return truths.granted.truth is not False


def _decides(tree: m.Tree, truths: dict[Leaf, Truth], leaf: Leaf) -> bool:
    """Whether another truth of this clause alone would change the truth of the whole."""
    whole = deciding(tree, truths)[0]
    others = truths_of(leaf) - {truths[leaf]}
    return any(deciding(tree, {**truths, leaf: other})[0] is not whole for other in others)
