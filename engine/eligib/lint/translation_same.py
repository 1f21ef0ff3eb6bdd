"""A Chinese and an English text that are the same: one of them is no translation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.texts import pairs
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context

CODE = "translation-same"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each pair of equal texts; a sign or figure alone, as `%`, is the same in both."""
    for zh, en in pairs(context):
        if zh.text == en.text and any(sign.isalpha() for sign in zh.text):
            yield Diagnostic(CODE, say("`zh` and `en` are the same text"), en.span)


CHECK = Check(CODE, Severity.WARNING, say("a text that is the same in both languages"), run, whole=False)
