"""`eligib sources scan`: what documents may grant, and what became of it; the beginning of a rule for it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.cli.exit import Exit
from eligib.cli.screen import make_console, print_report, refuse
from eligib.cli.streams import tell
from eligib.cli.usage import UsageFault
from eligib.messages import Language, render, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from eligib.diagnostics import Diagnostic
    from eligib.documents.accounts import Account, Accounts
    from eligib.rulebook.model import Rulebook


class Request(Struct, frozen=True):
    """What one run of the command was asked for."""

    documents: list[str]
    rules: str | None
    language: Language
    format: str
    only: tuple[str, ...]
    skeleton: str | None


def run_scan(request: Request) -> int:
    """Scan every document and print what was found; return the exit code."""
    from eligib.errors import InputError
    from eligib.rulebook.load import load_rulebook

    wanted = None if request.skeleton is None else _lines(request)
    try:
        rulebook = load_rulebook(request.rules, dismissals=True)
    except InputError as error:
        return refuse(error.diagnostics, request.language)
    scanned, faults = _scan(request, rulebook)
    if wanted is not None:
        for accounts in scanned:
            _print_skeleton(accounts, wanted, request.language)
    else:
        _print(scanned, request)
    return refuse(faults, request.language) if faults else Exit.DONE


def _scan(request: Request, rulebook: Rulebook) -> tuple[list[Accounts], list[Diagnostic]]:
    from eligib.diagnostics import Diagnostic
    from eligib.documents.accounts import account
    from eligib.documents.document import read_document
    from eligib.documents.finds import scan

    scanned: list[Accounts] = []
    faults: list[Diagnostic] = []
    for path in request.documents:
        document = read_document(path)
        if isinstance(document, Diagnostic):
            faults.append(document)
        else:
            scanned.append(account(document, scan(document), rulebook))
            faults += scanned[-1].faults
    return scanned, faults


def _print(scanned: Sequence[Accounts], request: Request) -> None:
    from eligib.reports.scan import scan_json, scan_table

    shown = [(accounts, _shown(accounts, request.only)) for accounts in scanned]
    if request.format == "json":
        sys.stdout.write(scan_json(shown) + "\n")
        return
    console = make_console()
    for index, (accounts, some) in enumerate(shown):
        sys.stdout.write("\n" if index else "")
        print_report(console, scan_table(accounts, some, request.language, width=console.width))


def _shown(accounts: Accounts, only: tuple[str, ...]) -> list[Account]:
    return [account for account in accounts.all if not only or account.status in only]


def _lines(request: Request) -> list[int]:
    """Return the lines that `--skeleton` names.

    Raises:
        UsageFault: they are no numbers, or there is more than one document they may be of.
    """
    words = (request.skeleton or "").replace("，", ",").split(",")
    numbers = [int(word) for word in words if word.strip().isascii() and word.strip().isdigit()]
    if len(numbers) != len(words) or 0 in numbers:
        raise UsageFault(say("`{option}` names lines, as `12` or `12,15`", option="--skeleton"))
    if len(request.documents) > 1:
        raise UsageFault(say("`{option}` takes one document", option="--skeleton"))
    return numbers


def _print_skeleton(accounts: Accounts, lines: list[int], language: Language) -> None:
    from eligib.documents.accounts import Status
    from eligib.documents.skeleton import rule_skeleton, source_id, source_skeleton

    there = [account for account in accounts.all if account.find.line in lines]
    missing = tuple(str(line) for line in lines if all(one.find.line != line for one in there))
    if missing:
        option = "--skeleton"
        raise UsageFault(say("`{option}`: nothing is found on line {lines}", option=option, lines=missing))
    free = {one.find.line for one in there if one.status is Status.OPEN}
    # what is accounted for is left out where the line has something that is not
    finds = [one.find for one in there if one.status is Status.OPEN or one.find.line not in free]
    known = accounts.source
    name = source_id(accounts.document) if known is None else known.id
    sys.stdout.write(rule_skeleton(name, finds, language))
    if known is None:
        sys.stdout.flush()
        tell(render(say("the document is no source yet; seeds/{name}.yaml would be:", name=name), language))
        tell(source_skeleton(accounts.document))
