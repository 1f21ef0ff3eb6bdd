"""Which kind of file a buffer holds, by where it lies and by what it says.

Enters: the path and text of a buffer and the directory of rules it may belong to. Leaves: the shape of such a
file, none where it is none of ours: an editor sends every YAML file there is.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from eligib.editor import shapes
from eligib.editor.scan import Role, scan
from eligib.rulebook.families import FAMILIES
from eligib.rulebook.files import SEEDS, STANDARDS, VOCABULARY

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.language.vocabulary import Vocabulary

SCHEMA = "eligib-profile.schema.json"


class FileKind(StrEnum):
    """What a file is for."""

    RULES = "rules"
    FAMILIES = "families"
    VOCABULARY = "vocabulary"
    STANDARDS = "standards"
    SOURCE = "source"
    VERSION = "version"
    PROFILE = "profile"


_FOLDERS = {VOCABULARY: FileKind.VOCABULARY, STANDARDS: FileKind.STANDARDS, SEEDS: FileKind.SOURCE}


def kind_of(path: Path, root: Path | None) -> FileKind | None:
    """Return what the file at `path` is for in the rulebook at `root`, None where it is no part of it."""
    if root is None or path.suffix != ".yaml":
        return None
    folder = path.parent
    if folder == root:
        return FileKind.VERSION if path.stem == "rulebook" else None
    if folder.name in _FOLDERS and folder.parent in {root, root.parent}:
        return _FOLDERS[folder.name]
    if folder.parent != root or folder.name.startswith((".", "_")):
        return None
    return FileKind.FAMILIES if path.stem == FAMILIES else FileKind.RULES


def is_profile(text: str, vocabulary: Vocabulary) -> bool:
    """Whether a file outside the rules speaks of a firm: by one of its keys, or by the schema it names."""
    if SCHEMA in text.partition("\n")[0]:
        return True
    known = {*vocabulary.records, "approvals", "received"}
    return any(
        token.role is Role.KEY and not token.path and text[token.start : token.end] in known
        for token in scan(text)
    )


def shape_of(kind: FileKind, vocabulary: Vocabulary) -> shapes.Shape:
    """Return the shape of a file of this kind."""
    match kind:
        case FileKind.RULES:
            return shapes.rule_shape(vocabulary)
        case FileKind.PROFILE:
            return shapes.profile_shape(vocabulary)
        case FileKind.FAMILIES:
            return shapes.families_shape()
        case FileKind.VOCABULARY:
            return shapes.vocabulary_shape()
        case FileKind.STANDARDS:
            return shapes.standards_shape()
        case FileKind.SOURCE:
            return shapes.source_shape()
        case FileKind.VERSION:
            return shapes.Shape(keys={"version": shapes.TEXT})
