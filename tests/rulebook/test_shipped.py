"""The rulebook that comes with eligib: its examples, its outcomes, its citations."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from eligib.documents.citations import citations, misplaced, open_folder
from support.documents import real_documents
from support.examples import expected, seen, shipped

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.documents.citations import Cited, Folder
    from eligib.rulebook.model import Benefit, Example

BENEFITS = list(shipped().benefits.values())
EXAMPLES = [
    pytest.param(benefit, example, id=f"{benefit.id}:{example.span.line}")
    for benefit in BENEFITS
    for example in benefit.examples
]


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
