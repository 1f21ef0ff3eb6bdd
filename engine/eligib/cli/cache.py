"""Where the command keeps what it need not work out again."""

from __future__ import annotations

import os
from pathlib import Path

CACHE_VARIABLE = "ELIGIB_CACHE"
_OFF = ("", "off")


def cache_folder() -> Path | None:
    """Return the folder that `ELIGIB_CACHE` names, else the user's own; None where it is switched off."""
    chosen = os.environ.get(CACHE_VARIABLE)
    if chosen is not None:
        return None if chosen in _OFF else Path(chosen)
    # a relative one is to be ignored, says the XDG specification
    caches = Path(os.environ.get("XDG_CACHE_HOME", ""))
    if not caches.is_absolute():
        caches = Path(os.path.expanduser("~/.cache"))  # noqa: PTH111 - that raises where there is no home
    return caches / "eligib" if caches.is_absolute() else None
