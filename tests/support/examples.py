"""The examples inside rules, run as tests."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING

from eligib.decide.decider import Decider
from eligib.explain.explanation import Explainer
from eligib.language.literals import quantity
from eligib.profile.read import ProfileReader
from eligib.rulebook.load import load_rulebook
from eligib.yamltree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from eligib.diagnostics import Diagnostic
    from eligib.rulebook.model import Benefit, Example, Rulebook
    from eligib.yamltree import Node

KEYS = {"as_of", "outcome", "value", "needs", "pending", "flags"}


@dataclass(frozen=True)
class Seen:
    """What came out, as far as an example can state it."""

    outcome: str
    value: tuple[int | None, int | None]
    needs: set[str]
    pending: set[str]
    flags: set[str]


@dataclass(frozen=True)
class Expected:
    """What an example states; a key that is left out states nothing, but flags are always the full set."""

    as_of: date
    outcome: str
    value: tuple[int, int] | None
    needs: set[str] = field(default_factory=set)
    pending: set[str] = field(default_factory=set)
    flags: set[str] = field(default_factory=set)


@lru_cache(maxsize=1)
def shipped() -> Rulebook:
    """Return the rulebook that comes with eligib."""
    return load_rulebook()


@lru_cache(maxsize=1)
def reader() -> ProfileReader:
    """Return a reader of profiles in the shipped vocabulary."""
    return ProfileReader(shipped())


@lru_cache(maxsize=64)
def decider(as_of: date) -> Decider:
    """Return the decider of the shipped rulebook on one day."""
    return Decider(shipped(), as_of)


def expected(benefit: Benefit, example: Example) -> Expected:
    """Return what the example states; without a day, the latest of the source counts."""
    then = example.then
    assert isinstance(then, Mapping)
    assert set(then.items) <= KEYS
    texts = {key: _texts(node) for key, node in then.items.items()}
    amounts = [int(str(quantity(text).value)) for text in texts.get("value", [])]
    day = date.fromisoformat(texts["as_of"][0]) if "as_of" in texts else benefit.cite.source.latest
    return Expected(
        day,
        texts["outcome"][0],
        (amounts[0], amounts[1]) if amounts else None,
        set(texts.get("needs", [])),
        set(texts.get("pending", [])),
        set(texts.get("flags", [])),
    )


def seen(benefit: Benefit, example: Example, as_of: date) -> Seen:
    """Return what comes out for the firm of the example."""
    faults: list[Diagnostic] = []
    assert isinstance(example.given, Mapping)
    profile = reader().read_node(example.given, faults)
    assert not faults
    decision = decider(as_of).decide(profile)
    explanation = Explainer(decision, decider(as_of).interpreter).explain(benefit.id)
    result = decision.results[benefit.id]
    return Seen(
        result.outcome.value,
        (result.value.lower, result.value.upper),
        {need.path for need in explanation.needs},
        {approval.id for approval in explanation.pending},
        {flag.value for flag in result.flags},
    )


def _texts(node: Node) -> list[str]:
    items = node.items if isinstance(node, Sequence) else [node]
    return [item.text for item in items if isinstance(item, Scalar)]
