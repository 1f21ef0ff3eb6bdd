"""One firm, whole process: `eligib check` against a process that only imports what it stands on.

Processes in turn, byte code compiled, output to a pipe; two more write to a terminal, whose other end is read
here. With the shipped rulebook of 101 benefits as it was kept before, and the first time, when it is read and
then kept. With `--check` a missed target is exit code 1.
"""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from compileall import compile_dir
from contextlib import suppress
from functools import partial
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from measure import Target, in_turn, met, report

import eligib
from eligib.rulebook.files import find_rules

if TYPE_CHECKING:
    from collections.abc import Callable

EXAMPLE = Path(__file__).parents[1] / "examples" / "qiantang-biopharma.yaml"
IMPORTS, CHECK = "imports alone", "eligib check"
TERMINAL, ANEW = ", tty", ", the first time"
TARGETS = (Target(CHECK, IMPORTS, 1.8),)
SCRIPT = [sys.executable, "-c", "import typer, rich.table, yaml; from pydantic import BaseModel"]


def main() -> int:
    """Time, print and compare; return the exit code."""
    compile_dir(Path(eligib.__file__).parent, quiet=1)
    with TemporaryDirectory() as folder:
        check = _check(find_rules())
        kept, anew = _environment(f"{folder}/cache"), _environment(f"{folder}/anew")
        jobs: dict[str, Callable[[], int]] = {
            IMPORTS: partial(_piped, SCRIPT, kept),
            CHECK: partial(_piped, check, kept),
            CHECK + ANEW: partial(_first, check, anew),
            IMPORTS + TERMINAL: partial(_shown, SCRIPT, kept),
            CHECK + TERMINAL: partial(_shown, check, kept),
        }
        for job in jobs.values():
            job()
        times = in_turn(jobs)
    report(times, IMPORTS, "ms", 1e3)
    return 0 if met(times, TARGETS) or "--check" not in sys.argv else 1


def _check(rules: Path) -> list[str]:
    words = ["check", str(EXAMPLE), "--as-of", "2021-01-15", "--rules", str(rules)]
    return [sys.executable, "-m", "eligib", *words]


def _environment(cache: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"PYTHONPATH": str(Path(eligib.__file__).parents[1]), "ELIGIB_CACHE": cache}


def _piped(command: list[str], environment: dict[str, str]) -> int:
    subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return 1


def _first(command: list[str], environment: dict[str, str]) -> int:
    rmtree(environment["ELIGIB_CACHE"], ignore_errors=True)
    return _piped(command, environment)


def _shown(command: list[str], environment: dict[str, str]) -> int:
    here, there = pty.openpty()
    with subprocess.Popen(command, env=environment, stdout=there) as process:
        os.close(there)
        with suppress(OSError):  # so Linux says that the last writer is gone
            while os.read(here, 1 << 16):
                pass
    os.close(here)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return 1


if __name__ == "__main__":
    sys.exit(main())
