"""Random firms as Hypothesis strategies, and what more may become known of them.

A firm has values for the facts that a rulebook asks about, at its figures and just beside them. `refined`
fills in some unknowns of a firm, `completed` all of them; approvals stay as they are unless told otherwise.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from eligib.language import nodes as n
from eligib.language.vocabulary import Kind
from eligib.profile.model import Candidates, Facts, FactValue, Interval, Members, Profile
from eligib.rulebook import model as m
from support.random_vocabulary import APPROVALS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hypothesis.strategies import DrawFn, SearchStrategy

    from eligib.language.vocabulary import Fact, Record, Tree
    from eligib.rulebook.model import Rulebook

STEPS: dict[Kind, int | Decimal] = {
    Kind.COUNT: 1,
    Kind.MONEY: 1,
    Kind.MONTHS: 1,
    Kind.DAYS: 1,
    Kind.NUMBER: Decimal("0.01"),
    Kind.RATE: Decimal("0.0001"),
    Kind.AREA: Decimal("0.01"),
}
OTHERS: dict[Kind, tuple[int | Decimal, ...]] = {
    Kind.COUNT: (0, 5, 1000),
    Kind.MONEY: (0, 1, 5, 33_35, 50_000_000, 10**12),
    Kind.MONTHS: (0, 2, 36),
    Kind.DAYS: (0, 45),
    Kind.NUMBER: (Decimal(0), Decimal("7.25")),
    Kind.RATE: (Decimal(0), Decimal("0.03"), Decimal("0.5")),
    Kind.AREA: (Decimal(0), Decimal("333.33")),
}
SIGNED = (Kind.NUMBER, Kind.MONEY, Kind.RATE)
DAYS = (date(2019, 12, 31), date(2020, 6, 22), date(2021, 1, 15), date(2021, 4, 15))
ALWAYS = st.just(value=True)
MOVES = (0, 1, -1, 28, 31, 90, -31)


@dataclass(frozen=True)
class Asked:
    """What a rulebook asks of a firm, and values beside its figures."""

    rulebook: Rulebook

    @cached_property
    def nodes(self) -> list[n.Condition | n.Value]:
        """Every node of every condition and value."""
        return [node for benefit in self.rulebook.benefits.values() for node in _nodes(benefit)]

    @cached_property
    def facts(self) -> list[Fact]:
        """The facts asked of the firm itself, by path."""
        found = {
            node.fact.path: node.fact
            for node in self.nodes
            if isinstance(node, n.FactRef) and node.scope is n.Scope.RECORD
        }
        return [found[path] for path in sorted(found)]

    @cached_property
    def lists(self) -> list[tuple[Record, list[Fact]]]:
        """The lists gone through, each with the facts that are asked of its members."""
        names = {benefit.each.name for benefit in self.rulebook.benefits.values() if benefit.each}
        asked: dict[str, Fact] = {}
        for node in self.nodes:
            if isinstance(node, n.Count | n.Total | n.Exists | n.Every):
                names.add(node.records.name)
            if isinstance(node, n.Total | n.FactRef):
                asked[node.fact.path] = node.fact
        records = self.rulebook.vocabulary.records
        return [
            (records[name], [asked[path] for path in sorted(asked) if asked[path].owner == name])
            for name in sorted(names)
        ]

    @cached_property
    def figures(self) -> dict[Kind, list[int | Decimal]]:
        """Figures to choose from: those of the rulebook, the next above and below, and some others."""
        found: dict[Kind, list[int | Decimal]] = {}
        for kind, others in OTHERS.items():
            written = [_figure(kind, value) for value in self._written(kind)]
            near = [value + step for value in written for step in (-STEPS[kind], 0, STEPS[kind])]
            negative = [-value for value in others if value] if kind in SIGNED else []
            found[kind] = list(dict.fromkeys([*near, *others, *negative]))
        return found

    @cached_property
    def days(self) -> list[date]:
        """Days to choose from: those of the rulebook and some about a month away."""
        written = [node.value for node in self.nodes if isinstance(node, n.Literal)]
        days = [*(value for value in written if isinstance(value, date)), *DAYS]
        return list(dict.fromkeys(day + timedelta(days=move) for day in days for move in MOVES))

    @cached_property
    def texts(self) -> list[str]:
        """Texts to choose from: those of the rulebook and one other."""
        literals = (node for node in self.nodes if isinstance(node, n.Literal) and node.kind is Kind.TEXT)
        return list(dict.fromkeys([*(str(node.value) for node in literals), "乙公司"]))

    def exact(self, fact: Fact) -> list[FactValue]:
        """Return the exact values of `fact`, within its declared range, that matter."""
        if fact.path not in self._exact:
            self._exact[fact.path] = [value for value in self._values(fact) if in_range(fact, value)]
        return self._exact[fact.path]

    @cached_property
    def _exact(self) -> dict[str, list[FactValue]]:
        return {}

    def _values(self, fact: Fact) -> list[FactValue]:
        places = self.rulebook.vocabulary.places
        match fact.kind:
            case Kind.BOOL:
                return [True, False]
            case Kind.DATE:
                return list(self.days)
            case Kind.TEXT:
                return list(self.texts)
            case Kind.CHOICE:
                return [*sorted(fact.choices)]
            case Kind.CHOICES:
                sizes = range(len(fact.choices) + 1)
                return [frozenset(some) for size in sizes for some in combinations(fact.choices, size)]
            case Kind.PLACE:
                return [place for place in sorted(places.parents) if is_smallest(place, places)]
            case kind:
                return list(self.figures[kind])

    def _written(self, kind: Kind) -> Iterator[int | Decimal]:
        plain = (Kind.COUNT, Kind.NUMBER)
        alike = plain if kind in plain else (kind,)
        for node in self.nodes:
            if isinstance(node, n.Literal) and node.kind in alike and isinstance(node.value, int | Decimal):
                yield node.value


def _figure(kind: Kind, value: int | Decimal) -> int | Decimal:
    return Decimal(value) if isinstance(STEPS[kind], Decimal) else int(value)


def _nodes(benefit: m.Benefit) -> Iterator[n.Condition | n.Value]:
    for condition in conditions_of(benefit.when):
        yield from n.walk(condition)
    for part in benefit.value:
        match part:
            case m.Table():
                yield part.ref
            case m.Share():
                yield from n.walk(part.of)
            case m.Monthly():
                yield from n.walk(part.months)
            case m.Rate(of=of) if of is not None:
                yield from n.walk(of)


def conditions_of(tree: m.Tree) -> Iterator[n.Condition]:
    """Yield the condition of every clause, in order of writing."""
    if isinstance(tree, m.Clause):
        yield tree.condition
    elif isinstance(tree, m.Group):
        for part in tree.parts:
            yield from conditions_of(part)


# --- values of one fact


def possible(fact: Fact, value: FactValue | None, asked: Asked) -> list[FactValue]:
    """Return the exact values, of those that matter, that a fact of which `value` is known may have."""
    if value is None:
        return asked.exact(fact)
    if isinstance(value, Interval):
        ends = [end for end in (value.lower, value.upper) if end is not None]
        return [*ends, *(day for day in asked.exact(fact) if in_range(fact, day) and _inside(day, value))]
    if isinstance(value, Candidates):
        return [*sorted(value.choices)]
    if fact.kind is Kind.PLACE:
        places = asked.rulebook.vocabulary.places
        return [place for place in sorted(places.inside(str(value))) if is_smallest(place, places)]
    return [value]


def narrower(
    fact: Fact, value: FactValue | None, asked: Asked, *, whole: bool = True
) -> SearchStrategy[FactValue]:
    """Return what may become known of a fact of which `value` is known; exactly known if `whole`."""
    exactly = st.sampled_from(possible(fact, value, asked))
    if whole:
        return exactly
    if value is None:
        return exactly | rough(fact, asked)
    if isinstance(value, Candidates):
        fewer = st.frozensets(st.sampled_from(sorted(value.choices)), min_size=2)
        return exactly | fewer.map(Candidates)
    if fact.kind is Kind.PLACE:
        return st.sampled_from(sorted(asked.rulebook.vocabulary.places.inside(str(value))))
    return exactly


def rough(fact: Fact, asked: Asked) -> SearchStrategy[FactValue]:
    """Return values of `fact` that are known in part, where there are such; else exact ones."""
    if fact.kind is Kind.DATE:
        spans = [span for day in DAYS for span in (_month(day), _year(day))]
        return st.sampled_from([span for span in spans if in_range(fact, span.lower, span.upper)])
    if fact.kind is Kind.CHOICE:
        return st.frozensets(st.sampled_from(sorted(fact.choices)), min_size=2).map(Candidates)
    if fact.kind is Kind.PLACE:
        places = asked.rulebook.vocabulary.places
        return st.sampled_from([place for place in places.parents if not is_smallest(place, places)])
    return st.sampled_from(asked.exact(fact))


def _inside(day: FactValue, span: Interval) -> bool:
    return not (_less(day, span.lower) or _less(span.upper, day))


def in_range(fact: Fact, lower: object, upper: object | None = None) -> bool:
    """Whether a value, or a range of them, is within the declared range of `fact`."""
    highest = lower if upper is None else upper
    return not (_less(lower, fact.lower) or _less(fact.upper, highest))


def _less(left: object, right: object) -> bool:
    if isinstance(left, date) and isinstance(right, date):
        return left < right
    return isinstance(left, int | Decimal) and isinstance(right, int | Decimal) and left < right


def is_smallest(place: str, places: Tree) -> bool:
    """Whether nothing lies inside `place`."""
    return place not in places.parents.values()


def _month(day: date) -> Interval:
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return Interval(first, following - timedelta(days=1))


def _year(day: date) -> Interval:
    return Interval(date(day.year, 1, 1), date(day.year, 12, 31))


# --- firms


@st.composite
def profiles(draw: DrawFn, asked: Asked) -> Profile:
    """Draw a firm of which some is known."""
    lists: dict[str, Members] = {}
    for record, facts in asked.lists:
        shape = draw(st.sampled_from(("absent", "closed", "closed", "closed", "open", "open")))
        if shape != "absent":
            size = draw(st.sampled_from((0, 1, 1, 2, 3)))
            members = tuple(draw(_some(facts, asked)) for _ in range(size))
            lists[record.name] = Members(members, is_open=shape == "open")
    facts_of = {fact.path: value for fact, value in draw(_known(asked.facts, asked))}
    received = draw(st.none() | _received(asked)) if asks_received(asked) else None
    return Profile(facts_of, lists, draw(_decisions(())), received)


@st.composite
def _some(draw: DrawFn, facts: list[Fact], asked: Asked) -> Facts:
    return {fact.name: value for fact, value in draw(_known(facts, asked))}


@st.composite
def _known(draw: DrawFn, facts: list[Fact], asked: Asked) -> list[tuple[Fact, FactValue]]:
    known = []
    for fact in facts:
        how = draw(st.sampled_from(("exact", "exact", "unknown", "rough")))
        if how != "unknown":
            known.append(
                (fact, draw(rough(fact, asked) if how == "rough" else st.sampled_from(asked.exact(fact))))
            )
    return known


def asks_received(asked: Asked) -> bool:
    """Whether any condition asks what the firm has received."""
    return any(isinstance(node, n.BenefitIs) and node.state == "received" for node in asked.nodes)


def _received(asked: Asked) -> SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(asked.rulebook.benefits)))


@st.composite
def _decisions(draw: DrawFn, decided: Iterable[str]) -> dict[str, bool]:
    open_ones = [name for name in APPROVALS if name not in set(decided)]
    drawn = {name: draw(st.sampled_from((None, None, True, False))) for name in open_ones}
    return {name: granted for name, granted in drawn.items() if granted is not None}


# --- what more may become known


def changed(
    profile: Profile,
    *,
    facts: Facts | None = None,
    lists: dict[str, Members] | None = None,
    approvals: dict[str, bool] | None = None,
    received: frozenset[str] | None = None,
) -> Profile:
    """Return the firm with what is given in place of what it has."""
    return Profile(
        profile.facts if facts is None else facts,
        profile.lists if lists is None else lists,
        profile.approvals if approvals is None else approvals,
        profile.received if received is None else received,
    )


@st.composite
def refined(draw: DrawFn, profile: Profile, asked: Asked, *, approvals: bool = False) -> Profile:
    """Draw a firm of which some more is known than of `profile`; approvals are decided only if asked for."""
    return draw(_filled(profile, asked, st.sampled_from((True, False)), approvals=approvals))


@st.composite
def completed(draw: DrawFn, profile: Profile, asked: Asked, *, approvals: bool = False) -> Profile:
    """Draw a firm of which everything is known, and nothing otherwise than `profile` says."""
    complete = draw(_filled(profile, asked, ALWAYS, approvals=approvals, whole=True))
    if approvals:
        undecided = [name for name in APPROVALS if name not in complete.approvals]
        decided = {name: draw(st.booleans()) for name in undecided}
        return changed(complete, approvals={**complete.approvals, **decided})
    return complete


@st.composite
def _filled(
    draw: DrawFn,
    profile: Profile,
    asked: Asked,
    fill: SearchStrategy[bool],
    *,
    approvals: bool,
    whole: bool = False,
) -> Profile:
    facts = dict(profile.facts)
    for fact in asked.facts:
        if draw(fill):
            facts[fact.path] = draw(narrower(fact, facts.get(fact.path), asked, whole=whole))
    lists = dict(profile.lists)
    for record, member_facts in asked.lists:
        lists |= draw(_more_members(record.name, member_facts, lists, asked, fill, whole=whole))
    decided = draw(_decisions(profile.approvals)) if approvals else {}
    received = profile.received
    if received is None and draw(fill):
        received = draw(_received(asked))
    return changed(
        profile, facts=facts, lists=lists, approvals={**profile.approvals, **decided}, received=received
    )


@st.composite
def _more_members(  # noqa: PLR0913 - what to refine, and how
    draw: DrawFn,
    name: str,
    facts: list[Fact],
    lists: dict[str, Members],
    asked: Asked,
    fill: SearchStrategy[bool],
    *,
    whole: bool,
) -> dict[str, Members]:
    if name not in lists and not draw(fill):
        return {}
    before = lists.get(name, Members((), is_open=True))
    records = [draw(_member(record, facts, asked, fill, whole=whole)) for record in before.records]
    if not before.is_open:
        return {name: Members(tuple(records))}
    for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
        fresh = st.just(Facts()) if whole else _some(facts, asked)
        records.append(draw(_member(draw(fresh), facts, asked, fill, whole=whole)))
    return {name: Members(tuple(records), is_open=not (whole or draw(st.booleans())))}


@st.composite
def _member(
    draw: DrawFn, record: Facts, facts: list[Fact], asked: Asked, fill: SearchStrategy[bool], *, whole: bool
) -> Facts:
    more = dict(record)
    for fact in facts:
        if draw(fill):
            more[fact.name] = draw(narrower(fact, record.get(fact.name), asked, whole=whole))
    return more
