"""`seeds/*.yaml`: the documents that rules cite.

Enters: one YAML file a document. Leaves: a `Source` by its id, which is the file's name.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING

from eligib.messages import Label, say
from eligib.rulebook.model import Source

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from eligib.rulebook.fields import Fields

_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def read_sources(files: Iterable[tuple[Path, Fields]]) -> dict[str, Source]:
    """Return every source by its id."""
    return {path.stem: _read(path.stem, file) for path, file in files}


def _read(name: str, file: Fields) -> Source:
    for key in ("title", "publisher", "date"):
        file.need(key)
    title, publisher = file.label("title"), file.label("publisher")
    earliest, latest = _bounds(file)
    printed = file.text("date") or ""
    file.done()
    empty = Label(name, name)
    return Source(name, title or empty, publisher or empty, earliest, latest, printed)


def _bounds(file: Fields) -> tuple[date, date]:
    node = file.scalar("date")
    match = None if node is None else _DATE.fullmatch(node.text)
    try:
        if match is None:
            raise ValueError
        year, month = int(match[1]), int(match[2])
        first, last = (int(match[3]),) * 2 if match[3] else (1, monthrange(year, month)[1])
        return date(year, month, first), date(year, month, last)
    except ValueError:
        if node is not None:
            file.fault("no-such-date", say("there is no day `{token}`", token=node.text), node.span)
        return date.min, date.max
