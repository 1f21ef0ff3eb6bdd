"""What binds a derived fact to those that it follows from, as a formula.

Enters: a derivation and the rows in force. Leaves: that the firm is in some row and has the class which its
indicators give there, or is in none. One alternative a row, then one a class: so the search that knows either
of them passes over the rest at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.analysis import formula as f
from eligib.analysis.lines import number
from eligib.language.nodes import Op

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from eligib.language.vocabulary import Fact
    from eligib.rulebook.model import Derivation, Row


class Bond(Struct, frozen=True, eq=False):
    """The formula and its variables; it matters where the derived fact is read beside another of them."""

    formula: f.Formula
    variables: dict[str, f.Variable]
    derived: str


def bond(derivation: Derivation, rows: tuple[Row, ...], leaves: frozenset[str]) -> Bond:
    """Return what binds the derived fact; `leaves` are the smallest industries."""
    fact, by = _of(derivation.fact), _of(derivation.by)
    choices: list[f.Formula] = []
    for row in rows:
        inside = f.Leaf(by, f.Among(row.within & leaves))
        choices.append(f.all_of([inside, f.some_of(list(_classes(derivation, row, fact)))]))
    covered = frozenset(leaf for row in rows for leaf in row.within)
    outside = f.Leaf(by, f.Among(leaves - covered))
    choices.append(f.all_of([outside, f.Leaf(fact, f.Among(frozenset({derivation.otherwise})))]))
    indicators = [_of(one) for row in rows for one, _ in row.floors]
    variables: dict[str, f.Variable] = {one.name: one for one in (fact, by, *indicators)}
    return Bond(f.some_of(choices), variables, fact.name)


def _classes(derivation: Derivation, row: Row, fact: f.Scalar) -> Iterator[f.Formula]:
    """Yield each class with what the indicators are: all reach its floor, not all the floor above."""
    last = len(derivation.classes) - 1
    for step, name in enumerate(derivation.classes):
        parts: list[f.Formula] = [f.Leaf(fact, f.Among(frozenset({name})))]
        if step < last:
            parts += [_against(one, Op.GE, floors[step]) for one, floors in row.floors]
        if step > 0:
            parts.append(f.some_of([_against(one, Op.LT, floors[step - 1]) for one, floors in row.floors]))
        yield f.all_of(parts)


def _against(fact: Fact, op: Op, floor: int | Decimal) -> f.Formula:
    return f.Leaf(_of(fact), f.Cut(op, number(floor)))


def _of(fact: Fact) -> f.Scalar:
    return f.Scalar(fact.path, fact, None)
