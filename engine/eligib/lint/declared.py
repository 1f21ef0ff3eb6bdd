"""What the vocabulary declares, with the place of each.

Enters: the files as parsed. Leaves: for each fact, place or approval its full name and its key.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.lint.nodes import entries
from eligib.rulebook.files import VOCABULARY
from eligib.yamltree import Mapping

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context
    from eligib.yamltree import Node, Scalar


def facts(context: Context) -> Iterator[tuple[str, Scalar, Mapping]]:
    """Yield each fact's path, its key and what is said of it."""
    for section in ("records", "lists"):
        for owner, record in declared(context, section):
            for name, entry in entries(record.items.get("facts")):
                yield f"{owner.text}.{name.text}", name, entry


def places(context: Context) -> Iterator[tuple[str, Scalar]]:
    """Yield each place and its key, however deep it stands."""
    for name, entry in declared(context, "places"):
        yield name.text, name
        yield from _within(entry)


def _within(entry: Node) -> Iterator[tuple[str, Scalar]]:
    if isinstance(entry, Mapping):
        for name, child in entries(entry.items.get("places")):
            yield name.text, name
            yield from _within(child)


def declared(context: Context, section: str, folder: str = VOCABULARY) -> Iterator[tuple[Scalar, Mapping]]:
    """Yield each entry of a section of the files in `folder`."""
    for file in context.files:
        if file.folder == folder:
            yield from entries(file.node(section))
