"""Files to texts: everything that can be wrong with a file before its content is looked at.

Enters: a path, or `-` for standard input. Leaves: a `Source`, or the diagnostic that says why there is none.
"""

from __future__ import annotations

import sys
from codecs import BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Source
from eligib.messages import Text, say

if TYPE_CHECKING:
    from typing import BinaryIO, TextIO

MAX_BYTES = 16 * 1024 * 1024
_COMMON_BYTES = 64 * 1024
STDIN = "-"


def read_source(path: str | Path) -> Source | Diagnostic:
    """Return the text of the file at `path`, at most 16 MiB of UTF-8; its name is the path as given."""
    raw = read_bytes(path)
    return raw if isinstance(raw, Diagnostic) else decode(_name(path), raw)


def read_bytes(path: str | Path, limit: int = MAX_BYTES) -> bytes | Diagnostic:
    """Return the content of the file at `path`, at most `limit` bytes."""
    try:
        raw = _read(path, limit)
    except (OSError, ValueError) as error:
        return _unreadable(_name(path), error)
    if len(raw) > limit:
        size = say("`{name}` is larger than {limit} MiB", name=_name(path), limit=limit // 2**20)
        return _fault("file-too-large", size)
    return raw


def _name(path: str | Path) -> str:
    return "<stdin>" if str(path) == STDIN else str(path)


def _read(path: str | Path, limit: int) -> bytes:
    if str(path) == STDIN:
        # Python has no such stream where the shell closed it: `eligib check - <&-`
        stream: TextIO | None = sys.stdin
        return b"" if stream is None else _content(stream.buffer, limit)
    if not str(path):
        raise FileNotFoundError
    with Path(path).open("rb") as file:
        return _content(file, limit)


def _content(file: BinaryIO, limit: int) -> bytes:
    # room for all that is allowed takes longer to make than a common file takes to read
    start = file.read(_COMMON_BYTES)
    return start if len(start) < _COMMON_BYTES else start + file.read(limit + 1 - _COMMON_BYTES)


def _unreadable(name: str, error: OSError | ValueError) -> Diagnostic:
    if isinstance(error, FileNotFoundError):
        return _fault("file-missing", say("there is no file `{name}`", name=name))
    if isinstance(error, IsADirectoryError):
        return _fault("file-is-directory", say("`{name}` is a directory, not a file", name=name))
    if isinstance(error, PermissionError):
        return _fault("file-unreadable", say("you have no permission to read `{name}`", name=name))
    why = error.strerror if isinstance(error, OSError) else str(error)
    return _fault("file-unreadable", say("`{name}` cannot be read: {why}", name=name, why=why))


def decode(name: str, raw: bytes) -> Source | Diagnostic:
    """Return `raw` as text, which must be UTF-8; `name` is what the user knows it by."""
    if raw.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        return _foreign(name, "UTF-16")
    if b"\0" in raw:
        return _fault("file-not-text", say("`{name}` is a binary file, not a text", name=name))
    try:
        return Source(name, raw.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        if _is_chinese(raw):
            return _foreign(name, "GB18030")
        line = raw.count(b"\n", 0, error.start) + 1
        message = say("`{name}` is not UTF-8 text (line {line})", name=name, line=line)
        return _fault("file-not-text", message, say("save the file as UTF-8"))


def _foreign(name: str, encoding: str) -> Diagnostic:
    message = say("`{name}` is not UTF-8 text, it looks like {encoding}", name=name, encoding=encoding)
    return _fault("file-not-text", message, say("save the file as UTF-8"))


def _is_chinese(raw: bytes) -> bool:
    """Return whether the bytes can be Chinese text as older programs save it; nothing is read that way."""
    try:
        return "\u4e00" <= max(raw.decode("gb18030")) <= "\uffef"
    except UnicodeDecodeError:
        return False


def _fault(code: str, message: Text, hint: Text | None = None) -> Diagnostic:
    return Diagnostic(code, message, hint=hint)
