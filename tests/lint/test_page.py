"""The page that explains the diagnostics is the one its cases give."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_page_of_diagnostics_is_up_to_date() -> None:
    """Whoever changes a case or a code writes the page anew."""
    done = subprocess.run([sys.executable, ROOT / "scripts" / "diagnostics.py", "check"], check=False)

    assert done.returncode == 0
