"""Formulas of three-valued logic over numbered literals, the same for every engine.

A literal stands for one distinct condition whose truth is known before the formula is decided:
1 (true), 0 (false) or -1 (unknown).
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from msgspec import Struct

State: TypeAlias = Literal[-1, 0, 1]


class Lit(Struct, frozen=True):
    """The literal at `index` of the state vector."""

    index: int


class AllOf(Struct, frozen=True):
    """True if every part is; an empty one is true."""

    parts: tuple[Formula, ...]


class AnyOf(Struct, frozen=True):
    """True if some part is; an empty one is false."""

    parts: tuple[Formula, ...]


class Not(Struct, frozen=True):
    """True if the part is false."""

    part: Formula


Formula: TypeAlias = Lit | AllOf | AnyOf | Not
