"""`eligib rules mutate`: changes to rules that no example inside them notices."""

from __future__ import annotations

import sys

from msgspec import Struct

from eligib.cli.exit import Exit
from eligib.cli.rules_chosen import choose
from eligib.cli.screen import make_console, print_report, refuse
from eligib.cli.usage import UsageFault
from eligib.messages import Language, say


class Request(Struct, frozen=True):
    """Which benefits to change, at most how often each, and what survivors mean."""

    names: list[str]
    rules: str | None
    format: str
    limit: str | None
    fail: bool
    language: Language


def run_mutate(request: Request) -> int:
    """Print the changes that no example notices; return the exit code."""
    from eligib.errors import InputError
    from eligib.trial.mutation.run import mutate

    limit = None if request.limit is None else _number(request.limit)
    try:
        chosen = choose(request.names, request.rules)
    except InputError as error:
        return refuse(error.diagnostics, request.language)
    found = mutate(chosen.benefits, chosen.rulebook, limit=limit)
    faults = [*chosen.faults, *found.faults]
    if faults:
        return refuse(faults, request.language)
    from eligib.reports.mutations import mutations_json, mutations_table

    vocabulary = chosen.rulebook.vocabulary
    if request.format == "json":
        sys.stdout.write(mutations_json(found, vocabulary) + "\n")
    else:
        print_report(make_console(), mutations_table(found, vocabulary, request.language))
    failed = found.broken or (request.fail and found.survivors)
    return Exit.FAILED if failed else Exit.DONE


def _number(text: str) -> int:
    """Return how many changes `--limit` allows.

    Raises:
        UsageFault: it is no whole number above 0.
    """
    if not (text.isascii() and text.isdigit() and int(text)):
        raise UsageFault(say("`{option}` is a whole number above 0", option="--limit"))
    return int(text)
