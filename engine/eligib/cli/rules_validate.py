"""`eligib rules validate`: all that is wrong with the rules, in one run."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.cli.exit import Exit
from eligib.cli.screen import refuse
from eligib.cli.streams import columns
from eligib.cli.usage import UsageFault
from eligib.messages import render, say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eligib.diagnostics import Diagnostic
    from eligib.lint.validate import Report
    from eligib.messages import Language, Text
    from eligib.reports.findings import Findings

LEVELS = ("error", "warning", "note")
_VERSION_FILE = "rulebook.yaml"


class ValidateRequest(Struct, frozen=True):
    """What one run of the command was asked for."""

    paths: list[str]
    rules: str | None
    documents: str | None
    format: str
    level: str
    only: list[str]
    strict: bool
    language: Language


def run_validate(request: ValidateRequest) -> int:
    """Print what is wrong with the rules; return the exit code."""
    from eligib.errors import InputError
    from eligib.lint.validate import validate

    _check_codes(request.only)
    rules = request.rules or _around(request.paths)
    try:
        report = validate(rules, request.documents)
    except InputError as error:
        return refuse(error.diagnostics, request.language)
    chosen = [finding for finding in _inside(request.paths, report) if _wanted(finding, request.only)]
    _print(chosen, report, request)
    failing = LEVELS[:2] if request.strict else LEVELS[:1]
    return Exit.INVALID if any(finding.severity.value in failing for finding in chosen) else Exit.DONE


def _check_codes(only: Iterable[str]) -> None:
    from eligib.language.faults import nearest
    from eligib.lint.codes import known_codes

    known = known_codes()
    for code in only:
        if code not in known:
            meant = nearest(code, known)
            fault = say("`{option}`: there is no check `{got}`", option="--only", got=code)
            if meant is not None:
                fault = say(
                    "`{option}`: unknown `{got}`; did you mean `{meant}`?",
                    option="--only",
                    got=code,
                    meant=meant,
                )
            raise UsageFault(fault)


def _around(paths: list[str]) -> str | None:
    """Return the rules directory that the first of `paths` lies in, None where it lies in none."""
    for path in paths[:1]:
        whole = Path(path).resolve()
        for folder in (whole, *whole.parents):
            if (folder / _VERSION_FILE).is_file():
                return str(folder)
    return None


def _inside(paths: list[str], report: Report) -> list[Diagnostic]:
    """Return what was found in `paths`, and what has no place.

    Raises:
        UsageFault: a path is no part of the rules.
    """
    if not paths:
        return list(report.findings)
    roots = [Path(path).resolve() for path in paths]
    read = [Path(name).resolve() for name in report.files]
    for path, root in zip(paths, roots, strict=True):
        if not any(name.is_relative_to(root) for name in read):
            raise UsageFault(
                say("`{path}` is no part of the rules in `{rules}`", path=path, rules=report.root)
            )
    return [finding for finding in report.findings if _stands_in(roots, finding)]


def _stands_in(roots: list[Path], finding: Diagnostic) -> bool:
    if finding.where is None:
        return True
    name = Path(finding.where.source.name).resolve()
    return any(name.is_relative_to(root) for root in roots)


def _wanted(finding: Diagnostic, only: list[str]) -> bool:
    return not only or finding.code in only


def _print(chosen: list[Diagnostic], report: Report, request: ValidateRequest) -> None:
    from eligib import __version__
    from eligib.lint.checks import CHECKS
    from eligib.reports.findings import FORMATS, Findings

    shown = [one for one in chosen if LEVELS.index(one.severity.value) <= LEVELS.index(request.level)]
    titles = {check.code: check.title for check in CHECKS}
    findings = Findings(shown, Path.cwd(), titles, __version__, request.language, columns(), report.silenced)
    text = FORMATS[request.format](findings)
    sys.stdout.write(f"{text}\n" if text else "")
    if request.format == "human":
        gap = "\n" if text else ""
        sys.stdout.write(f"{gap}{render(_summary(findings, report), request.language)}\n")


def _summary(findings: Findings, report: Report) -> Text:
    counts = findings.counts()
    return say(
        "{files} files, {benefits} benefits; "
        "errors: {errors}, warnings: {warnings}, notes: {notes}, silenced: {silenced}",
        files=len(report.files),
        benefits=len(report.rulebook.benefits),
        errors=counts["error"],
        warnings=counts["warning"],
        notes=counts["note"],
        silenced=report.silenced,
    )
