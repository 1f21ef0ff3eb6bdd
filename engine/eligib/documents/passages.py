"""Which lines of a document belong together.

Enters: a find and the line that a rule cites. Leaves: whether the find is part of what is cited: lines are
broken by pages, and a headline tells what the passage below it says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eligib.documents.document import Document
    from eligib.documents.finds import Find

# how many lines off a headline, the rest of a paragraph, or a case without its own citation may stand
NEAR = 10
HEADLINE = 60
_ENDS = '。！？!?；;：:”"）)'


def belongs(find: Find, line: int) -> bool:
    """Return whether `find` stands on `line`, in the same paragraph, or in a headline above it."""
    return (
        find.line == line or _heads(find, line) or _one_paragraph(find.document, *sorted((find.line, line)))
    )


def _heads(find: Find, line: int) -> bool:
    text = find.document.text[slice(*find.document.bounds(find.line, find.line))]
    return find.line < line <= find.line + NEAR and len(text) <= HEADLINE and "。" not in text


def _one_paragraph(document: Document, first: int, last: int) -> bool:
    """Return whether a page break alone parts two lines: nothing ends with the first, nothing is between."""
    if last > first + NEAR:
        return False
    _start, end = document.bounds(first, first)
    head = document.text[slice(*document.bounds(first, first))].rstrip()
    between = document.text[end : document.bounds(last, last)[0]]
    return not between.strip() and bool(head) and head[-1] not in _ENDS
