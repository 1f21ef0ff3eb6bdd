"""Walking the tree of a file.

Enters: a node. Leaves: what lies in it, and where it begins and ends; a mapping's own span is its first
sign only.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from eligib.yamltree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.diagnostics import Span
    from eligib.yamltree import Node

Place: TypeAlias = tuple[int, int]
"""A line and a column, both from 1."""


def start_of(node: Node) -> Place:
    """Return where `node` begins."""
    return node.span.line, node.span.column


def end_of(node: Node) -> Place:
    """Return where the last of what lies in `node` ends."""
    own = (node.span.end_line, node.span.end_column)
    return max((own, *(end_of(child) for child in children(node))))


def children(node: Node) -> tuple[Node, ...]:
    """Return the nodes directly in `node`."""
    if isinstance(node, Mapping):
        return tuple(node.items.values())
    return tuple(node.items) if isinstance(node, Sequence) else ()


def mappings(node: Node) -> Iterator[Mapping]:
    """Yield every mapping in `node`, itself included, in order of writing."""
    if isinstance(node, Mapping):
        yield node
    for child in children(node):
        if not isinstance(child, Scalar):
            yield from mappings(child)


def scalars(node: Node) -> Iterator[Scalar]:
    """Yield every value in `node`, in order of writing."""
    if isinstance(node, Scalar):
        yield node
    for child in children(node):
        yield from scalars(child)


def entries(node: Node | None) -> Iterator[tuple[Scalar, Mapping]]:
    """Yield each key of `node` whose value is a mapping, with that value; none where there is no such."""
    if isinstance(node, Mapping):
        for name, child in node.items.items():
            if isinstance(child, Mapping):
                yield node.keys[name], child


def node_at(node: Node | None, *path: str) -> Node | None:
    """Return what stands at `path` in `node`, None where nothing does."""
    for key in path:
        node = node.items.get(key) if isinstance(node, Mapping) else None
    return node


def first_key(node: Mapping) -> Span:
    """Return where the first key of `node` is written, else where the node begins."""
    return next((key.span for key in node.keys.values()), node.span)
