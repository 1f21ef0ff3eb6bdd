"""How the child process begins and how it ends.

Enters: how long a request may take. Leaves: a process with three pipes, later its end and the reason for it.
"""

from __future__ import annotations

import contextlib
import importlib.util
import math
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import IO, cast

from eligib.engines.durable.died import DurableDied

# By name and not by path, so that Python keeps the compiled file; last in the path, to hide nothing else.
_BOOT = "import sys; sys.path += sys.argv[2:]; import worker; worker.main(int(sys.argv[1]))"
# The child ends itself this long after its owner would have ended it, for the case that the owner is gone.
_GRACE = 5


def command(timeout: float) -> list[str]:
    """Return the child's command line: the same Python without `site`, told where its modules lie."""
    limit = str(math.ceil(timeout) + _GRACE)
    folders = [
        Path(__file__).parent,
        _origin("durable").parent.parent,
        _origin("durable_rules_engine").parent,
    ]
    return [sys.executable or "", "-I", "-S", "-c", _BOOT, limit, *dict.fromkeys(map(str, folders))]


def spawn(arguments: list[str]) -> subprocess.Popen[bytes]:
    """Start the child and return at once."""
    try:
        return subprocess.Popen(  # noqa: S603  # our own command line, nothing of the user's
            arguments,
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            process_group=0,  # Ctrl-C in a terminal is for the owner
        )
    except OSError as error:
        reason = f"it could not be started, {error}"
        raise DurableDied(reason) from error


def end(process: subprocess.Popen[bytes], owner: int) -> None:
    """Kill and reap `process`, close its pipes; in a fork of the `owner`, only let go of the pipes."""
    if os.getpid() == owner:
        process.kill()
        process.wait()
    else:
        process.returncode = 0  # else Popen would warn of a process that it cannot wait for here
    for stream in (process.stdin, process.stdout, process.stderr):
        cast("IO[bytes]", stream).close()


def cause(process: subprocess.Popen[bytes]) -> str:
    """Say what ended `process`, which has closed its end of a pipe."""
    try:
        status = process.wait(timeout=1)
    except subprocess.TimeoutExpired:
        return "it closed its pipe"
    if status < 0:
        return f"killed by {_signal_name(-status)}"
    return f"exit code {status}{_last_words(cast('IO[bytes]', process.stderr))}"


def _origin(module: str) -> Path:
    """Return the file of `module`, which is not imported here."""
    with contextlib.suppress(ImportError, ValueError):
        spec = importlib.util.find_spec(module)
        if spec and spec.origin:
            return Path(spec.origin)
    reason = f"`{module}` is not installed"
    raise DurableDied(reason)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"


def _last_words(errors: IO[bytes]) -> str:
    os.set_blocking(errors.fileno(), False)
    lines = (errors.read() or b"").decode(errors="replace").strip().splitlines()
    return f", {lines[-1]}" if lines else ""
