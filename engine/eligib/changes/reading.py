"""One firm read by two rulebooks: what only one of them knows is unknown to the other.

Enters: the text of a firm's file. Leaves: the firm in the terms of each rulebook, or the faults that it has
in both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from eligib.errors import InputError
from eligib.yamltree import Mapping, Node, Scalar, Sequence, parse_yaml

if TYPE_CHECKING:
    from eligib.diagnostics import Diagnostic, Source, Span
    from eligib.profile.model import Profile
    from eligib.profile.read import ProfileReader

RECEIVED = "received"
_Place: TypeAlias = tuple[int, ...]


class PairReader(Struct, frozen=True):
    """Reads firms against an old and a new rulebook."""

    old: ProfileReader
    new: ProfileReader

    def read(self, source: Source) -> tuple[Profile, Profile]:
        """Return the firm as either rulebook knows it.

        Raises:
            InputError: the file holds faults whichever rulebook reads it.
        """
        tree, broken = parse_yaml(source)
        if broken or not isinstance(tree, Mapping):
            profile = self.new.parse(source)  # which says what is wrong
            return profile, profile
        found = {reader: _faults(reader, tree, source.name) for reader in (self.old, self.new)}
        both = _places(found[self.old]) & _places(found[self.new])
        if both:
            raise InputError([fault for fault in found[self.new] if _place(fault) in both])
        return self._known(self.old, tree, found, source.name), self._known(
            self.new, tree, found, source.name
        )

    @staticmethod
    def _known(
        reader: ProfileReader, tree: Mapping, found: dict[ProfileReader, list[Diagnostic]], name: str
    ) -> Profile:
        without = _without(tree, _places(found[reader]))
        left: list[Diagnostic] = []
        profile = reader.read_node(without, left, name)
        if left:
            raise InputError(left)
        return profile


def _faults(reader: ProfileReader, tree: Mapping, name: str) -> list[Diagnostic]:
    faults: list[Diagnostic] = []
    reader.read_node(tree, faults, name)
    return faults


def _places(faults: list[Diagnostic]) -> frozenset[_Place]:
    return frozenset(_place(fault) for fault in faults)


def _place(fault: Diagnostic) -> _Place:
    return () if fault.where is None else _stretch(fault.where)


def _without(tree: Mapping, places: frozenset[_Place]) -> Mapping:
    """Return the tree without the keys, and without the values, that stand at these places."""
    items = {}
    for key, node in tree.items.items():
        unknown = _at(tree.keys[key]) in places or _at(node) in places
        if not unknown and (key == RECEIVED or not _names_unknown(node, places)):
            items[key] = _pruned(node, places)
    return Mapping(tree.span, items, {key: tree.keys[key] for key in items})


def _names_unknown(node: Node, places: frozenset[_Place]) -> bool:
    """Whether one of several choices is unknown; to leave it out would claim that it is one of the rest."""
    return isinstance(node, Sequence) and any(_at(item) in places for item in node.items)


def _pruned(node: Node, places: frozenset[_Place]) -> Node:
    if isinstance(node, Mapping):
        return _without(node, places)
    if isinstance(node, Sequence):
        kept = [_pruned(item, places) for item in node.items if _at(item) not in places]
        return Sequence(node.span, kept)
    return node


def _at(node: Node | Scalar) -> _Place:
    return _stretch(node.span)


def _stretch(span: Span) -> _Place:
    # a mapping begins where its first key does
    return span.line, span.column, span.end_line, span.end_column
