"""The tree of a text that may be no YAML yet: the lines that stand in the way are left out.

Enters: a source. Leaves: the text with those lines empty, so that all others stay where they are, and its
tree, or none where too little is left.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Source
from eligib.yamltree import parse_yaml

if TYPE_CHECKING:
    from eligib.yamltree import Node

MAX_LINES = 12
"""How many lines are left out at most, one at a time."""


def mended(source: Source) -> tuple[Source, Node | None]:
    """Return `source` without the lines that cannot be read, and its tree."""
    text = source.text
    for _ in range(MAX_LINES):
        tried = Source(source.name, text)
        tree, faults = parse_yaml(tried)
        where = faults[-1].where if faults else None
        if tree is not None or where is None:
            return tried, tree
        # an open bracket is noticed late: the line that opened it stands in the way
        opened = dict(faults[-1].message.args).get("line") or where.line
        shorter = _without(text, int(str(opened)))
        if shorter == text:
            break
        text = shorter
    return source, None


def _without(text: str, number: int) -> str:
    """Return `text` with line `number` empty, or the last one before it that is not."""
    lines = text.split("\n")
    for at in range(min(number, len(lines)) - 1, -1, -1):
        if lines[at].strip():
            lines[at] = ""
            break
    return "\n".join(lines)
