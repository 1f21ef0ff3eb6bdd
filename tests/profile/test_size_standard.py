"""The size class against the published table: every industry, every floor, every indicator missing."""

from __future__ import annotations

import csv
from datetime import date
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eligib.decide.decider import Decider
from eligib.engines.durable import DurableChild
from eligib.engines.durable_engine import DurableEngine
from eligib.errors import InputError
from eligib.profile.model import Candidates
from support.examples import reader, shipped
from support.naive_sizes import CLASSES, SizeRow, possible

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.profile.model import Facts, FactValue

TABLE = Path(__file__).parents[1] / "cases" / "standards" / "size.csv"
AS_OF = date(2021, 1, 15)
DECIDER = Decider(shipped(), AS_OF)
FACT = shipped().vocabulary.fact("company.size")
NOT_COVERED = ("G53", "J", "J66", "K704", "P", "P83", "Q84", "S", "S92", "T")


def _table() -> list[SizeRow]:
    rows: dict[str, SizeRow] = {}
    for line in csv.DictReader(TABLE.read_text("utf-8").splitlines()):
        row = rows.setdefault(line["codes"], SizeRow(line["codes"].split(), {}))
        scale = 1_000_000 if line["unit"] else 1
        row.floors[line["indicator"]] = tuple(int(line[name]) * scale for name in CLASSES[:3])
    return list(rows.values())


ROWS = _table()
CODES = [(code, row) for row in ROWS for code in row.codes]


def facts_of(text: str) -> Facts:
    """Return the facts of a firm as its file would state them."""
    from eligib.diagnostics import Source

    return reader().parse(Source("firm", f"company: {{{text}}}")).facts


def size_of(facts: Facts) -> FactValue | None:
    """Return what the interpreter derives."""
    return DECIDER.interpreter.derive(facts).get("company.size")


def classes(value: FactValue | None) -> set[str]:
    """Return the classes that a derived value leaves."""
    if value is None:
        return set(FACT.choices)
    return set(value.choices) if isinstance(value, Candidates) else {str(value)}


def _firms(row: SizeRow) -> Iterator[dict[str, int | None]]:
    """Yield every combination of values one below, at and one above each floor, and of missing ones."""
    points = {
        name: [None, *(floor + step for floor in floors for step in (-1, 0, 1))]
        for name, floors in row.floors.items()
    }
    for values in product(*points.values()):
        yield dict(zip(points, values, strict=True))


def test_table_has_all_industries() -> None:
    """Sixteen rows, as published."""
    assert len(ROWS) == 16


@pytest.mark.parametrize(("code", "row"), CODES, ids=[code for code, _ in CODES])
def test_size_is_the_published_one_at_every_floor(code: str, row: SizeRow) -> None:
    """One below, at and one above every floor of both indicators, each of them also missing."""
    industry = facts_of(f"industry: {code}")

    for firm in _firms(row):
        known: Facts = {f"company.{name}": value for name, value in firm.items() if value is not None}
        assert classes(size_of(industry | known)) == possible(row, firm), firm


def test_durable_derives_the_same_at_every_floor() -> None:
    """The table decided by forward chaining is the table decided by comparing."""
    with DurableChild.start() as child:
        engine = DurableEngine(shipped(), AS_OF, DECIDER.interpreter, child)
        for row in ROWS:
            industry = facts_of(f"industry: {row.codes[0]}")
            for firm in _firms(row):
                facts = industry | {f"company.{name}": v for name, v in firm.items() if v is not None}
                assert engine.derive(facts) == DECIDER.interpreter.derive(facts)
        for text in ("name: 甲", "employees: 3", "industry: G59, employees: 15", "size: [small, micro]"):
            assert engine.derive(facts_of(text)) == DECIDER.interpreter.derive(facts_of(text))


@pytest.mark.parametrize("code", NOT_COVERED)
def test_industry_outside_the_standard_has_no_class(code: str) -> None:
    """Rail, finance, own-property leasing, education, health, public bodies: not covered, never micro."""
    assert size_of(facts_of(f"industry: {code}, employees: 1, revenue: 1元, assets: 1元")) == "not-covered"


CASES = (
    ("industry: C, employees: 15", {"micro"}),
    ("industry: C, employees: 1200", {"large", "medium", "small", "micro"}),
    ("industry: C, employees: 1200, revenue: 100万元", {"micro"}),
    ("industry: G591, employees: 200, revenue: 3亿元", {"small"}),
    ("industry: G592, employees: 200, revenue: 3亿元", {"large"}),
    ("industry: G592, employees: 150, revenue: 3亿元", {"medium"}),
    ("industry: G59, employees: 15", {"micro"}),
    ("industry: I63, employees: 2000, revenue: 5亿元", {"medium"}),
    ("industry: I63, employees: 10, revenue: 100万元", {"small"}),
    ("industry: A01, revenue: 3000万元", {"medium"}),
    ("industry: Q85, employees: 9", {"micro"}),
    ("industry: Q, employees: 9", {"micro", "not-covered"}),
    ("industry: K, employees: 9, revenue: 1元", {"micro", "not-covered"}),
    ("industry: K701, revenue: 20亿元, assets: 1亿元", {"large"}),
    ("employees: 1, revenue: 1元, assets: 1元", {"micro", "not-covered"}),
    ("name: 甲", {"large", "medium", "small", "micro", "not-covered"}),
    ("industry: C, employees: 300, size: [small, micro]", {"small", "micro"}),
    ("industry: C, employees: 200, size: small", {"small"}),
    ("size: small", {"small"}),
)


@pytest.mark.parametrize(("text", "wanted"), CASES, ids=[text for text, _ in CASES])
def test_edge_cases_of_the_standard(text: str, wanted: set[str]) -> None:
    """What public implementations get wrong, coarse industries, missing figures, the firm's own statement."""
    assert classes(size_of(facts_of(text))) == wanted


def test_before_the_standard_nothing_is_derived() -> None:
    """The table is dated: the day before it there is no class, on the day there is."""
    facts = facts_of("industry: C, employees: 15")

    assert not Decider(shipped(), date(2011, 6, 17)).interpreter.derive(facts)
    assert Decider(shipped(), date(2011, 6, 18)).interpreter.derive(facts) == {"company.size": "micro"}


def test_statement_against_the_figures_is_a_fault() -> None:
    """A firm that states another class than its figures give is told so, and nothing is decided."""
    with pytest.raises(InputError, match="contradiction"):
        size_of(facts_of("industry: C, employees: 15, size: large"))
