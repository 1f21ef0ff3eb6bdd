"""Loading the shipped rulebook of 101 benefits in a warm process: from YAML, and as it was kept.

Both are compared with PyYAML parsing the same files, by its fastest loader, into plain dicts and lists: what
any engine that reads YAML pays before it has looked at a single rule. `--check` exits with 1 where a target
is missed.
"""

from __future__ import annotations

import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import yaml
from measure import Target, in_turn, met, report

from eligib.rulebook.files import find_rules, read_files
from eligib.rulebook.load import load_rulebook
from eligib.rulebook.store import Store

ROUNDS = 15
PLAIN, ANEW, KEPT, PLACE = "PyYAML, CSafeLoader", "from YAML", "as it was kept", "digest of all files"
TARGETS = (Target(KEPT, PLAIN, 0.1), Target(ANEW, PLAIN, 1.5))
AT_MOST = 0.150
"""Seconds that loading may take once it was kept: the one figure here that is no ratio."""


def main() -> int:
    """Time, print and compare; return the exit code."""
    with TemporaryDirectory() as folder:
        rules, cache = find_rules(), Path(folder) / "cache"
        texts = [Path(file.path).read_text("utf-8") for file in read_files(rules).all()]
        load_rulebook(rules, cache=cache)
        jobs = {
            PLAIN: lambda: len([yaml.load(text, Loader=yaml.CSafeLoader) for text in texts]) and 1,
            ANEW: lambda: load_rulebook(rules) and 1,
            KEPT: lambda: load_rulebook(rules, cache=cache) and 1,
            PLACE: lambda: Store.of(read_files(rules), cache) and 1,
        }
        times = in_turn(jobs, ROUNDS, dict.fromkeys(jobs, process_time))
    report(times, PLAIN, "ms", 1e3)
    fast = sorted(times[KEPT])[ROUNDS // 2] <= AT_MOST
    print(f"{'met' if fast else 'MISSED'}: {KEPT}, at most {AT_MOST * 1e3:.0f} ms")
    return 0 if (met(times, TARGETS) and fast) or "--check" not in sys.argv else 1


if __name__ == "__main__":
    sys.exit(main())
