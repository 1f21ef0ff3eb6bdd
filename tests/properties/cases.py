"""How many cases the property tests run, and how.

A case is one firm under one rulebook. Continuous integration runs the numbers written beside each test,
always the same cases. By command, with new ones each time and in the proportions of those numbers:

    ELIGIB_CASES=100000 pytest tests/properties

A failure prints the decorator that repeats it.
"""

from __future__ import annotations

import os

from hypothesis import settings

FIRMS = 4
"""The firms that are drawn for each rulebook, since a rulebook costs more than a firm."""

USUAL = 2640
"""The cases that the tests of agreement and of monotony run together where no number is asked for."""

_WANTED = int(os.environ.get("ELIGIB_CASES", "0"))


def cases(usual: int) -> settings:
    """Return the settings of a test that usually runs `usual` examples."""
    return settings(
        max_examples=max(1, usual * _WANTED // USUAL) if _WANTED else usual,
        deadline=None,
        database=None,
        derandomize=not _WANTED,
        print_blob=True,
    )
