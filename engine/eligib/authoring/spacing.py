"""The blanks of a condition.

Enters: a condition as somebody typed it. Leaves: the same words with one blank where the language's own
examples have one; a text that cannot be read stays as it is.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from eligib.language.faults import Fault
from eligib.language.parse import parse, tokens

if TYPE_CHECKING:
    from lark import Token, Tree

_CALLS = frozenset({"any", "every", "count", "sum", "benefit"})


def spaced(text: str) -> str:
    """Return the condition `text` with its blanks in order."""
    syntax = syntax_of(text)
    if syntax is None:
        return text
    words = tokens(text)
    parts = [words[0]]
    for before, word in pairwise(words):
        parts.append(f"{_gap(before, word)}{word}")
    again = "".join(parts)
    return again if syntax_of(again) == syntax else text


def syntax_of(text: str) -> Tree[Token] | None:
    """Return the syntax tree of a condition, None where it has none."""
    try:
        return parse(text)
    except Fault:
        return None


def _gap(before: str, word: str) -> str:
    if "." in {before, word} or before in {"(", "["} or word in {")", "]", ","}:
        return ""
    return "" if word == "(" and before in _CALLS else " "
