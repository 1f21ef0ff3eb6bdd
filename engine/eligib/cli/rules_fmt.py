"""`eligib rules fmt`: rule files in one style, written whole or not at all."""

from __future__ import annotations

import sys
from difflib import unified_diff
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.cli.exit import Exit
from eligib.cli.output import write_files
from eligib.cli.screen import refuse
from eligib.cli.streams import tell
from eligib.cli.usage import UsageFault
from eligib.diagnostics import Diagnostic, visible
from eligib.errors import InputError
from eligib.messages import render, say
from eligib.sources import STDIN, read_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.messages import Language

_ENDING = ".yaml"


class FormatRequest(Struct, frozen=True):
    """What to format; `check` writes nothing and tells, `diff` writes nothing and shows."""

    paths: list[str]
    check: bool
    diff: bool
    rules: str | None
    language: Language


class _Change(Struct, frozen=True):
    path: str
    before: str
    after: str


def run_format(request: FormatRequest) -> int:
    """Format the files; return the exit code."""
    changes: list[_Change] = []
    faults: list[Diagnostic] = []
    files = list(dict.fromkeys(chain.from_iterable(map(_files, request.paths or _rules(request.rules)))))
    for path in files:
        try:
            changes += _change(path)
        except InputError as error:
            faults += error.diagnostics
    if request.diff:
        for change in changes:
            sys.stdout.writelines(_diff(change))
    elif not request.check:
        _write(changes)
    changed = [change.path for change in changes if change.before != change.after]
    _report(request, changed, len(files))
    if faults:
        return refuse(faults, request.language)
    return Exit.FAILED if request.check and changed else Exit.DONE


def _rules(chosen: str | None) -> list[str]:
    """Return the paths of all files of the rulebook, its sources included."""
    from eligib.rulebook.files import find_rules, read_files

    return [file.path for file in read_files(find_rules(chosen)).all() if Path(file.path).is_file()]


def _files(path: str) -> list[str]:
    if path == STDIN or not Path(path).is_dir():
        return [path]
    found = sorted(Path(path).rglob(f"*{_ENDING}"))
    shown = [str(file) for file in found if not _is_hidden(file.relative_to(path))]
    if not shown:
        raise UsageFault(say("there is no `{ending}` file in `{name}`", ending=_ENDING, name=path))
    return shown


def _is_hidden(path: Path) -> bool:
    """Whether the file belongs to some other tool."""
    return any(part.startswith(".") for part in path.parts)


def _change(path: str) -> list[_Change]:
    """Return the text of a file and what becomes of it; raises `InputError`."""
    from eligib.authoring.format import formatted

    source = read_source(path)
    if isinstance(source, Diagnostic):
        raise InputError([source])
    after = formatted(source)
    return [_Change(path, source.text, after)] if path == STDIN or after != source.text else []


def _write(changes: list[_Change]) -> None:
    for change in changes:
        if change.path == STDIN:
            sys.stdout.write(change.after)
        else:
            write_files({change.path: change.after})


def _diff(change: _Change) -> Iterator[str]:
    name = visible(change.path)
    before, after = (text.splitlines(keepends=True) for text in (change.before, change.after))
    for line in unified_diff(before, after, name, name):
        yield line if line.endswith("\n") else f"{line}\n"


def _report(request: FormatRequest, changed: list[str], total: int) -> None:
    """Name the files on standard error; that all is well is said, too."""
    if request.paths == [STDIN] and not request.check:
        return
    dry = request.check or request.diff
    for path in changed:
        text = say("would be changed: {name}", name=path) if dry else say("formatted: {name}", name=path)
        tell(visible(render(text, request.language)))
    counts = say("{n} of {total} files are in the style", n=total - len(changed), total=total)
    if not changed or request.check:
        tell(render(counts, request.language))
