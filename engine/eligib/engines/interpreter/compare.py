"""Comparison of values known between bounds: true or false only where every pair of candidates agrees."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, Any

from eligib.language.nodes import Op

if TYPE_CHECKING:
    from collections.abc import Callable

    from eligib.engines.interpreter.operands import Bounds
    from eligib.engines.protocol import Truth

EXACT: dict[Op, Callable[[Any, Any], bool]] = {
    Op.LT: operator.lt,
    Op.LE: operator.le,
    Op.GT: operator.gt,
    Op.GE: operator.ge,
    Op.EQ: operator.eq,
    Op.NE: operator.ne,
}
OPPOSITE = {
    Op.LT: Op.GE,
    Op.LE: Op.GT,
    Op.GT: Op.LE,
    Op.GE: Op.LT,
    Op.EQ: Op.NE,
    Op.NE: Op.EQ,
}
"""The comparison that is true where this one is false."""
MIRRORED = {
    Op.LT: Op.GT,
    Op.LE: Op.GE,
    Op.GT: Op.LT,
    Op.GE: Op.LE,
    Op.EQ: Op.EQ,
    Op.NE: Op.NE,
}
"""The comparison that says the same with its sides exchanged."""


def compare(op: Op, left: Bounds, right: Bounds) -> Truth:
    """Return the truth of `left op right`."""
    if op is Op.LT:
        return _below(left, right, operator.lt, operator.ge)
    if op is Op.LE:
        return _below(left, right, operator.le, operator.gt)
    if op is Op.GT:
        return _below(right, left, operator.lt, operator.ge)
    if op is Op.GE:
        return _below(right, left, operator.le, operator.gt)
    same = _equal(left, right)
    return same if op is Op.EQ or same is None else not same


def _below(
    left: Bounds, right: Bounds, holds: Callable[[Any, Any], bool], fails: Callable[[Any, Any], bool]
) -> Truth:
    if left[1] is not None and right[0] is not None and holds(left[1], right[0]):
        return True
    if left[0] is not None and right[1] is not None and fails(left[0], right[1]):
        return False
    return None


def _equal(left: Bounds, right: Bounds) -> Truth:
    if _apart(left, right) or _apart(right, left):
        return False
    exact = left[0] is not None and left[0] == left[1] and right[0] == right[1]
    return True if exact and left[0] == right[0] else None


def _apart(left: Bounds, right: Bounds) -> bool:
    return left[1] is not None and right[0] is not None and bool(left[1] < right[0])
