"""A document as rules cite it: a text in lines, with the bytes it came from.

Enters: a path to a text, a page of HTML or a PDF. Leaves: a `Document`, or the diagnostic that says why there
is none. A PDF needs the extra `documents`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from msgspec import Struct

from eligib.diagnostics import Diagnostic
from eligib.documents.encodings import decode
from eligib.documents.flow import Flow, flow
from eligib.messages import Text, say
from eligib.sources import STDIN, read_bytes

MAX_BYTES = 64 * 2**20
_PDF = b"%PDF-"
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(rb"<meta[^>]+charset", re.IGNORECASE)


class Document(Struct, frozen=True, eq=False, dict=True):
    """The text of a document; `pages` are the first lines of its pages, empty where it has none."""

    path: str
    name: str
    encoding: str
    text: str
    length: int
    sha256: str
    pages: tuple[int, ...] = ()

    def __repr__(self) -> str:
        return f"Document({self.path!r})"

    @cached_property
    def starts(self) -> list[int]:
        """The offsets at which the lines begin; a line ends with a line feed."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]

    @cached_property
    def words(self) -> Flow:
        """The running text, in which two figures stay two."""
        return flow(self.text, apart=True)

    @cached_property
    def signs(self) -> Flow:
        """The running text without any white space, in which anchors are looked for."""
        return flow(self.text)

    def line_of(self, offset: int) -> int:
        """Return the number of the line in which the character at `offset` stands, from 1."""
        return bisect_right(self.starts, offset)

    def column_of(self, offset: int) -> int:
        """Return the column of the character at `offset`, from 1."""
        return offset - self.starts[self.line_of(offset) - 1] + 1

    def page_of(self, line: int) -> int | None:
        """Return the page on which `line` stands, None in a document without pages."""
        return bisect_right(self.pages, line) or None

    def bounds(self, first: int, last: int) -> tuple[int, int]:
        """Return where lines `first` to `last` begin and end; an empty stretch where there are none."""
        if not 0 < first <= len(self.starts):
            return len(self.text), len(self.text)
        end = self.starts[last] if last < len(self.starts) else len(self.text)
        return self.starts[first - 1], end

    def standing(self, anchor: str) -> list[tuple[int, int]]:
        """Return each stretch of the text that is `anchor`, white space aside."""
        wanted = "".join(anchor.split())
        found = re.finditer(f"(?={re.escape(wanted)})", self.signs.text) if wanted else ()
        return [self.signs.span(match.start(), match.start() + len(wanted)) for match in found]


def read_document(path: str | Path) -> Document | Diagnostic:
    """Return the document at `path`, or what is wrong with it."""
    raw = read_bytes(path, MAX_BYTES)
    if isinstance(raw, Diagnostic):
        return raw
    read = _read(str(path), raw)
    if isinstance(read, Diagnostic):
        return read
    text, encoding, pages = read
    digest = sha256(raw).hexdigest()
    name = "<stdin>" if str(path) == STDIN else Path(path).name
    return Document(str(path), name, encoding, text, len(raw), digest, pages)


def _read(name: str, raw: bytes) -> tuple[str, str, tuple[int, ...]] | Diagnostic:
    if raw.startswith(_PDF):
        from eligib.documents.pdf import read_pdf

        return read_pdf(name, raw)
    decoded = decode(raw) if raw else ("", "UTF-8")
    if decoded is None:
        return _fault(
            "file-not-text",
            say("`{name}` is neither a text in a known encoding nor HTML or PDF", name=name),
            say("known are UTF-8, GB18030, Big5 and UTF-16; a scan wants text recognition first"),
        )
    text, encoding = decoded
    if _HTML.match(raw) or _HTML.match(text.lstrip("\ufeff")[:4096].encode()) or _CHARSET.search(raw[:4096]):
        from eligib.documents.html import read_html

        return read_html(text), f"HTML, {encoding}", ()
    return text, encoding, ()


def _fault(code: str, message: Text, hint: Text | None = None) -> Diagnostic:
    return Diagnostic(code, message, hint=hint)
