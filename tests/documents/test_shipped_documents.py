"""The documents that the shipped rules rest on: nothing in them is left unaccounted for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import pytest

from eligib.documents.accounts import Accounts, Status, account
from eligib.documents.citations import open_folder
from eligib.documents.finds import scan
from eligib.rulebook.load import load_rulebook
from support.documents import real_documents

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.diagnostics import Diagnostic

SOURCES = sorted(load_rulebook().sources)
# Passages that look like a benefit and are none; the reader must be told why, with a word of each reason.
LOOKALIKES = [
    ("qiantang-news-2022-05", 104, "districts"),
    ("qiantang-news-2022-05", 81, "case"),
    ("qiantang-news-2022-05", 120, "case"),
    ("qiantang-magazine-2021-01", 326, "case"),
    ("qiantang-magazine-2021-01", 742, "over"),
    ("qiantang-magazine-2021-01", 876, "bicycle"),
    ("qiantang-magazine-2021-01", 1348, "bonds"),
    ("qiantang-magazine-2021-01", 1426, "accounting"),
    ("qiantang-magazine-2021-01", 1438, "case"),
    ("qiantang-magazine-2021-01", 1542, "nothing is offered"),
    ("qiantang-magazine-2021-01", 1574, "other policies"),
    ("qiantang-magazine-2021-01", 1706, "photo contest"),
    ("binjiang-news-2020-02", 75, "case"),
]


@lru_cache(maxsize=1)
def accounts(folder: Path) -> tuple[dict[str, Accounts], tuple[Diagnostic, ...]]:
    """Return the accounts of every document in `folder` by source, and what is wrong with the folder."""
    rulebook = load_rulebook(dismissals=True)
    found = open_folder(rulebook, folder)
    told = {name: account(one, scan(one), rulebook) for name, one in found.documents.items()}
    return told, found.faults


@pytest.mark.documents
def test_documents_are_those_that_were_read() -> None:
    """Every source's document is there, with its length and digest, and is known again."""
    told, faults = accounts(real_documents())

    assert not faults
    assert sorted(told) == SOURCES
    assert [one.source.id for one in told.values() if one.source] == list(told)


@pytest.mark.documents
@pytest.mark.parametrize("source", SOURCES)
def test_dismissals_stand_and_dismiss(source: str) -> None:
    """Every dismissal is true of its line and dismisses something."""
    told, _faults = accounts(real_documents())

    assert [str(fault) for fault in told[source].faults] == []


@pytest.mark.documents
@pytest.mark.parametrize("source", SOURCES)
def test_no_figure_is_open(source: str) -> None:
    """Each amount, share, term and area is a rule's, a case's, or dismissed with a reason."""
    told, _faults = accounts(real_documents())

    assert [
        f"{one.find.line}: {one.find.text}"
        for one in told[source].all
        if one.status is Status.OPEN and one.find.is_figure
    ] == []


@pytest.mark.documents
@pytest.mark.parametrize("source", SOURCES)
def test_no_word_is_open(source: str) -> None:
    """Each word of granting stands where a rule has read, or is dismissed with a reason."""
    told, _faults = accounts(real_documents())

    assert [
        f"{one.find.line}: {one.find.text}"
        for one in told[source].all
        if one.status is Status.OPEN and not one.find.is_figure
    ] == []


@pytest.mark.documents
@pytest.mark.parametrize(("source", "line", "reason"), LOOKALIKES)
def test_what_only_looks_like_a_benefit_is_dismissed(source: str, line: int, reason: str) -> None:
    """A passage that only looks like a benefit is found, and dismissed with its reason."""
    told, _faults = accounts(real_documents())

    reasons = {one.reason.en for one in told[source].all if one.find.line == line and one.reason}
    assert any(reason in given for given in reasons)
