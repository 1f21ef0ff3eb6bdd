"""What a rulebook that was kept is held against."""

from __future__ import annotations

import os
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.diagnostics import Source
from eligib.rulebook import store
from eligib.rulebook.files import read_files
from eligib.rulebook.model import Benefit
from eligib.rulebook.store import Store

if TYPE_CHECKING:
    from eligib.rulebook.model import Rulebook

LEFT_OUT = {(Benefit, "examples"), (Source, "text")}


def kept(rules: Path, cache: Path) -> Rulebook | None:
    """Return what the cache has for the rules as they are now."""
    return Store.of(read_files(rules), cache).get()


def flat(root: Struct) -> list[object]:
    """Return all that `root` holds, in order; an object met again is the number of the first meeting."""
    found: list[object] = []
    met: dict[int, int] = {}

    def visit(value: object) -> None:
        if isinstance(value, Struct | dict):
            if id(value) in met:
                found.append(met[id(value)])
                return
            met[id(value)] = len(met)
        found.append(type(value))
        if isinstance(value, Struct):
            for name in value.__struct_fields__:
                if (type(value), name) not in LEFT_OUT:
                    visit(getattr(value, name))
        elif isinstance(value, dict):
            for pair in value.items():
                visit(pair)
        elif isinstance(value, tuple | list):
            for part in value:
                visit(part)
        elif isinstance(value, Decimal):
            found.append(value.as_tuple())
        else:
            found.append(value.value if isinstance(value, Enum) else value)

    visit(root)
    return found


def engine() -> dict[str, str]:
    """Return an environment in which a process finds eligib."""
    return os.environ | {"PYTHONPATH": str(Path(store.__file__).parents[2])}
