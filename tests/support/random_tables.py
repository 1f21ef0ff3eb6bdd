"""Random tables of classes over random trees of industries, and what they mean by enumeration.

Leaves: the vocabulary and the table as plain data, the real loader's derivation of them, and the classes of
every firm that agrees with what is known of one: a reading that shares nothing with `profile/derive.py`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from functools import cached_property
from itertools import product
from typing import TYPE_CHECKING, Any

from hypothesis import assume
from hypothesis import strategies as st

from eligib.diagnostics import Source
from eligib.profile.model import Candidates, Interval
from eligib.rulebook.derived import read_derived
from eligib.rulebook.fields import Fields
from eligib.rulebook.model import Rulebook
from eligib.rulebook.vocabulary import read_vocabulary
from eligib.yamltree import parse_yaml
from support.semantics import AS_OF

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypothesis.strategies import DrawFn, SearchStrategy

    from eligib.diagnostics import Diagnostic
    from eligib.profile.model import Facts, FactValue

LABEL = {"zh": "甲", "en": "a"}
SIZE, INDUSTRY = "firm.size", "firm.industry"
OTHERWISE = "outside"
CLASSES = ("first", "second", "third", "fourth")
RANGES: dict[str, dict[str, Any]] = {
    "staff": {"type": "count", "at_least": "0"},
    "sales": {"type": "money", "unit": "元", "at_least": "0"},
    "score": {"type": "number", "at_most": "7"},
    "profit": {"type": "money", "unit": "元"},
}
STEPS: dict[str, tuple[str, int | Decimal, int | Decimal]] = {
    # how a floor is written, what one of it is in the fact's own unit, and the least difference of two values
    "staff": ("{}", 1, 1),
    "sales": ("{}元", 100, 1),
    "score": ("{}.0", Decimal(1), Decimal("0.01")),
    "profit": ("{}元", 100, 1),
}


@dataclass(frozen=True)
class TableRow:
    """The leaves of the tree that are in a row, and the floors of each indicator in the fact's own unit."""

    leaves: frozenset[str]
    floors: dict[str, list[int | Decimal]]


@dataclass(frozen=True)
class Table:
    """A table as drawn: the parents of each industry, the rows that are in force, and the documents."""

    parents: dict[str, str | None]
    classes: tuple[str, ...]
    rows: list[TableRow]
    documents: tuple[dict[str, Any], dict[str, Any]]

    @cached_property
    def leaves(self) -> list[str]:
        """The industries that hold no other."""
        return [node for node in self.parents if node not in self.parents.values()]

    def within(self, node: str) -> frozenset[str]:
        """Return the leaves within an industry."""
        return frozenset(leaf for leaf in self.leaves if node in _up(leaf, self.parents))

    def loaded(self) -> Rulebook:
        """Return the rulebook without benefits that has the vocabulary and the table."""
        faults: list[Diagnostic] = []
        trees = [parse_yaml(Source("t.yaml", json.dumps(one)))[0] for one in self.documents]
        vocabulary_file, table_file = (Fields(tree, faults) for tree in trees if tree is not None)
        vocabulary = read_vocabulary([vocabulary_file], faults)
        derived = read_derived([table_file], vocabulary)
        assert not faults
        return Rulebook(vocabulary, {}, {}, "", "", derived)

    # --- what it means

    def possible(self, facts: Facts) -> set[str]:
        """Return the classes of the firms that have the known facts, whatever they state of their class."""
        industry = facts.get(INDUSTRY)
        leaves = self.leaves if industry is None else self.within(str(industry))
        found: set[str] = set()
        for leaf in leaves:
            row = next((row for row in self.rows if leaf in row.leaves), None)
            found |= {OTHERWISE} if row is None else self._classes(row, facts)
        return found

    def _classes(self, row: TableRow, facts: Facts) -> set[str]:
        tried = [self.witnesses(name, facts.get(f"firm.{name}")) for name in row.floors]
        floors = list(row.floors.values())
        return {
            self.classes[
                max(sum(v < floor for floor in each) for v, each in zip(values, floors, strict=True))
            ]
            for values in product(*tried)
        }

    def witnesses(self, name: str, value: FactValue | None) -> list[Any]:
        """Return values of an indicator, of which `value` is known, that show each class it can have."""
        if isinstance(value, Interval):
            return [v for v in self.witnesses(name, None) if value.lower <= v <= value.upper]
        if value is not None:
            return [value]
        _, one, least = STEPS[name]
        floors = [floor for row in self.rows for floor in row.floors.get(name, ())]
        far = [number * one for number in (-1000, 0, 7, 1000)]
        near = {floor + step for floor in floors for step in (-least, 0, least)}
        lowest, highest = (RANGES[name].get(end) for end in ("at_least", "at_most"))
        return [
            v
            for v in sorted({*near, *far})
            if (lowest is None or v >= int(lowest) * one) and (highest is None or v <= int(highest) * one)
        ]


def _up(node: str, parents: dict[str, str | None]) -> list[str]:
    parent = parents[node]
    return [node] if parent is None else [node, *_up(parent, parents)]


# --- drawing tables


@st.composite
def tables(draw: DrawFn, steps: SearchStrategy[int] = st.integers(0, 3)) -> Table:  # noqa: B008 - a constant
    """Draw a table; `steps` is how many floors an indicator has."""
    parents: dict[str, str | None] = {}
    tops = ("a", "b", "c")[: draw(st.integers(1, 3))]
    industries = {top: draw(_industry(top, None, parents, 2)) for top in tops}
    number = draw(steps)
    classes = CLASSES[: number + 1]
    rows, written = draw(_rows(Table(parents, classes, [], ({}, {})), number))
    facts = {name: {"label": LABEL, **declared} for name, declared in RANGES.items()}
    facts["industry"] = {"type": "industry", "label": LABEL}
    choices = dict.fromkeys((*classes, OTHERWISE), LABEL)
    facts["size"] = {"type": "choice", "label": LABEL, "choices": choices}
    vocabulary = {"records": {"firm": {"label": LABEL, "facts": facts}}, "industries": industries}
    before = {str(AS_OF - timedelta(days=draw(st.sampled_from((0, 1, 400))))): {"rows": written}}
    later = {"label": LABEL, "industries": list(tops), "floors": {"firm.staff": _written("staff", number)}}
    derivation = {
        "title": LABEL,
        "document": LABEL,
        "by": INDUSTRY,
        "classes": list(classes),
        "otherwise": OTHERWISE,
        "editions": {str(AS_OF + timedelta(days=1)): {"rows": {"later": later}}, **before},
    }
    return Table(parents, classes, rows, (vocabulary, {"derived": {SIZE: derivation}}))


@st.composite
def _industry(
    draw: DrawFn, name: str, parent: str | None, parents: dict[str, str | None], depth: int
) -> dict[str, Any]:
    """Draw an industry with all that it holds, and note the parent of each."""
    parents[name] = parent
    inner = [f"{name}{number}" for number in range(draw(st.integers(0, 3)) if depth else 0)]
    if not inner:
        return {"label": LABEL}
    complete = draw(st.booleans())
    children = {child: draw(_industry(child, name, parents, depth - 1)) for child in inner}
    if not complete:
        parents[f"{name}/elsewhere"] = name
    return {"label": LABEL, "complete": complete, "industries": children}


@st.composite
def _rows(draw: DrawFn, tree: Table, steps: int) -> tuple[list[TableRow], dict[str, Any]]:
    rows: list[TableRow] = []
    written: dict[str, Any] = {}
    for number in range(draw(st.integers(1, 3))):
        nodes = draw(st.lists(st.sampled_from(sorted(tree.parents)), min_size=1, max_size=2))
        excepted = draw(st.lists(st.sampled_from(sorted(tree.parents)), max_size=2))
        leaves = _leaves(tree, nodes) - _leaves(tree, excepted)
        taken = sorted(leaves & _all(rows))
        if leaves <= set(taken):
            continue
        names = draw(st.lists(st.sampled_from(sorted(RANGES)), min_size=1, max_size=3, unique=True))
        units = {name: draw(_floors(steps)) for name in names}
        floors = {name: [unit * STEPS[name][1] for unit in chosen] for name, chosen in units.items()}
        rows.append(TableRow(leaves - set(taken), floors))
        figures = {
            f"firm.{name}": [STEPS[name][0].format(unit) for unit in chosen] for name, chosen in units.items()
        }
        row = {"label": LABEL, "industries": nodes, "floors": figures}
        written[f"r{number}"] = {**row, "except": [*excepted, *taken]} if excepted or taken else row
    assume(rows)
    return rows, written


def _leaves(tree: Table, nodes: list[str]) -> frozenset[str]:
    return frozenset(leaf for node in nodes for leaf in tree.within(node))


def _all(rows: list[TableRow]) -> frozenset[str]:
    return frozenset(leaf for row in rows for leaf in row.leaves)


def _floors(steps: int) -> SearchStrategy[list[int]]:
    """Return the floors of an indicator in whole units, the highest first."""
    units = st.lists(st.integers(0, 9), min_size=steps, max_size=steps, unique=True)
    return units.map(lambda chosen: sorted(chosen, reverse=True))


def _written(name: str, steps: int) -> list[str]:
    return [STEPS[name][0].format(unit) for unit in range(steps, 0, -1)]


# --- drawing firms


@st.composite
def firms(draw: DrawFn, table: Table) -> Facts:
    """Draw what is known of a firm, the class that it states of itself included."""
    facts: dict[str, FactValue | None] = {
        INDUSTRY: draw(st.none() | st.sampled_from(sorted(table.parents))),
        SIZE: draw(st.none() | st.none() | _stated((*table.classes, OTHERWISE))),
    }
    for name in RANGES:
        facts[f"firm.{name}"] = draw(st.none() | _narrower_number(table.witnesses(name, None)))
    return {path: value for path, value in facts.items() if value is not None}


@st.composite
def narrower_firms(draw: DrawFn, table: Table, facts: Facts) -> Facts:
    """Draw what may become known of a firm of which `facts` are known."""
    more = dict(facts)
    if draw(st.booleans()):
        outer = facts.get(INDUSTRY)
        more[INDUSTRY] = draw(
            st.sampled_from(
                [n for n in sorted(table.parents) if outer is None or outer in _up(n, table.parents)]
            )
        )
    for name in RANGES:
        if draw(st.booleans()):
            path = f"firm.{name}"
            more[path] = draw(_narrower_number(table.witnesses(name, facts.get(path))))
    if draw(st.booleans()):
        stated = facts.get(SIZE, Candidates(frozenset((*table.classes, OTHERWISE))))
        more[SIZE] = draw(_stated(sorted(stated.choices))) if isinstance(stated, Candidates) else stated
    return more


def _narrower_number(values: list[Any]) -> SearchStrategy[FactValue]:
    """Return one of the values, or a range between two of them."""
    pairs = st.tuples(st.sampled_from(values), st.sampled_from(values)).map(sorted)
    return st.sampled_from(values) | pairs.map(lambda pair: Interval(pair[0], pair[1]))


def _stated(choices: Iterable[str]) -> SearchStrategy[FactValue]:
    """Return one of the choices, or several."""
    names = list(choices)
    some = st.frozensets(st.sampled_from(names), min_size=min(2, len(names)))
    return st.sampled_from(names) | some.map(
        lambda found: Candidates(found) if len(found) > 1 else min(found)
    )
