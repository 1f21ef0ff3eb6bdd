"""Files to texts: everything that can be wrong with a file before its content is looked at.

Enters: a path, or `-` for standard input. Leaves: a `Source`, or the diagnostic that says why there is none.
"""

from __future__ import annotations

import sys
from pathlib import Path

from eligib.diagnostics import Diagnostic, Source
from eligib.messages import Text, say

MAX_BYTES = 16 * 1024 * 1024
STDIN = "-"


def read_source(path: str | Path) -> Source | Diagnostic:
    """Return the text of the file at `path`, at most 16 MiB of UTF-8; its name is the path as given."""
    name = "<stdin>" if str(path) == STDIN else str(path)
    try:
        raw = _read(path)
    except OSError as error:
        return _unreadable(name, error)
    if len(raw) > MAX_BYTES:
        size = say("`{name}` is larger than {limit} MiB", name=name, limit=MAX_BYTES // 2**20)
        return _fault("file-too-large", size)
    return _decode(name, raw)


def _read(path: str | Path) -> bytes:
    if str(path) == STDIN:
        return sys.stdin.buffer.read(MAX_BYTES + 1)
    with Path(path).open("rb") as file:
        return file.read(MAX_BYTES + 1)


def _unreadable(name: str, error: OSError) -> Diagnostic:
    if isinstance(error, FileNotFoundError):
        return _fault("file-missing", say("there is no file `{name}`", name=name))
    if isinstance(error, IsADirectoryError):
        return _fault("file-is-directory", say("`{name}` is a directory, not a file", name=name))
    return _fault("file-unreadable", say("`{name}` cannot be read: {why}", name=name, why=error.strerror))


def _decode(name: str, raw: bytes) -> Source | Diagnostic:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = say("`{name}` is not UTF-8 text (line {line})", name=name, line=line)
        return _fault("file-not-text", message, say("save the file as UTF-8"))
    if "\0" in text:
        return _fault("file-not-text", say("`{name}` is a binary file, not a text", name=name))
    return Source(name, text)


def _fault(code: str, message: Text, hint: Text | None = None) -> Diagnostic:
    return Diagnostic(code, message, hint=hint)
