"""Changes to a benefit: which its examples notice, and which change nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from eligib.messages import render
from eligib.rulebook.load import load_rulebook
from eligib.trial.hearing import Hearing
from eligib.trial.mutation.mutant import Change
from eligib.trial.mutation.run import Effect, mutants_of, mutate
from support.examples import shipped
from support.trials import ID, cases, rules_of

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.rulebook.model import Benefit
    from eligib.trial.mutation.run import Mutations, Survivor

CASES = cases("mutations.yaml")
each_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['change']}: {case['words']}")
LISTED = {"when": [{"listed": "company.listed"}]}
YES = {"given": {"company": {"listed": "yes"}}, "then": {"outcome": "eligible"}}
NO = {"given": {"company": {"listed": "no"}}, "then": {"outcome": "ineligible"}}


def mutated(folder: Path, benefit: dict[str, Any], examples: list[dict[str, Any]], **more: int) -> Mutations:
    """Return what becomes of the changes to a benefit with these examples."""
    rulebook = load_rulebook(rules_of(folder, benefit, examples))
    return mutate(rulebook.benefits.values(), rulebook, **more)


def survivor(case: dict[str, Any], examples: list[dict[str, Any]], folder: Path) -> Survivor | None:
    """Return the survivor that the case is about, None where it was noticed."""
    found = mutated(folder, case["benefit"], examples)
    assert not found.faults
    assert not found.broken
    told = [(one.mutant.change.value, render(one.mutant.words, "en")) for one in found.survivors]
    wanted = case["change"], case["words"]
    return found.survivors[told.index(wanted)] if wanted in told else None


@each_case
def test_weak_examples_do_not_notice_the_change(case: dict[str, Any], tmp_path: Path) -> None:
    """Where no example lies where it matters, the change survives, and a firm shows that it matters."""
    found = survivor(case, case["weak"], tmp_path)

    assert found is not None
    assert (found.telling is None) == (found.effect is Effect.TOTALS)


@each_case
def test_strong_examples_notice_the_change(case: dict[str, Any], tmp_path: Path) -> None:
    """With the example that was missing, the change is noticed."""
    assert survivor(case, case["weak"] + case["strong"], tmp_path) is None


def test_the_cases_have_a_change_of_every_kind() -> None:
    """No kind of change is without a case but that of families, which one benefit cannot have."""
    assert {case["change"] for case in CASES} == {change.value for change in Change} - {"family"}


@each_case
def test_the_firm_that_is_shown_tells_the_two_apart(case: dict[str, Any], tmp_path: Path) -> None:
    """What a survivor shows is true of the rule and of the changed rule, decided anew."""
    found = survivor(case, case["weak"], tmp_path)
    assert found is not None
    one, rulebook = found.telling, load_rulebook(tmp_path / "rules")
    if one is None:
        return
    mine = Hearing.of(rulebook.benefits[ID], rulebook).result(one.profile, one.as_of)
    other = Hearing.of(found.mutant.benefit, rulebook).result(one.profile, one.as_of)

    assert (mine.outcome, mine.value) == (one.rule.outcome, one.rule.value)
    assert (other.outcome, other.value) == (one.mutant.outcome, one.mutant.value)
    assert (mine.outcome, mine.value, mine.flags) != (other.outcome, other.value, other.flags)


@pytest.mark.parametrize("status", ["planned", "exploratory", "closed"])
def test_what_cannot_be_had_cannot_be_changed(status: str, tmp_path: Path) -> None:
    """No condition or value of a benefit that nobody can have changes an outcome: that is no survivor."""
    outcome = "not_in_force" if status == "closed" else "planned"
    example = {"given": {}, "then": {"outcome": outcome, "paid_to": "enterprise"}}

    found = mutated(tmp_path, {**LISTED, "in_force": status}, [example])

    assert found.equal == found.total - found.noticed > 0
    assert not found.survivors


def test_a_change_without_effect_is_no_survivor(tmp_path: Path) -> None:
    """What a second clause says already may be left out of the first: all combinations were tried."""
    benefit = {"when": [{"few": "company.employees <= 9"}, {"fewer": "company.employees <= 5"}]}
    examples = [
        {"given": {"company": {"employees": number}}, "then": {"outcome": outcome, "paid_to": "enterprise"}}
        for number, outcome in (
            ("4", "eligible"),
            ("5", "eligible"),
            ("6", "ineligible"),
            ("10", "ineligible"),
        )
    ]

    found = mutated(tmp_path, benefit, examples)
    words = {render(one.mutant.words, "en") for one in found.survivors}

    assert "`few` left out" not in words
    assert found.equal
    assert not found.alike


def test_what_was_not_tried_on_all_is_not_called_proven(tmp_path: Path) -> None:
    """Of lists there are always more than can be tried: such changes are counted apart."""
    benefit = {"when": [{"one": "any(hires where full_time)"}, {"more": "count(hires) >= 0"}]}

    found = mutated(tmp_path, benefit, [])

    assert found.alike
    assert not found.equal


def test_a_benefit_whose_examples_differ_is_not_changed(tmp_path: Path) -> None:
    """Examples that come out otherwise as it is would notice everything, and so nothing."""
    found = mutated(tmp_path, LISTED, [{**YES, "then": {"outcome": "ineligible"}}])

    assert [benefit.id for benefit in found.broken] == [ID]
    assert found.total == 0


def test_an_example_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    """A fault of an example is a diagnostic, here as anywhere."""
    found = mutated(tmp_path, LISTED, [{**YES, "then": {"outcome": "eligibel"}}])

    assert [fault.code for fault in found.faults] == ["unknown-choice"]


@pytest.mark.parametrize("limit", [1, 2, 3])
def test_a_limit_is_kept(limit: int, tmp_path: Path) -> None:
    """With a limit there are so many changes, and no more."""
    assert mutated(tmp_path, LISTED, [YES, NO], limit=limit).total == limit


def test_survivors_come_the_gravest_first(tmp_path: Path) -> None:
    """What changes an outcome stands before what changes a value, a doubt or a total."""
    effects = [
        one.effect for one in mutated(tmp_path, {**LISTED, "value": {"exactly": "1万元"}}, []).survivors
    ]

    assert effects == sorted(effects, key=[*Effect].index)
    assert {Effect.OUTCOME, Effect.VALUE, Effect.TOTALS} <= set(effects)


@pytest.mark.parametrize("benefit", shipped().benefits.values(), ids=lambda benefit: benefit.id)
def test_a_change_leaves_the_benefit_itself_alone(benefit: Benefit) -> None:
    """Every change is one: no changed benefit is the one that was given, and none has another id."""
    for mutant in mutants_of(benefit, shipped()):
        assert mutant.benefit is not benefit
        assert mutant.benefit.id == benefit.id


@pytest.mark.parametrize("benefit", shipped().benefits.values(), ids=lambda benefit: benefit.id)
def test_no_change_to_a_shipped_rule_goes_unnoticed(benefit: Benefit) -> None:
    """Each change that matters to some firm is noticed by an example inside the rule."""
    found = mutate([benefit], shipped())

    assert not [render(one.mutant.words, "en") for one in found.survivors]
    assert found.noticed
