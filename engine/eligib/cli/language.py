"""Which language to speak: what `--lang` says, else what the locale says, Chinese first."""

from __future__ import annotations

import os
from itertools import pairwise
from typing import TYPE_CHECKING

from eligib.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from eligib.messages import Language

_VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def choose_language(argv: Sequence[str], environ: Mapping[str, str] | None = None) -> Language:
    """Return the language for this run; it is needed before options are parsed, for the help itself."""
    chosen = _asked(argv)
    if chosen is not None:
        return chosen
    variables = os.environ if environ is None else environ
    named = next((variables[name] for name in _VARIABLES if variables.get(name)), "")
    return "en" if named.lower().startswith("en") else "zh"


def _asked(argv: Sequence[str]) -> Language | None:
    """Return what the last `--lang` says, None where it says nothing that can be spoken."""
    options = argv[: argv.index("--")] if "--" in argv else argv
    values = [
        word.removeprefix("--lang=") if word.startswith("--lang=") else following
        for word, following in pairwise([*options, ""])
        if word == "--lang" or word.startswith("--lang=")
    ]
    return next((language for language in LANGUAGES if values[-1:] == [language]), None)
