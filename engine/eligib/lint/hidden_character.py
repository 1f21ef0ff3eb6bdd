"""A character that cannot be seen: it turns the direction of a text, joins or parts what looks otherwise."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context

CODE = "hidden-character"
_HIDDEN = re.compile("[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\U000e0000-\U000e007f]")


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each hidden character of every file, comments included."""
    for file in context.files:
        source = file.tree.span.source
        for found in _HIDDEN.finditer(source.text):
            message = say("the hidden character U+{code} has no place in a rule", code=f"{ord(found[0]):04X}")
            yield Diagnostic(CODE, message, source.at(found.start()), hint=say("delete it"))


CHECK = Check(CODE, Severity.ERROR, say("a character that cannot be seen"), run, whole=False)
