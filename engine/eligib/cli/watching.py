"""Which rule files were saved since somebody last looked."""

from __future__ import annotations

import os
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Stamps: TypeAlias = dict[str, tuple[int, int]]
"""By path, when a file was written and how long it is."""
POLL_SECONDS = 0.3
_ENDING = ".yaml"


def stamps(folders: list[Path]) -> Stamps:
    """Return the stamps of the rule files in `folders`."""
    return dict(pair for folder in folders for pair in _stamps(folder))


def wait(folders: list[Path], seen: Stamps) -> tuple[Stamps, list[str]]:
    """Return, once something changed, the new stamps and the files that were written, added or removed."""
    while True:
        sleep(POLL_SECONDS)
        now = stamps(folders)
        if now != seen:
            return now, sorted({path for path, _stamp in now.items() ^ seen.items()})


def _stamps(folder: Path) -> Iterator[tuple[str, tuple[int, int]]]:
    for root, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.endswith(_ENDING):
                path = Path(root, name)
                try:
                    about = path.stat()
                except OSError:  # an editor that saves by renaming: it will be there at the next look
                    continue
                yield str(path), (about.st_mtime_ns, about.st_size)
