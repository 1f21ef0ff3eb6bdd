"""The size standard read the slow way: a firm is the lowest of its indicators' classes."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

CLASSES = ("large", "medium", "small", "micro")


@dataclass(frozen=True)
class SizeRow:
    """The industries of one row of the table, and the floors of each indicator, the highest class first."""

    codes: list[str]
    floors: dict[str, tuple[int, ...]]


def possible(row: SizeRow, firm: dict[str, int | None]) -> set[str]:
    """Return the classes of every firm that has the known values, trying some for each missing one."""
    tried = {
        name: [firm[name]] if firm[name] is not None else [0, *floors] for name, floors in row.floors.items()
    }
    return {
        max(
            (_class(row.floors[name], value) for name, value in zip(tried, values, strict=True)),
            key=CLASSES.index,
        )
        for values in product(*tried.values())
    }


def _class(floors: tuple[int, ...], value: int | None) -> str:
    assert value is not None
    return next((name for name, floor in zip(CLASSES, floors, strict=False) if value >= floor), "micro")
