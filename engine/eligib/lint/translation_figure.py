"""A figure in the English text that the Chinese one does not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.numbers import numbers, same_figure, spelt
from eligib.lint.texts import pairs
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context

CODE = "translation-figure"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each English text with a number that is no number of the Chinese, in whatever unit."""
    for zh, en in pairs(context):
        stated = list(numbers(en.text))
        if not stated:
            continue
        known = [*numbers(zh.text), *spelt(zh.text)]
        others = tuple(f"{one:f}" for one in stated if not any(same_figure(one, other) for other in known))
        if others:
            message = say(
                "the English text states {figures}, which the Chinese does not have", figures=others
            )
            yield Diagnostic(CODE, message, en.span, hint=say("mend the one that is wrong"))


CHECK = Check(CODE, Severity.WARNING, say("a translation with another figure"), run, whole=False)
