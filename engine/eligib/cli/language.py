"""Which language to speak: what `--lang` says, else what the locale says, Chinese first."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eligib.messages import Language

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(argv: Sequence[str], environ: Mapping[str, str] | None = None) -> Language:
    """Return the language for this run; it is needed before options are parsed, for the help itself."""
    for number, word in enumerate(argv):
        if word == "--":
            break
        value = argv[number + 1] if word == "--lang" and number + 1 < len(argv) else word
        if word == "--lang" or word.startswith("--lang="):
            return "en" if value.removeprefix("--lang=") == "en" else "zh"
    variables = os.environ if environ is None else environ
    named = next((variables[name] for name in _VARIABLES if variables.get(name)), "")
    return "en" if named.lower().startswith("en") else "zh"
