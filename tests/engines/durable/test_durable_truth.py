"""What the child decides is three-valued logic."""

from __future__ import annotations

import random
from itertools import islice, product
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from eligib.engines.durable import DurableChild
from eligib.engines.formula import AllOf, AnyOf, Formula, Lit, Not, State
from engines.durable.kleene import RANKS, kleene

if TYPE_CHECKING:
    from collections.abc import Sequence

A, B, C, D, E = (Lit(index) for index in range(5))

SMALL: tuple[Formula, ...] = (
    A,
    Not(A),
    Not(Not(A)),
    AllOf(()),
    AnyOf(()),
    Not(AllOf(())),
    AllOf((AnyOf(()), A)),
    AnyOf((AnyOf(()), A)),
    AllOf((A,)),
    AllOf((A, A, A)),
    AllOf((A, Not(A))),
    AnyOf((A, Not(A))),
    AnyOf((A, AllOf((B, C)))),
    Not(AnyOf((A, AllOf((B, Not(C)))))),
    AllOf((AnyOf((A, B)), Not(AllOf((C, Not(AnyOf((D, Not(E))))))))),
    Not(AllOf((Not(AnyOf((A, B, E))), AnyOf((Not(C), D, AllOf(())))))),
    AnyOf((AllOf((A, B)), AllOf((A, C)), AllOf((Not(A), D, E)))),
    AllOf(tuple(AnyOf(pair) for pair in product((A, B, C), (C, D, E)))),
)

states = st.lists(st.sampled_from(RANKS), min_size=8, max_size=8)
formulas: st.SearchStrategy[Formula] = st.integers(0, 7).map(Lit)
for _ in range(4):
    parts = st.lists(formulas, max_size=4).map(tuple)
    formulas = formulas | formulas.map(Not) | parts.map(AllOf) | parts.map(AnyOf)


def decided(formulas: Sequence[Formula], posts: Sequence[tuple[int, Sequence[State]]]) -> list[State]:
    """Return the states that a new child gives to `posts`."""
    with DurableChild.start() as child:
        child.load(formulas)
        return child.decide(posts)


def test_small_formulas_have_their_state_in_every_case() -> None:
    """Each small formula has the state of three-valued logic for all 243 states of its five literals."""
    posts = [(number, vector) for number in range(len(SMALL)) for vector in product(RANKS, repeat=5)]

    assert decided(SMALL, posts) == [kleene(SMALL[number], vector) for number, vector in posts]


@settings(max_examples=60, deadline=None)
@given(st.lists(formulas, min_size=1, max_size=12), st.lists(states, min_size=1, max_size=6))
def test_random_formulas_have_their_state(rulebook: list[Formula], vectors: list[list[State]]) -> None:
    """Formulas of any shape have the state of three-valued logic."""
    posts = [(number, vector) for number in range(len(rulebook)) for vector in vectors]

    assert decided(rulebook, posts) == [kleene(rulebook[number], vector) for number, vector in posts]


@pytest.mark.parametrize("width", [2, 59, 60, 61, 65, 200, 500])
def test_a_gate_may_be_wide(width: int) -> None:
    """`and`, `or` and their negations have their state at any width, whichever literal decides."""
    literals = tuple(Lit(index) for index in range(width))
    rulebook = (AllOf(literals), AnyOf(literals), Not(AllOf(literals)), AnyOf(tuple(map(Not, literals))))
    vectors: list[list[State]] = []
    for most, other in product(RANKS, repeat=2):
        for place in (0, width // 2, width - 1):
            vector = [most] * width
            vector[place] = other
            vectors.append(vector)
    posts = [(number, vector) for number in range(len(rulebook)) for vector in vectors]

    assert decided(rulebook, posts) == [kleene(rulebook[number], vector) for number, vector in posts]


def test_alternatives_may_multiply() -> None:
    """An `and` of 30 `or` with two ways to be true each is decided without going 2 ** 30 ways."""
    pairs = tuple(AnyOf((Lit(index), Lit(index + 1))) for index in range(30))
    formula = AllOf(pairs)
    vectors: list[list[State]] = [[state] * 31 for state in RANKS]
    for state in RANKS:
        vectors.append([1] * 31)
        vectors[-1][15:17] = [state, state]

    assert decided([formula, Not(formula)], [(0, vector) for vector in vectors]) == [0, -1, 1, 0, -1, 1]
    assert decided([formula, Not(formula)], [(1, vector) for vector in vectors]) == [1, -1, 0, 1, -1, 0]


def test_a_formula_may_be_deep() -> None:
    """A formula deeper than Python recurses is decided."""
    formula: Formula = A
    for _ in range(2000):
        formula = Not(AllOf((B, AnyOf((C, Not(Not(formula)))))))

    assert decided([formula], [(0, [1, 1, 0]), (0, [0, 1, 0]), (0, [-1, 1, 0]), (0, [1, 0, 0])]) == [
        1,
        0,
        -1,
        1,
    ]


def test_a_part_that_occurs_everywhere_is_decided_once() -> None:
    """A formula of 2 ** 200 leaves that is small because its parts are shared is decided."""
    formula: Formula = A
    for _ in range(200):
        formula = AllOf((formula, formula))

    assert decided([formula], [(0, [1]), (0, [-1]), (0, [0])]) == [1, -1, 0]


def test_many_formulas_are_loaded_at_once() -> None:
    """300 formulas over the same literals do not disturb one another, and all are decided."""
    chance = random.Random(300)  # repeatable, not secret
    rulebook = [_some_formula(chance, 3) for _ in range(300)]
    posts = [(number, [chance.choice(RANKS) for _ in range(8)]) for number in range(300) for _ in range(5)]

    assert decided(rulebook, posts) == [kleene(rulebook[number], vector) for number, vector in posts]


def test_ten_thousand_posts_are_one_request() -> None:
    """A request far larger than a pipe is answered whole and in order."""
    wide = AnyOf((AllOf((A, B, C)), Not(AllOf((D, E, Lit(5)))), AllOf((Lit(6), Not(Lit(7)), Lit(8)))))
    posts = [(0, vector) for vector in islice(product(RANKS, repeat=9), 10_000)]

    assert decided([wide], posts) == [kleene(wide, vector) for _, vector in posts]


def _some_formula(chance: random.Random, depth: int) -> Formula:
    if not depth:
        return Lit(chance.randrange(8))
    parts = tuple(_some_formula(chance, depth - 1) for _ in range(chance.randrange(1, 4)))
    return chance.choice((AllOf(parts), AnyOf(parts), Not(parts[0])))
