#!/usr/bin/env python3
"""Write `docs/reference/` from the data itself, or check that it is as the data makes it.

Enters: the shipped rulebook, the commands and the schema of a decision. Leaves, after `update`: one page a
zone of benefits, one a record of facts, and those of places, industries, approvals, sources, standards,
commands, exit codes and the decision. `check` changes nothing, names every page that is stale, missing or no
longer made, and exits with 1 while there is one.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from eligib.diagnostics import Source
from eligib.messages import Label
from eligib.rulebook.build import build
from eligib.rulebook.fields import Fields
from eligib.rulebook.files import read_files
from eligib.rulebook.standards import Standard, read_standards
from eligib.sources import decode
from eligib.yamltree import parse_yaml
from pages.benefits import FOLDER as BENEFITS
from pages.benefits import benefit_pages
from pages.commands import commands_page, exit_codes_page
from pages.decision import decision_page
from pages.facts import FOLDER as FACTS
from pages.facts import fact_pages
from pages.markdown import NOTICE, heading, line, link, page
from pages.names import approvals_page, place_pages, sources_page, standards_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from eligib.rulebook.files import RuleFiles

ROOT: Final = Path(__file__).resolve().parent.parent
REFERENCE: Final = ROOT / "docs" / "reference"
CONTENTS: Final = "README.md"
_USAGE: Final = "usage: python scripts/reference.py update|check\n"
_SECTIONS: Final = {
    "": Label("手册", "Reference"),
    BENEFITS: Label("各地惠企事项", "Benefits by zone"),
    FACTS: Label("企业事实", "Facts of a firm"),
}


def pages(rules: Path, folder: Path = REFERENCE) -> dict[str, str]:
    """Return the text of every page of the rulebook in `rules` by its path.

    The page that lists them lists what others put into `folder` as well.
    """
    made = dict(_pages(rules))
    others = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in _others(folder, [*made, CONTENTS])
    }
    kept = {path: text for path, text in others.items() if not text.startswith(NOTICE)}
    return made | {CONTENTS: _contents(made | kept)}


def _pages(rules: Path) -> Iterator[tuple[str, str]]:
    files = read_files(rules)
    rulebook, _ = build(files, dismissals=True)
    yield "commands.md", commands_page()
    yield "exit-codes.md", exit_codes_page()
    yield "decision.md", decision_page()
    yield from place_pages(rulebook)
    yield "approvals.md", approvals_page(rulebook)
    yield "sources.md", sources_page(rulebook)
    yield "standards.md", standards_page(rulebook, _standards(files))
    yield from benefit_pages(rulebook)
    yield from fact_pages(rulebook)


def _standards(files: RuleFiles) -> dict[str, Standard]:
    """Return the shared days, which a linked rulebook keeps only where a benefit has them."""
    sources = [decode(file.path, file.content) for file in files.standards if isinstance(file.content, bytes)]
    trees = [parse_yaml(source)[0] for source in sources if isinstance(source, Source)]
    return read_standards(Fields(tree, []) for tree in trees if tree is not None)


def _contents(made: dict[str, str]) -> str:
    parts = []
    for folder, title in _SECTIONS.items():
        inside = sorted(path for path in made if path.rpartition("/")[0] == folder)
        links = "\n".join(f"- {link(_title(made[path]), path)}" for path in inside)
        parts += [heading(2, line(title), folder), links] if folder else [links]
    return page(_SECTIONS[""], *parts)


def _title(text: str) -> str:
    return next(row.removeprefix("# ") for row in text.splitlines() if row.startswith("# "))


def update(folder: Path, made: dict[str, str]) -> None:
    """Write the pages into `folder` and remove those that are no longer made."""
    for path in _orphans(folder, made):
        path.unlink()
    for name, text in made.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, "utf-8")


def faults(folder: Path, made: dict[str, str]) -> list[str]:
    """Return what is wrong with the pages in `folder`, one line a fault."""
    found = [f"no longer made: {path.relative_to(folder)}" for path in _orphans(folder, made)]
    for name, text in sorted(made.items()):
        path = folder / name
        if not path.is_file():
            found.append(f"missing: {name}")
        elif path.read_text("utf-8") != text:
            found.append(f"stale: {name}")
    return found


def _orphans(folder: Path, made: dict[str, str]) -> list[Path]:
    """Return the pages that were made here once and are no more; what others put there is theirs."""
    return [path for path in _others(folder, made) if path.read_text("utf-8").startswith(NOTICE)]


def _others(folder: Path, made: Iterable[str]) -> list[Path]:
    names = {*made}
    return sorted(path for path in folder.rglob("*.md") if path.relative_to(folder).as_posix() not in names)


def main(arguments: Sequence[str]) -> int:
    """Run `update` or `check` and print the faults that are left."""
    made = pages(ROOT / "rules")
    match arguments:
        case ["update"]:
            update(REFERENCE, made)
        case ["check"]:
            pass
        case _:
            sys.stderr.write(_USAGE)
            return 2
    found = faults(REFERENCE, made)
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
