#!/usr/bin/env python3
"""Gather the sentences that users see, and check that each one is translated.

Enters: every `say("...")` of the engine, and the Chinese catalogue. Leaves, after `update`: the catalogue
with the templates of today, sorted, without dates or places, so that only a changed sentence changes it, and
its compiled form. `check` changes nothing. Both name every fault, and exit with 1 while there is one.

Templates are read from the syntax tree: Babel's extractor misses a call inside an f-string, without a word.
"""

from __future__ import annotations

import ast
import sys
from io import BytesIO
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PACKAGE: Final = Path(__file__).resolve().parent.parent / "engine" / "eligib"
CATALOGUE: Final = Path("locale", "zh_CN", "LC_MESSAGES", "eligib.po")
_COMMENT: Final = "# The Chinese of eligib; `python scripts/catalogue.py update` adds and drops entries."
_HEADER: Final = (
    "Language: zh_CN\n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
)
_USAGE: Final = "usage: python scripts/catalogue.py update|check\n"


class _Undated(Catalog):
    """A catalogue whose header holds no dates, names and versions."""

    def __iter__(self) -> Iterator[Message]:
        yield Message("", _HEADER)
        yield from (message for message in super().__iter__() if message.id)


def update(package: Path) -> None:
    """Write the catalogue of `package` with the templates of today, and compile it."""
    old, (templates, _) = _read(package), _templates(package)
    _write(package, _merged(templates, old))


def faults(package: Path) -> list[str]:
    """Return what is wrong with the catalogue of `package`, one line a fault."""
    catalogue, (templates, found) = _read(package), _templates(package)
    held = {str(message.id): message for message in catalogue if message.id}
    obsolete = held.keys() | {str(message.id) for message in catalogue.obsolete.values()}
    found += [f"missing: {template}" for template in sorted(templates - held.keys())]
    found += [f"obsolete: {template}" for template in sorted(obsolete - templates)]
    for template in sorted(templates & held.keys()):
        message = held[template]
        if not message.string:
            found.append(f"untranslated: {template}")
        elif message.fuzzy:
            found.append(f"fuzzy: {template}")
        elif _placeholders(template) != _placeholders(str(message.string)):
            found.append(f"placeholders differ: {template} -> {message.string}")
    return found + _stale(package, _merged(held, catalogue))


def _templates(package: Path) -> tuple[set[str], list[str]]:
    """Return every literal given to `say`, and a fault for every call that gives something else."""
    templates: set[str] = set()
    found: list[str] = []
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call) or _name(node.func) != "say":
                continue
            match node.args:
                case [ast.Constant(value=str(template)), *_] if template:
                    templates.add(template)
                case _:
                    place = f"{path.relative_to(package)}:{node.lineno}"
                    found.append(f"not a plain text: {place}: {ast.unparse(node)}")
    return templates, found


def _name(function: ast.expr) -> str:
    return getattr(function, "id", "") or getattr(function, "attr", "")


def _placeholders(template: str) -> set[str] | None:
    """Return the names in braces; None where `str.format` cannot read the text."""
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError:
        return None


def _merged(templates: Iterable[str], old: Catalog) -> Catalog:
    """Return a catalogue of `templates` with the translations of `old`, none guessed from a similar one."""
    merged = _Undated("zh_CN", header_comment=_COMMENT, fuzzy=False)
    for template in templates:
        known = old.get(template)
        if known is None:
            merged.add(template)
        else:
            merged.add(template, known.string, flags=known.flags, user_comments=known.user_comments)
    return merged


def _stale(package: Path, catalogue: Catalog) -> list[str]:
    """Return a fault for each file that is not, byte for byte, what `update` makes of the catalogue."""
    paths = {package / CATALOGUE: _po(catalogue), (package / CATALOGUE).with_suffix(".mo"): _mo(catalogue)}
    return [
        f"stale: {path.name} is not as `update` writes it"
        for path, content in paths.items()
        if not path.is_file() or path.read_bytes() != content
    ]


def _read(package: Path) -> Catalog:
    path = package / CATALOGUE
    if not path.is_file():
        return Catalog("zh_CN")
    with path.open("rb") as file:
        return read_po(file, locale="zh_CN")


def _write(package: Path, catalogue: Catalog) -> None:
    path = package / CATALOGUE
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_po(catalogue))
    path.with_suffix(".mo").write_bytes(_mo(catalogue))


def _po(catalogue: Catalog) -> bytes:
    content = BytesIO()
    write_po(content, catalogue, width=0, sort_output=True)
    return content.getvalue()


def _mo(catalogue: Catalog) -> bytes:
    content = BytesIO()
    write_mo(content, catalogue)
    return content.getvalue()


def main(arguments: Sequence[str]) -> int:
    """Run `update` or `check` and print the faults that are left."""
    match arguments:
        case ["update"]:
            update(PACKAGE)
        case ["check"]:
            pass
        case _:
            sys.stderr.write(_USAGE)
            return 2
    found = faults(PACKAGE)
    sys.stdout.writelines(f"{fault}\n" for fault in found)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
