"""The parts of the rulebook as plain dicts, the same in every JSON that is printed.

Enters: labels, sums, dates and citations of the rulebook. Leaves: what `json.dumps` takes. Sums are decimal
texts in yuan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decimal import Decimal

    from eligib.messages import Label
    from eligib.rulebook.model import Apply, Citation, InForce, Reported

_FEN = 100


def label_data(label: Label) -> dict[str, str]:
    """Return both languages of a label."""
    return {"zh": label.zh, "en": label.en}


def yuan_data(fen: int | Decimal | None) -> str | None:
    """Return a sum in fen as a decimal text in yuan, exact."""
    if fen is None:
        return None
    if isinstance(fen, int):
        yuan, cents = divmod(abs(fen), _FEN)
        sign = "-" if fen < 0 else ""
        return f"{sign}{yuan}.{cents:02}" if cents else f"{sign}{yuan}"
    return format(fen.scaleb(-2), "f")


def reported_data(case: Reported) -> dict[str, Any]:
    """Return a case of the source."""
    return {"amount": yuan_data(case.amount), "note": label_data(case.note), "cite": cite_data(case.cite)}


def in_force_data(dates: InForce) -> dict[str, Any]:
    """Return the dates and the status of a benefit."""
    return {
        "status": dates.status,
        "from": None if dates.start is None else dates.start.isoformat(),
        "until": None if dates.until is None else dates.until.isoformat(),
        "basis": "assumed" if dates.assumed else "stated",
        "note": None if dates.note is None else label_data(dates.note),
    }


def apply_data(apply: Apply | None) -> dict[str, Any] | None:
    """Return how a benefit is applied for, None where the source says nothing."""
    if apply is None:
        return None
    return {
        "channel": None if apply.channel is None else label_data(apply.channel),
        "documents": [label_data(document) for document in apply.documents],
        "deadline": None if apply.deadline is None else apply.deadline.isoformat(),
    }


def cite_data(cite: Citation) -> dict[str, Any]:
    """Return where something is written."""
    return {
        "source": cite.source.id,
        "title": label_data(cite.source.title),
        "line": cite.line,
        "anchor": cite.anchor,
    }
