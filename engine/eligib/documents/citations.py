"""Every citation of a rulebook, whatever it stands in, and whether the documents bear it out.

Enters: a rulebook, and the documents by source. Leaves: the citations with their owners, and a diagnostic for
every one whose anchor does not stand on its line, and for every document that is missing or another.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.diagnostics import Diagnostic, Span
from eligib.documents.document import Document, read_document
from eligib.messages import say
from eligib.rulebook.model import Benefit, Citation, Rulebook, Source

if TYPE_CHECKING:
    from collections.abc import Iterator

# what a citation cannot stand in: its own source, and the way back to the file
_CLOSED = (Source, Span)


class Cited(Struct, frozen=True, eq=False):
    """A citation and the benefit whose it is, None where it belongs to none."""

    cite: Citation
    benefit: Benefit | None


class Folder(Struct, frozen=True, eq=False):
    """The documents that were found: by the id of their source, and what is wrong with the rest."""

    documents: dict[str, Document]
    faults: tuple[Diagnostic, ...]


def citations(rulebook: Rulebook) -> list[Cited]:
    """Return every citation in `rulebook`, each once, in the order of the files."""
    found: dict[int, Cited] = {}
    for cited in _within(rulebook, None, set()):
        found.setdefault(id(cited.cite), cited)
    return list(found.values())


def citations_of(benefit: Benefit) -> list[Citation]:
    """Return every citation in `benefit`."""
    return [cited.cite for cited in _within(benefit, None, set())]


def _within(value: object, benefit: Benefit | None, seen: set[int]) -> Iterator[Cited]:
    if isinstance(value, Citation):
        yield Cited(value, benefit)
        return
    if isinstance(value, dict):
        parts: tuple[object, ...] = tuple(value.values())
    elif isinstance(value, tuple | list):
        parts = tuple(value)
    elif isinstance(value, Struct) and not isinstance(value, _CLOSED) and id(value) not in seen:
        seen.add(id(value))
        parts = tuple(getattr(value, name) for name in value.__struct_fields__)
        benefit = value if isinstance(value, Benefit) else benefit
    else:
        return
    for part in parts:
        yield from _within(part, benefit, seen)


def open_folder(rulebook: Rulebook, folder: str | Path) -> Folder:
    """Return the documents of the rulebook's sources that are in `folder`, known by name, else by digest."""
    root = Path(folder)
    if not root.is_dir():
        message = say("there is no directory `{name}`", name=str(folder))
        return Folder({}, (Diagnostic("documents-missing", message),))
    documents: dict[str, Document] = {}
    faults: list[Diagnostic] = []
    for source in rulebook.sources.values():
        if source.file is None:
            continue
        found = read_document(_path(root, source))
        if isinstance(found, Document):
            documents[source.id] = found
            faults.extend(_differs(source, found))
        else:
            message = say(
                "the document `{name}` is missing in `{folder}`", name=source.file.name, folder=str(root)
            )
            if found.code != "file-missing":
                message = found.message
            faults.append(Diagnostic("document-missing", message, source.file.span))
    return Folder(documents, tuple(faults))


def _path(root: Path, source: Source) -> Path:
    """Return where the document is: under its name, else under any other name with the same content."""
    stored = source.file
    assert stored is not None  # noqa: S101 - the caller has looked
    named = root / stored.name
    if named.exists():
        return named
    for path in sorted(root.iterdir()):
        if path.is_file() and path.stat().st_size == stored.length:
            found = read_document(path)
            if isinstance(found, Document) and found.sha256 == stored.sha256:
                return path
    return named


def _differs(source: Source, found: Document) -> Iterator[Diagnostic]:
    stored = source.file
    assert stored is not None  # noqa: S101 - the caller has looked
    if found.length != stored.length:
        message = say(
            "`{name}` has {got} bytes, not {expected}",
            name=found.name,
            got=found.length,
            expected=stored.length,
        )
        yield Diagnostic("document-differs", message, stored.span)
    elif found.sha256 != stored.sha256:
        message = say("`{name}` is another text: its SHA-256 is {got}", name=found.name, got=found.sha256)
        yield Diagnostic("document-differs", message, stored.span)


def verify(rulebook: Rulebook, folder: Folder) -> list[Diagnostic]:
    """Return what is wrong with the documents, then every citation that they do not bear out."""
    checked = (misplaced(cited.cite, folder.documents) for cited in citations(rulebook))
    return [*folder.faults, *(fault for fault in checked if fault is not None)]


def misplaced(cite: Citation, documents: dict[str, Document]) -> Diagnostic | None:
    """Return what is wrong with `cite`; None where its anchor stands, or its document is not here."""
    if cite.source.file is None:
        message = say("`{name}` names no file, so no citation of it can be verified", name=cite.source.id)
        return Diagnostic("document-unnamed", message, cite.span)
    document = documents.get(cite.source.id)
    if document is None:
        return None
    return off_line(document, cite.anchor, cite.line, cite.span)


def off_line(document: Document, anchor: str, line: int, span: Span | None) -> Diagnostic | None:
    """Return what is wrong with `anchor` on `line`, where it must at least begin; None if nothing is."""
    lines = [document.line_of(start) for start, _end in document.standing(anchor)]
    if line in lines:
        return None
    message = say(
        "`{anchor}` does not stand on line {line} of `{name}`", anchor=anchor, line=line, name=document.name
    )
    if lines:
        near = min(lines, key=lambda other: abs(other - line))
        return Diagnostic("anchor-elsewhere", message, span, meant=f"line: {near}")
    hint = say("it stands nowhere in the document; white space aside, an anchor is copied sign by sign")
    return Diagnostic("anchor-missing", message, span, hint=hint)
