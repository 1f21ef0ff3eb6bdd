"""What the interpreter says of a condition is so whatever the unknown facts turn out to be."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st
from properties.cases import cases
from properties.naive import Naive
from support.random_profiles import Asked, completed, narrower, profiles
from support.random_rules import ZONE, Names, base, conditions, loaded
from support.semantics import AS_OF

from eligib.engines.interpreter.program import Interpreter
from eligib.language import nodes as n
from eligib.profile.model import Candidates, Interval, Members
from eligib.rulebook.model import Clause

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.engines.protocol import Truth
    from eligib.language.vocabulary import Fact
    from eligib.profile.model import Facts, FactValue, Profile
    from eligib.rulebook.model import Rulebook

MOST = 200
"""Completions that are tried of one firm."""


def rulebook_of(text: str) -> Rulebook:
    """Return the rulebook of one benefit with one condition."""
    entry = {
        "title": {"zh": "甲", "en": "a"},
        "kind": "service",
        "paid_to": "enterprise",
        "cite": {"line": 1, "anchor": "x"},
        "when": [{"c0": text}],
        "value": "unstated",
    }
    return loaded({"zone": ZONE, "source": "example-gazette", "benefits": {"b0": entry}})
