"""Every rule that reaches durable-rules is within its limits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligib.engines.durable.plan import plan
from eligib.engines.formula import AllOf, AnyOf, Formula, Lit, Not

if TYPE_CHECKING:
    from eligib.engines.durable.tree import Condition

WRONG: Any = 3
LITERALS = tuple(Lit(index) for index in range(500))

formulas: st.SearchStrategy[Formula] = st.integers(0, 99).map(Lit)
for _ in range(5):
    parts = st.lists(formulas, max_size=9).map(tuple)
    formulas = formulas | formulas.map(Not) | parts.map(AllOf) | parts.map(AnyOf)


@given(formulas)
def test_steps_are_within_the_limits_of_durable(formula: Formula) -> None:
    """No step has more than 61 ways to match, 12 gates, 251 fields, or needs a later step."""
    for number, (fields, true, false) in enumerate(plan(formula).steps):
        assert _ways(true) + _ways(false) <= 61
        assert max(_gates(true), _gates(false)) <= 12
        assert len(fields) <= 248
        assert all(field is None or ~field < number for field in fields)


@pytest.mark.parametrize(("width", "steps"), [(1, 1), (60, 1), (61, 2), (62, 3), (120, 3), (500, 10)])
def test_only_what_is_too_wide_takes_more_steps(width: int, steps: int) -> None:
    """A gate of up to 60 literals is one step; a wider one is one step more than it has groups of 60."""
    assert len(plan(AnyOf(LITERALS[:width])).steps) == steps
    assert len(plan(Not(AllOf(LITERALS[:width]))).steps) == steps


def test_a_formula_of_usual_size_is_one_step() -> None:
    """Twenty conditions, three gates deep, are two rules and no more."""
    four = [LITERALS[start : start + 4] for start in range(0, 20, 4)]
    formula = AllOf((AnyOf(four[0]), *four[1], Not(AnyOf(four[2])), AnyOf((AllOf(four[3]), AllOf(four[4])))))

    (step,) = plan(formula).steps

    assert len(step[0]) == 20


def test_a_formula_needs_only_its_own_literals() -> None:
    """Literals are renumbered in the order in which they occur, each once."""
    assert plan(AllOf((Lit(40), Not(Lit(7)), Lit(40)))).literals == (40, 7)


@pytest.mark.parametrize("wrong", [Lit(-1), Not(Lit(-5)), "l0", None, AllOf((Lit(0), WRONG))])
def test_what_is_no_formula_is_refused(wrong: Formula) -> None:
    """A negative index or an object of another type is a ValueError."""
    with pytest.raises(ValueError, match=r"index of a literal|not a formula"):
        plan(wrong)


def _ways(condition: Condition) -> int:
    (operator, parts), *_ = condition.items()
    if not isinstance(parts, list):
        return 1
    ways = 1 if operator == "$and" else 0
    for part in parts:
        ways = ways * _ways(part) if operator == "$and" else ways + _ways(part)
    return ways


def _gates(condition: Condition) -> int:
    ((_, parts),) = condition.items()
    return 1 + sum(map(_gates, parts)) if isinstance(parts, list) else 0
