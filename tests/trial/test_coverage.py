"""What examples show: clauses, thresholds, outcomes, parts of the value."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from eligib.decide.outcome import Outcome
from eligib.engines.interpreter.scope import fold
from eligib.explain.paths import leaves
from eligib.messages import render
from eligib.reports.coverage import missing
from eligib.rulebook import model as m
from eligib.rulebook.link import asked
from eligib.rulebook.load import load_rulebook
from eligib.trial.coverage import cover_examples
from eligib.trial.reachable import reachable, truths_of
from eligib.trial.thresholds import thresholds
from support.examples import shipped
from support.small import small
from support.trials import ID, cases, rules_of

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.engines.protocol import Truth
    from eligib.explain.paths import Leaf
    from eligib.rulebook.model import Benefit

CASES = cases("coverage.yaml")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["meant"])
def test_what_no_example_shows_is_told(case: dict[str, Any], tmp_path: Path) -> None:
    """Each case names all that its examples leave out, and nothing else."""
    rulebook = load_rulebook(rules_of(tmp_path, case["benefit"], case["examples"]))
    found = cover_examples(rulebook.benefits.values(), rulebook)

    told = [render(text, "en") for _span, text in missing(found.covers[0], rulebook.vocabulary)]

    assert not found.faults
    assert told == case["missing"]
    assert (found.missing == 0) is (found.percent == 100.0) is (not told)


def test_an_example_that_cannot_be_read_shows_nothing(tmp_path: Path) -> None:
    """Its fault is told, and the others count."""
    benefit = {"when": [{"listed": "company.listed"}]}
    examples = [
        {"given": {"company": {"listed": "yes"}}, "then": {"outcome": "eligible"}},
        {"given": {"company": {"listed": "perhaps"}}, "then": {"outcome": "undetermined"}},
    ]
    rulebook = load_rulebook(rules_of(tmp_path, benefit, examples))

    found = cover_examples(rulebook.benefits.values(), rulebook)

    assert [fault.code for fault in found.faults] == ["bad-value"]
    assert found.covers[0].clauses[0].shown == {"true": 1, "false": 0, "unknown": 0, "decisive": 1}


def test_nothing_to_show_is_all_of_it(tmp_path: Path) -> None:
    """Without any benefit there is nothing missing."""
    assert (
        cover_examples([], load_rulebook(rules_of(tmp_path, {"when": [{"a": "true"}]}, []))).percent == 100.0
    )


@pytest.mark.parametrize(
    "benefit",
    [one for book in (shipped(), small()) for one in book.benefits.values() if not asked(one)],
    ids=lambda benefit: benefit.id,
)
def test_outcomes_are_reached_as_by_trying_all(benefit: Benefit) -> None:
    """What the pairs of truths say is what all combinations of clauses come to."""
    assert reachable(benefit) == naive_reachable(benefit)


def test_what_asks_about_a_benefit_that_waits_may_wait_too() -> None:
    """Whether another benefit is eligible can be open until its approvals are granted, and so is who asks."""
    assert Outcome.CONDITIONAL in reachable(small().benefits["riverport/rent-relief"])


def naive_reachable(benefit: Benefit) -> set[Outcome]:
    """Return the outcomes of all combinations of truths of the clauses."""
    if benefit.in_force.status != "dated":
        return set(reachable(benefit))
    over = {Outcome.NOT_IN_FORCE} if benefit.in_force.start or benefit.in_force.until else set()
    found = list(leaves(benefit.when))
    return over | {
        naive_outcome(benefit.when, dict(zip(found, states, strict=True)))
        for states in product(*(truths_of(leaf) for leaf in found))
    }


def naive_outcome(tree: m.Tree, states: dict[Leaf, Truth]) -> Outcome:
    """Return the outcome of one combination, from the table of the design."""
    granted = {
        leaf: True if truth is None and isinstance(leaf, m.ApprovalClause) else truth
        for leaf, truth in states.items()
    }
    undecided, hoped = naive_truth(tree, states), naive_truth(tree, granted)
    if undecided is not None:
        return Outcome.ELIGIBLE if undecided else Outcome.INELIGIBLE
    if hoped is not None:
        return Outcome.CONDITIONAL if hoped else Outcome.INELIGIBLE
    return Outcome.UNDETERMINED


def naive_truth(tree: m.Tree, states: dict[Leaf, Truth]) -> Truth:
    """Return Kleene's truth of a tree."""
    if not isinstance(tree, m.Group):
        return states[tree]
    truth = fold((naive_truth(part, states) for part in tree.parts), wanted=tree.kind != "all")
    return not truth if tree.kind == "none" and truth is not None else truth


@pytest.mark.parametrize(
    ("condition", "positions"),
    [
        ("company.employees <= 300", [{-1, 0, 1}]),
        ("company.employees > 0", [{0, 1}]),
        ("2020-01-01 <= company.founded_on <= 2020-12-31", [{-1, 0, 1}, {-1, 0, 1}]),
        ("company.revenue >= 3% * company.assets", []),
        ("loan.due_on <= as_of + 3 months", [{-1, 0, 1}]),
        ("count(hires where degree is doctor) >= 2", [{-1, 0, 1}]),
        ("any(hires where hired_on >= 2020-01-01)", [{-1, 0, 1}]),
        ("sum(projects.rd_spending where on_plan) >= 100万元", [{-1, 0, 1}]),
        ("company.listed", []),
    ],
)
def test_thresholds_are_found(condition: str, positions: list[set[int]], tmp_path: Path) -> None:
    """Every comparison with what no firm changes is a threshold, with the positions that firms can have."""
    rulebook = load_rulebook(rules_of(tmp_path, {"when": [{"asked": condition}]}, []))

    assert [one.possible for one in thresholds(rulebook.benefits[ID])] == positions


def test_the_shipped_examples_show_everything() -> None:
    """Every clause true, false, unknown and decisive as far as can be, every threshold, outcome and part."""
    found = cover_examples(shipped().benefits.values(), shipped())

    assert (found.missing, found.percent) == (0, 100)
