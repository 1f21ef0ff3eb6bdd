"""What a check of a rulebook is, and what it looks at.

Enters: nothing; each check's own file ends in `CHECK = Check(...)`. Leaves: the two data classes that every
check is written against.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from eligib.diagnostics import Diagnostic, Severity, Span
    from eligib.messages import Text
    from eligib.rulebook.model import Rulebook
    from eligib.rulebook.parsed import ParsedFile
    from eligib.yamltree import Node


class Context(Struct, frozen=True, eq=False):
    """What is checked.

    Attributes:
        rulebook: the linked rulebook, as far as the loader could read it.
        documents: the folder with the documents that rules cite, None where it is not at hand.
        files: every file as it was parsed, for what linking leaves behind: places, order, spelling.
    """

    rulebook: Rulebook
    documents: Path | None = None
    files: tuple[ParsedFile, ...] = ()

    def zones(self) -> Iterator[ParsedFile]:
        """Yield the rule files and families, which stand in a zone's folder."""
        yield from (file for file in self.files if file.in_zone)

    def node(self, folder: str, *path: str) -> Node | None:
        """Return what stands at `path` in some file of `folder`, as `("qiantang", "benefits", "grant")`."""
        found = (file.node(*path) for file in self.files if file.folder == folder)
        return next((node for node in found if node is not None), None)

    def key(self, folder: str, *path: str) -> Span | None:
        """Return where the last key of `path` is written in some file of `folder`."""
        found = (file.key(*path) for file in self.files if file.folder == folder)
        return next((span for span in found if span is not None), None)


class Check(Struct, frozen=True, eq=False):
    """One question put to a rulebook.

    Attributes:
        code: what its diagnostics carry, what `silence` and `--only` name: the fault, in kebab-case.
        severity: an error makes `rules validate` fail, a warning only under `--strict`, a note never.
        title: one line that says what is wrong where it finds something.
        run: yields the findings in any order; their severity is set by who runs the check.
        whole: it needs the linked rulebook, so it is passed over while a file cannot be read.
        needs_documents: it needs the documents, so it is passed over, with a note, where they are not given.
    """

    code: str
    severity: Severity
    title: Text
    run: Callable[[Context], Iterable[Diagnostic]]
    whole: bool = True
    needs_documents: bool = False
