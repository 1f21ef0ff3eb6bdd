"""Small changes to random rule files, as an editor makes them."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from support.random_conditions import conditions
from support.random_names import Names
from support.random_values import SUMS
from support.random_vocabulary import APPROVALS, base

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import DrawFn

    from support.random_vocabulary import Document

_TURNED = (
    (" <= ", " < "),
    (" >= ", " > "),
    (" < ", " <= "),
    (" > ", " >= "),
    (" and ", " or "),
    ("300", "200"),
)


@st.composite
def mutated(draw: DrawFn, document: Document) -> Document:
    """Draw the document with one to three changes in one of its benefits."""
    changed = deepcopy(document)
    entry = changed["benefits"][draw(st.sampled_from(sorted(changed["benefits"])))]
    for _ in range(draw(st.integers(1, 3))):
        draw(st.sampled_from(_CHANGES))(draw, entry)
    return changed


def _places(parts: list[Any]) -> list[tuple[list[Any], int]]:
    """Return every part of a tree of clauses as the list that it stands in and its number there."""
    found = []
    for number, part in enumerate(parts):
        found.append((parts, number))
        for inner in (part,) if isinstance(part, list) else part.values():
            if isinstance(inner, list):
                found += _places(inner)
    return found


def _drop(draw: DrawFn, entry: Document) -> None:
    parts, number = draw(st.sampled_from(_places(entry["when"])))
    if len(parts) > 1:
        del parts[number]


def _add(draw: DrawFn, entry: Document) -> None:
    text = draw(conditions(Names(base().vocabulary, depth=1), 1))
    taken = {
        key
        for parts, number in _places(entry["when"])
        if isinstance(parts[number], dict)
        for key in parts[number]
    }
    parts, number = draw(st.sampled_from(_places(entry["when"])))
    parts.insert(number, {next(f"n{count}" for count in range(99) if f"n{count}" not in taken): text})


def _swap(draw: DrawFn, entry: Document) -> None:
    parts, _ = draw(st.sampled_from(_places(entry["when"])))
    parts.reverse()


def _regroup(draw: DrawFn, entry: Document) -> None:
    parts, number = draw(st.sampled_from(_places(entry["when"])))
    part = parts[number]
    if isinstance(part, dict):
        for kind, other in (("all", "any"), ("any", "all")):
            if isinstance(part.get(kind), list):
                parts[number] = {other: part[kind]}
                return
    parts[number] = [part]


def _turn(draw: DrawFn, entry: Document) -> None:
    parts, number = draw(st.sampled_from(_places(entry["when"])))
    old, new = draw(st.sampled_from(_TURNED))
    part = parts[number]
    for key, value in part.items() if isinstance(part, dict) else ():
        if isinstance(value, str) and key != "approval":
            part[key] = value.replace(old, new, 1)
        elif isinstance(value, dict):
            value["that"] = value["that"].replace(old, new, 1)


def _assume(draw: DrawFn, entry: Document) -> None:
    parts, number = draw(st.sampled_from(_places(entry["when"])))
    part = parts[number]
    for key, value in list(part.items()) if isinstance(part, dict) else ():
        if isinstance(value, str) and key.startswith("c"):
            part[key] = {"that": value, "basis": "assumed"}


def _approve(draw: DrawFn, entry: Document) -> None:
    taken = {
        parts[number].get("approval")
        for parts, number in _places(entry["when"])
        if isinstance(parts[number], dict)
    }
    free = [name for name in APPROVALS if name not in taken]
    if free:
        entry["when"].append({"approval": draw(st.sampled_from(free))})


def _revalue(draw: DrawFn, entry: Document) -> None:
    entry["value"] = {"exactly": draw(SUMS)}


def _retitle(_draw: DrawFn, entry: Document) -> None:
    entry["title"] = {"zh": "乙", "en": "b"}


_CHANGES: tuple[Callable[[DrawFn, Document], None], ...] = (
    _drop, _drop, _add, _add, _swap, _regroup, _turn, _turn, _turn, _assume, _approve, _revalue, _retitle,
)  # fmt: skip
