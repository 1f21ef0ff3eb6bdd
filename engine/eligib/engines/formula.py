"""Formulas of three-valued logic over numbered literals, the same for every engine.

A literal stands for one distinct condition whose truth is known before the formula is decided:
1 (true), 0 (false) or -1 (unknown).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

State: TypeAlias = Literal[-1, 0, 1]


@dataclass(frozen=True, slots=True)
class Lit:
    """The literal at `index` of the state vector."""

    index: int


@dataclass(frozen=True, slots=True)
class AllOf:
    """True if every part is; an empty one is true."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """True if some part is; an empty one is false."""

    parts: tuple[Formula, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """True if the part is false."""

    part: Formula


Formula: TypeAlias = Lit | AllOf | AnyOf | Not
