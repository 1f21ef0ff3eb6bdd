"""How many cases the property tests run, and how.

A case is one firm under one rulebook. Continuous integration runs the numbers written beside each test, always
the same cases. By command, with new ones each time and in the proportions of those numbers:

    ELIGIB_CASES=100000 pytest tests/properties
"""

from __future__ import annotations

import os

from hypothesis import settings

FIRMS = 4
"""The firms that are drawn for each rulebook, since a rulebook costs more than a firm."""

USUAL = 2000
"""The cases that are run together by the tests of agreement and of monotony, where no number is asked for."""

_WANTED = int(os.environ.get("ELIGIB_CASES", "0"))


def cases(usual: int) -> settings:
    """Return the settings of a test that runs `usual` examples."""
    examples = usual if not _WANTED else max(1, usual * _WANTED // USUAL)
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=not _WANTED,
        print_blob=True,
    )
