"""The rulebook against the list of the documents' clauses: nothing missing, nothing more than the source says."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import Struct

from eligib.language.literals import quantity
from eligib.reports.coverage import missing
from eligib.rulebook.model import Dated
from eligib.trial.coverage import cover_examples
from eligib.trial.reachable import reachable
from support.examples import shipped, stated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.rulebook.model import Benefit

LIST = Path(__file__).parents[1] / "cases" / "rulebook" / "clauses.csv"
LISTED = {row["id"]: row for row in csv.DictReader(LIST.read_text("utf-8").splitlines())}
BENEFITS = shipped().benefits
each_benefit = pytest.mark.parametrize("benefit", BENEFITS.values(), ids=lambda benefit: benefit.id)


def test_every_clause_of_the_documents_is_a_benefit() -> None:
    """All 101 clauses are encoded, and nothing is that no document carries."""
    assert len(LISTED) == 101
    assert BENEFITS.keys() == LISTED.keys()


@each_benefit
def test_benefit_stands_where_the_list_says(benefit: Benefit) -> None:
    """Each has the document, line, kind and status of the list."""
    listed = LISTED[benefit.id]

    assert (benefit.cite.source.id, str(benefit.cite.line)) == (listed["source"], listed["line"])
    assert (benefit.kind, benefit.in_force.status) == (listed["kind"], listed["status"])


@each_benefit
def test_examples_show_all_there_is_to_show(benefit: Benefit) -> None:
    """Each outcome that can come, each clause true, false, unknown and decisive, each threshold on both sides."""
    cover = cover_examples([benefit], shipped()).covers[0]

    assert not [text for _span, text in missing(cover, shipped().vocabulary)]


@each_benefit
def test_examples_show_no_outcome_that_cannot_come(benefit: Benefit) -> None:
    """What the shape of the conditions rules out, no example states."""
    assert {stated(benefit, example).outcome for example in benefit.examples} <= reachable(benefit)


@each_benefit
def test_no_case_is_a_value(benefit: Benefit) -> None:
    """A figure that was one firm's case, a fund's size or a total is reported, and is never what is promised."""
    cases = {_fen(figure) for figure in LISTED[benefit.id]["cases"].split()}
    reported = {case.amount for case in benefit.reported}

    assert cases <= reported
    assert not (cases | reported) & set(_figures(benefit.value))


def test_figures_of_a_value_are_found() -> None:
    """The walk that the test above rests on sees a figure wherever a value can carry one."""
    found = {benefit.id: set(_figures(benefit.value)) for benefit in BENEFITS.values()}

    assert {80_000_00, 50_000_00, 10_000_00} <= found["qiantang/graduate-living-allowance"]
    assert {200_000_00, 1_000_000_00} <= found["qiantang/creative-contest-startup-fund"]
    assert Decimal("0.01") in found["urumqi/guarantee-fee-cap"]


def _fen(figure: str) -> int:
    literal = quantity(figure)
    assert isinstance(literal.value, int)
    return literal.value


def _figures(value: object) -> Iterator[object]:
    """Yield every number in a value, at whatever depth."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        yield value
    elif isinstance(value, Dated):
        yield from (figure for _day, figure in value.values)
    elif isinstance(value, dict):
        for part in value.values():
            yield from _figures(part)
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _figures(part)
    elif isinstance(value, Struct) and type(value).__module__ == "eligib.rulebook.model":
        for name in value.__struct_fields__:
            yield from _figures(getattr(value, name))
