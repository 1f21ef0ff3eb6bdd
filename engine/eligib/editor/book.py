"""The rulebook as it would be if what is open in the editor were saved.

Enters: a directory of rules and the texts of the open files in it. Leaves: the rulebook as far as these give
one, every fault by its file, and what kind of file each is. A file that is no YAML is read without the lines
that stand in the way, so that the rest of the rulebook stays known while somebody types.
"""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from eligib.diagnostics import Diagnostic, Source
from eligib.editor.declared import Declared, declarations
from eligib.editor.mend import mended
from eligib.errors import InputError
from eligib.lint.check import Context
from eligib.lint.validate import checked
from eligib.profile.derive import derivers
from eligib.profile.read import ProfileReader
from eligib.rulebook.build import build_all
from eligib.rulebook.files import SEEDS, STANDARDS, VOCABULARY, File, RuleFiles, read_files
from eligib.yamltree import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from eligib.rulebook.model import Rulebook

RULEBOOK = "rulebook.yaml"


class Book(Struct, frozen=True, eq=False, dict=True):
    """A rulebook with what its editor needs; `faults` are those of all files."""

    files: RuleFiles
    rulebook: Rulebook
    faults: tuple[Diagnostic, ...]

    @cached_property
    def declared(self) -> Declared:
        """Where each name is declared."""
        return declarations(self.files)

    def faults_of(self, path: str) -> list[Diagnostic]:
        """Return what is wrong with the file at `path`."""
        return [fault for fault in self.faults if fault.where is not None and fault.where.source.name == path]


def find_root(path: Path) -> Path | None:
    """Return the directory of rules that the file at `path` belongs to: itself, or a folder beside it."""
    for folder in path.parents:
        if (folder / RULEBOOK).is_file():
            return folder
    beside = path.parent.parent / "rules"
    return beside if path.parent.name == SEEDS and (beside / RULEBOOK).is_file() else None


def open_book(root: Path, texts: Mapping[str, str]) -> Book:
    """Return the rulebook in `root` with `texts`, by path, in place of what is on the disk.

    Raises:
        InputError: there is no such directory.
    """
    broken: list[Diagnostic] = []
    readable: dict[str, str] = {}
    for path, text in texts.items():
        source = Source(path, text)
        faults = parse_yaml(source)[1]
        mend, tree = mended(source)
        if faults and tree is not None and mend.text != text:
            broken += faults
        readable[path] = mend.text
    files = _overlaid(read_files(root), root, readable)
    built = build_all(files, dismissals=True)
    torn = {fault.where.source.name for fault in broken if fault.where is not None}
    # a file with lines left out lacks more than its author left out
    whole = [fault for fault in built.faults if fault.where is None or fault.where.source.name not in torn]
    # what the checks say of a rulebook that cannot be read would not be so
    findings = [] if broken or built.faults else checked(Context(built.rulebook, None, built.files), ())[0]
    return Book(files, built.rulebook, tuple(dict.fromkeys((*broken, *whole, *findings))))


def _overlaid(files: RuleFiles, root: Path, texts: Mapping[str, str]) -> RuleFiles:
    contents = {path: text.encode("utf-8", "surrogatepass") for path, text in texts.items()}

    def put(old: list[File], folder: Path) -> list[File]:
        known = {file.path for file in old}
        new = [
            File(path, Path(path).stem, contents[path])
            for path in contents
            if Path(path).parent == folder and path not in known
        ]
        changed = [replace(file, content=contents.get(file.path, file.content)) for file in old]
        return sorted(changed + new, key=lambda file: file.path)

    zones = dict(files.zones)
    for path in contents:
        folder = Path(path).parent
        if folder.parent == root and folder.name not in {VOCABULARY, STANDARDS, SEEDS}:
            zones.setdefault(folder.name, [])
    seeds = root / SEEDS if (root / SEEDS).is_dir() else root.parent / SEEDS
    return RuleFiles(
        put([files.version], root)[0],
        put(files.vocabulary, root / VOCABULARY),
        put(files.standards, root / STANDARDS),
        put(files.seeds, seeds),
        {zone: put(found, root / zone) for zone, found in zones.items()},
    )


def profile_faults(source: Source, book: Book, as_of: date) -> list[Diagnostic]:
    """Return what is wrong with a profile, decided as of a day."""
    found = derivers(book.rulebook.derived, book.rulebook.vocabulary, as_of)
    try:
        ProfileReader(book.rulebook, found.values()).parse(source)
    except InputError as error:
        return list(error.diagnostics)
    return []
