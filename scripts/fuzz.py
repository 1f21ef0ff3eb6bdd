"""Feed random bytes to what reads files, and stop at the first that is met with anything but a diagnostic.

    python scripts/fuzz.py rules|condition|profile [SECONDS]

Coverage-guided, by atheris: it keeps what reaches new code and goes on from there. A reader may refuse its
input with faults; an exception of any other kind, a hang or a blow-up of memory is a defect, and the input is
left in the working directory.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import atheris

with atheris.instrument_imports(include=["eligib"]):
    from eligib.diagnostics import Source
    from eligib.errors import InputError
    from eligib.language.check import read_condition
    from eligib.language.faults import Fault
    from eligib.profile.read import ProfileReader
    from eligib.rulebook.build import build
    from eligib.rulebook.files import File, find_rules, read_files
    from eligib.rulebook.load import load_rulebook

if TYPE_CHECKING:
    from collections.abc import Callable

SECONDS = "60"
MOST_BYTES, MOST_SECONDS, MOST_MEGABYTES = 4096, 10, 2048


def main(words: list[str]) -> None:
    """Fuzz one of the readers until the time is over or it fails."""
    target = {"rules": _rules, "condition": _condition, "profile": _profile}[words[1]]()
    limits = [f"-max_total_time={words[2] if len(words) > 2 else SECONDS}", f"-max_len={MOST_BYTES}"]  # noqa: PLR2004
    limits += [f"-timeout={MOST_SECONDS}", f"-rss_limit_mb={MOST_MEGABYTES}"]
    atheris.Setup([words[0], *limits], target)
    atheris.Fuzz()


def _rules() -> Callable[[bytes], None]:
    """Return the reader of a rule file among those that are shipped."""
    files = read_files(find_rules())

    def read(raw: bytes) -> None:
        # the vocabulary and the sources stay, so that names can be right
        files.zones.clear()
        files.zones["hangzhou"] = [File("rules/hangzhou/fuzz.yaml", "fuzz", raw)]
        build(files)

    return read


def _condition() -> Callable[[bytes], None]:
    """Return the reader of the text of a condition."""
    vocabulary = load_rulebook().vocabulary

    def read(raw: bytes) -> None:
        with suppress(Fault):
            read_condition(raw.decode("utf-8", "replace"), vocabulary, vocabulary.records["hires"])

    return read


def _profile() -> Callable[[bytes], None]:
    """Return the reader of a firm's file."""
    reader = ProfileReader(load_rulebook())

    def read(raw: bytes) -> None:
        with suppress(InputError):
            reader.parse(Source("firm.yaml", raw.decode("utf-8", "replace")))

    return read


if __name__ == "__main__":
    main(sys.argv)
