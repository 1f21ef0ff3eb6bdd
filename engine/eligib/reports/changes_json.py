"""Two rulebooks compared, as data: `eligib.diff/1`, described by `diff.schema.json` beside this file.

The same rulebooks give the same bytes, whatever the language of the screen: every text is there in both.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from eligib.changes.model import Verdict
from eligib.messages import LANGUAGES, render
from eligib.reports.changes_words import lines
from eligib.reports.data import label_data, yuan_data
from eligib.reports.reasons import reason

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eligib.changes.model import BenefitChange, Changes, FirmChange, FirmReport, Told, WordChange
    from eligib.rulebook.model import Rulebook

FORMAT = "eligib.diff/1"


def changes_json(changes: Changes, firms: Sequence[FirmReport], names: tuple[str, str | None]) -> str:
    """Return the comparison as one JSON text."""
    return dumps(changes_data(changes, firms, names), ensure_ascii=False, indent=2, allow_nan=False)


def changes_data(
    changes: Changes, firms: Sequence[FirmReport], names: tuple[str, str | None]
) -> dict[str, Any]:
    """Return the comparison as plain dicts and lists."""
    return {
        "format": FORMAT,
        "old": _book(changes.old, names[0]),
        "new": _book(changes.new, names[1]),
        "as_of": changes.as_of.isoformat(),
        "changed": changes.meant,
        "vocabulary": [_word(change) for change in changes.words],
        "benefits": [_benefit(change, changes) for change in changes.benefits],
        "firms": [_firm(firm) for firm in firms],
    }


def _book(book: Rulebook, name: str | None) -> dict[str, Any]:
    return {"name": name, "version": book.version, "digest": book.digest}


def _word(change: WordChange) -> dict[str, Any]:
    return {
        "sort": change.sort,
        "name": change.name,
        "change": change.how,
        "same_label": change.instead,
        "details": list(change.details),
    }


def _benefit(change: BenefitChange, changes: Changes) -> dict[str, Any]:
    benefit = change.new or change.old
    return {
        "id": change.id,
        "old_id": None if change.old is None else change.old.id,
        "title": None if benefit is None else label_data(benefit.title),
        "verdict": change.verdict.value,
        "proved": change.proved,
        "changed": change.meant,
        "aspects": [aspect.value for aspect in change.aspects],
        "clauses": [
            {
                "id": one.id,
                "old": None if one.old is None else label_data(one.old.text),
                "new": None if one.new is None else label_data(one.new.text),
            }
            for one in change.clauses
        ],
        "lines": [
            {"name": _both(line.name), "old": _both(line.old), "new": _both(line.new)}
            for line in (lines(change, changes) if change.verdict is not Verdict.EQUAL else [])
        ],
        "as_if_in_force": change.as_if,
        "witnesses": [
            {
                "admitted_by": witness.admitted_by.value,
                "as_of": witness.as_of.isoformat(),
                "old": None if witness.old is None else witness.old.value,
                "new": None if witness.new is None else witness.new.value,
                "profile": witness.profile,
            }
            for witness in change.witnesses
        ],
    }


def _firm(firm: FirmReport) -> dict[str, Any]:
    return {"name": firm.name, "file": firm.file, "benefits": [_change(change) for change in firm.changes]}


def _change(change: FirmChange) -> dict[str, Any]:
    return {"id": change.id, "old": _told(change.old), "new": _told(change.new)}


def _told(told: Told | None) -> dict[str, Any] | None:
    if told is None:
        return None
    explanation = told.explanation
    result = explanation.result
    return {
        "outcome": result.outcome.value,
        "flags": [flag.value for flag in result.flags],
        "value": {
            "pays": result.value.pays,
            "lower": yuan_data(result.value.lower),
            "upper": yuan_data(result.value.upper),
        },
        "why": _both(reason(explanation, told.decision)),
        "deciding": list(dict.fromkeys(clause.clause.id for clause in explanation.deciding)),
    }


def _both(text: object) -> dict[str, str]:
    return {language: render(text, language) for language in LANGUAGES}
