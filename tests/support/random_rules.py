"""Random rulebooks as Hypothesis strategies.

Leaves: rule files as plain data whose conditions are text of every form of the language, and the real
loader's rulebook of such a file.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import timedelta
from itertools import count
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from support.random_conditions import conditions
from support.random_names import Names
from support.random_values import SUMS, payments
from support.random_vocabulary import APPROVALS, ZONE, base, loaded
from support.semantics import AS_OF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import DrawFn, SearchStrategy

    from eligib.rulebook.model import Rulebook
    from support.random_vocabulary import Document

# --- trees of clauses


@dataclass
class _Clauses:
    """Names the clauses of one benefit; an approval stands in it once at most."""

    names: Names
    approvals: list[str]
    numbers: Iterator[int] = field(default_factory=count)


@st.composite
def _tree(draw: DrawFn, clauses: _Clauses, depth: int, *, negated: bool = False) -> list[Any]:
    return [draw(_part(clauses, depth, negated=negated)) for _ in range(draw(st.integers(1, 3)))]


@st.composite
def _part(draw: DrawFn, clauses: _Clauses, depth: int, *, negated: bool) -> Any:
    forms = ["clause", "clause", "clause"]
    if depth:
        forms += ["all", "any", "any", "none", "list"]
    if clauses.approvals and not negated:
        forms += ["approval", "approval"]
    form = draw(st.sampled_from(forms))
    assumed = {"basis": "assumed"} if draw(st.integers(0, 4)) == 0 else {}
    if form == "clause":
        text = draw(conditions(clauses.names, draw(st.integers(0, 3))))
        name = f"c{next(clauses.numbers)}"
        return {name: {"that": text, **assumed}} if assumed else {name: text}
    if form == "approval":
        return {"approval": clauses.approvals.pop(), **assumed}
    inside = draw(_tree(clauses, depth - 1, negated=negated or form == "none"))
    return inside if form == "list" else {form: inside}


# --- rule files


def _in_force() -> SearchStrategy[Any]:
    days = st.sampled_from([AS_OF + timedelta(days=off) for off in (-400, -1, 0, 1, 400)]).map(str)
    assumed = days.map(lambda day: {"date": day, "basis": "assumed"})
    dated = st.fixed_dictionaries({}, optional={"from": days, "until": days | assumed}).filter(_right_way)
    return dated | st.sampled_from(("planned", "exploratory", "closed"))


def _right_way(ends: Any) -> bool:
    first, last = ends.get("from", ""), ends.get("until", "9")
    return bool(ends) and first <= (last["date"] if isinstance(last, dict) else last)


@dataclass(frozen=True)
class Shape:
    """What random rulebooks are like.

    Attributes:
        benefits: how many there are at most.
        depth: how deep lists nest in a condition.
        asking: how often a condition asks about other benefits; 0 is never.
        free: whether every condition is true, so that only values are of interest.
    """

    benefits: int = 4
    depth: int = 2
    asking: int = 2
    free: bool = False


USUAL = Shape()


@st.composite
def documents(draw: DrawFn, shape: Shape = USUAL) -> Document:
    """Draw a rule file, each of whose benefits may ask about those before it."""
    total = draw(st.integers(1, shape.benefits))
    everyone = tuple(f"b{number}" for number in range(total))
    entries = {name: draw(_entry(everyone, number, shape)) for number, name in enumerate(everyone)}
    return {"zone": ZONE, "source": "example-gazette", "benefits": entries}


@st.composite
def _entry(draw: DrawFn, everyone: tuple[str, ...], number: int, shape: Shape) -> Document:
    vocabulary = base().vocabulary
    lists = [record for record in vocabulary.records.values() if record.is_list]
    each = draw(st.none() | st.sampled_from(lists))
    names = Names(vocabulary, each, depth=shape.depth, asking=shape.asking)
    if shape.asking:
        names = replace(names, eligible=everyone[:number], received=everyone)
    approvals = draw(st.lists(st.sampled_from(APPROVALS), unique=True, max_size=2))
    clauses = _Clauses(names, list(approvals))
    # a benefit with little but an approval is the only one that is often conditional
    simple = draw(st.integers(0, 3)) == 0 and bool(approvals)
    when = [{"approval": clauses.approvals.pop()}] if simple else draw(_tree(clauses, 2))
    if shape.free:
        when = [{"c0": "true"}]
    elif simple and draw(st.booleans()):
        when.append(draw(_part(clauses, 0, negated=False)))
    # a value may not ask about other benefits
    part = payments(replace(names, eligible=(), received=()))
    entry: Document = {
        "title": {"zh": "甲", "en": "a"},
        "kind": draw(st.sampled_from(("subsidy", "award", "service"))),
        "paid_to": draw(st.sampled_from(("enterprise", "graduate"))),
        "cite": {"line": 1, "anchor": "x"},
        "when": when,
        "value": draw(part | st.lists(part, min_size=1, max_size=3)),
    }
    if draw(st.integers(0, 5)) == 0:
        entry["in_force"] = draw(_in_force())
    if each is not None:
        entry["each"] = each.name
        if draw(st.booleans()):
            entry["combine"] = draw(st.sampled_from(("sum", "unstated")))
        if draw(st.booleans()):
            entry["total_at_most"] = draw(SUMS)
    return entry


def rulebooks(shape: Shape = USUAL) -> SearchStrategy[Rulebook]:
    """Return random rulebooks, read by the real loader."""
    return documents(shape).map(loaded)
