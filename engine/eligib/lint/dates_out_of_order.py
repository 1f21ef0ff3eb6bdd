"""Dated figures that do not stand in order of their days, so that a reader sees the wrong one as the last."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.dated import series
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context

CODE = "dates-out-of-order"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each day that stands after a later one."""
    for one in series(context):
        for before, after in pairwise(one.steps):
            if after.day < before.day:
                message = say("{day} stands after {other}", day=after.day, other=before.day)
                yield Diagnostic(CODE, message, after.key.span, hint=say("write the earliest first"))


CHECK = Check(CODE, Severity.WARNING, say("dated figures that are not in order"), run, whole=False)
