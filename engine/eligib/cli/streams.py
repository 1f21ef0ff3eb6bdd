"""The streams a run speaks to, which may be closed, full or gone.

Enters: the lines of a run. Leaves: the same lines in UTF-8 whatever the locale, since Chinese must come out
under `LANG=C` too; what standard error does not take is dropped, since nobody is left to tell.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from typing import TextIO

MAX_COLUMNS = 120


def prepare() -> bool:
    """Make the streams write UTF-8; return whether there is a standard output at all."""
    # Python has None where the shell closed the stream: `eligib check ... >&-`
    streams: tuple[TextIO | None, ...] = (sys.stdout, sys.stderr)
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
    return streams[0] is not None


def tell(line: str) -> None:
    """Write one line to standard error."""
    stream: TextIO | None = sys.stderr
    if stream is not None:
        with contextlib.suppress(OSError):
            stream.write(f"{line}\n")
            stream.flush()


def give_up() -> None:
    """Let standard output lead nowhere, so that Python does not try once more when it ends."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def columns() -> int:
    """Return how wide the excerpts of faulty files may be."""
    return min(shutil.get_terminal_size().columns, MAX_COLUMNS)
