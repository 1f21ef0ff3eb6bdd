"""All that is wrong with a rulebook, in one go.

Enters: the rules directory and, where it is at hand, the folder with the documents. Leaves: the diagnostics
of the loader, of the documents and of every check, without what the rules themselves silence, by file and
line.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Context
from eligib.lint.checks import CHECKS
from eligib.lint.silence import idle, read_silences
from eligib.messages import say
from eligib.rulebook.build import build_all
from eligib.rulebook.files import find_rules, read_files

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from eligib.lint.check import Check
    from eligib.lint.silence import Silence
    from eligib.rulebook.model import Rulebook


class Report(Struct, frozen=True, eq=False):
    """What was found, what it was found in, and how many findings the rules silence."""

    findings: tuple[Diagnostic, ...]
    rulebook: Rulebook
    root: str
    files: tuple[str, ...]
    silenced: int


def validate(
    rules: str | Path | None = None,
    documents: str | Path | None = None,
    checks: Iterable[Check] = CHECKS,
) -> Report:
    """Return everything that is wrong with the rulebook in the directory `rules`.

    Args:
        rules: the directory; else that of `ELIGIB_RULES`, else the packaged one.
        documents: the folder that holds the documents; without it, what needs them is named in a note.
        checks: which checks are made beside what the loader finds.

    Raises:
        InputError: there is no such directory.
    """
    root = find_rules(rules)
    files = read_files(root)
    built = build_all(files, dismissals=True)
    context = Context(built.rulebook, None if documents is None else Path(documents), built.files)
    told, silenced = checked(context, built.faults, checks)
    if not _broken(built.faults):
        told += _not_checked(checks, context) if documents is None else _documents(context)
    names = tuple(file.path for file in files.all())
    told = sorted([*built.faults, *told], key=_place)
    return Report(tuple(told), built.rulebook, str(root), names, silenced)


def checked(
    context: Context, faults: Iterable[Diagnostic], checks: Iterable[Check] = CHECKS
) -> tuple[list[Diagnostic], int]:
    """Return what the checks find in a rulebook that was read with `faults`, and how much is silenced."""
    ran = [check for check in checks if _can_run(check, context, broken=_broken(faults))]
    silences, wrong = read_silences(context.files, [check.code for check in CHECKS])
    found = [finding for check in ran for finding in _findings(check, context)]
    heard = [finding for finding in found if not _silenced(finding, silences)]
    told = [*heard, *wrong, *idle(silences, {check.code for check in ran})]
    return told, len(found) - len(heard)


def _broken(faults: Iterable[Diagnostic]) -> bool:
    return any(fault.severity is Severity.ERROR for fault in faults)


def _silenced(finding: Diagnostic, silences: list[Silence]) -> bool:
    # each of them is asked, since each must know whether it served
    return sum(silence.covers(finding) for silence in silences) > 0


def _can_run(check: Check, context: Context, *, broken: bool) -> bool:
    return not (check.whole and broken) and not (check.needs_documents and context.documents is None)


def _findings(check: Check, context: Context) -> Iterator[Diagnostic]:
    return (replace(finding, severity=check.severity) for finding in check.run(context))


def _documents(context: Context) -> list[Diagnostic]:
    """Return every citation that the documents do not bear out."""
    from eligib.documents.citations import open_folder, verify

    return (
        []
        if context.documents is None
        else verify(context.rulebook, open_folder(context.rulebook, context.documents))
    )


def _not_checked(checks: Iterable[Check], context: Context) -> Iterator[Diagnostic]:
    codes = tuple(f"`{check.code}`" for check in checks if check.needs_documents)
    if codes and context.rulebook.sources:
        message = say("without the documents, {checks} and the anchors were not checked", checks=codes)
        hint = say("give their folder with `--documents`")
        yield Diagnostic("not-checked", message, hint=hint, severity=Severity.NOTE)


def _place(finding: Diagnostic) -> tuple[bool, str, int, int, str]:
    """Return where a finding is told; what has no place comes last."""
    where = finding.where
    if where is None:
        return True, "", 0, 0, finding.code
    return False, where.source.name, where.line, where.column, finding.code
