"""The examples of some benefits, all run.

Enters: benefits with their examples and the rulebook they are of. Leaves: a `Verdict` for each example that
can be read, and a diagnostic for each that cannot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.trial.hearing import Hearing
from eligib.trial.stated import StatedReader
from eligib.trial.verdict import Verdict, try_example

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eligib.diagnostics import Diagnostic
    from eligib.rulebook.model import Benefit, Rulebook


class Trial(Struct, frozen=True):
    """All examples of some benefits, run."""

    benefits: tuple[Benefit, ...]
    verdicts: tuple[Verdict, ...]
    faults: tuple[Diagnostic, ...]

    @property
    def differing(self) -> tuple[Verdict, ...]:
        """The examples that came out otherwise than they state."""
        return tuple(verdict for verdict in self.verdicts if not verdict.holds)

    @property
    def holds(self) -> bool:
        """Whether every example can be read and came out as it states."""
        return not self.faults and not self.differing


def run_examples(benefits: Iterable[Benefit], rulebook: Rulebook) -> Trial:
    """Return how the examples of `benefits` came out, each against its benefit alone."""
    tried = tuple(benefits)
    reader = StatedReader(rulebook)
    verdicts: list[Verdict] = []
    faults: list[Diagnostic] = []
    for benefit in tried:
        hearing = Hearing.of(benefit, rulebook)
        for example in benefit.examples:
            stated = reader.read(benefit, example, faults)
            if stated is not None:
                verdicts.append(try_example(hearing, example, stated))
    return Trial(tried, tuple(verdicts), tuple(faults))
