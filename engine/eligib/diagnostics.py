"""Faults of a file, told so that the reader can mend them.

Enters: a place in a source and a translatable sentence. Leaves: a `Diagnostic` with a stable code, which
`show` turns into the lines a person reads: sentence, file, line and column, the text underlined, expected,
got, hint.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import cached_property
from unicodedata import category, east_asian_width

from msgspec import Struct

from eligib.messages import Language, Text, render, say

COLUMNS = 80
MIN_COLUMNS = 40
MAX_QUOTED = 60
_CUT = "…"
_BREAKS = re.compile("\r\n|[\n\r\x85\u2028\u2029]")
_JOINING = frozenset({"Mn", "Me"})
_BLANKS = "\u00a0\u3000"


class Severity(StrEnum):
    """How bad a finding is."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


_SEVERITY = {
    Severity.ERROR: say("error"),
    Severity.WARNING: say("warning"),
    Severity.NOTE: say("note"),
}


class Source(Struct, frozen=True, eq=False, dict=True):
    """A text that was read, under the name the user knows it by."""

    name: str
    text: str

    def __repr__(self) -> str:
        return f"Source({self.name!r})"

    @cached_property
    def _lines(self) -> list[str]:
        # as YAML breaks lines, which is less often than `splitlines` does
        return _BREAKS.split(self.text)

    def line(self, number: int) -> str:
        """Return line `number`, counted from 1; an empty text past the end."""
        return self._lines[number - 1] if 0 < number <= len(self._lines) else ""

    def at(self, offset: int) -> Span:
        """Return the one character at `offset`."""
        before = _BREAKS.split(self.text[:offset])
        line, column = len(before), len(before[-1]) + 1
        return Span(self, line, column, line, column + 1)


class Span(Struct, frozen=True, gc=False):
    """A stretch of a source; lines and columns count characters from 1, the end is exclusive."""

    source: Source
    line: int
    column: int
    end_line: int
    end_column: int

    def part(self, start: int, end: int) -> Span:
        """Return the stretch from `start` to `end` characters into this one, where it stands on one line."""
        if self.line != self.end_line or self.column + start >= self.end_column:
            return self
        stop = min(self.column + max(end, start + 1), self.end_column)
        return Span(self.source, self.line, self.column + start, self.line, stop)


class Diagnostic(Struct, frozen=True):
    """One fault: what is wrong, where, what was expected and got, and how to mend it."""

    code: str
    message: Text
    where: Span | None = None
    expected: Text | None = None
    hint: Text | None = None
    meant: str | None = None
    severity: Severity = Severity.ERROR

    def help(self) -> Text | None:
        """Return the advice: "did you mean" where a name is close, else the hint."""
        if self.meant is not None:
            return say("did you mean `{name}`?", name=self.meant)
        return self.hint


def show(diagnostic: Diagnostic, language: Language, columns: int = COLUMNS) -> str:
    """Return the diagnostic as lines of plain text, the offending text underlined.

    The excerpt keeps within `columns`, so that the underline stays below what it underlines; what a terminal
    would obey instead of showing is written out.
    """
    severity = render(_SEVERITY[diagnostic.severity], language)
    head = f"{severity}[{diagnostic.code}]: {visible(render(diagnostic.message, language))}"
    lines = [head, *_excerpt(diagnostic.where, max(columns, MIN_COLUMNS))]
    for name, text in (("expected", diagnostic.expected), ("help", diagnostic.help())):
        if text is not None:
            label = render(say("expected") if name == "expected" else say("help"), language)
            lines.append(f"  = {label}: {visible(render(text, language))}")
    return "\n".join(lines)


def _excerpt(span: Span | None, columns: int) -> list[str]:
    if span is None:
        return []
    place = f"  --> {visible(span.source.name)}:{span.line}:{span.column}"
    text = span.source.line(span.line)
    if not text or text.isspace():
        return [place]
    gutter = " " * len(str(span.line))
    shown, before, marked = _window(text, span, columns - len(gutter) - 4)
    return [
        place,
        f" {gutter} |",
        f" {span.line} | {shown}",
        f" {gutter} | {' ' * before}{'^' * marked}",
    ]


def _window(text: str, span: Span, room: int) -> tuple[str, int, int]:
    """Return what of the line `text` fits `room` around `span`, and the cells before and below the mark."""
    start = min(span.column - 1, len(text))
    end = span.end_column - 1 if span.end_line == span.line else len(text.rstrip())
    whole = len(text) <= room and width(_written_out(text)) <= room
    first = 0 if whole else _back(text, start, room // 2)
    last = len(text) if whole else _forth(text, first, room - 2)
    lead = _CUT if first else ""
    before = width(lead + _written_out(text[first:start]))
    marked = width(_written_out(text[start : min(end, last)]))
    tail = _CUT if last < len(text) else ""
    return lead + _written_out(text[first:last]) + tail, before, max(1, marked)


def _back(text: str, start: int, room: int) -> int:
    """Return from where on the text before `start` fits `room`."""
    first = start
    while first > 0 and (room := room - width(_written_out(text[first - 1]))) >= 0:
        first -= 1
    return first


def _forth(text: str, first: int, room: int) -> int:
    """Return up to where the text from `first` fits `room`."""
    last = first
    while last < len(text) and (room := room - width(_written_out(text[last]))) >= 0:
        last += 1
    return last


def _written_out(text: str) -> str:
    return visible(text.replace("\t", " "))


def visible(text: str) -> str:
    """Return `text` with the code in place of every sign that a terminal would obey or hide."""
    if text.isprintable():
        return text
    return "".join(sign if sign.isprintable() or sign in _BLANKS else _escape(sign) for sign in text)


def _escape(sign: str) -> str:
    return sign.encode("unicode-escape", "surrogatepass").decode("ascii")


def quoted(text: str) -> str:
    """Return `text` short enough to stand in a sentence."""
    return text if len(text) <= MAX_QUOTED else text[:MAX_QUOTED] + _CUT


def width(text: str) -> int:
    """Return how many terminal cells `text` takes; Chinese characters take two, combining signs none."""
    if text.isascii():
        return len(text)
    return sum(2 if east_asian_width(sign) in "WF" else category(sign) not in _JOINING for sign in text)
