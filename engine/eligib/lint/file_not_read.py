"""A file among the rules that is not read: it ends in `.yml`, or stands in a folder inside a zone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity, Source, Span
from eligib.lint.check import Check
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context

CODE = "file-not-read"
_ENDINGS = {".yaml", ".yml"}


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each file beside or below those that were read that looks like rules."""
    read = {Path(file.tree.span.source.name) for file in context.files}
    beside = {path for folder in {path.parent for path in read} for path in folder.rglob("*.y*ml")}
    for path in sorted(beside - read):
        if path.suffix in _ENDINGS and not any(part.startswith((".", "_")) for part in path.parts[1:]):
            message = say("`{name}` is not read", name=str(path))
            hint = say("a rule file is `<zone>/<name>.yaml`, in no folder deeper")
            yield Diagnostic(CODE, message, Span(Source(str(path), ""), 1, 1, 1, 1), hint=hint)


CHECK = Check(CODE, Severity.WARNING, say("a file that looks like rules and is not read"), run)
