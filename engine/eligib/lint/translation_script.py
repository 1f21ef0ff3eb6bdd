"""Chinese signs in an English text, or none in a Chinese one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.texts import HAN, pairs
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context

CODE = "translation-script"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each text in the wrong script."""
    for zh, en in pairs(context):
        if zh.text == en.text:  # which is a fault of its own
            continue
        found = HAN.search(en.text)
        if found:
            message = say("the English text holds `{sign}`", sign=found[0])
            yield Diagnostic(CODE, message, en.span, hint=say("transcribe a name in Latin letters"))
        if not HAN.search(zh.text) and any(sign.isalpha() for sign in zh.text):
            yield Diagnostic(CODE, say("the Chinese text holds no Chinese sign"), zh.span)


CHECK = Check(CODE, Severity.WARNING, say("a text in the script of the other language"), run, whole=False)
