"""Benefits that may be one: those that promise the same to the same in one zone.

Enters: the benefits. Leaves: groups of such, and pairs in them worth comparing. A large group is split by
what its conditions say apart from figures, so that the work grows with the number of benefits, not its
square.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import asdict

from eligib.language.nodes import Compare, walk
from eligib.language.vocabulary import Fact, Record
from eligib.lint.reasoning import reads
from eligib.rulebook.link import clauses
from eligib.rulebook.model import ApprovalClause, Group, Unstated

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from eligib.rulebook.model import Benefit, Tree

MOST_COMPARED = 40
NEIGHBOURS = 4


def same_promise(benefits: Iterable[Benefit]) -> Iterator[list[Benefit]]:
    """Yield the benefits that promise one thing: zone, kind, payee, value, and title if that is unstated."""
    groups: dict[Hashable, list[Benefit]] = defaultdict(list)
    for benefit in benefits:
        unstated = any(isinstance(part, Unstated) and part.what is None for part in benefit.value)
        promise = frozen(benefit.value), frozen(benefit.total_at_most), benefit.combine
        title = benefit.title if unstated else None
        each = None if benefit.each is None else benefit.each.name
        groups[benefit.zone, benefit.kind, benefit.paid_to, each, title, promise].append(benefit)
    yield from (group for group in groups.values() if len(group) > 1)


def pairs(group: list[Benefit]) -> Iterator[tuple[Benefit, Benefit]]:
    """Yield the pairs to compare: all of a small group, near ones of a large one."""
    if len(group) <= MOST_COMPARED:
        yield from combinations(group, 2)
        return
    shapes: dict[Hashable, list[Benefit]] = defaultdict(list)
    for benefit in group:
        shapes[shape(benefit)].append(benefit)
    for alike in shapes.values():
        if len(alike) <= MOST_COMPARED:
            yield from combinations(alike, 2)
            continue
        for index, benefit in enumerate(alike):
            yield from ((benefit, other) for other in alike[index + 1 : index + 1 + NEIGHBOURS])


def shape(benefit: Benefit) -> Hashable:
    """Return what the conditions read and, apart from comparisons, ask."""
    others = frozenset(
        clause.condition
        for clause in clauses(benefit.when)
        if not any(isinstance(node, Compare) for node in walk(clause.condition))
    )
    return reads(benefit.when), others, frozenset(_approvals(benefit.when))


def _approvals(tree: Tree) -> Iterator[str]:
    if isinstance(tree, ApprovalClause):
        yield tree.approval.id
    elif isinstance(tree, Group):
        for part in tree.parts:
            yield from _approvals(part)


def frozen(value: object) -> Hashable:
    """Return the content of rulebook data as something to compare by."""
    match value:
        case Fact() | Record():
            return value.name
        case Struct():
            return type(value).__name__, tuple(frozen(part) for part in asdict(value).values())
        case list() | tuple():
            return tuple(frozen(part) for part in value)
        case dict():
            return tuple((key, frozen(part)) for key, part in value.items())
        case _:
            return value
