"""Files that a command writes: whole or not at all, and none overwritten unless that is asked for."""

from __future__ import annotations

import os
import stat
import sys
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING

from eligib.cli.usage import UsageFault
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Mapping


def write_output(output: str | None, text: str, *, force: bool) -> None:
    """Write `text` to the file `output`, to standard output where there is none."""
    if not is_file(output):
        sys.stdout.write(text)
        return
    check_free(str(output), force=force)
    write_files({str(output): text})


def is_file(output: str | None) -> bool:
    """Whether `output` names a file, and not standard output."""
    return output is not None and output != "-"


def check_free(path: str, *, force: bool) -> None:
    """Make sure that a file can be written at `path`.

    Raises:
        UsageFault: a file is there already and `force` is not given, or it has no place to stand.
    """
    target = Path(path)
    if target.is_dir() or not target.name:
        raise UsageFault(say("`{option}`: `{name}` is a directory, not a file", option="--output", name=path))
    if not target.parent.is_dir():
        parent = str(target.parent)
        raise UsageFault(say("`{option}`: there is no directory `{name}`", option="--output", name=parent))
    if target.is_file() and not force:
        raise UsageFault(
            say(
                "`{option}`: there is a file `{name}` already; `--force` overwrites it",
                option="--output",
                name=path,
            )
        )


def write_files(texts: Mapping[str, str]) -> None:
    """Write each text to its file; none is touched before all are known to fit their disk.

    Raises:
        OSError: the system refuses, as where the disk is full.
    """
    drafts: list[tuple[Path, Path]] = []
    try:
        for path, text in texts.items():
            drafts += _draft(Path(path), text)
        for draft, target in drafts:
            draft.replace(target)
    finally:
        for draft, _target in drafts:
            draft.unlink(missing_ok=True)


def _draft(target: Path, text: str) -> list[tuple[Path, Path]]:
    """Return the finished draft beside `target` and the target; a device or pipe is written at once."""
    content = text.encode("utf-8")
    if target.exists() and not target.is_file():
        with target.open("wb") as file:
            file.write(content)
        return []
    target = Path(os.path.realpath(target))  # a link stays a link
    draft = target.with_name(f".{target.name[:100]}.{token_hex(4)}")
    try:
        with draft.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        with suppress(FileNotFoundError):
            draft.chmod(stat.S_IMODE(target.stat().st_mode))
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    return [(draft, target)]
