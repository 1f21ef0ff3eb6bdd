"""A linked rulebook kept in a file, so that the next process need not read the rules again.

Enters: the bytes of all rule files and the directory to keep it in. Leaves: the rulebook, if exactly this one
was kept. A file is named by the digest of all that its content follows from: every rule file's path and
bytes, the code that reads them and the versions it stands on. So nothing is ever out of date; what is
damaged, foreign or not ours alone is passed over, and what cannot be written is not: no fault here is
anybody's fault.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from time import time
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from eligib.diagnostics import Source
from eligib.rulebook.model import Benefit, Rulebook
from eligib.rulebook.packing import pack, unpack

try:
    # built in, where hashlib takes longer to import than all of this takes to digest
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from eligib.rulebook.files import RuleFiles

KEPT = 8
"""How many files stay; the oldest go."""

MAX_BYTES = 64 * 1024 * 1024
_OMITTED: dict[tuple[type[Struct], str], object] = {(Benefit, "examples"): (), (Source, "text"): ""}
_PACKAGE = Path(__file__).resolve().parents[1]
_CODE = (_PACKAGE, _PACKAGE / "language", _PACKAGE / "rulebook")
_CODE_ENDINGS = (".py", ".lark", ".table")
_LIBRARIES = ("lark", "yaml")
_PREFIX, _ENDING, _UNFINISHED = "rulebook-", ".bin", ".new"
_DIGEST_BYTES = 32
_ABANDONED = 3600.0
_GROUP_AND_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class Store(Struct, frozen=True):
    """The place of one rulebook; without a `key`, which needs the code at hand, nothing is kept."""

    folder: Path
    key: bytes | None

    @classmethod
    def of(cls, files: RuleFiles, folder: str | Path) -> Store:
        """Return the place in `folder` for the rulebook that `files` make."""
        try:
            return cls(Path(folder), _digest(_ingredients(files)))
        except (OSError, ValueError):  # find_spec raises the latter
            return cls(Path(folder), None)

    def get(self) -> Rulebook | None:
        """Return the rulebook that was kept, None where there is none to trust."""
        if self.key is None:
            return None
        try:
            kept = _read(self._path)
            seal, packed = kept[:_DIGEST_BYTES], kept[_DIGEST_BYTES:]
            found = unpack(packed) if seal == _digest((self.key, packed)) else None
        except Exception:  # noqa: BLE001 - whatever a stranger's bytes lead to, the rules can still be read
            return None
        return found if isinstance(found, Rulebook) else None

    def put(self, rulebook: Rulebook) -> Rulebook:
        """Keep `rulebook` if that can be done, and return it as `get` will."""
        if self.key is None:
            return rulebook
        try:
            packed = pack(rulebook, _OMITTED)
        except (TypeError, UnicodeEncodeError, RecursionError):
            return rulebook
        with suppress(OSError, ValueError):  # the latter where the path is none
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            _write(self._path, _digest((self.key, packed)) + packed)
            _clean(self.folder)
        return unpack(packed)  # type: ignore[return-value]

    @property
    def _path(self) -> Path:
        return self.folder / f"{_PREFIX}{(self.key or b'').hex()}{_ENDING}"


def _digest(parts: Iterable[bytes]) -> bytes:
    digest = blake2b(digest_size=_DIGEST_BYTES)
    for part in parts:
        digest.update(len(part).to_bytes(8, "big"))
        digest.update(part)
    return digest.digest()


def _ingredients(files: RuleFiles) -> Iterator[bytes]:
    yield sys.version.encode()
    yield msgspec.__version__.encode()
    for name in _LIBRARIES:
        spec = find_spec(name)
        # the version is written there, and to import the library takes far longer
        yield Path((spec and spec.origin) or "").read_bytes()
    for folder in _CODE:
        for name in sorted(os.listdir(folder)):  # noqa: PTH208 - no paths
            if name.endswith(_CODE_ENDINGS):
                yield name.encode()
                yield (folder / name).read_bytes()
    for file in files.all():
        yield os.fsencode(file.path)
        # a file without content is a fault, and a rulebook with faults is never kept
        yield file.content if isinstance(file.content, bytes) else b""


def _read(path: Path) -> bytes:
    """Return the content of a file that only its owner, who is us, can have written."""
    # a pipe of that name must not make us wait
    with os.fdopen(os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC), "rb") as file:
        about = os.fstat(file.fileno())
        ours = about.st_uid == os.geteuid() and not about.st_mode & _GROUP_AND_OTHERS_WRITE
        if not (ours and stat.S_ISREG(about.st_mode) and about.st_size <= MAX_BYTES):
            raise PermissionError
        return file.read()


def _write(path: Path, content: bytes) -> None:
    """Put `content` at `path` in one step, so that nobody reads half of it."""
    unfinished = path.with_name(f"{_PREFIX}{os.urandom(8).hex()}{_UNFINISHED}")
    try:
        opened = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
        with os.fdopen(opened, "wb") as file:
            file.write(content)
        unfinished.replace(path)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise


def _clean(folder: Path) -> None:
    """Remove all but the newest files, and what writers left that were killed."""
    with os.scandir(folder) as entries:
        ours = [(entry.stat().st_mtime, entry.path) for entry in entries if entry.name.startswith(_PREFIX)]
    kept = sorted((age for age in ours if age[1].endswith(_ENDING)), reverse=True)
    abandoned = [age for age in ours if age[1].endswith(_UNFINISHED) and age[0] < time() - _ABANDONED]
    for _, path in kept[KEPT:] + abandoned:
        Path(path).unlink(missing_ok=True)
