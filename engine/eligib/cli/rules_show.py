"""`eligib rules show ID...`: all that the rulebook says of some benefits."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.cli.exit import Exit
from eligib.cli.names import benefit_of
from eligib.cli.screen import make_console, print_report, refuse

if TYPE_CHECKING:
    from eligib.messages import Language


class ShowRequest(Struct, frozen=True):
    """Which benefits to show, and how."""

    names: list[str]
    rules: str | None
    format: str
    language: Language


def run_show(request: ShowRequest) -> int:
    """Print the benefits one after the other; return the exit code."""
    from eligib.errors import InputError
    from eligib.rulebook.load import load_rulebook

    try:
        rulebook = load_rulebook(request.rules)
    except InputError as error:
        return refuse(error.diagnostics, request.language)
    found = [benefit_of("ID", name, rulebook.benefits) for name in request.names]
    benefits = list({benefit.id: benefit for benefit in found}.values())
    from eligib.reports.benefit import benefit_page, benefits_json

    if request.format == "json":
        sys.stdout.write(benefits_json(benefits, rulebook) + "\n")
        return Exit.DONE
    console = make_console()
    for number, benefit in enumerate(benefits):
        if number:
            print_report(console, "\n")
        print_report(console, benefit_page(benefit, rulebook, request.language))
    return Exit.DONE
