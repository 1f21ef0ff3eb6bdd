"""Edits that mend a fault: the name that was meant, and the key that is missing.

Enters: a document and its faults. Leaves: `Fix`es, each one stretch of text to replace.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.editor.scan import Role, scan
from eligib.messages import Text, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.diagnostics import Diagnostic
    from eligib.editor.document import Document

_MISSING = {"missing-translation": "language", "missing-key": "key"}
_SIGNS = re.compile(r"""[{}]|"(?:[^"\\]|\\.)*"|'[^']*'""")
_NOT_IN = re.compile(r"not \((?P<fact>.+) in (?P<names>\[.*\])\)", re.DOTALL)


class Fix(Struct, frozen=True):
    """One edit: what stands from `start` to `end` becomes `text`."""

    title: Text
    start: int
    end: int
    text: str


def fixes(document: Document, fault: Diagnostic) -> list[Fix]:
    """Return what mends `fault`."""
    if fault.where is None:
        return []
    return [*_meant(document, fault), *_missing(document, fault)]


def _meant(document: Document, fault: Diagnostic) -> Iterator[Fix]:
    if fault.meant is None or fault.where is None:
        return
    start, end = document.extent(fault.where)
    written = document.text[start:end]
    title = say("change to `{name}`", name=fault.meant)
    turned = _NOT_IN.fullmatch(fault.meant)
    if turned is not None:
        yield from _not_in(document, start, turned, title, fault.meant)
        return
    # a fault of a whole condition names the word in it
    for word in (str(value) for _, value in fault.message.args):
        at = re.search(rf"(?<![\w/-]){re.escape(word)}(?![\w/-])", written)
        if word and at is not None:
            yield Fix(title, start + at.start(), start + at.end(), fault.meant)
            return
    if "\n" not in written:
        yield Fix(title, start, end, fault.meant)


def _not_in(document: Document, at: int, turned: re.Match[str], title: Text, meant: str) -> Iterator[Fix]:
    written = rf"{re.escape(turned['fact'])}\s+not\s+in\s*{re.escape(turned['names'])}"
    for found in re.finditer(written, document.text):
        if found.start() <= at <= found.end():
            yield Fix(title, found.start(), found.end(), meant)


def _missing(document: Document, fault: Diagnostic) -> Iterator[Fix]:
    key = dict(fault.message.args).get(_MISSING.get(fault.code, ""))
    if key is None or fault.where is None:
        return
    # of a mapping the fault has the beginning alone
    start, _ = document.extent(fault.where)
    title = say("add `{key}`", key=str(key))
    if document.text.startswith("{", start):
        last, close = _last_in_braces(document.text, start)
        comma = {"{": "", ",": " "}.get(document.text[last - 1], ", ")
        yield Fix(title, last, close, f"{comma}{key}: ")
        return
    end = _end_of_block(document.text, start)
    if end is not None:
        indent = " " * (start - document.text.rfind("\n", 0, start) - 1)
        yield Fix(title, end, end, f"\n{indent}{key}: ")


def _last_in_braces(text: str, start: int) -> tuple[int, int]:
    """Return where the text ends in the braces that open at `start`, and where they close."""
    end = _closed(text, start)
    close = end - 1 if text[end - 1] == "}" else end
    return start + len(text[start:close].rstrip()), close


def _closed(text: str, start: int) -> int:
    """Return where the braces opened at `start` end, quotes and inner braces passed over."""
    depth = 0
    for found in _SIGNS.finditer(text, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0:
            return found.end()
    end = text.find("\n", start)
    return len(text) if end < 0 else end


def _end_of_block(text: str, start: int) -> int | None:
    """Return where the last line of the mapping ends whose first key begins at `start`."""
    tokens = scan(text)
    head = next(
        (token for token in tokens if token.role is Role.KEY and token.start - token.quoted == start), None
    )
    if head is None:
        return None
    inside = [token for token in tokens if token.start >= start and token.path[: len(head.path)] == head.path]
    end = text.find("\n", max(token.end for token in inside))
    return len(text) if end < 0 else end
