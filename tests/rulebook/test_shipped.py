"""The rulebook that comes with eligib: its examples, its outcomes, its citations."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from eligib.explain.paths import leaves
from support.examples import expected, seen, shipped

if TYPE_CHECKING:
    from eligib.rulebook.model import Benefit, Citation, Example

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
