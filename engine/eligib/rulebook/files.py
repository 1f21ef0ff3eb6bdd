"""The files of a rulebook, each read once.

Enters: a directory laid out as `rules/`, with the `seeds/` folder of sources inside it or beside it. Leaves:
the bytes of every file that belongs to the rulebook, so that what is digested is what is parsed.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.diagnostics import Diagnostic
from eligib.errors import InputError
from eligib.messages import say
from eligib.sources import read_bytes

if TYPE_CHECKING:
    from collections.abc import Iterator

RULES_VARIABLE = "ELIGIB_RULES"
VOCABULARY, STANDARDS, SEEDS = "vocabulary", "standards", "seeds"
_PACKAGE = Path(__file__).resolve().parents[1]
_ENDING = ".yaml"


class File(Struct, frozen=True, eq=False):
    """One file: `stem` is its name without ending, `content` its bytes or why there are none."""

    path: str
    stem: str
    content: bytes | Diagnostic


class RuleFiles(Struct, frozen=True, eq=False):
    """All files of a rulebook; `zones` has those of every other folder, by its name."""

    version: File
    vocabulary: list[File]
    standards: list[File]
    seeds: list[File]
    zones: dict[str, list[File]]

    def all(self) -> Iterator[File]:
        """Yield every file, in the order in which they are read."""
        yield self.version
        for files in (self.vocabulary, self.standards, self.seeds, *self.zones.values()):
            yield from files


def find_rules(chosen: str | Path | None = None) -> Path:
    """Return the rules directory: the chosen one, else that of `ELIGIB_RULES`, else the packaged one."""
    if chosen is not None:
        return Path(chosen)
    named = os.environ.get(RULES_VARIABLE)
    if named:
        return Path(named)
    packaged = _PACKAGE / "rules"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "rules"


def read_files(root: Path) -> RuleFiles:
    """Return every file of the rulebook in `root`.

    Raises:
        InputError: there is no such directory.
    """
    if not root.is_dir():
        message = say("there is no rules directory `{name}`", name=str(root))
        raise InputError([Diagnostic("rules-missing", message)])
    seeds = root / SEEDS if (root / SEEDS).is_dir() else root.parent / SEEDS
    return RuleFiles(
        _file(root / f"rulebook{_ENDING}"),
        _folder(root / VOCABULARY),
        _folder(root / STANDARDS),
        _folder(seeds),
        {zone: _folder(root / zone) for zone in _zones(root)},
    )


def _zones(root: Path) -> list[str]:
    taken = (VOCABULARY, STANDARDS, SEEDS)
    with os.scandir(root) as entries:
        names = sorted(entry.name for entry in entries if entry.is_dir())
    return [name for name in names if name not in taken and not name.startswith((".", "_"))]


def _folder(folder: Path) -> list[File]:
    try:
        names = sorted(name for name in os.listdir(folder) if name.endswith(_ENDING))  # noqa: PTH208 - no paths
    except (FileNotFoundError, NotADirectoryError):
        return []
    return [_file(folder / name) for name in names]


def _file(path: Path) -> File:
    return File(str(path), path.stem, read_bytes(path))
