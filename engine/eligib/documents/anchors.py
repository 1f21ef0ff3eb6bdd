"""The short text with which a find is cited.

Enters: a find. Leaves: at most 30 characters of its clause that stand on its line.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eligib.rulebook.clauses import MAX_ANCHOR

if TYPE_CHECKING:
    from eligib.documents.finds import Find

# about as much before the figure as after it
_HALF = (MAX_ANCHOR - 2) // 2
_HEAD = re.compile("[0-9.,][0-9.,]*")
_TAIL = re.compile("[0-9][0-9.,]*$")
_CUTS = re.compile(r'[,，。;；:：!！?？、()（）“”"「」《》—…]')


def anchor_of(find: Find) -> str:
    """Return the part of the find's clause around it, at most `MAX_ANCHOR` characters."""
    text = find.document.words.text
    end = min(find.to, find.at + MAX_ANCHOR)
    room = MAX_ANCHOR - (end - find.at)
    first = max(0, find.at - min(room, _HALF))
    cuts = [found.end() for found in _CUTS.finditer(text, first, find.at)]
    first = cuts[-1] if cuts else first
    last = min(len(text), first + MAX_ANCHOR, end + _HALF)
    cut = _CUTS.search(text, end, last)
    last = max(end, cut.start() if cut else last)
    # it keeps to the lines of the find, and begins on the line that is cited
    document = find.document
    _start, line_end = document.bounds(find.line, document.line_of(find.end - 1))
    last = max(end, min(last, document.words.place(line_end)))
    start = max(first, find.document.words.place(find.document.starts[find.line - 1]))
    # half a number says something else
    start += len(_whole_number(text[start - 1 : find.at])) - 1 if 0 < start < find.at else 0
    last = end + len(_TAIL.sub("", text[end:last])) if last < len(text) else last
    return text[start:last].strip()


def _whole_number(text: str) -> str:
    """Return the sign before the anchor with the digits that the anchor would cut off from it."""
    found = _HEAD.match(text)
    return found[0] if found else text[:1]
