"""What a person calls a choice, a place or an industry: its key or its label in either language."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from eligib.language.faults import nearest
from eligib.language.vocabulary import ELSEWHERE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eligib.language.vocabulary import Tree
    from eligib.messages import Label

MAX_TEXT = 500
_REST = ("其他地方", "其他")


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


def place_named(text: str, places: Tree) -> str | None:
    """Return the place of that name: its own, one with those around it in front, or the rest of a place."""
    found = by_name(text, places.labels, places.also)
    if found is not None:
        return found
    stem, slash, rest = normalize("NFKC", text).strip().rpartition("/")
    if slash and rest in {ELSEWHERE, *_REST}:
        whole = place_named(stem, places)
        return f"{whole}/{ELSEWHERE}" if f"{whole}/{ELSEWHERE}" in places else None
    inner = [node for node in places.labels if _ends_in(_folded(text.strip()), node, places)]
    return inner[0] if len(inner) == 1 else None


def _ends_in(text: str, node: str, places: Tree) -> bool:
    """Return whether the text is the name of a place behind names of places around it."""
    before = [text.removesuffix(name) for name in _of_place(node, places) if text.endswith(name)]
    return any(
        start in _of_place(outer, places) or _ends_in(start, outer, places)
        for start in before
        for outer in places.up(node)[1:]
    )


def _of_place(node: str, places: Tree) -> set[str]:
    return _names(places.labels[node], places.also.get(node, ()))


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
