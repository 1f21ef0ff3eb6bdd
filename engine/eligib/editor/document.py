"""A text as an editor holds it: places in it as offsets, as YAML's lines and as the protocol's positions.

Enters: the text of a buffer. Leaves: offsets into it from positions and spans, and positions from offsets.
The protocol counts a line's columns in UTF-16 units unless client and server agree on others, and breaks
lines less often than YAML does; offsets are the common ground.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.diagnostics import Source

if TYPE_CHECKING:
    from collections.abc import Callable

    from eligib.diagnostics import Span

_BREAKS = re.compile("\r\n|[\n\r]")
_YAML_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_ASTRAL = 0x10000
_UNITS: dict[str, Callable[[str], int]] = {
    "utf-8": lambda sign: len(sign.encode("utf-8", "surrogatepass")),
    "utf-16": lambda sign: 1 + (ord(sign) >= _ASTRAL),
    "utf-32": len,
}


class Position(Struct, frozen=True, order=True):
    """A place as the protocol counts it: line and column from 0, the column in units of the encoding."""

    line: int
    column: int


class Range(Struct, frozen=True, order=True):
    """A stretch between two positions, the end exclusive."""

    start: Position
    end: Position


class Document(Struct, frozen=True, eq=False, dict=True):
    """The text of one buffer under the path of its file."""

    path: str
    text: str
    encoding: str = "utf-16"

    @cached_property
    def source(self) -> Source:
        """The text as the readers of rules and profiles take it."""
        return Source(self.path, self.text)

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _BREAKS.finditer(self.text))]

    @cached_property
    def _yaml_starts(self) -> list[int]:
        return [0, *(found.end() for found in _YAML_BREAKS.finditer(self.text))]

    def offset(self, position: Position) -> int:
        """Return the offset of `position`; what lies past the end of a line or text is taken to that end."""
        if position.line >= len(self._starts):
            return len(self.text)
        at = self._starts[max(position.line, 0)]
        end = self._end_of_line(position.line)
        units, left = _UNITS[self.encoding], position.column
        while at < end and left > 0:
            left -= units(self.text[at])
            at += 1
        return at

    def position(self, offset: int) -> Position:
        """Return the position of `offset`."""
        offset = min(max(offset, 0), len(self.text))
        line = bisect_right(self._starts, offset) - 1
        units = _UNITS[self.encoding]
        return Position(line, sum(units(sign) for sign in self.text[self._starts[line] : offset]))

    def range(self, start: int, end: int) -> Range:
        """Return the stretch between two offsets."""
        return Range(self.position(start), self.position(max(start, end)))

    def extent(self, span: Span) -> tuple[int, int]:
        """Return the offsets between which `span` stands, as far as the text still has that place."""
        start = self._yaml_offset(span.line, span.column)
        return start, max(start, self._yaml_offset(span.end_line, span.end_column))

    def first_line(self, span: Span) -> Range:
        """Return the part of `span` on its first line: a fault of a whole mapping marks its head."""
        start, end = self.extent(span)
        line = bisect_right(self._starts, start) - 1
        return self.range(start, max(start, min(end, self._end_of_line(line))))

    def _yaml_offset(self, line: int, column: int) -> int:
        if line > len(self._yaml_starts):
            return len(self.text)
        return min(self._yaml_starts[line - 1] + column - 1, len(self.text))

    def _end_of_line(self, line: int) -> int:
        following = self._starts[line + 1] if line + 1 < len(self._starts) else len(self.text)
        return self._starts[line] + len(self.text[self._starts[line] : following].rstrip("\r\n"))
