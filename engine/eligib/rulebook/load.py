"""A directory of rule files to one linked rulebook, read anew or as it was kept.

Enters: a directory laid out as `rules/`: `rulebook.yaml`, `vocabulary/`, `standards/` and one folder a
zone, with the `seeds/` folder of sources inside it or beside it. Leaves: a `Rulebook`, or every fault of
every file in one error.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Severity
from eligib.errors import InputError
from eligib.rulebook.files import find_rules, read_files

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.rulebook.files import RuleFiles
    from eligib.rulebook.model import Rulebook


def load_rulebook(
    rules: str | Path | None = None, *, cache: str | Path | None = None, dismissals: bool = False
) -> Rulebook:
    """Load the rulebook in the directory `rules`, by default the packaged one.

    Args:
        rules: the directory; else that of `ELIGIB_RULES`, else the packaged one.
        cache: a directory to keep the linked rulebook in, so that it need not be read again until a file
            changes. What is then returned can decide and explain, but is without the examples inside rules
            and the texts that spans stand in, be it kept or read now. Without `cache` nothing is written.
        dismissals: read what the sources dismiss, too, which no decision needs; then nothing is kept.

    Raises:
        InputError: some file has faults; the error carries all of them.
    """
    files = read_files(find_rules(rules))
    if cache is None or dismissals:
        return _read(files, dismissals=dismissals)[0]
    from eligib.rulebook.store import Store

    store = Store.of(files, cache)
    found = store.get()
    if found is not None:
        return found
    rulebook, faults = _read(files, dismissals=False)
    return rulebook if faults else store.put(rulebook)


def _read(files: RuleFiles, *, dismissals: bool) -> tuple[Rulebook, list[Diagnostic]]:
    from eligib.rulebook.build import build

    rulebook, faults = build(files, dismissals=dismissals)
    if any(fault.severity is Severity.ERROR for fault in faults):
        raise InputError(faults)
    return rulebook, faults
