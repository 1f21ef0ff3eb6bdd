"""A firm that fulfils some atoms and fails others, found among values that stand for all others.

Enters: what is wanted of the firm. Leaves: firms that may do, the plainest first, or that there can be none.
Where each atom asks about one fact only, the answer is exact: values between two neighbouring thresholds are
decided alike, so one of them is enough. Where atoms join several facts or go through lists, some
combinations are tried, and to find none proves nothing.
"""

from __future__ import annotations

from itertools import chain, islice, product
from typing import TYPE_CHECKING, Any

from msgspec import Struct, field

from eligib.changes.points import WHOLE, days, in_range, nodes, numbers
from eligib.changes.questions import CHOICE, DERIVED, Asked, Assignment, Wanted, collect
from eligib.engines.interpreter.operands import compile_value
from eligib.language import nodes as n
from eligib.language.vocabulary import NUMERIC, Kind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from eligib.language.vocabulary import Tree
    from eligib.profile.model import Facts

MAX_TRIED = 4000
MAX_FIRMS = 40
_MOST_MEMBERS = 12
_FEW = 4


class Found(Struct):
    """The firms that were found; `exact` if there are no others than those of which one is among them."""

    firms: Iterator[Assignment]
    exact: bool


class Search(Struct, frozen=True):
    """Looks for firms.

    Attributes:
        trees: those of both rulebooks, by kind.
        each: the lists gone through.
        tables: for each fact that differing tables derive, the facts to try from which it follows.
    """

    trees: dict[Kind, tuple[Tree, ...]]
    each: frozenset[str]
    tables: dict[str, list[Facts]]
    domains: dict[str, list[Any]] = field(default_factory=dict)

    @classmethod
    def over(
        cls,
        wants: Iterable[Wanted],
        trees: dict[Kind, tuple[Tree, ...]],
        each: frozenset[str],
        tables: dict[str, list[Facts]],
    ) -> Search:
        """Return the search among the values that any of the atoms tells apart."""
        wants = tuple(wants)
        search = cls(trees, each, tables)
        asked = collect(wants)
        search.domains.update({name: search._domain(name, one) for name, one in asked.items()})
        for want in wants:
            search._add_sides(want)
        return search

    def firms(self, wants: tuple[Wanted, ...]) -> Found:
        """Return firms of which every atom is as is wanted."""
        if _contradict(wants):
            return Found(iter(()), exact=True)
        single = {name: list(values) for name, values in self.domains.items()}
        joined: list[Wanted] = []
        exact = all(want.exact for want in wants)
        doubtful = {name for want in wants if not want.exact for name in want.variables}
        for want in wants:
            if not want.variables:
                if want.exact and not want.met({}):
                    return Found(iter(()), exact=True)
            elif len(want.variables) == 1:
                name = next(iter(want.variables))
                single[name] = [value for value in single[name] if want.met({name: value})]
                if not single[name]:
                    return Found(iter(()), exact=name not in doubtful)
            else:
                joined.append(want)
        names = frozenset().union(*(want.variables for want in wants))
        return Found(_firms(single, joined, names), exact=exact)

    def _domain(self, name: str, asked: Asked) -> list[Any]:
        if name.startswith(DERIVED):
            return [*self.tables[name.removeprefix(DERIVED)]]
        if CHOICE in name or ":" in name:
            return [True, False]
        if asked.fact is None:
            most = [int(cut) + step for cut in asked.cuts if 0 <= cut <= _MOST_MEMBERS for step in (0, 1, -1)]
            sizes = dict.fromkeys([1, *([] if name in self.each else [0]), *sorted(most)])
            return [size for size in sizes if size >= (name in self.each)]
        return self._values(asked.fact, asked)

    def _values(self, fact: Any, asked: Asked) -> list[Any]:  # noqa: ANN401 - a fact
        match fact.kind:
            case Kind.BOOL:
                return [True, False]
            case Kind.CHOICE:
                return list(fact.choices)
            case Kind.PLACE | Kind.INDUSTRY:
                return nodes(self.trees[fact.kind], asked.nodes)
            case Kind.DATE:
                return list(days(fact, asked.cuts))
            case Kind.TEXT:
                return [*sorted(asked.cuts), "x"]
            case kind if kind in NUMERIC:
                return numbers(fact, asked.cuts)
        return []

    def _add_sides(self, want: Wanted) -> None:
        """Add to a fact that is compared with others of the firm the values about which that turns."""
        if want.leaf.condition is None:
            return
        for part in n.walk(want.leaf.condition):
            if isinstance(part, n.Compare):
                for fact, other in ((part.left, part.right), (part.right, part.left)):
                    if isinstance(fact, n.FactRef) and fact.scope is n.Scope.RECORD:
                        self._add(fact, other, want)

    def _add(self, ref: n.FactRef, other: n.Value, want: Wanted) -> None:
        refs = [
            part for part in n.walk(other) if isinstance(part, n.FactRef) and part.scope is n.Scope.RECORD
        ]
        parts = [part for part in n.walk(other) if isinstance(part, n.Count | n.Total)]
        names = list(dict.fromkeys(one.fact.path for one in refs))
        if not names or parts or ref.fact.path in names or ref.fact.kind not in NUMERIC:
            return
        side, domain = compile_value(other, want.compiler), self.domains[ref.fact.path]
        rows = islice(product(*(self.domains[name] for name in names)), MAX_TRIED // 10)
        values = {side(dict(zip(names, row, strict=True)), {}, {})[0] for row in rows} - {None}
        near = [value + step for value in sorted(values) for step in (0, 1, -1)]
        fitting = [int(one // 1) if ref.fact.kind in WHOLE else one for one in near]
        domain += [one for one in dict.fromkeys(fitting) if one not in domain and in_range(ref.fact, one)]


def _contradict(wants: tuple[Wanted, ...]) -> bool:
    """Whether the same atom is wanted both ways."""
    held = {want.atom.form: want.atom.negated for want in wants if want.holds}
    failed = {(want.atom.form, want.atom.negated) for want in wants if not want.holds}
    holding = {(want.atom.form, want.atom.negated) for want in wants if want.holds}
    both = any((form, not negated) in holding for form, negated in held.items())
    return both or bool(failed & holding)


def _firms(single: dict[str, list[Any]], joined: list[Wanted], names: frozenset[str]) -> Iterator[Assignment]:
    free = sorted(names - frozenset().union(*(want.variables for want in joined)))
    groups = [_solutions(group, wants, single) for group, wants in _groups(joined)]
    rows: list[list[Assignment]] = [list(islice(group, _FEW)) for group in groups]
    rows += [[{name: value} for value in single[name][:_FEW]] for name in free]
    for row in islice(product(*rows), MAX_FIRMS):
        yield dict(chain.from_iterable(part.items() for part in row))


def _groups(joined: list[Wanted]) -> list[tuple[frozenset[str], list[Wanted]]]:
    """Return the atoms that share a variable, together."""
    groups: list[tuple[frozenset[str], list[Wanted]]] = []
    for want in joined:
        touching = [group for group in groups if group[0] & want.variables]
        names = want.variables.union(*(group[0] for group in touching))
        wants = [one for group in touching for one in group[1]] + [want]
        groups = [group for group in groups if not group[0] & want.variables] + [(names, wants)]
    return groups


def _solutions(
    names: frozenset[str], wants: list[Wanted], single: dict[str, list[Any]]
) -> Iterator[Assignment]:
    ordered = sorted(names)
    for row in islice(product(*(single[name] for name in ordered)), MAX_TRIED):
        assignment = dict(zip(ordered, row, strict=True))
        if all(want.met(assignment) for want in wants):
            yield assignment
