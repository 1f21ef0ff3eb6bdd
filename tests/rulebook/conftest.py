"""A rulebook that a test may change, and where it is to be kept."""

from __future__ import annotations

from pathlib import Path
from shutil import copytree

import pytest

from eligib.rulebook.files import find_rules


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Return a copy of the shipped rules that a test may change."""
    copytree(find_rules().parent / "seeds", tmp_path / "seeds")
    return Path(copytree(find_rules(), tmp_path / "rules"))


@pytest.fixture
def cache(tmp_path: Path) -> Path:
    """Return where the rulebook is to be kept; the directory is not there yet."""
    return tmp_path / "some" / "cache"
