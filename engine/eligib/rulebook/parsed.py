"""A file of the rulebook as a tree, for those who look at what linking leaves behind.

Enters: a parsed file and where it stands. Leaves: the node or the key at a path in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.rulebook.files import SEEDS, STANDARDS, VOCABULARY
from eligib.yamltree import Mapping

if TYPE_CHECKING:
    from eligib.diagnostics import Span
    from eligib.yamltree import Node


class ParsedFile(Struct, frozen=True, eq=False):
    """One file as a tree; `folder` is where it stands, empty for the version."""

    folder: str
    stem: str
    tree: Mapping

    @property
    def in_zone(self) -> bool:
        """Whether this is a rule file or the families of a zone."""
        return self.folder not in {"", VOCABULARY, STANDARDS, SEEDS}

    def node(self, *path: str) -> Node | None:
        """Return what stands at `path`, None where nothing does."""
        found: Node | None = self.tree
        for key in path:
            found = found.items.get(key) if isinstance(found, Mapping) else None
        return found

    def key(self, *path: str) -> Span | None:
        """Return where the last key of `path` is written."""
        parent = self.node(*path[:-1])
        if isinstance(parent, Mapping) and path[-1] in parent.items:
            return parent.key_span(path[-1])
        return None
