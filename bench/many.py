"""A rulebook of 101 benefits with some 1,600 examples: the shipped ones, again and again under other ids.

Enters: a folder. Leaves: `rules/` and `seeds/` in it; `python bench/many.py FOLDER` writes them to look at.
What is copied reads as rules do, with comments, wrapped lines and examples; what is generated would not.
"""

from __future__ import annotations

import re
import sys
from itertools import count
from pathlib import Path
from shutil import copytree

from eligib.rulebook.files import find_rules
from eligib.rulebook.load import load_rulebook

BENEFITS = 101


def write_many(folder: Path, wanted: int = BENEFITS) -> Path:
    """Write the rulebook into `folder` and return its rules directory."""
    shipped = find_rules()
    rules = Path(copytree(shipped, folder / "rules"))
    copytree(shipped.parent / "seeds", folder / "seeds")
    families: dict[Path, list[str]] = {}
    for benefit in load_rulebook(rules).benefits.values():
        families.setdefault(Path(benefit.span.source.name), []).append(benefit.id.rpartition("/")[2])
    missing = wanted - sum(map(len, families.values()))
    for number in count(2):
        for file, names in sorted(families.items(), key=lambda family: len(family[1])):
            if len(names) <= missing:
                _copy(file, names, number)
                missing -= len(names)
        if missing <= 0 or number > wanted:
            return rules
    raise AssertionError


def _copy(file: Path, names: list[str], number: int) -> None:
    name = re.compile(rf"(?<![\w-])({'|'.join(map(re.escape, names))})(?![\w-])")
    text = name.sub(rf"\1-{number}", file.read_text("utf-8"))
    file.with_name(f"{file.stem}-{number}.yaml").write_text(text, "utf-8")


if __name__ == "__main__":
    write_many(Path(sys.argv[1]))
