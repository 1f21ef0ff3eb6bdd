"""A PDF to lines, with the line on which each page begins.

Enters: the bytes of the file. Leaves: its text, one page after the other, or the diagnostic that says why
there is none. Reading PDF is an extra, since most documents are texts or pages.
"""

from __future__ import annotations

import logging
from io import BytesIO
from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable

ENCODING = "PDF"


def read_pdf(name: str, raw: bytes) -> tuple[str, str, tuple[int, ...]] | Diagnostic:
    """Return the text of the PDF in `raw`, how it was read, and the first line of each page."""
    try:
        from pypdf import PdfReader
    except ImportError:
        message = say("`{name}` is a PDF, and the extra that reads PDF is not installed", name=name)
        return Diagnostic("extra-missing", message, hint=say("install it: pip install 'eligib[documents]'"))
    # what pypdf notices in passing is no news to the author of a rule
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        pages = [page.extract_text() for page in PdfReader(BytesIO(raw)).pages]
    except Exception as error:  # noqa: BLE001 - a broken file can raise anything here
        why = str(error) or type(error).__name__
        return Diagnostic("file-unreadable", say("`{name}` cannot be read: {why}", name=name, why=why))
    if not any(page.strip() for page in pages):
        message = say("`{name}` is a PDF without text, a scan perhaps", name=name)
        return Diagnostic("file-not-text", message, hint=say("have the text recognised first"))
    return "\n".join(pages), ENCODING, tuple(_firsts(pages))


def _firsts(pages: Iterable[str]) -> Iterable[int]:
    line = 1
    for page in pages:
        yield line
        line += page.count("\n") + 1
