"""The files of a rulebook to the linked rulebook.

Enters: the bytes of every file. Leaves: a `Rulebook`, and every fault of every file.
"""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from eligib.diagnostics import Diagnostic, Source
from eligib.messages import say
from eligib.rulebook.benefits import Context, read_benefits
from eligib.rulebook.derived import read_derived
from eligib.rulebook.families import FAMILIES, Declared, link_families, read_families
from eligib.rulebook.fields import Fields
from eligib.rulebook.files import SEEDS, STANDARDS, VOCABULARY
from eligib.rulebook.link import in_order
from eligib.rulebook.model import Benefit, Rulebook
from eligib.rulebook.parsed import ParsedFile
from eligib.rulebook.source import decisive, read_sources
from eligib.rulebook.standards import read_standards
from eligib.rulebook.vocabulary import read_vocabulary
from eligib.sources import decode
from eligib.yamltree import Mapping, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

    from eligib.rulebook.files import File, RuleFiles


def build(files: RuleFiles, *, dismissals: bool = False) -> tuple[Rulebook, list[Diagnostic]]:
    """Return the rulebook as far as `files` give one, and what is wrong with them.

    What the sources dismiss is read only with `dismissals`; decisions do not need it.
    """
    built = build_all(files, dismissals=dismissals)
    return built.rulebook, built.faults


class Built(Struct, frozen=True, eq=False):
    """A rulebook with what it was built from; a file that is no mapping is in `faults` only."""

    rulebook: Rulebook
    faults: list[Diagnostic]
    files: tuple[ParsedFile, ...]


def build_all(files: RuleFiles, *, dismissals: bool = False) -> Built:
    """Return what `build` does, and the tree of every file beside it."""
    builder = _Builder(files, dismissals)
    rulebook = builder.rulebook()
    return Built(rulebook, builder.faults, tuple(builder.parsed))


class _Builder(Struct, eq=False):
    files: RuleFiles
    dismissals: bool
    faults: list[Diagnostic] = field(default_factory=list)
    digest: list[str] = field(default_factory=list)
    parsed: list[ParsedFile] = field(default_factory=list)

    def rulebook(self) -> Rulebook:
        version = self._version()
        vocabulary = read_vocabulary(self._fields(VOCABULARY, self.files.vocabulary), self.faults)
        files_of_standards = self._fields(STANDARDS, self.files.standards)
        standards = read_standards(files_of_standards)
        derived = read_derived(files_of_standards, vocabulary)
        for file in files_of_standards:
            file.done(may_be_silenced=True)
        sources = read_sources(self._seeds())
        if self.files.zones and not self.files.seeds:
            self.faults.append(self._no_seeds())
        context = Context(vocabulary, sources, standards, self.faults)
        benefits: dict[str, Benefit] = {}
        families: list[Declared] = []
        for zone, files in self.files.zones.items():
            for name, file in self._named(zone, files):
                self._check_zone(zone, file)
                if name == FAMILIES:
                    families += read_families(file, sources)
                    continue
                for benefit in read_benefits(file, context):
                    self._add(benefits, benefit)
        ordered = in_order(benefits, self.faults)
        digest = sha256("\n".join(self.digest).encode(errors="surrogateescape")).hexdigest()
        linked = link_families(families, benefits, self.faults)
        return Rulebook(vocabulary, ordered, sources, version, digest, derived, linked)

    def _version(self) -> str:
        file = self._file("", self.files.version)
        version = None if file is None else file.text("version")
        if file is not None:
            file.need("version")
            file.done()
        return version or ""

    def _fields(self, folder: str, files: list[File]) -> list[Fields]:
        return [fields for _name, fields in self._named(folder, files)]

    def _named(self, folder: str, files: list[File]) -> list[tuple[str, Fields]]:
        found = ((file.stem, self._file(folder, file)) for file in files)
        return [(name, fields) for name, fields in found if fields is not None]

    def _no_seeds(self) -> Diagnostic:
        rules = str(PurePath(self.files.version.path).parent)
        message = say(
            "the sources of the rules are missing: no folder `{name}` with files in `{rules}` or beside it",
            name=SEEDS,
            rules=rules,
        )
        return Diagnostic("seeds-missing", message)

    def _seeds(self) -> list[tuple[str, Fields]]:
        """Return the files of the sources; of their text only what is decisive counts in the digest."""
        found = ((file.stem, self._file(SEEDS, file, decisive)) for file in self.files.seeds)
        return [(name, fields) for name, fields in found if fields is not None]

    def _file(self, folder: str, file: File, counts: Callable[[str], str] = str) -> Fields | None:
        """Return the tree of a file; what `counts` leaves of its text is digested."""
        raw = file.content
        source = raw if isinstance(raw, Diagnostic) else decode(file.path, raw)
        if isinstance(source, Diagnostic):
            self.faults.append(replace(source, where=Source(file.path, "").at(0)))
            return None
        text = counts(source.text)
        if not self.dismissals:
            source = Source(source.name, text)
        path, content = PurePath(file.path), sha256(text.encode()).hexdigest()
        self.digest.append(f"{path.parent.name}/{path.name} {content}")
        tree, faults = parse_yaml(source)
        self.faults.extend(faults)
        if tree is None:
            if not faults:
                message = say("`{name}` is empty", name=source.name)
                self.faults.append(Diagnostic("empty-file", message, source.at(0)))
            return None
        if isinstance(tree, Mapping):
            self.parsed.append(ParsedFile(folder, file.stem, tree))
        return Fields(tree, self.faults)

    def _check_zone(self, folder: str, file: Fields) -> None:
        zone = file.scalar("zone")
        if zone is not None and zone.text != folder:
            message = say("the zone `{zone}` stands in the folder `{folder}`", zone=zone.text, folder=folder)
            file.fault("zone-not-folder", message, zone.span)

    def _add(self, benefits: dict[str, Benefit], benefit: Benefit) -> None:
        if benefit.id in benefits:
            message = say("`{name}` is declared twice", name=benefit.id)
            self.faults.append(Diagnostic("declared-twice", message, benefit.span))
            return
        benefits[benefit.id] = benefit
