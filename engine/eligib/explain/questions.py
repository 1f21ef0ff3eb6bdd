"""What to answer first: the facts that the undetermined benefits wait for, the most telling one first.

Enters: the explanations of one decision. Leaves: one question for each fact or list that matters. A fact
counts for a benefit the more, the fewer others the benefit waits for beside it.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.decide.outcome import Outcome

if TYPE_CHECKING:
    from eligib.explain.explanation import Explainer, Need


class Question(Struct, frozen=True):
    """A fact or list that is asked for.

    Attributes:
        need: the fact or list, with what it would follow from where it is derived.
        benefits: the undetermined benefits that wait for it.
        alone: those of them that wait for nothing else.
    """

    need: Need
    benefits: tuple[str, ...]
    alone: tuple[str, ...]


def questions(explainer: Explainer) -> list[Question]:
    """Return what to ask, in the order of how much an answer can settle."""
    waiting: dict[str, list[tuple[str, int]]] = {}
    needs: dict[str, Need] = {}
    for name, result in explainer.decision.results.items():
        if result.outcome is not Outcome.UNDETERMINED:
            continue
        found = explainer.explain(name).needs
        for need in found:
            needs.setdefault(need.path, need)
            waiting.setdefault(need.path, []).append((name, len(found)))
    order = sorted(waiting, key=lambda path: -sum(Fraction(1, count) for _, count in waiting[path]))
    return [
        Question(
            needs[path],
            tuple(name for name, _ in waiting[path]),
            tuple(name for name, count in waiting[path] if count == 1),
        )
        for path in order
    ]
