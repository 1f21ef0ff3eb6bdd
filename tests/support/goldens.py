"""Outputs as a person reads them, kept beside the tests and compared to the letter.

`ELIGIB_GOLDENS=write pytest` writes them anew; read the difference before committing it.
"""

from __future__ import annotations

import os
from pathlib import Path

FOLDER = Path(__file__).parents[1] / "goldens"


def check_golden(name: str, text: str) -> None:
    """Compare `text` with the golden of that name, or write it where that is asked for."""
    path = FOLDER / name
    if os.environ.get("ELIGIB_GOLDENS") == "write":
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")
