"""Running the command as its users do: in this process where that is enough, else as a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples"
PARTIAL = str(EXAMPLES / "partial.yaml")
FULL = str(EXAMPLES / "qiantang-biopharma.yaml")
MASKS = str(EXAMPLES / "urumqi-mask-maker.yaml")
AS_OF = ("--as-of", "2021-01-15")
ENGLISH = (*AS_OF, "--lang", "en")
VARIABLES = (
    "COLUMNS", "ELIGIB_DEBUG", "ELIGIB_RULES", "FORCE_COLOR", "LANG", "LC_ALL", "LC_MESSAGES", "NO_COLOR",
)  # fmt: skip


@dataclass(frozen=True)
class Ran:
    """What a run left behind."""

    code: int
    out: str
    err: str


def environment(**more: str) -> dict[str, str]:
    """Return the environment of a fresh user, with `more` on top."""
    kept = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return kept | {"PYTHONPATH": str(ROOT / "engine")} | more


def start(*words: str, **more: str) -> subprocess.Popen[str]:
    """Start `eligib` with these words as a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-m", "eligib", *words],
        env=environment(**more),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    )


def shell(script: str, *words: str, **more: str) -> Ran:
    """Run a line of shell in which `eligib` is a command and `$@` are the words."""
    line = f'eligib() {{ "{sys.executable}" -m eligib "$@"; }}; {script}'
    done = subprocess.run(
        ["/bin/bash", "-c", line, "bash", *words],
        env=environment(**more),
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    return Ran(done.returncode, done.stdout, done.stderr)
