"""Documents made up for a test, and the folder of the real ones."""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path

import pytest

from eligib.documents.document import Document, read_document

NAME = "example.txt"


def document(text: str) -> Document:
    """Return a document of that text."""
    raw = text.encode()
    return Document(NAME, NAME, "UTF-8", text, len(raw), sha256(raw).hexdigest())


def written(folder: Path, raw: bytes | str, name: str = NAME) -> Path:
    """Return the path of a file with that content."""
    path = folder / name
    path.write_bytes(raw if isinstance(raw, bytes) else raw.encode())
    return path


def opened(path: Path) -> Document:
    """Return the document at `path`, which can be read."""
    found = read_document(path)
    assert isinstance(found, Document)
    return found


def real_documents() -> Path:
    """Return the folder of the documents that the shipped rules cite; skip the test where there is none."""
    folder = os.environ.get("ELIGIB_DOCUMENTS")
    if folder is None:
        pytest.skip("the source documents are not here: set ELIGIB_DOCUMENTS to their folder")
    return Path(folder)


def stored_as(text: str, name: str = NAME) -> str:
    """Return the keys of a source whose file holds `text`."""
    raw = text.encode()
    return (
        "title: {zh: 示例公报, en: example gazette}\npublisher: {zh: 示例, en: example}\ndate: 2020-06\n"
        f"file: {{name: {name}, bytes: {len(raw)}, sha256: {sha256(raw).hexdigest()}}}\n"
    )
