"""A character that cannot be seen: it turns the direction of a text, joins or parts what looks otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.nodes import scalars
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.diagnostics import Span
    from eligib.lint.check import Context
    from eligib.yamltree import Mapping

CODE = "hidden-character"
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each hidden character of every file, comments included."""
    for file in context.files:
        source = file.tree.span.source
        for found in _HIDDEN.finditer(source.text):
            yield _finding(found, source.at(found.start()))
        if "\\" in source.text:
            yield from _escaped(file.tree)


def _escaped(tree: Mapping) -> Iterator[Diagnostic]:
    """Yield each text that has a hidden character by an escape, which stands in the file in plain letters."""
    for scalar in scalars(tree):
        found = None if scalar.plain else _HIDDEN.search(scalar.text)
        if found and found[0] not in scalar.span.source.line(scalar.span.line):
            yield _finding(found, scalar.span)


def _finding(found: re.Match[str], where: Span) -> Diagnostic:
    message = say("the hidden character U+{code} has no place in a rule", code=f"{ord(found[0]):04X}")
    return Diagnostic(CODE, message, where, hint=say("delete it"))


CHECK = Check(CODE, Severity.ERROR, say("a character that cannot be seen"), run, whole=False)
