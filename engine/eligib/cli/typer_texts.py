"""Typer's own texts in the user's language.

Typer takes a few texts from gettext when it draws the help, and reads them at import: so our catalogue is
put in place before Typer is imported.
"""

from __future__ import annotations

import gettext
import os
from typing import TYPE_CHECKING

from eligib.messages import DOMAIN, LOCALE, say

if TYPE_CHECKING:
    from eligib.messages import Language

# here so that the catalogue holds them
TYPER_TEXTS = (
    say("Usage:"),
    say("Arguments"),
    say("Options"),
    say("Commands"),
    say("Show this message and exit."),
    say("(deprecated) "),
    say("default: {default}"),
    say("[default: {}]"),
    say("[required]"),
    say("required"),
)


def speak_to_typer(language: Language) -> None:
    """Give Typer our catalogue; it reads its texts at import, so this comes first."""
    os.environ["LANGUAGE"] = "zh_CN" if language == "zh" else "C"
    gettext.bindtextdomain(DOMAIN, LOCALE)
    gettext.textdomain(DOMAIN)
