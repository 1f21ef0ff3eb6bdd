"""`eligib check FILE...`: decide firms one by one and print what each may have."""

from __future__ import annotations

import shlex
import sys
from contextlib import ExitStack
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from eligib.cli.exit import Exit
from eligib.cli.screen import make_console, print_report, refuse
from eligib.diagnostics import visible
from eligib.messages import say

if TYPE_CHECKING:
    from datetime import date

    from eligib.decide.check import CrossChecker
    from eligib.decide.decider import Decider
    from eligib.decide.decision import Decision
    from eligib.engines.durable import DurableChild, DurableDied
    from eligib.messages import Language
    from eligib.profile.read import ProfileReader


class Request(Struct, frozen=True):
    """What one run of the command was asked for."""

    files: list[str]
    as_of: date
    rules: str | None
    language: Language
    format: str
    explain: str | None
    every: bool
    fail_on: tuple[str, ...]
    strict: bool


def run_check(request: Request) -> int:
    """Decide every file and print the decisions; return the exit code."""
    # the child imports durable-rules while this process reads the rules
    with ExitStack() as stack:
        child = _start_durable(stack)
        from eligib.cli.cache import cache_folder
        from eligib.decide.check import CrossChecker
        from eligib.decide.decider import Decider
        from eligib.errors import InputError
        from eligib.profile.read import ProfileReader
        from eligib.rulebook.load import load_rulebook

        try:
            rulebook = load_rulebook(request.rules, cache=cache_folder())
        except InputError as error:
            return refuse(error.diagnostics, request.language)
        if request.explain is not None:
            from eligib.cli.names import benefit_of
            from eligib.cli.usage import UsageFault

            if request.format != "table":
                raise UsageFault(say("`--explain` is for the table; JSON holds the whole reasoning already"))

            request = replace(request, explain=benefit_of("--explain", request.explain, rulebook.benefits).id)
        decider = Decider(rulebook, request.as_of)
        derivers = decider.interpreter.derivers.values()
        run = _Run(request, ProfileReader(rulebook, derivers), CrossChecker(decider, child), decider)
        return run.all()


def _start_durable(stack: ExitStack) -> DurableChild | DurableDied:
    """Return the running child, ended with `stack`, or why there is none: then the interpreter decides."""
    from eligib.engines.durable import DurableChild, DurableDied

    try:
        return stack.enter_context(DurableChild.start())
    except DurableDied as death:
        return death


class _Run(Struct, eq=False):
    request: Request
    reader: ProfileReader
    checker: CrossChecker
    decider: Decider
    invalid: bool = False
    met: bool = False
    undetermined: bool = False

    def all(self) -> int:
        for file in self.request.files:
            self._file(file)
        if self.invalid:
            return Exit.INVALID
        if self.met:
            return Exit.MET
        return Exit.UNDETERMINED if self.undetermined and self.request.strict else Exit.DONE

    def _file(self, file: str) -> None:
        from eligib.errors import InputError

        try:
            profile = self.reader.read(file)
        except InputError as error:
            self.invalid = True
            refuse(error.diagnostics, self.request.language)
            return
        decision = self.checker.decide(profile)
        outcomes = {result.outcome.value for result in decision.results.values()}
        self.met = self.met or not outcomes.isdisjoint(self.request.fail_on)
        self.undetermined = self.undetermined or "undetermined" in outcomes
        self._print(decision, file)

    def _print(self, decision: Decision, file: str) -> None:
        from eligib.explain.explanation import Explainer

        explainer = Explainer(decision, self.decider.interpreter)
        if self.request.format == "json":
            from eligib.reports.json import decision_json

            indent = 2 if len(self.request.files) == 1 else None
            sys.stdout.write(decision_json(decision, explainer, indent=indent) + "\n")
            return
        console = make_console()
        language = self.request.language
        if self.request.explain is not None:
            from eligib.reports.tree import explanation_tree

            explanation = explainer.explain(self.request.explain)
            print_report(console, explanation_tree(explanation, decision, language))
            return
        from eligib.reports.table import decision_table

        command = _command(self.request, file)
        table = decision_table(
            decision, explainer, language, width=console.width, every=self.request.every, command=command
        )
        print_report(console, table)


def _command(request: Request, file: str) -> str:
    """Return the command that decides the same again, for a further option."""
    words = ["eligib", "check", file, "--as-of", request.as_of.isoformat()]
    words += [] if request.rules is None else ["--rules", request.rules]
    return visible(shlex.join(words))
