"""What every part of the printed report needs: decision, language, width, numbered sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from rich.padding import Padding

from eligib.messages import Language, render
from eligib.reports.prose import Prose

if TYPE_CHECKING:
    from rich.console import RenderableType

    from eligib.decide.decision import Decision
    from eligib.explain.explanation import Explainer
    from eligib.rulebook.model import Citation


class Page(Struct, eq=False):
    """One report on one firm; `notes` numbers the lines of sources in the order in which they are named."""

    decision: Decision
    explainer: Explainer
    language: Language
    width: int
    notes: dict[tuple[str, int], int] = field(default_factory=dict)

    def note(self, cite: Citation) -> str:
        """Return the mark of a citation, as `[3]`."""
        key = (cite.source.id, cite.line)
        return f"[{self.notes.setdefault(key, len(self.notes) + 1)}]"

    def line(self, text: object, more: str = "", *, style: str = "", indent: int = 2) -> RenderableType:
        """Return one sentence as a line of the report."""
        return Padding(Prose(render(text, self.language) + more, style), (0, 0, 0, indent))
