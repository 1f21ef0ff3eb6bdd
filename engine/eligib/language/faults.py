"""A fault in the text of one condition, before it has a file to stand in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity, Span
from eligib.language.vocabulary import Kind
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eligib.messages import Text


class Fault(Exception):  # noqa: N818 - a fault is data first: it is collected more often than raised
    """What is wrong with a condition, from `start` to `end` characters into its text."""

    def __init__(  # noqa: PLR0913, PLR0917 - the fields of a diagnostic but for its file
        self,
        code: str,
        message: Text,
        start: int = 0,
        end: int = 0,
        hint: Text | None = None,
        meant: str | None = None,
        expected: Text | None = None,
    ) -> None:
        self.code = code
        self.message = message
        self.start = start
        self.end = end
        self.hint = hint
        self.meant = meant
        self.expected = expected
        super().__init__(message.template)

    def at(self, span: Span | None) -> Diagnostic:
        """Return the diagnostic of this fault in a condition that stands at `span`."""
        where = span.part(self.start, self.end) if span and self.end else span
        return Diagnostic(
            self.code, self.message, where, self.expected, self.hint, self.meant, Severity.ERROR
        )


def unknown_node(kind: Kind, name: str) -> tuple[str, Text]:
    """Return the code and the message for a name that stands in no tree of this kind."""
    if kind is Kind.INDUSTRY:
        return "unknown-industry", say("unknown industry `{name}`", name=name)
    return "unknown-place", say("unknown place `{name}`", name=name)


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the one of `known` that `name` most likely stands for, if any is close."""
    from difflib import get_close_matches

    names = list(known)
    folded = {other.casefold().replace("_", "-"): other for other in names}
    # a Chinese name has few characters, so that two in common say little, and a part of one name much
    inside = [] if name.isascii() else [other for other in names if name in other]
    if len(inside) == 1:
        return inside[0]
    cutoff = 0.6 if name.isascii() else 0.76
    matches = get_close_matches(name.casefold().replace("_", "-"), folded, n=1, cutoff=cutoff)
    return folded[matches[0]] if matches else None
