"""What the command's exit code means."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes, stable: scripts may rely on them."""

    DONE = 0
    FAILED = 1
    CHANGED = 1
    USAGE = 2
    INVALID = 3
    MET = 4
    UNDETERMINED = 5
