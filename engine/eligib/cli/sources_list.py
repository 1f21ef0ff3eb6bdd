"""`eligib sources list`: the documents that the rulebook rests on."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from eligib.cli.exit import Exit
from eligib.cli.screen import make_console, print_report, refuse

if TYPE_CHECKING:
    from eligib.messages import Language


def run_list(rules: str | None, shape: str, language: Language) -> int:
    """Print the sources of the rulebook; return the exit code."""
    from eligib.documents.use import uses
    from eligib.errors import InputError
    from eligib.reports.sources import sources_json, sources_table
    from eligib.rulebook.load import load_rulebook

    try:
        found = uses(load_rulebook(rules))
    except InputError as error:
        return refuse(error.diagnostics, language)
    if shape == "json":
        sys.stdout.write(sources_json(found) + "\n")
        return Exit.DONE
    console = make_console()
    print_report(console, sources_table(found, language, width=console.width))
    return Exit.DONE
