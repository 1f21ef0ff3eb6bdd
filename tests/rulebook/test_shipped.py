"""The rulebook that comes with eligib: its examples, its outcomes, its citations."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from eligib.documents.citations import citations, misplaced, open_folder
from eligib.trial.examples import run_examples
from eligib.trial.hearing import Hearing
from support.documents import real_documents
from support.examples import decider, shipped, stated

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.documents.citations import Cited, Folder
    from eligib.rulebook.model import Benefit

each_benefit = pytest.mark.parametrize("benefit", shipped().benefits.values(), ids=lambda benefit: benefit.id)


@each_benefit
def test_examples_come_out_as_they_state(benefit: Benefit) -> None:
    """Every example inside a rule gives what it states, and says why."""
    trial = run_examples([benefit], shipped())

    assert not trial.faults
    assert not [(verdict.example.span.line, verdict.differences) for verdict in trial.differing]
    assert len(trial.verdicts) == len(benefit.examples) > 0


@each_benefit
def test_a_benefit_decided_alone_comes_out_as_among_all(benefit: Benefit) -> None:
    """What examples are run on is the benefit without the others: that makes no difference."""
    hearing = Hearing.of(benefit, shipped())
    for example in benefit.examples:
        one = stated(benefit, example)

        assert hearing.result(one.profile, one.as_of) == decider(one.as_of).results(one.profile)[benefit.id]


CITATIONS = citations(shipped())


@pytest.mark.documents
@pytest.mark.parametrize(
    "cited", CITATIONS, ids=lambda cited: f"{cited.cite.source.id}:{cited.cite.line}:{cited.cite.anchor}"
)
def test_anchor_stands_on_its_line(cited: Cited) -> None:
    """What a rule cites is written on that line of the document, white space aside."""
    folder = _folder(real_documents())

    assert cited.cite.source.id in folder.documents
    assert misplaced(cited.cite, folder.documents) is None


@lru_cache(maxsize=1)
def _folder(path: Path) -> Folder:
    return open_folder(shipped(), path)
