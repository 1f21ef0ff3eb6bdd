"""Firms that stand for all others, as far as one benefit can tell firms apart.

Enters: a benefit and the firms of its examples. Leaves: firms that combine, for every fact that is read, the
values about each constant, each choice, each place with what is around and beside it, and no value at all.
Where these are too many, the firms near those of the examples and a repeatable draw of the others.
"""

from __future__ import annotations

from decimal import Decimal
from itertools import islice, product
from math import prod
from random import Random
from typing import TYPE_CHECKING, Any, TypeAlias

from msgspec import Struct

from eligib.engines.interpreter.operands import compile_value
from eligib.engines.interpreter.scope import Compiler
from eligib.explain.paths import leaves
from eligib.language import nodes as n
from eligib.language.vocabulary import ELSEWHERE, Fact, Kind, Record
from eligib.profile.model import Members, Profile
from eligib.rulebook import model as m
from eligib.rulebook.link import clauses
from eligib.trial.hearing import facts_of
from eligib.trial.thresholds import POSITIONS, STEPS, moved, stepped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from eligib.language.vocabulary import Tree, Vocabulary
    from eligib.rulebook.model import Benefit
    from eligib.trial.hearing import Hearing

LIMIT = 1500
"""How many firms at most are tried for one change."""
_MEMBERS = 60
_PAIRS = 20
_SIBLINGS = 2
_PAIR, _MOST_COUNTED = 2, 50
_SEED = 20210115
_AMOUNTS = {Kind.MONEY: (0, 1, 333_33), Kind.MONTHS: (0, 1, 7), Kind.DAYS: (0, 1, 40)}

_WHOLE = frozenset({Kind.MONEY, Kind.COUNT, Kind.MONTHS, Kind.DAYS})
_BASES: dict[Kind, Any] = {
    Kind.MONEY: 100_000_000_00,
    Kind.COUNT: 100,
    Kind.MONTHS: 12,
    Kind.DAYS: 100,
    Kind.NUMBER: Decimal(100),
    Kind.AREA: Decimal(100),
    Kind.RATE: Decimal("0.1"),
}
"""What a number is where another is compared with a part of it."""

_Key: TypeAlias = tuple[str, str]
_Choice: TypeAlias = "Sequence[Any]"


class Firms(Struct, frozen=True):
    """The firms, those that say least first.

    `every` where all combinations are there; of lists there are always more than can be tried.
    """

    profiles: tuple[Profile, ...]
    every: bool

    @classmethod
    def of(cls, hearing: Hearing, given: Iterable[Profile]) -> Firms:
        """Return the firms with which changes to the benefit of `hearing` are told apart."""
        domains = _Domains.of(hearing).all()
        count = prod(len(values) for values in domains.values())
        few = count <= LIMIT
        found = _all(domains) if few else _some(domains, [_row(one, domains) for one in (Profile(), *given)])
        profiles = {_identity(profile): profile for profile in map(_profile, found)}
        every = few and all(kind != "list" for kind, _name in domains)
        return cls(tuple(sorted(profiles.values(), key=_size)), every)


class _Domains(Struct, frozen=True):
    """The values to try for each fact, list, approval and benefit that is asked for."""

    benefits: list[Benefit]
    vocabulary: Vocabulary

    @classmethod
    def of(cls, hearing: Hearing) -> _Domains:
        return cls([*hearing.alone.benefits.values()], hearing.alone.vocabulary)

    def all(self) -> dict[_Key, _Choice]:
        domains: dict[_Key, _Choice] = {}
        facts = dict.fromkeys(ref.fact for benefit in self.benefits for ref in facts_of(benefit))
        lists: dict[str, list[Fact]] = {record.name: [] for record in self._lists()}
        for fact in facts:
            if self.vocabulary.records[fact.owner].is_list:
                lists.setdefault(fact.owner, []).append(fact)
            else:
                domains["fact", fact.path] = self._values(fact)
        for name, members in lists.items():
            domains["list", name] = self._members(name, members)
        for benefit in self.benefits:
            for leaf in leaves(benefit.when):
                if isinstance(leaf, m.ApprovalClause):
                    domains["approval", leaf.approval.id] = (None, True, False)
        received = sorted({node.benefit for node in self._nodes() if isinstance(node, n.BenefitIs)})
        if received:
            domains["received", ""] = (None, frozenset(), *(frozenset({name}) for name in received))
        return domains

    def _lists(self) -> Iterator[Record]:
        for benefit in self.benefits:
            if benefit.each is not None:
                yield benefit.each
        for node in self._nodes():
            if isinstance(node, n.Exists | n.Every | n.Count | n.Total):
                yield node.records

    def _nodes(self) -> Iterator[n.Condition | n.Value]:
        for benefit in self.benefits:
            for clause in clauses(benefit.when):
                yield from n.walk(clause.condition)

    def _members(self, name: str, facts: list[Fact]) -> list[Members | None]:
        """Return lists: not given, none, open, a member of each kind, some pairs, and as many as counted."""
        rows = [_named(facts, row) for row in _drawn([self._values(fact) for fact in facts], _MEMBERS)]
        pairs = [(one, other) for one, other in zip(rows, (*rows[1:], rows[0]), strict=True)][:_PAIRS]
        alike = [(row, row) for row in rows[-_PAIRS:]]
        found: list[Members | None] = [None, Members(()), Members((), is_open=True)]
        found += [Members((row,)) for row in rows]
        found += [Members(members) for members in (*pairs, *alike)]
        found += [Members((row,), is_open=True) for row in rows[-_PAIRS:]]
        found += [Members((row,) * number) for number in self._counted(name) for row in rows[-_PAIRS:]]
        return found

    def _counted(self, name: str) -> set[int]:
        """Return the numbers of members about those with which a count of the list is compared."""
        found: set[int] = set()
        for node in self._nodes():
            if isinstance(node, n.Compare):
                for count, literal in ((node.left, node.right), (node.right, node.left)):
                    if (
                        isinstance(count, n.Count)
                        and count.records.name == name
                        and isinstance(literal, n.Literal)
                    ):
                        found |= {stepped(literal, place) for place in POSITIONS}
        return {number for number in found if _PAIR < number <= _MOST_COUNTED}

    def _values(self, fact: Fact) -> _Choice:
        match fact.kind:
            case Kind.BOOL:
                return (None, True, False)
            case Kind.CHOICE:
                return (None, *fact.choices)
            case Kind.CHOICES:
                asked = [
                    node.choice for node in self._nodes() if isinstance(node, n.Has) and node.ref.fact is fact
                ]
                named = dict.fromkeys((*asked, *list(fact.choices)[: _SIBLINGS + 1]))
                return (None, frozenset(), *(frozenset({name}) for name in named), frozenset(fact.choices))
            case Kind.PLACE | Kind.INDUSTRY:
                return (None, *self._places(fact))
            case _:
                return (None, *self._numbers(fact))

    def _places(self, fact: Fact) -> dict[str, None]:
        tree, found = self.vocabulary.trees[fact.kind], dict[str, None]()
        for node in self._nodes():
            if isinstance(node, n.Within) and node.ref.fact is fact:
                found.update(dict.fromkeys((node.place, *_around(tree, node.place))))
        return found

    def _numbers(self, fact: Fact) -> list[Any]:
        found: set[Any] = {*_AMOUNTS.get(fact.kind, ()), self._base(fact)} - {None}
        for node in self._nodes():
            if isinstance(node, n.Compare):
                for one, other in ((node.left, node.right), (node.right, node.left)):
                    if n.kind_of(other) is fact.kind and _is_of(one, fact):
                        found |= self._about(other)
        within = (one for one in found if fact.lower is None or one >= fact.lower)
        return sorted(one for one in within if fact.upper is None or one <= fact.upper)

    def _about(self, value: n.Value) -> set[Any]:
        """Return the points about a value, where each fact in it has its base."""
        refs = [node for node in n.walk(value) if isinstance(node, n.FactRef)]
        base = {key: self._base(ref.fact) for ref in refs for key in (ref.fact.path, ref.fact.name)}
        day = self.benefits[-1].cite.source.latest
        at = compile_value(value, Compiler(day, self.vocabulary.trees))(base, base, base)[0]
        kind = n.kind_of(value)
        if at is None or kind not in STEPS:
            return set()
        whole = int(at) if kind in _WHOLE else at
        return {moved(whole, STEPS[kind], place) for place in POSITIONS}

    def _base(self, fact: Fact) -> Any:  # noqa: ANN401 - a number or a day
        """Return the value that a fact has where another is compared with it."""
        if fact.kind is Kind.DATE:
            return self.benefits[-1].cite.source.latest
        return _BASES.get(fact.kind)


def _is_of(value: n.Value, fact: Fact) -> bool:
    """Whether a value is the fact, or is made of it."""
    parts = n.walk(value)
    return any(isinstance(part, n.FactRef | n.Total) and part.fact is fact for part in parts)


def _around(tree: Tree, place: str) -> Iterator[str]:
    """Yield what lies beside, inside and around a place."""
    parent = tree.parents[place]
    below = [other for other, above in tree.parents.items() if above == place]
    beside = [other for other, above in tree.parents.items() if above == parent and other != place]
    yield from below[:1]
    yield from (other for other in below[1:] if other.endswith(ELSEWHERE))
    yield from beside[:_SIBLINGS]
    yield from (other for other in beside[_SIBLINGS:] if other.endswith(ELSEWHERE))
    if parent is not None:
        yield parent


def _drawn(domains: list[_Choice], limit: int) -> list[tuple[Any, ...]]:
    """Return all combinations, or as many of them as `limit` allows, drawn the same way each time."""
    if prod(len(values) for values in domains) <= limit:
        return list(product(*domains))
    dice = Random(_SEED)  # noqa: S311 - a draw to be repeated, no secret
    first = list(islice(product(*(tuple(reversed(values)) for values in domains)), limit // 3))
    return [*first, *(tuple(dice.choice(values) for values in domains) for _ in range(limit - len(first)))]


def _named(facts: list[Fact], row: tuple[Any, ...]) -> dict[str, Any]:
    return {fact.name: value for fact, value in zip(facts, row, strict=True) if value is not None}


def _all(domains: dict[_Key, _Choice]) -> Iterator[dict[_Key, Any]]:
    for row in product(*domains.values()):
        yield dict(zip(domains, row, strict=True))


def _some(domains: dict[_Key, _Choice], given: list[dict[_Key, Any]]) -> Iterator[dict[_Key, Any]]:
    """Yield the given firms, each with one thing otherwise, then firms drawn by lot."""
    for base in given:
        for key, values in domains.items():
            yield from ({**base, key: value} for value in values)
    dice = Random(_SEED)  # noqa: S311 - a draw to be repeated, no secret
    for _ in range(LIMIT):
        yield {key: dice.choice(values) for key, values in domains.items()}


def _row(profile: Profile, domains: dict[_Key, _Choice]) -> dict[_Key, Any]:
    """Return of a firm what the benefit asks for."""
    held: dict[str, Any] = {
        "fact": profile.facts,
        "list": profile.lists,
        "approval": profile.approvals,
        "received": {"": profile.received},
    }
    return {(kind, name): held[kind].get(name) for kind, name in domains}


def _profile(row: dict[_Key, Any]) -> Profile:
    held: dict[str, dict[str, Any]] = {"fact": {}, "list": {}, "approval": {}, "received": {}}
    for (kind, name), value in row.items():
        if value is not None:
            held[kind][name] = value
    return Profile(held["fact"], held["list"], held["approval"], held["received"].get(""))


def _identity(profile: Profile) -> str:
    return repr((profile.facts, profile.lists, profile.approvals, profile.received))


def _size(profile: Profile) -> int:
    members = sum(1 + sum(len(row) + 1 for row in one.records) for one in profile.lists.values())
    return len(profile.facts) + members + len(profile.approvals) + (profile.received is not None)
