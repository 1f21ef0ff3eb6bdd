"""What a person calls a choice, a place or an industry: its key or its label in either language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.language.faults import nearest

if TYPE_CHECKING:
    from eligib.messages import Label

MAX_TEXT = 500


def all_named(text: str, labels: dict[str, Label]) -> list[str]:
    """Return the keys whose own name or label, in either language, is `text`."""
    name = text.strip()
    if name in labels:
        return [name]
    folded = name.casefold()
    return [key for key, label in labels.items() if folded in {label.zh.casefold(), label.en.casefold()}]


def by_name(text: str, labels: dict[str, Label]) -> str | None:
    """Return the one key that `text` names, None where there is none or several."""
    found = all_named(text, labels)
    return found[0] if len(found) == 1 else None


def meant_name(text: str, labels: dict[str, Label]) -> str | None:
    """Return the name closest to `text` in the language it is written in; a key where a label is shared."""
    if len(text) > MAX_TEXT:
        return None
    names = [name for label in labels.values() for name in (label.zh, label.en) if by_name(name, labels)]
    return nearest(text, [*names, *labels])
