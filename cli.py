"""`python cli.py check ...` from a checkout, where eligib is not installed."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "engine"))

from eligib.__main__ import main

if __name__ == "__main__":
    main()
