"""One firm, whole process: `eligib check` against a process that only imports what it stands on.

Processes in turn, output to a pipe, byte code compiled. With `--check` a missed target is exit code 1.
"""

from __future__ import annotations

import os
import subprocess
import sys
from compileall import compile_dir
from pathlib import Path
from statistics import median
from time import perf_counter

import eligib

ROUNDS = 21
TARGET = 1.6
EXAMPLE = Path(__file__).parents[1] / "examples" / "qiantang-biopharma.yaml"
IMPORTS = "import typer, rich.table, yaml; from pydantic import BaseModel"
COMMANDS = {
    "imports alone": [sys.executable, "-c", IMPORTS],
    "eligib check": [sys.executable, "-m", "eligib", "check", str(EXAMPLE), "--as-of", "2021-01-15"],
}


def main() -> int:
    """Time, print and compare; return the exit code."""
    compile_dir(Path(eligib.__file__).parent, quiet=1)
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPATH"] = str(Path(eligib.__file__).parents[1])
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for _ in range(ROUNDS):
        for name, command in COMMANDS.items():
            begin = perf_counter()
            subprocess.run(command, env=environment, stdout=subprocess.PIPE, check=True)
            times[name].append(perf_counter() - begin)
    for name, found in times.items():
        print(f"{name:16}{median(found) * 1000:8.0f} ms")
    ratio = median(times["eligib check"]) / median(times["imports alone"])
    print(f"{'met' if ratio <= TARGET else 'MISSED'}: ratio {ratio:.2f}, at most {TARGET}")
    return 0 if ratio <= TARGET or "--check" not in sys.argv else 1


if __name__ == "__main__":
    sys.exit(main())
