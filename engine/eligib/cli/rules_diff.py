"""`eligib rules diff OLD NEW`: what differs between two rulebooks, and whom that lets in or shuts out."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.cli.exit import Exit
from eligib.cli.revisions import load_named
from eligib.cli.screen import make_console, print_report, refuse

if TYPE_CHECKING:
    from datetime import date

    from eligib.changes.model import Changes, FirmReport
    from eligib.messages import Language
    from eligib.rulebook.model import Rulebook


class DiffRequest(Struct, frozen=True):
    """What to compare, and how to show it; without `new`, the rules in use."""

    old: str
    new: str | None
    firms: list[str]
    as_of: date
    rules: str | None
    format: str
    exit_zero: bool
    language: Language


def run_diff(request: DiffRequest) -> int:
    """Print what differs; return the exit code, which tells whether the meaning changed."""
    from eligib.changes.compare import compare
    from eligib.errors import InputError

    try:
        old, new = load_named(request.old, request.rules), _new(request)
        changes = compare(old, new, request.as_of)
        firms = _firms(request, changes)
    except InputError as error:
        return refuse(error.diagnostics, request.language)
    _show(request, changes, firms)
    return Exit.CHANGED if changes.meant and not request.exit_zero else Exit.DONE


def _new(request: DiffRequest) -> Rulebook:
    from eligib.rulebook.load import load_rulebook

    return load_rulebook(request.rules) if request.new is None else load_named(request.new, request.rules)


def _firms(request: DiffRequest, changes: Changes) -> list[FirmReport]:
    if not request.firms:
        return []
    from eligib.changes.firms import Firms
    from eligib.diagnostics import Diagnostic
    from eligib.errors import InputError
    from eligib.sources import read_source

    both = Firms(changes, request.as_of)
    found: list[FirmReport] = []
    faults: list[Diagnostic] = []
    for file in request.firms:
        source = read_source(file)
        if isinstance(source, Diagnostic):
            faults.append(source)
            continue
        try:
            found.append(both.report(source))
        except InputError as error:
            faults += error.diagnostics
    if faults:
        raise InputError(faults)
    return found


def _show(request: DiffRequest, changes: Changes, firms: list[FirmReport]) -> None:
    names = request.old, request.new
    if request.format == "json":
        from eligib.reports.changes_json import changes_json

        sys.stdout.write(changes_json(changes, firms, names) + "\n")
        return
    from eligib.reports.changes import changes_page

    print_report(make_console(), changes_page(changes, firms, names, request.language))
