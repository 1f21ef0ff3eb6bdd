"""Firms that are known, decided by both rulebooks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.changes.firms import Firms
from eligib.diagnostics import Source
from eligib.errors import InputError
from support.changes import CASES, compared
from support.semantics import AS_OF

if TYPE_CHECKING:
    from pathlib import Path


def report(name: str, text: str, folder: Path) -> list[tuple[str, str | None, str | None, list[str]]]:
    """Return what changes for a firm: benefit, old and new outcome, and the clauses that now carry it."""
    changes = compared(next(case for case in CASES if case.name == name), folder)
    found = Firms(changes, AS_OF).report(Source("firm.yaml", text))
    return [
        (
            one.id,
            None if one.old is None else one.old.explanation.result.outcome.value,
            None if one.new is None else one.new.explanation.result.outcome.value,
            [clause.clause.id for clause in (one.new or one.old).explanation.deciding],  # type: ignore[union-attr]
        )
        for one in found.changes
    ]


@pytest.mark.parametrize(
    ("case", "firm", "found"),
    [
        ("threshold-up", "company: {employees: 300}", [("zhejiang/grant", "eligible", "ineligible", ["staff"])]),
        ("threshold-up", "company: {employees: 500}", []),
        ("threshold-up", "company: {}", []),
        ("clause-added", "company: {employees: 300}", [("zhejiang/grant", "eligible", "undetermined", ["listed"])]),
        ("value-changed", "company: {employees: 300}", [("zhejiang/grant", "eligible", "eligible", ["staff"])]),
        ("value-changed", "company: {employees: 299}", []),
        ("assumed-toggled", "company: {employees: 300}", [("zhejiang/grant", "eligible", "eligible", ["staff"])]),
        (
            "added-and-removed",
            "company: {employees: 300, listed: true}",
            [("zhejiang/loan", None, "eligible", ["listed"]), ("zhejiang/grant", "eligible", None, ["staff"])],
        ),
        ("added-and-removed", "company: {employees: 299, listed: false}", []),
        ("date-moved", "company: {employees: 300}", [("zhejiang/grant", "not_in_force", "eligible", ["staff"])]),
        ("renamed", "company: {employees: 300, listed: true}", []),
        ("fact-renamed", "firm: {staff: 300}", [("zhejiang/grant", "eligible", "undetermined", ["a"])]),
        ("fact-renamed", "firm: {staff: 300, people: 300}", []),
        ("same-firms-once-known", "company: {size: [small, micro]}", [("zhejiang/grant", "undetermined", "eligible", ["a"])]),
    ],
)  # fmt: skip
def test_what_changes_for_a_firm(
    case: str, firm: str, found: list[tuple[str, str | None, str | None, list[str]]], tmp_path: Path
) -> None:
    """A benefit is named where outcome, flags or value change, with the clauses that carry the new outcome."""
    assert report(case, firm, tmp_path) == found


def test_what_neither_rulebook_knows_is_a_fault(tmp_path: Path) -> None:
    """A fact that only one rulebook has is unknown to the other; one that none has is a mistake."""
    with pytest.raises(InputError) as refused:
        report("fact-renamed", "firm: {staff: 300, stuff: 1}", tmp_path)
    assert [fault.code for fault in refused.value.diagnostics] == ["unknown-fact"]
