"""`seeds/*.yaml`: the documents that rules cite.

Enters: one YAML file a document. Leaves: a `Source` by its id, which is the file's name, with the passages
that only look like benefits and the reason for each.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Literal

from eligib.messages import Label, say
from eligib.rulebook.clauses import MAX_ANCHOR
from eligib.rulebook.fields import Fields
from eligib.rulebook.model import Dismissal, Source, StoredFile
from eligib.yamltree import Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from eligib.yamltree import Node

LANGUAGES = ("zh", "en")
SCRIPTS = ("simplified", "traditional", "latin")
ONLY: tuple[Literal["words", "figures"], ...] = ("words", "figures")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DISMISSED = re.compile("^dismissed:", re.MULTILINE)
_DATE = re.compile(r"(\d{4})-(\d{2})(?:-(\d{2}))?")


def read_sources(files: Iterable[tuple[str, Fields]]) -> dict[str, Source]:
    """Return every source by its id."""
    return {name: _read(name, file) for name, file in files}


def decisive(text: str) -> str:
    """Return what of a source's file decisions rest on: all before the dismissals, which are long to read."""
    found = _DISMISSED.search(text)
    return text if found is None else text[: found.start()]


def _read(name: str, file: Fields) -> Source:
    for key in ("title", "publisher", "date"):
        file.need(key)
    title, publisher = file.label("title"), file.label("publisher")
    earliest, latest = _bounds(file)
    language, script = file.one_of("language", LANGUAGES), file.one_of("script", SCRIPTS)
    stored = _stored(file.fields("file"))
    dismissed = tuple(_dismissals(file))
    file.done(may_be_silenced=True)
    empty = Label(name, name)
    return Source(
        name, title or empty, publisher or empty, earliest, latest, language, script, stored, dismissed
    )


def _stored(file: Fields | None) -> StoredFile | None:
    if file is None:
        return None
    name, length, digest = (file.text(key) or "" for key in ("name", "bytes", "sha256"))
    for key in ("name", "bytes", "sha256"):
        file.need(key)
    named = file.node.items.get("name")
    file.done()
    if not (length.isascii() and length.isdigit()) or not _SHA256.fullmatch(digest):
        file.fault("wrong-value", say("`bytes` is a whole number and `sha256` 64 small hexadecimal digits"))
        return None
    return StoredFile(name, int(length), digest, None if named is None else named.span)


def _dismissals(file: Fields) -> Iterator[Dismissal]:
    for node in file.items("dismissed"):
        fields = Fields(node, file.faults)
        reason, anchor = fields.label("reason"), fields.text("anchor")
        fields.need("reason")
        first, last = _lines(fields)
        only = fields.one_of("only", ONLY)
        fields.done()
        _check_anchor(fields, anchor)
        if reason is not None and last:
            meant = next((one for one in ONLY if one == only), None)
            yield Dismissal(first, last, anchor, meant, reason, fields.span)


def _lines(fields: Fields) -> tuple[int, int]:
    """Return the first and last line meant, (0, 0) where none is readable."""
    line, lines = fields.get("line"), fields.get("lines")
    ends = [line, line] if lines is None else lines.items if isinstance(lines, Sequence) else []
    numbers = [number for end in ends if (number := _number(end)) is not None]
    both = line is not None and lines is not None
    if both or len(numbers) != len((0, 1)) or numbers[0] > numbers[1]:
        expected = say("`line: 12`, or `lines: [12, 15]` from the first to the last")
        fields.fault("wrong-line", say("it is not clear which lines are meant"), expected=expected)
        return 0, 0
    return numbers[0], numbers[1]


def _number(node: Node | None) -> int | None:
    text = node.text if isinstance(node, Scalar) else ""
    return int(text) if text.isascii() and text.isdigit() and int(text) > 0 else None


def _check_anchor(fields: Fields, anchor: str | None) -> None:
    if anchor is None:
        return
    span = fields.node.items["anchor"].span
    if not 0 < len(anchor) <= MAX_ANCHOR:
        fields.fault("anchor-length", say("an anchor has at most {n} characters", n=MAX_ANCHOR), span)
    if "lines" in fields.node.items:
        fields.fault("wrong-line", say("an anchor stands on one `line`, not on `lines`"), span)


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
