"""An example inside a rule, read and run: its faults at their lines, its differences beside what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from eligib.messages import render
from eligib.rulebook.examples import with_examples
from eligib.rulebook.load import load_rulebook
from eligib.trial.examples import run_examples
from support.trials import ID, rules_of

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.trial.examples import Trial

BENEFIT: dict[str, Any] = {
    "in_force": {"until": "2022-12-31"},
    "when": [
        {"listed": {"that": "company.listed", "basis": "assumed"}},
        {"few": "company.employees <= 300"},
        {"any": [{"here": "company.place within qiantang"}, {"doctor": "any(hires where degree is doctor)"}]},
    ],
    "value": [
        {"up_to": "100万元"},
        {"area": {"up_to": "1000 m2"}, "for": "3 years"},
        {"extension": "90 days"},
    ],
}
GIVEN = {"company": {"listed": "yes", "employees": "300", "place": "qiantang"}}
RIGHT: dict[str, Any] = {
    "outcome": "eligible",
    "value": ["0元", "100万元"],
    "listed": [{"area": ["0 m2", "1000 m2"], "for": "36 months"}, {"extension": "90 days"}],
    "flags": ["assumed"],
    "paid_to": "enterprise",
}


def tried(folder: Path, then: dict[str, Any], given: object = GIVEN, **more: str) -> Trial:
    """Return the trial of one example."""
    rulebook = load_rulebook(rules_of(folder, BENEFIT, [{"given": given, "then": then, **more}]))
    return run_examples(rulebook.benefits.values(), rulebook)


def test_what_is_as_stated_holds(tmp_path: Path) -> None:
    """An example that states all that comes out has no difference, and nothing to explain."""
    trial = tried(tmp_path, RIGHT)

    assert trial.holds
    assert trial.verdicts[0].why is None


@pytest.mark.parametrize(
    ("key", "stated", "told", "found"),
    [
        ("outcome", "ineligible", "ineligible", "eligible"),
        ("value", "100万元", "[100万元, 100万元]", "[0元, 100万元]"),
        ("value", ["0元", "open"], "[0元, open]", "[0元, 100万元]"),
        (
            "listed",
            [{"area": ["0 m2", "999 m2"], "for": "3 years"}, {"extension": "90 days"}],
            "[{area: [0 m2, 999 m2], for: 36 months}, {extension: [90 days, 90 days]}]",
            "[{area: [0 m2, 1000 m2], for: 36 months}, {extension: [90 days, 90 days]}]",
        ),
        (
            "listed",
            [{"area": ["0 m2", "1000 m2"], "for": "3 years"}, {"extension": "90 months"}],
            "[{area: [0 m2, 1000 m2], for: 36 months}, {extension: [90 months, 90 months]}]",
            "[{area: [0 m2, 1000 m2], for: 36 months}, {extension: [90 days, 90 days]}]",
        ),
        ("listed", [], "[]", "[{area: [0 m2, 1000 m2], for: 36 months}, {extension: [90 days, 90 days]}]"),
        ("flags", [], "[]", "[assumed]"),
        ("flags", ["assumed", "unconfirmed"], "[assumed, unconfirmed]", "[assumed]"),
        (
            "paid_to",
            ["talent", "team"],
            "[talent, team]",
            "[enterprise]",
        ),
        ("family", "relief", "relief", "[]"),
        ("needs", ["company.size"], "[company.size]", "[]"),
    ],
)
def test_what_differs_is_told_beside_what_was_found(
    key: str, stated: object, told: str, found: str, tmp_path: Path
) -> None:
    """Each key of `then` is held against what came out, both in the words of a rule file."""
    trial = tried(tmp_path, {**RIGHT, key: stated})

    (verdict,) = trial.verdicts
    (difference,) = verdict.differences
    assert (difference.key, difference.found) == (key, found)
    assert sorted(difference.stated) == sorted(told)
    assert verdict.why is not None
    assert not trial.holds


def test_flags_left_out_mean_none(tmp_path: Path) -> None:
    """The flags of an example are always all of them."""
    trial = tried(tmp_path, {"outcome": "eligible"})

    assert [one.key for one in trial.verdicts[0].differences] == ["flags"]


@pytest.mark.parametrize(
    ("then", "differs"),
    [
        ({"needs": ["company.employees"]}, False),
        ({"needs": ["company.employees", "hires"]}, False),
        ({"needs": ["company.listed"]}, True),
        ({"as_of": "2023-01-01"}, True),
        ({"as_of": "2022-12-31", "flags": []}, False),
    ],
)
def test_needs_are_some_and_the_day_is_taken(then: dict[str, Any], *, differs: bool, tmp_path: Path) -> None:
    """Of what is needed an example names as much as it likes; `as_of` is the day of the decision."""
    given = {"company": {"listed": "yes", "place": "hangzhou"}}

    trial = tried(tmp_path, {"outcome": "undetermined", **then}, given)

    assert trial.holds is not differs


@pytest.mark.parametrize(
    ("then", "code", "meant"),
    [
        ({"outcome": "eligibel"}, "unknown-choice", "eligible"),
        ({"outcome": "eligible", "outcom": "x"}, "unknown-key", "outcome"),
        ({"value": "1元"}, "missing-key", None),
        ({"outcome": "eligible", "value": "100万"}, "unit-missing", "100万元"),
        ({"outcome": "eligible", "value": "100"}, "unit-missing", None),
        ({"outcome": "eligible", "value": ["1元", "2元", "3元"]}, "wrong-value", None),
        ({"outcome": "eligible", "listed": [{"area": "3 moths"}]}, "unknown-unit", "months"),
        ({"outcome": "eligible", "listed": [{"aera": "1 m2"}]}, "unknown-key", "area"),
        ({"outcome": "eligible", "listed": ["unstatd"]}, "unknown-choice", "unstated"),
        ({"outcome": "eligible", "needs": ["company.employes"]}, "unknown-choice", "company.employees"),
        ({"outcome": "eligible", "flags": ["assume"]}, "unknown-choice", "assumed"),
        ({"outcome": "eligible", "paid_to": "enterprize"}, "unknown-choice", "enterprise"),
        ({"outcome": "eligible", "pending": ["nobody"]}, "unknown-choice", None),
        ({"outcome": "eligible", "as_of": "2022-02-30"}, "no-such-date", None),
        ({"outcome": {"is": "eligible"}}, "wrong-shape", None),
    ],
    ids=str,
)
def test_a_fault_of_what_is_stated_is_told_at_its_line(
    then: dict[str, Any], code: str, meant: str | None, tmp_path: Path
) -> None:
    """An unknown key, a name that is near another, a figure without its unit: each with its place."""
    trial = tried(tmp_path, then)
    fault = trial.faults[0]

    assert (fault.code, fault.meant) == (code, meant)
    assert fault.where is not None
    assert "then:" in "".join(fault.where.source.line(fault.where.line - back) for back in range(9))
    assert not trial.verdicts
    assert not trial.holds


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"company": {"employes": "3"}}, "unknown-fact"),
        ({"company": {"employees": "-3"}}, "out-of-range"),
        ({"compny": {}}, "unknown-fact"),
        ({"received": ["zhejiang/two"]}, "unknown-benefit"),
        ({"approvals": {"some": "granted"}}, "unknown-approval"),
    ],
    ids=str,
)
def test_a_firm_that_is_none_is_told(given: dict[str, Any], code: str, tmp_path: Path) -> None:
    """What is given is read as a profile is, with the same diagnostics."""
    trial = tried(tmp_path, RIGHT, given)

    assert [fault.code for fault in trial.faults] == [code]


def test_an_example_says_why(tmp_path: Path) -> None:
    """An example without a reason is at fault."""
    trial = tried(tmp_path, RIGHT, because="")

    assert [render(fault.message, "en") for fault in trial.faults] == ["`because` is missing"]


@pytest.mark.parametrize(("key", "written"), [("given", "a firm"), ("then", ["eligible"])])
def test_an_example_without_its_shape_is_no_rulebook(key: str, written: object, tmp_path: Path) -> None:
    """What is given and what follows are mappings; anything else is a fault of the file, never passed over."""
    rules = rules_of(tmp_path, BENEFIT, [{"given": GIVEN, "then": RIGHT, key: written}])

    with pytest.raises(Exception, match=f"`{key}` is a mapping of keys"):
        load_rulebook(rules)


def test_a_kept_rulebook_gets_its_examples_from_the_files(tmp_path: Path) -> None:
    """What was kept has no examples; those of the benefits asked for are read anew, the same as at first."""
    rules = rules_of(tmp_path, BENEFIT, [{"given": GIVEN, "then": RIGHT}])
    kept = load_rulebook(rules, cache=tmp_path / "kept")
    whole = load_rulebook(rules)

    (found,), faults = with_examples([kept.benefits[ID]])

    assert not faults
    assert [example.span.line for example in found.examples] == [
        example.span.line for example in whole.benefits[ID].examples
    ]
    assert run_examples([found], kept).holds


def test_a_file_that_is_gone_is_told(tmp_path: Path) -> None:
    """A rule file that disappears between loading and reading gives a diagnostic."""
    rules = rules_of(tmp_path, BENEFIT, [])
    benefits = load_rulebook(rules).benefits.values()
    (rules / "zhejiang" / "example.yaml").unlink()

    (found,), faults = with_examples(benefits)

    assert not found.examples
    assert len(faults) == 1
