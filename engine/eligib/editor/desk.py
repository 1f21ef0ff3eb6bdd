"""The files that are open, and the rulebooks they belong to.

Enters: texts by path, as an editor opens, changes and closes them. Leaves: documents with the kind and the
rulebook of each, and every fault by its file. Nothing here speaks the protocol.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct, field

from eligib.diagnostics import Diagnostic
from eligib.editor.book import RULEBOOK, Book, find_root, open_book, profile_faults
from eligib.editor.kinds import FileKind, is_profile, kind_of
from eligib.errors import InputError

if TYPE_CHECKING:
    from datetime import date

    from eligib.editor.document import Document

Faults: TypeAlias = dict[str, list[Diagnostic]]


class Desk(Struct, eq=False):
    """What is open.

    Attributes:
        rules: the directory of rules that profiles are read against.
        as_of: the day as of which derived facts of a profile are held against its own.
    """

    rules: Path
    as_of: date
    documents: dict[str, Document] = field(default_factory=dict)
    _books: dict[Path, Book] = field(default_factory=dict)
    _read: dict[Path, dict[str, str]] = field(default_factory=dict)

    def put(self, document: Document) -> None:
        """Take the text of an open file as it is now."""
        self.documents[document.path] = document

    def drop(self, path: str) -> None:
        """Forget a file: what is on the disk counts again."""
        self.documents.pop(path, None)

    def root(self, path: str) -> Path:
        """Return the directory of rules that the file at `path` is read with."""
        return find_root(Path(path)) or self.rules

    def book(self, path: str) -> Book | None:
        """Return the rulebook of the file as it was last read, None where there is no directory of rules."""
        root = self.root(path)
        return self._books.get(root) or self.refresh(path)

    def refresh(self, path: str, *, forced: bool = True) -> Book | None:
        """Read the rulebook of the file anew, with all that is open in it.

        What is on the disk may have changed; unless `forced`, only a change of what is open counts.
        """
        root = self.root(path)
        texts = {
            name: one.text for name, one in self.documents.items() if kind_of(Path(name), root) is not None
        }
        if not forced and self._read.get(root) == texts:
            return self._books[root]
        try:
            self._books[root] = open_book(root, texts)
        except InputError:
            return None
        self._read[root] = texts
        return self._books[root]

    def kind(self, path: str) -> FileKind | None:
        """Return what an open file is for, None where it is none of ours."""
        kind = kind_of(Path(path), find_root(Path(path)))
        if kind is not None:
            return kind
        document, book = self.documents.get(path), self.book(path)
        if document is None or book is None:
            return None
        return FileKind.PROFILE if is_profile(document.text, book.rulebook.vocabulary) else None

    def is_rule(self, path: str) -> bool:
        """Whether the file belongs to a rulebook."""
        return kind_of(Path(path), find_root(Path(path))) is not None

    def profiles(self, root: Path) -> list[str]:
        """Return the open profiles that are read with the rules in `root`."""
        return [
            path for path in self.documents if self.kind(path) is FileKind.PROFILE and self.root(path) == root
        ]

    def faults(self, path: str, *, forced: bool = True) -> Faults:
        """Return what is wrong with an open file; with a rule file, what is wrong in all of its rulebook."""
        kind = self.kind(path)
        if kind is None:
            return {path: []}
        if kind is FileKind.PROFILE:
            book = self.book(path)
            found = [] if book is None else profile_faults(self.documents[path].source, book, self.as_of)
            return {path: found}
        book = self.refresh(path, forced=forced)
        found_by_file: Faults = {path: []}
        for fault in () if book is None else book.faults:
            found_by_file.setdefault(self._file_of(fault, path), []).append(fault)
        return found_by_file

    def _file_of(self, fault: Diagnostic, path: str) -> str:
        """Return the file that a fault is shown in; one without a place names its file, if it has one."""
        if fault.where is not None:
            return fault.where.source.name
        named = str(dict(fault.message.args).get("name", ""))
        return named if Path(named).is_absolute() else str(self.root(path) / RULEBOOK)
