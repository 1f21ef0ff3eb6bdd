"""The tutorial is followed word for word: every file is written, every command run, every output compared."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import Struct

from support.command import shell

if TYPE_CHECKING:
    from support.command import Ran

TUTORIAL = Path(__file__).parents[2] / "docs" / "tutorial" / "first-rule.md"
_BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


class Block(Struct, frozen=True):
    """A fenced block: its language, what stands beside it, its text."""

    language: str
    info: str
    text: str


BLOCKS = [Block(*found) for found in _BLOCK.findall(TUTORIAL.read_text("utf-8"))]
COMMANDS = [at for at, block in enumerate(BLOCKS) if block.language == "sh"]


def _follow(folder: Path, last: int) -> Ran:
    """Do what the blocks up to the command `last` say, other commands to come left out; return what it did."""
    for at, block in enumerate(BLOCKS[: last + 1]):
        if block.info.startswith("file="):
            path = folder / block.info.removeprefix("file=")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, "utf-8")
        elif block.language == "sh":
            ran = shell(f"cd '{folder}'\n{block.text}")
            if at == last:
                return ran
            assert ran.code == 0, ran.err
    raise AssertionError(last)


@pytest.mark.parametrize("at", COMMANDS, ids=lambda at: BLOCKS[at].text.split(" --")[0].strip())
def test_command_of_the_tutorial(at: int, tmp_path: Path) -> None:
    """Each command ends well after all that stands before it, and prints what the tutorial shows."""
    ran = _follow(tmp_path, at)

    assert ran.code == 0, ran.err
    following = BLOCKS[at + 1] if at + 1 < len(BLOCKS) else None
    if following is not None and following.info == "output":
        assert ran.out == following.text


def test_the_firm_gets_what_the_tutorial_says(tmp_path: Path) -> None:
    """The last command grants 15% of the investment."""
    ran = _follow(tmp_path, COMMANDS[-1])

    assert "eligible  Pilot-line grant  CNY 1,500,000" in ran.out


def test_every_block_is_followed() -> None:
    """No block stands outside: each is a file, a command or an output."""
    loose = [
        block.text
        for block in BLOCKS
        if block.language != "sh" and not block.info.startswith(("file=", "output"))
    ]

    assert loose == []
    assert len(COMMANDS) >= 5
