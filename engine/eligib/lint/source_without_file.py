"""A source without the digest of its document: nobody can tell whether the text is still the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.nodes import first_key
from eligib.messages import say
from eligib.rulebook.files import SEEDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context

CODE = "source-without-file"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each source that names no file with its digest."""
    for file in context.files:
        if file.folder == SEEDS and file.node("file") is None:
            message = say("`{name}` names no file, so no citation of it can be verified", name=file.stem)
            hint = say("add `file: {{name: ..., bytes: ..., sha256: ...}}` of the stored document")
            yield Diagnostic(CODE, message, first_key(file.tree), hint=hint)


CHECK = Check(CODE, Severity.WARNING, say("a source without the digest of its document"), run, whole=False)
