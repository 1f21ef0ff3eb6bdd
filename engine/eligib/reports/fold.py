"""Text broken into lines the way Chinese and English are set.

Enters: a text and how many cells a line has. Leaves: the stretches that make the lines. No line begins with a
closing sign or ends with an opening one, and a figure stays with its unit, unless nothing else fits.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from eligib.diagnostics import width

if TYPE_CHECKING:
    from collections.abc import Iterator

_CLOSING = "，。、；：！？）》」』】〕”’…—–·％%‰,.;:!?)]}/*†"
_OPENING = "（《「『【〔“‘([{"
_UNIT = "[十百千]?[万亿]?(?:元|平方米|个月|[年月日天人项家条款件名行次])"
_FIGURE = f"(?:CNY )?(?:[0-9][0-9,.:-]*(?:[%‰]|[万亿](?!元)|{_UNIT})?)+"
_CODE = r"`[^`\n]{1,30}`"
_PIECE = re.compile(rf"\n|[ \t]+|{_CODE}|{_FIGURE}|[^\s\u2000-\uffff]+|.", re.DOTALL)
_INSIDE = re.compile(r"(?<=[/_.-])(?=.)")


def folded(text: str, room: int) -> list[str]:
    """Return the lines of `text`, none wider than `room`; blanks at their ends are dropped."""
    return [text[start:end] for start, end in stretches(text, room)]


def stretches(text: str, room: int) -> list[tuple[int, int]]:
    """Return where each line of `text` starts and ends."""
    lines: list[tuple[int, int]] = []
    for first, last in _paragraphs(text):
        lines += _lines(text, first, last, max(room, 2))
    return lines


def widest_part(text: str) -> int:
    """Return the cells of the widest part that is better not broken."""
    return max((width(text[start:end].rstrip()) for start, end in _chunks(text, 0, len(text))), default=0)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    breaks = [-1, *(found.start() for found in re.finditer("\n", text)), len(text)]
    for before, end in pairwise(breaks):
        yield before + 1, end


def _lines(text: str, first: int, last: int, room: int) -> list[tuple[int, int]]:
    lines: list[tuple[int, int]] = []
    start = end = first
    for chunk, stop in _chunks(text, first, last):
        if width(text[start:stop].rstrip()) > room and end > start:
            lines.append((start, end))
            start = chunk
        end = stop
        while width(text[start:end].rstrip()) > room:
            cut = _cut(text, start, end, room)
            lines.append((start, cut))
            start = cut
    lines.append((start, end))
    return [(begin, begin + len(text[begin:stop].rstrip())) for begin, stop in lines]


def _chunks(text: str, first: int, last: int) -> list[tuple[int, int]]:
    """Return the parts between which a line may end, each with the blanks that follow it."""
    chunks: list[tuple[int, int]] = []
    for piece in _PIECE.finditer(text, first, last):
        start, end = piece.span()
        if chunks and not _may_break(text, *chunks[-1], start):
            chunks[-1] = (chunks[-1][0], end)
        else:
            chunks.append((start, end))
    return chunks


def _may_break(text: str, first: int, last: int, start: int) -> bool:
    if text[start].isspace() or text[start] in _CLOSING:
        return False
    before = text[first:last]
    if before[-1:].isspace():
        return before.strip() != "" and before.rstrip()[-1] not in _OPENING
    return before[-1] not in _OPENING and not (before[-1].isascii() and text[start].isascii())


def _cut(text: str, start: int, end: int, room: int) -> int:
    """Return where to break a part that is wider than a line: at a joint of a name, else anywhere."""
    fits = start + 1
    while fits < end and width(text[start : fits + 1]) <= room:
        fits += 1
    joints = [start + found.start() for found in _INSIDE.finditer(text[start:end])]
    return max((joint for joint in joints if start < joint <= fits), default=fits)
