"""`eligib sources verify`: every citation held against the line that it names."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from eligib.cli.exit import Exit
from eligib.cli.screen import refuse
from eligib.messages import render, say

if TYPE_CHECKING:
    from eligib.messages import Language


def run_verify(documents: str, rules: str | None, language: Language) -> int:
    """Verify the citations and dismissals of the rulebook in the folder `documents`; return the exit code."""
    from eligib.documents.accounts import account
    from eligib.documents.citations import citations, open_folder, verify
    from eligib.documents.finds import scan
    from eligib.errors import InputError
    from eligib.rulebook.load import load_rulebook

    try:
        rulebook = load_rulebook(rules, dismissals=True)
    except InputError as error:
        return refuse(error.diagnostics, language)
    folder = open_folder(rulebook, documents)
    faults = verify(rulebook, folder)
    for document in folder.documents.values():
        faults += account(document, scan(document), rulebook).faults
    if faults:
        return refuse(faults, language)
    dismissals = sum(len(source.dismissed) for source in rulebook.sources.values())
    text = say(
        "{citations} citations and {dismissals} dismissals stand on their lines of {n} documents",
        citations=len(citations(rulebook)),
        dismissals=dismissals,
        n=len(folder.documents),
    )
    sys.stdout.write(render(text, language) + "\n")
    return Exit.DONE
