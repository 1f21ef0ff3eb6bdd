"""Where a cursor stands in a file: the scalar, what may stand there, and what surrounds it.

Enters: a document, its kind and the rulebook. Leaves: a `Site`, from which completion, hover and definition
all start.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.editor.expected import Reader
from eligib.editor.kinds import FileKind, shape_of
from eligib.editor.scan import Path, Role, Token, scan, token_at
from eligib.editor.shapes import Shape, Sort, shape_at

if TYPE_CHECKING:
    from eligib.editor.book import Book
    from eligib.editor.document import Document
    from eligib.language.vocabulary import Fact, Record

_WORD = re.compile(r"[a-z0-9_/-]*")
_INSIDE_BENEFIT = 2


class Site(Struct, frozen=True):
    """One place of a document; `shape` is what may stand there, for a key that of its mapping."""

    document: Document
    kind: FileKind
    book: Book
    offset: int
    token: Token
    shape: Shape

    @property
    def text(self) -> str:
        """The whole scalar."""
        return self.document.text[self.token.start : self.token.end]

    @property
    def before(self) -> str:
        """The scalar up to the cursor."""
        return self.document.text[self.token.start : self.offset]

    def siblings(self, path: Path | None = None) -> dict[str, str]:
        """Return the keys of the mapping that the site is in, or of that at `path`, with their own texts."""
        path = self.token.path if path is None else path
        tokens = [token for token in scan(self.document.text) if token.start != self.token.start]
        text = self.document.text
        keys = [text[one.start : one.end] for one in tokens if one.role is Role.KEY and one.path == path]
        values = {
            str(one.path[-1]): text[one.start : one.end]
            for one in tokens
            if one.role is not Role.KEY and one.path[:-1] == path and one.path
        }
        return {key: values.get(key, "") for key in keys}

    def each(self) -> Record | None:
        """Return the list that the benefit around the site goes through."""
        if self.kind is not FileKind.RULES or len(self.token.path) < _INSIDE_BENEFIT:
            return None
        name = self.siblings(self.token.path[:_INSIDE_BENEFIT]).get("each", "")
        record = self.book.rulebook.vocabulary.records.get(name)
        return record if record is not None and record.is_list else None

    def reader(self) -> Reader:
        """Return the reader of conditions at this place."""
        return Reader(self.book.rulebook.vocabulary, self.each())

    def table(self) -> Fact | None:
        """Return the fact whose choices are the keys of the table around the site."""
        written = self.siblings().get("by", "")
        return self.reader().fact_before(written)

    def is_condition(self) -> bool:
        """Whether the scalar is a condition or an amount named by a fact."""
        return self.token.role is not Role.KEY and bool({Sort.CONDITION, Sort.OPERAND} & {*self.shape.values})


def site_at(document: Document, offset: int, kind: FileKind, book: Book) -> Site:
    """Return where `offset` stands."""
    token = token_at(document.text, offset)
    shape = shape_at(shape_of(kind, book.rulebook.vocabulary), token.path)
    return Site(document, kind, book, offset, token, shape)


def word_around(text: str, at: int) -> tuple[int, int]:
    """Return from where to where the word around `at` stands in a condition."""
    start = at
    while start > 0 and _WORD.fullmatch(text[start - 1]):
        start -= 1
    found = _WORD.match(text, at)
    return start, at if found is None else found.end()
