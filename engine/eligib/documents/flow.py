"""The running text of a document: its white space taken out, since page and line breaks split words.

Enters: a text. Leaves: a `Flow` of the same characters in which a word is whole, and the way back from each
place in it to the text.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from msgspec import Struct

_RUN = re.compile(r"\S+")


class Flow(Struct, frozen=True, eq=False):
    """A text without white space; `starts` pairs where each run begins, here and in the text."""

    text: str
    here: tuple[int, ...]
    there: tuple[int, ...]

    def origin(self, offset: int) -> int:
        """Return where in the text the character at `offset` of the flow stands."""
        run = bisect_right(self.here, offset) - 1
        return self.there[run] + offset - self.here[run]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the text a stretch of the flow begins and ends."""
        return self.origin(start), self.origin(end - 1) + 1

    def place(self, offset: int) -> int:
        """Return where in the flow the character at `offset` of the text is, or the one after it."""
        run = bisect_right(self.there, offset) - 1
        if run < 0:
            return 0
        end = self.here[run + 1] if run + 1 < len(self.here) else len(self.text)
        return min(self.here[run] + offset - self.there[run], end)


def bare(text: str) -> str:
    """Return `text` without any white space."""
    return "".join(text.split())


def flow(text: str, *, apart: bool = False) -> Flow:
    """Return the flow of `text`; `apart` keeps a blank between digits, else two figures were one."""
    pieces: list[str] = []
    here: list[int] = []
    there: list[int] = []
    length = 0
    for run in _RUN.finditer(text):
        word = run[0]
        if apart and pieces and _joins(pieces[-1][-1]) and _joins(word[0]):
            pieces[-1] += " "
            length += 1
        here.append(length)
        there.append(run.start())
        pieces.append(word)
        length += len(word)
    return Flow("".join(pieces), tuple(here), tuple(there))


def _joins(sign: str) -> bool:
    return sign.isdigit() or (sign.isascii() and sign.isalnum())
