"""The `eligib` command: `eligib ...` or `python -m eligib ...`."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the command line and exit with its code."""
    try:
        from eligib.cli.run import run
    except KeyboardInterrupt:
        sys.exit(1)
    sys.exit(run(sys.argv[1:]))


if __name__ == "__main__":
    main()
