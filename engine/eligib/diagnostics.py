"""Faults of a file, told so that the reader can mend them.

Enters: a place in a source and a translatable sentence. Leaves: a `Diagnostic` with a stable code, which
`show` turns into the lines a person reads: sentence, file, line and column, the text underlined, expected,
got, hint.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from unicodedata import east_asian_width

from eligib.messages import Language, Text, render, say

MAX_LINE = 160


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


@dataclass(frozen=True, slots=True, eq=False)
class Source:
    """A text that was read, under the name the user knows it by."""

    name: str
    text: str = field(repr=False)

    def line(self, number: int) -> str:
        """Return line `number`, counted from 1; an empty text past the end."""
        lines = self.text.splitlines()
        return lines[number - 1] if 0 < number <= len(lines) else ""


@dataclass(frozen=True, slots=True)
class Span:
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


@dataclass(frozen=True, slots=True)
class Diagnostic:
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


def show(diagnostic: Diagnostic, language: Language) -> str:
    """Return the diagnostic as lines of plain text, the offending text underlined."""
    severity = render(_SEVERITY[diagnostic.severity], language)
    head = f"{severity}[{diagnostic.code}]: {render(diagnostic.message, language)}"
    lines = [head, *_excerpt(diagnostic.where)]
    for name, text in (("expected", diagnostic.expected), ("help", diagnostic.help())):
        if text is not None:
            label = render(say("expected") if name == "expected" else say("help"), language)
            lines.append(f"  = {label}: {render(text, language)}")
    return "\n".join(lines)


def _excerpt(span: Span | None) -> list[str]:
    if span is None:
        return []
    place = f"  --> {span.source.name}:{span.line}:{span.column}"
    text = span.source.line(span.line)
    if not text.strip():
        return [place]
    first = max(0, span.column - 1 - MAX_LINE // 2) if len(text) > MAX_LINE else 0
    shown = text[first : first + MAX_LINE].replace("\t", " ")
    start = span.column - 1 - first
    end = span.end_column - 1 - first if span.end_line == span.line else len(shown.rstrip())
    gutter = " " * len(str(span.line))
    marked = shown[start : max(end, start + 1)] or " "
    return [
        place,
        f" {gutter} |",
        f" {span.line} | {shown}",
        f" {gutter} | {' ' * width(shown[:start])}{'^' * max(1, width(marked))}",
    ]


def width(text: str) -> int:
    """Return how many terminal cells `text` takes; Chinese characters take two."""
    return sum(2 if east_asian_width(char) in "WF" else 1 for char in text)
