"""`eligib rules coverage`: what the examples inside rules show, and what none does."""

from __future__ import annotations

import sys
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.cli.exit import Exit
from eligib.cli.rules_chosen import choose
from eligib.cli.screen import make_console, print_report, refuse
from eligib.cli.usage import UsageFault
from eligib.messages import Language, say

if TYPE_CHECKING:
    from eligib.language.vocabulary import Vocabulary
    from eligib.trial.coverage import Coverage

_WHOLE = 100


class Request(Struct, frozen=True):
    """Whose examples to look at, how to print it, and what share is demanded."""

    names: list[str]
    rules: str | None
    format: str
    output: str | None
    fail_under: str | None
    language: Language


def run_coverage(request: Request) -> int:
    """Print what the examples show; return the exit code."""
    from eligib.errors import InputError
    from eligib.trial.coverage import cover_examples

    demanded = None if request.fail_under is None else _share(request.fail_under)
    try:
        chosen = choose(request.names, request.rules)
    except InputError as error:
        return refuse(error.diagnostics, request.language)
    found = cover_examples(chosen.benefits, chosen.rulebook)
    _print(found, chosen.rulebook.vocabulary, request)
    faults = [*chosen.faults, *found.faults]
    if faults:
        return refuse(faults, request.language)
    return Exit.FAILED if demanded is not None and found.percent < demanded else Exit.DONE


def _share(text: str) -> float:
    """Return the percentage that `--fail-under` demands.

    Raises:
        UsageFault: it is none.
    """
    try:
        share = float(text.removesuffix("%"))
    except ValueError:
        share = -1
    if not 0 <= share <= _WHOLE:
        raise UsageFault(say("`{option}` is a number from 0 to 100", option="--fail-under"))
    return share


def _print(found: Coverage, vocabulary: Vocabulary, request: Request) -> None:
    if request.output is not None:
        Path(request.output).write_text(_text(found, vocabulary, request), "utf-8")
    elif request.format == "table":
        from eligib.reports.coverage import coverage_table

        print_report(make_console(), coverage_table(found, vocabulary, request.language))
    else:
        sys.stdout.write(_text(found, vocabulary, request))


def _text(found: Coverage, vocabulary: Vocabulary, request: Request) -> str:
    """Return what is written to a file: a text in lines of a fixed width, HTML or JSON."""
    if request.format == "html":
        from eligib.reports.coverage_html import coverage_html

        return coverage_html(found, vocabulary, request.language)
    from eligib.reports.coverage import coverage_json, coverage_table

    if request.format == "json":
        return coverage_json(found, vocabulary) + "\n"
    from rich.console import Console

    console = Console(file=StringIO(), width=_WHOLE, highlight=False, color_system=None)
    with console.capture() as capture:
        console.print(coverage_table(found, vocabulary, request.language))
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())
