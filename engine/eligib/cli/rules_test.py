"""`eligib rules test`: the examples inside rules, run as tests, once or after every save."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from eligib.cli.exit import Exit
from eligib.cli.rules_chosen import choose
from eligib.cli.screen import make_console, print_report, refuse
from eligib.messages import Language, Text, render, say

if TYPE_CHECKING:
    from eligib.trial.examples import Trial


class Request(Struct, frozen=True):
    """Whose examples to run, and how to print what came out."""

    names: list[str]
    rules: str | None
    format: str
    language: Language


def run_test(request: Request) -> int:
    """Run the examples and print what differs; return the exit code."""
    from eligib.errors import InputError
    from eligib.trial.examples import run_examples

    try:
        chosen = choose(request.names, request.rules)
    except InputError as error:
        return refuse(error.diagnostics, request.language)
    trial = run_examples(chosen.benefits, chosen.rulebook)
    _print(trial, request)
    faults = [*chosen.faults, *trial.faults]
    if faults:
        return refuse(faults, request.language)
    return Exit.DONE if trial.holds else Exit.FAILED


def run_watch(request: Request) -> int:
    """Run the examples, and after every save those that it concerns, until Ctrl-C; return the last code."""
    from eligib.cli.watching import stamps, wait
    from eligib.rulebook.files import find_rules

    root = find_rules(request.rules)
    folders = [root, root.parent / "seeds"]
    seen, code = stamps(folders), Exit.DONE
    try:
        code = Exit(run_test(request))
        while True:
            _tell(say("waiting for the next save; Ctrl-C ends"), request.language)
            seen, changed = wait(folders, seen)
            _tell(say("saved: {files}", files=tuple(changed)), request.language)
            code = _again(_concerned(request, changed, root))
    except KeyboardInterrupt:
        sys.stdout.write("\n")
        return code


def _again(request: Request) -> Exit:
    """Run the examples; a benefit that is gone for the moment is no reason to stop watching."""
    from eligib.cli.usage import UsageFault

    try:
        return Exit(run_test(request))
    except UsageFault as fault:
        _tell(fault.text, request.language)
        return Exit.USAGE


def _concerned(request: Request, changed: list[str], root: Path) -> Request:
    """Return the request for what the changed files concern: their own benefits, or all asked for."""
    from eligib.cli.usage import UsageFault
    from eligib.errors import InputError

    try:
        mine = {benefit.id for benefit in choose(changed, request.rules).benefits}
        asked = {benefit.id for benefit in choose(request.names, request.rules).benefits}
    except (InputError, UsageFault):  # a fault to be shown, or a file that all benefits rest on
        return request
    zones = all(_is_rule_file(Path(path), root) for path in changed)
    return replace(request, names=sorted(mine & asked)) if zones and mine & asked else request


def _is_rule_file(path: Path, root: Path) -> bool:
    from eligib.rulebook.files import SEEDS, STANDARDS, VOCABULARY

    return path.parent.parent == root and path.parent.name not in {VOCABULARY, STANDARDS, SEEDS}


def _print(trial: Trial, request: Request) -> None:
    if request.format == "json":
        from eligib.reports.trial_data import trial_json

        sys.stdout.write(trial_json(trial) + "\n")
    elif request.format == "junit":
        from eligib.reports.trial_data import trial_junit

        sys.stdout.write(trial_junit(trial, request.language))
    else:
        from eligib.reports.trial import trial_table

        print_report(make_console(), trial_table(trial, request.language))


def _tell(text: Text, language: Language) -> None:
    sys.stdout.write(f"{render(text, language)}\n")
    sys.stdout.flush()
