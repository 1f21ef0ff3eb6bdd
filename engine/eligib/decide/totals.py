"""Totals by payee, kind and outcome, never merged across them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.decide.amount import add_bounds
from eligib.decide.decision import ORDER, Result, Total
from eligib.decide.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

_COUNTED = frozenset({Outcome.ELIGIBLE, Outcome.CONDITIONAL, Outcome.UNDETERMINED})
NEVER_ADDED = frozenset({"channel", "package"})


def totals_of(results: Iterable[Result]) -> tuple[Total, ...]:
    """Return the totals of every benefit that may still be had; channels and packages are never added."""
    groups: dict[tuple[Outcome, tuple[str, ...], str], list[Result]] = {}
    for result in results:
        if result.outcome in _COUNTED and result.benefit.kind not in NEVER_ADDED:
            key = (result.outcome, result.benefit.paid_to, result.benefit.kind)
            groups.setdefault(key, []).append(result)
    keys = sorted(groups, key=lambda key: (ORDER.index(key[0]), key[1], key[2]))
    return tuple(_total(key, groups[key]) for key in keys)


def _total(key: tuple[Outcome, tuple[str, ...], str], results: list[Result]) -> Total:
    bounds: tuple[int, int | None] = (0, 0)
    for result in results:
        if result.value.pays:
            bounds = add_bounds(bounds, (result.value.lower or 0, result.value.upper))
    outcome, payee, kind = key
    unstated = sum(not result.value.pays for result in results)
    return Total(payee, kind, outcome, *bounds, benefits=len(results), unstated=unstated)
