"""What every command does to print: a report on the screen or into a file, faults to standard error."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from eligib.cli.exit import Exit
from eligib.cli.streams import columns, tell
from eligib.diagnostics import show
from eligib.messages import Language, render, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import Console, RenderableType

    from eligib.diagnostics import Diagnostic

PIPE_WIDTH = 120
MAX_SHOWN = 100


def make_console() -> Console:
    """Return the console for standard output, as wide as the terminal; a pipe has a width of its own."""
    from rich.console import Console

    piped = not sys.stdout.isatty() and not os.environ.get("COLUMNS")
    return Console(highlight=False, soft_wrap=False, width=PIPE_WIDTH if piped else None)


def print_report(console: Console, report: RenderableType) -> None:
    """Print the report; rich pads every line, which nobody wants in a file."""
    if console.is_terminal:
        console.print(report)
        return
    with console.capture() as capture:
        console.print(report)
    sys.stdout.writelines(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def refuse(diagnostics: Iterable[Diagnostic], language: Language) -> int:
    """Tell the faults of a file on standard error and return the exit code."""
    found, room = list(diagnostics), columns()
    for diagnostic in found[:MAX_SHOWN]:
        tell(show(diagnostic, language, room))
    if len(found) > MAX_SHOWN:
        tell(render(say("{n} faults, the first {shown} are shown", n=len(found), shown=MAX_SHOWN), language))
    elif len(found) > 1:
        tell(render(say("{n} faults", n=len(found)), language))
    return Exit.INVALID
