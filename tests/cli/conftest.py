"""What the tests of the command share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.cli.run import run
from support.command import VARIABLES, Ran

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture
def eligib(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Return a function that runs the command in this process, for a user without any settings."""
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LANGUAGE", "")  # the command sets it; here it is put back afterwards

    def command(*words: str) -> Ran:
        code = run(words)
        written = capsys.readouterr()
        return Ran(code, written.out, written.err)

    return command
