"""A buffer with a cursor in it: `‸` marks the place in the text of a case."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from eligib.editor.book import open_book
from eligib.editor.complete import complete
from eligib.editor.document import Document
from eligib.editor.kinds import FileKind
from support.small import SMALL

if TYPE_CHECKING:
    from eligib.editor.book import Book
    from eligib.editor.complete import Item

CURSOR = "‸"
RULE = """\
zone: riverport
source: riverport-gazette
benefits:
  grant:
    each: projects
    family: one-support
    when:
      - clause: """
"""A rule file up to the condition of its first clause."""


@lru_cache(maxsize=1)
def book() -> Book:
    """Return the small rulebook as the editor has it."""
    return open_book(SMALL, {})


def placed(text: str, name: str = "riverport/new.yaml") -> tuple[Document, int]:
    """Return the text as a document of the small rulebook, and where its cursor is."""
    at = text.index(CURSOR)
    return Document(str(SMALL / name), text.replace(CURSOR, "")), at


def completed(text: str, kind: FileKind = FileKind.RULES) -> list[Item]:
    """Return what is offered at the cursor."""
    document, at = placed(text)
    return complete(document, at, kind, book())


def written(text: str, label: str, kind: FileKind = FileKind.RULES) -> str:
    """Return the text after the item of this label is taken."""
    document, _ = placed(text)
    item = next(item for item in completed(text, kind) if item.label == label)
    return document.text[: item.start] + item.insert + document.text[item.end :]
