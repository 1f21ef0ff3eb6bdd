"""Rulebooks named on the command line: a directory, or a revision of the repository that holds the rules.

A revision is read with git into a directory of its own, which is gone once the rulebook is loaded. Nothing of
the repository or of its working tree is touched.
"""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from msgspec.structs import replace

from eligib.cli.usage import UsageFault
from eligib.diagnostics import Source
from eligib.errors import InputError
from eligib.messages import say
from eligib.rulebook.files import SEEDS, find_rules
from eligib.rulebook.load import load_rulebook

if TYPE_CHECKING:
    from eligib.diagnostics import Diagnostic
    from eligib.rulebook.model import Rulebook

_SECONDS = 120


def load_named(name: str, rules: str | None) -> Rulebook:
    """Return the rulebook in the directory `name`, else that of the revision `name` of the rules' repository.

    Args:
        name: a directory, or a branch, tag or commit.
        rules: the directory whose repository is meant; else that of the rules in use.

    Raises:
        UsageFault: it is neither, or git cannot be asked.
        InputError: the rules have faults.
    """
    if Path(name).is_dir():
        return load_rulebook(name)
    home = find_rules(rules).resolve()
    if not home.is_dir():
        raise UsageFault(say("there is no rules directory `{name}`", name=str(home)))
    top, inside = _repository(name, home)
    commit = _commit(name, top)
    with TemporaryDirectory(prefix="eligib-") as folder:
        _unpack(name, commit, (top, inside), Path(folder))
        try:
            return load_rulebook(Path(folder) / inside)
        except InputError as error:
            raise InputError(_named(error.diagnostics, folder, name)) from None


def _repository(name: str, home: Path) -> tuple[Path, PurePosixPath]:
    """Return the top of the repository around `home`, and where in it `home` is."""
    found = _git(name, home, "rev-parse", "--show-toplevel", "--show-prefix")
    if found.returncode:
        raise UsageFault(
            say(
                "`{name}` is no directory, and the rules in `{home}` are in no git repository",
                name=name,
                home=str(home),
            )
        )
    top, prefix = found.stdout.decode().split("\n")[:2]
    return Path(top), PurePosixPath(prefix)


def _commit(name: str, top: Path) -> str:
    found = _git(name, top, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
    if found.returncode:
        raise UsageFault(
            say(
                "`{name}` is neither a directory nor a revision of the repository `{top}`",
                name=name,
                top=str(top),
            )
        )
    return found.stdout.decode().strip()


def _unpack(name: str, commit: str, where: tuple[Path, PurePosixPath], folder: Path) -> None:
    """Write the rules of the commit, and the sources beside them, below `folder`."""
    top, inside = where
    wanted = [path for path in (inside, inside.parent / SEEDS) if _has(name, top, commit, path)]
    if inside not in wanted:
        raise UsageFault(say("revision `{name}` has no rules in `{path}`", name=name, path=str(inside)))
    paths = [] if inside == PurePosixPath() else [str(path) for path in wanted]
    archive = _git(name, top, "archive", "--format=tar", commit, "--", *paths)
    if archive.returncode:
        why = archive.stderr.decode(errors="replace").strip()
        raise UsageFault(say("git cannot read revision `{name}`: {why}", name=name, why=why))
    with tarfile.open(fileobj=io.BytesIO(archive.stdout)) as tar:
        tar.extractall(folder, filter="data")


def _has(name: str, top: Path, commit: str, path: PurePosixPath) -> bool:
    where = "" if path == PurePosixPath() else str(path)
    return not _git(name, top, "cat-file", "-e", f"{commit}:{where}").returncode


def _git(name: str, folder: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(  # noqa: S603 - no shell, and a revision is only ever named after `--end-of-options`
            ["git", "-C", str(folder), *words],  # noqa: S607 - whichever git the user has
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except FileNotFoundError:
        message = say(
            "`{name}` is no directory, and to look for a revision needs git, which is not installed",
            name=name,
        )
        raise UsageFault(message) from None
    except subprocess.TimeoutExpired:
        raise UsageFault(say("git gave no answer about `{name}`", name=name)) from None


def _named(faults: tuple[Diagnostic, ...], folder: str, name: str) -> list[Diagnostic]:
    """Return the faults with each file as it is called in the revision."""
    return [fault if fault.where is None else _renamed(fault, folder, name) for fault in faults]


def _renamed(fault: Diagnostic, folder: str, name: str) -> Diagnostic:
    where = fault.where
    assert where is not None  # noqa: S101 - who calls has looked
    path = where.source.name.removeprefix(f"{folder}/")
    return replace(fault, where=replace(where, source=Source(f"{name}:{path}", where.source.text)))
