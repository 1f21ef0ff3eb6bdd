"""One firm, whole process: `eligib check` against a process that only imports what it stands on.

Processes in turn, byte code compiled, output to a pipe; a second pair writes to a terminal, whose other end
is read here. With `--check` a missed target is exit code 1.
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

from measure import Target, in_turn, met, report

import eligib

EXAMPLE = Path(__file__).parents[1] / "examples" / "qiantang-biopharma.yaml"
IMPORTS, CHECK = "imports alone", "eligib check"
TARGETS = (Target(CHECK, IMPORTS, 1.6),)
COMMANDS = {
    IMPORTS: [sys.executable, "-c", "import typer, rich.table, yaml; from pydantic import BaseModel"],
    CHECK: [sys.executable, "-m", "eligib", "check", str(EXAMPLE), "--as-of", "2021-01-15"],
}


def main() -> int:
    """Time, print and compare; return the exit code."""
    compile_dir(Path(eligib.__file__).parent, quiet=1)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(Path(eligib.__file__).parents[1])
    piped = {name: partial(_piped, command, environment) for name, command in COMMANDS.items()}
    shown = {f"{name}, tty": partial(_shown, command, environment) for name, command in COMMANDS.items()}
    times = in_turn(piped | shown)
    report(times, IMPORTS, "ms", 1e3)
    return 0 if met(times, TARGETS) or "--check" not in sys.argv else 1


def _piped(command: list[str], environment: dict[str, str]) -> int:
    subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
    return 1


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
