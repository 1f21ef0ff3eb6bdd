"""A text for rich that is broken into lines as `fold.py` does it, wherever it stands.

Enters: a styled text. Leaves: a renderable for a table's cell, a tree's node or a line of its own; rich alone
breaks Chinese anywhere, so that lines begin with a comma.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.measure import Measurement
from rich.text import Text as Styled

from eligib.diagnostics import width
from eligib.reports.fold import stretches, widest_part

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

_NARROWEST = 24


class Prose:
    """A text that breaks where a reader would break it."""

    def __init__(self, text: str | Styled, style: str = "") -> None:
        self.text = Styled(text, style=style) if isinstance(text, str) else text

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the lines that fit the room there is."""
        lines = [self.text[start:end] for start, end in stretches(self.text.plain, options.max_width)]
        yield Styled("\n", no_wrap=True, overflow="ignore").join(lines)

    def __rich_measure__(self, console: Console, options: ConsoleOptions) -> Measurement:
        """Return how narrow and how wide the text can be set."""
        widest = max((width(line) for line in self.text.plain.split("\n")), default=0)
        narrowest = min(widest, widest_part(self.text.plain), _NARROWEST)
        return Measurement(narrowest, widest).with_maximum(options.max_width)
