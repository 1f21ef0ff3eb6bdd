"""Where the name under the cursor is declared.

Enters: a place in a document. Leaves: the span of the declaration, None where there is none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.editor.place import site_at
from eligib.editor.refer import reference
from eligib.editor.shapes import Sort

if TYPE_CHECKING:
    from eligib.diagnostics import Span
    from eligib.editor.book import Book
    from eligib.editor.document import Document
    from eligib.editor.kinds import FileKind


def definition(document: Document, offset: int, kind: FileKind, book: Book) -> Span | None:
    """Return where the name at `offset` is declared."""
    found = reference(site_at(document, offset, kind, book))
    if found is None:
        return None
    if found.sort is Sort.BENEFIT:
        benefit = book.rulebook.benefits.get(found.name)
        return None if benefit is None else benefit.span
    place = book.declared.get((found.sort, found.key))
    return None if place is None else place.span
