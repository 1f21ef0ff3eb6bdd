"""What a person calls a choice, a place or an industry: its key or its label in either language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from eligib.language.faults import nearest

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eligib.messages import Label

MAX_TEXT = 500


def all_named(text: str, labels: dict[str, Label], also: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the keys whose own name, label in either language or other name is `text`."""
    name = text.strip()
    if name in labels:
        return [name]
    folded = _folded(name)
    return [key for key, label in labels.items() if folded in _names(label, also.get(key, ()))]


def by_name(text: str, labels: dict[str, Label], also: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the one key that `text` names, None where there is none or several."""
    found = all_named(text, labels, also)
    return found[0] if len(found) == 1 else None


def meant_name(text: str, labels: dict[str, Label], also: Mapping[str, tuple[str, ...]]) -> str | None:
    """Return the name closest to `text` in the language it is written in; a key where a label is shared."""
    if len(text) > MAX_TEXT:
        return None
    names = [
        name
        for key, label in labels.items()
        for name in (label.zh, label.en, *also.get(key, ()))
        if by_name(name, labels, also)
    ]
    return nearest(text, [*names, *labels])


def _names(label: Label, also: tuple[str, ...]) -> set[str]:
    return {_folded(name) for name in (label.zh, label.en, *also)}


def _folded(name: str) -> str:
    """Return a name without the differences of case, and of full-width signs and brackets."""
    return normalize("NFKC", name).casefold()
