"""A document that nothing cites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.documents.citations import citations
from eligib.lint.check import Check
from eligib.lint.nodes import first_key
from eligib.messages import say
from eligib.rulebook.files import SEEDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context


CODE = "unused-source"


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each source without a citation."""
    cited = {cited.cite.source.id for cited in citations(context.rulebook)}
    for file in context.files:
        if file.folder == SEEDS and file.stem not in cited:
            message = say("nothing cites the source `{name}`", name=file.stem)
            hint = say("encode what it grants, or delete it")
            yield Diagnostic(CODE, message, first_key(file.tree), hint=hint)


CHECK = Check(CODE, Severity.WARNING, say("a source that nothing cites"), run)
