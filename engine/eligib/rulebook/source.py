"""`seeds/*.yaml`: the documents that rules cite.

Enters: one YAML file a document. Leaves: a `Source` by its id, which is the file's name.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from eligib.messages import Label, say
from eligib.rulebook.model import Source, StoredFile

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eligib.rulebook.fields import Fields
    from eligib.yamltree import Scalar

LANGUAGES = ("zh", "en")
SCRIPTS = ("simplified", "traditional", "latin")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def read_sources(files: Iterable[tuple[str, Fields]]) -> dict[str, Source]:
    """Return every source by its id."""
    return {name: _read(name, file) for name, file in files}


def _read(name: str, file: Fields) -> Source:
    for key in ("title", "publisher", "date"):
        file.need(key)
    title, publisher = file.label("title"), file.label("publisher")
    earliest, latest = _bounds(file)
    language, script = file.one_of("language", LANGUAGES), file.one_of("script", SCRIPTS)
    stored = _stored(file.fields("file"))
    file.done()
    empty = Label(name, name)
    return Source(name, title or empty, publisher or empty, earliest, latest, language, script, stored)


def _stored(file: Fields | None) -> StoredFile | None:
    if file is None:
        return None
    name, length, digest = (file.text(key) or "" for key in ("name", "bytes", "sha256"))
    for key in ("name", "bytes", "sha256"):
        file.need(key)
    file.done()
    if not (length.isascii() and length.isdigit()) or not _SHA256.fullmatch(digest):
        file.fault("wrong-value", say("`bytes` is a whole number and `sha256` 64 small hexadecimal digits"))
        return None
    return StoredFile(name, int(length), digest)


def _bounds(file: Fields) -> tuple[date, date]:
    node = file.scalar("date")
    match = None if node is None else _DATE.fullmatch(node.text)
    if match is None:
        return _no_such(file, node)
    try:
        year, month = int(match[1]), int(match[2])
        first, last = (int(match[3]),) * 2 if match[3] else (1, monthrange(year, month)[1])
        return date(year, month, first), date(year, month, last)
    except ValueError:
        return _no_such(file, node)


def _no_such(file: Fields, node: Scalar | None) -> tuple[date, date]:
    if node is not None:
        file.fault("no-such-date", say("there is no day `{token}`", token=node.text), node.span)
    return date.min, date.max
