"""What a document may grant: every figure and every word of granting, each with its place.

Enters: a document. Leaves: its finds in order of the text.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.documents.figures import Figure, Kind, figures
from eligib.documents.grants import WORDS, plain

if TYPE_CHECKING:
    from eligib.documents.document import Document

MAX_TEXT = 30


class Find(Struct, frozen=True, eq=False, dict=True):
    """A figure or a word that grants, from `start` to `end` in the document, `at` to `to` in its flow."""

    document: Document
    kind: Kind
    start: int
    end: int
    at: int
    to: int
    values: tuple[Figure, ...] = ()
    ranges: bool = False

    @property
    def is_figure(self) -> bool:
        """Whether this is a figure and not a word."""
        return self.kind is not Kind.WORD

    @cached_property
    def line(self) -> int:
        """The line on which it begins."""
        return self.document.line_of(self.start)

    @property
    def column(self) -> int:
        """The column at which it begins."""
        return self.document.column_of(self.start)

    @property
    def text(self) -> str:
        """What is written, as far as may be stored."""
        return self.document.words.text[self.at : self.to][:MAX_TEXT]

    def around(self, room: int) -> tuple[str, str, str]:
        """Return at most `room` characters before the find, the find, and as many after it."""
        text = self.document.words.text
        return text[max(0, self.at - room) : self.at], text[self.at : self.to], text[self.to : self.to + room]


def scan(document: Document) -> list[Find]:
    """Return every find in `document`, in order."""
    flow, found = document.words, []
    text = plain(flow.text)
    for figure in figures(text):
        start, end = flow.span(figure.start, figure.end)
        found.append(
            Find(document, figure.kind, start, end, figure.start, figure.end, figure.values, figure.ranges)
        )
    for word in WORDS.finditer(text):
        start, end = flow.span(*word.span())
        found.append(Find(document, Kind.WORD, start, end, *word.span()))
    return sorted(found, key=lambda find: (find.start, find.end))
