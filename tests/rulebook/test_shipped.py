"""The rulebook that comes with eligib: its examples, its outcomes, its citations."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eligib.decide.outcome import Outcome
from eligib.explain.paths import leaves
from support.examples import decider, expected, seen, shipped

if TYPE_CHECKING:
    from eligib.rulebook.model import Benefit, Citation, Example

BENEFITS = list(shipped().benefits.values())
EXAMPLES = [
    pytest.param(benefit, example, id=f"{benefit.id}:{example.span.line}")
    for benefit in BENEFITS
    for example in benefit.examples
]
REACHABLE = {Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.UNDETERMINED}


def test_named_programmes_are_there() -> None:
    """The programmes that the first release promises are in the rulebook, and no others yet."""
    assert {benefit.id for benefit in BENEFITS} == {
        "qiantang/procurement-credit",
        "qiantang/graduate-living-allowance",
        "qiantang/creative-contest-startup-fund",
        "urumqi/guarantee-fee-cap",
        "urumqi/counter-guarantee-waiver",
        "urumqi/guarantee-fee-subsidy",
        "urumqi/extension-zero-fee",
    }


@pytest.mark.parametrize(("benefit", "example"), EXAMPLES)
def test_example_comes_out_as_it_states(benefit: Benefit, example: Example) -> None:
    """Every example inside a rule gives the outcome, value, needs, approvals and flags that it states."""
    stated = expected(benefit, example)

    found = seen(benefit, example, stated.as_of)

    assert found.outcome == stated.outcome
    assert found.flags == stated.flags
    assert stated.value is None or found.value == stated.value
    assert stated.needs <= found.needs
    assert found.pending == stated.pending or not stated.pending
    assert example.because


@pytest.mark.parametrize("benefit", BENEFITS, ids=lambda benefit: benefit.id)
def test_every_reachable_outcome_has_an_example(benefit: Benefit) -> None:
    """A rule shows by example each outcome that it can reach."""
    stated = {expected(benefit, example).outcome for example in benefit.examples}

    assert {outcome.value for outcome in REACHABLE} <= stated
    waits = any(hasattr(leaf, "approval") for leaf in leaves(benefit.when))
    assert ("conditional" in stated) == waits
    assert ("not_in_force" in stated) == (benefit.in_force.until is not None)


@pytest.mark.parametrize("benefit", BENEFITS, ids=lambda benefit: benefit.id)
def test_no_reported_case_is_a_value(benefit: Benefit) -> None:
    """A figure that was one firm's case or a total is never what the benefit is worth."""
    cases = {case.amount for case in benefit.reported if case.amount is not None}
    profile = decider(benefit.cite.source.latest)

    figures = {figure for part in benefit.value for figure in _figures(part)}

    assert not cases & figures
    assert profile.rulebook.benefits[benefit.id] is benefit


def _figures(part: object) -> set[object]:
    return {getattr(part, name, None) for name in ("amount", "lower", "upper", "at_most")} - {None}


def _citations() -> list[Citation]:
    found = []
    for benefit in BENEFITS:
        found += [benefit.cite, *(leaf.cite for leaf in leaves(benefit.when))]
        found += [case.cite for case in benefit.reported]
    return list(dict.fromkeys(found))


@pytest.mark.documents
@pytest.mark.parametrize("cite", _citations(), ids=lambda cite: f"{cite.source.id}:{cite.line}:{cite.anchor}")
def test_anchor_stands_on_its_line(cite: Citation) -> None:
    """What a rule cites is written on that line of the document, white space aside."""
    folder = os.environ.get("ELIGIB_DOCUMENTS")
    if folder is None or cite.source.file is None:
        pytest.skip("the source documents are not here: set ELIGIB_DOCUMENTS to their folder")
    text = (Path(folder) / cite.source.file.name).read_text("utf-8")

    line = text.split("\n")[cite.line - 1]

    assert re.sub(r"\s", "", cite.anchor) in re.sub(r"\s", "", line)
