"""A directory of rule files to one linked rulebook.

Enters: a directory laid out as `rules/`: `rulebook.yaml`, `vocabulary/`, `standards/` and one folder a
zone, with the `seeds/` folder of sources inside it or beside it. Leaves: a `Rulebook`, or every fault of
every file in one error.
"""

from __future__ import annotations

import os
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, field

from eligib.diagnostics import Diagnostic, Severity, Source
from eligib.errors import InputError
from eligib.messages import Text, say
from eligib.rulebook.benefits import Context, read_benefits
from eligib.rulebook.derived import read_derived
from eligib.rulebook.families import FILE, Declared, link_families, read_families
from eligib.rulebook.fields import Fields
from eligib.rulebook.link import in_order
from eligib.rulebook.model import Benefit, Rulebook
from eligib.rulebook.source import decisive, read_sources
from eligib.rulebook.standards import read_standards
from eligib.rulebook.vocabulary import read_vocabulary
from eligib.sources import read_source
from eligib.yamltree import parse_yaml

if TYPE_CHECKING:
    from collections.abc import Callable

RULES_VARIABLE = "ELIGIB_RULES"
_PACKAGE = Path(__file__).resolve().parents[1]


def find_rules(chosen: str | Path | None = None) -> Path:
    """Return the rules directory: the chosen one, else that of `ELIGIB_RULES`, else the packaged one."""
    if chosen is not None:
        return Path(chosen)
    named = os.environ.get(RULES_VARIABLE)
    if named:
        return Path(named)
    packaged = _PACKAGE / "rules"
    return packaged if packaged.is_dir() else _PACKAGE.parents[1] / "rules"


def load_rulebook(rules: str | Path | None = None, *, dismissals: bool = False) -> Rulebook:
    """Load the rulebook in the directory `rules`, by default the packaged one.

    Args:
        rules: the directory.
        dismissals: read what the sources dismiss, too; decisions do not need it.

    Raises:
        InputError: some file has faults; the error carries all of them.
    """
    root = find_rules(rules)
    if not root.is_dir():
        message = say("there is no rules directory `{name}`", name=str(root))
        raise InputError([Diagnostic("rules-missing", message)])
    loader = _Loader(root, dismissals)
    rulebook = loader.load()
    errors = [fault for fault in loader.faults if fault.severity is Severity.ERROR]
    if errors:
        raise InputError(loader.faults)
    return rulebook


class _Loader(Struct, eq=False):
    root: Path
    dismissals: bool
    faults: list[Diagnostic] = field(default_factory=list)
    digest: list[str] = field(default_factory=list)

    def load(self) -> Rulebook:
        version = self._version()
        vocabulary = read_vocabulary(self._folder("vocabulary"), self.faults)
        files = self._folder("standards")
        standards, derived = read_standards(files), read_derived(files, vocabulary)
        for file in files:
            file.done()
        seeds = self.root / "seeds" if (self.root / "seeds").is_dir() else self.root.parent / "seeds"
        sources = read_sources(self._files(seeds, decisive))
        context = Context(vocabulary, sources, standards, self.faults)
        benefits: dict[str, Benefit] = {}
        families: list[Declared] = []
        for zone in self._zones():
            for path, file in self._files(zone):
                self._check_zone(zone.name, file)
                if path.name == FILE:
                    families += read_families(file, sources)
                    continue
                for benefit in read_benefits(file, context):
                    self._add(benefits, benefit)
        ordered = in_order(benefits, self.faults)
        digest = sha256("\n".join(self.digest).encode()).hexdigest()
        linked = link_families(families, benefits, self.faults)
        return Rulebook(vocabulary, ordered, sources, version, digest, derived, linked)

    def _version(self) -> str:
        file = self._file(self.root / "rulebook.yaml")
        version = None if file is None else file.text("version")
        if file is not None:
            file.need("version")
            file.done()
        return version or ""

    def _zones(self) -> list[Path]:
        taken = {"vocabulary", "standards", "seeds"}
        folders = (path for path in self.root.iterdir() if path.is_dir() and path.name not in taken)
        return sorted(path for path in folders if not path.name.startswith((".", "_")))

    def _folder(self, name: str) -> list[Fields]:
        return [file for _path, file in self._files(self.root / name)]

    def _files(self, folder: Path, decisive: Callable[[str], str] | None = None) -> list[tuple[Path, Fields]]:
        found = ((path, self._file(path, decisive)) for path in sorted(folder.glob("*.yaml")))
        return [(path, file) for path, file in found if file is not None]

    def _file(self, path: Path, decisive: Callable[[str], str] | None = None) -> Fields | None:
        """Return the file at `path`; of its text only what is `decisive` counts in the digest."""
        source = read_source(path)
        if isinstance(source, Diagnostic):
            self.faults.append(source)
            return None
        text = source.text if decisive is None else decisive(source.text)
        if not self.dismissals:
            source = Source(source.name, text)
        content = sha256(text.encode()).hexdigest()
        self.digest.append(f"{path.parent.name}/{path.name} {content}")
        tree, faults = parse_yaml(source)
        self.faults.extend(faults)
        if tree is None:
            if not faults:
                self._fault("empty-file", say("`{name}` is empty", name=source.name))
            return None
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

    def _fault(self, code: str, message: Text) -> None:
        self.faults.append(Diagnostic(code, message))
