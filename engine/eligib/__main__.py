"""The `eligib` command: `eligib ...` or `python -m eligib ...`."""

from __future__ import annotations

import contextlib
import gc
import os
import sys


def main() -> None:
    """Run the command line and exit with its code."""
    # what start-up creates stays until the end: looking through it for garbage would find none
    gc.disable()
    try:
        from eligib.cli.run import run
    except KeyboardInterrupt:
        sys.exit(1)
    code = run(sys.argv[1:])
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(AttributeError, OSError):
            stream.flush()
    # taking the interpreter apart takes as long as reading the rules, and there is nothing left to save
    os._exit(code)


if __name__ == "__main__":
    main()
