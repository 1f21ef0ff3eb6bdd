"""Totals by payee, kind and outcome, never merged across them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.decide.decision import ORDER, Result, Total
from eligib.decide.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eligib.decide.families import Families

_COUNTED = frozenset({Outcome.ELIGIBLE, Outcome.CONDITIONAL, Outcome.UNDETERMINED})
NEVER_ADDED = frozenset({"channel", "package"})


def totals_of(results: Iterable[Result], families: Families) -> tuple[Total, ...]:
    """Return the totals of every benefit that may still be had; channels and packages are never added.

    Members of a family are added as the family lets them.
    """
    groups: dict[tuple[Outcome, tuple[str, ...], str], list[Result]] = {}
    for result in results:
        if result.outcome in _COUNTED and result.benefit.kind not in NEVER_ADDED:
            key = (result.outcome, result.benefit.paid_to, result.benefit.kind)
            groups.setdefault(key, []).append(result)
    keys = sorted(groups, key=lambda key: (ORDER.index(key[0]), key[1], key[2]))
    return tuple(_total(key, groups[key], families) for key in keys)


def _total(key: tuple[Outcome, tuple[str, ...], str], results: list[Result], families: Families) -> Total:
    bounds = families.total(results)
    outcome, payee, kind = key
    unstated = sum(not result.value.pays for result in results)
    return Total(payee, kind, outcome, *bounds, benefits=len(results), unstated=unstated)
