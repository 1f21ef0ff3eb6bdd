"""The rulebook against the list of the documents' clauses: nothing missing, nothing more than the source says."""

from __future__ import annotations

import csv
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import Struct

from eligib.language.literals import quantity
from eligib.rulebook.model import Dated
from support.examples import expected, shipped
from support.reachable import reachable
from support.thresholds import Threshold, days_tried, thresholds, tried

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
def test_examples_show_every_outcome_that_can_be_reached(benefit: Benefit) -> None:
    """A rule shows by example each outcome that it can reach, and no other."""
    stated = {expected(benefit, example).outcome for example in benefit.examples}

    assert stated == {outcome.value for outcome in reachable(benefit)}


@each_benefit
def test_examples_try_both_sides_of_every_threshold(benefit: Benefit) -> None:
    """For each number and day in a clause, the values just below, at and just above it are tried."""
    missing = {
        (threshold.fact.path, point)
        for threshold in thresholds(benefit)
        for point in threshold.points() - tried(benefit, threshold.fact)
    }

    assert not missing


@each_benefit
def test_examples_try_both_sides_of_every_date(benefit: Benefit) -> None:
    """The day before, the day itself and the day after an end or a beginning are tried."""
    ends = {benefit.in_force.start, benefit.in_force.until} - {None}
    day = timedelta(days=1)

    wanted = {near for end in ends if end for near in (end - day, end, end + day)}

    assert wanted <= days_tried(benefit)


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


@pytest.mark.parametrize(
    ("days", "wanted"),
    [((date(2020, 9, 29), date(2020, 9, 30), date(2020, 10, 1)), True), ((date(2020, 9, 30),), False)],
)
def test_points_of_a_threshold(days: tuple[date, ...], *, wanted: bool) -> None:
    """A threshold wants the day before, the day itself and the day after."""
    fact = shipped().vocabulary.fact("entries.submitted_on")

    assert (Threshold(fact, date(2020, 9, 30)).points() <= set(days)) is wanted
