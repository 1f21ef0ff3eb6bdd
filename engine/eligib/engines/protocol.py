"""What every engine answers: the truth of each benefit's conditions in each of four worlds.

A benefit is evaluated with undecided approvals unknown and with them granted; and each of these also with
the clauses that are only our reading of the source (`basis: assumed`) unknown. Outcomes, values and flags
are formed from the four by the layer above, the same for every engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeAlias

if TYPE_CHECKING:
    from eligib.profile.model import Profile

Truth: TypeAlias = bool | None
"""True, False, or None for unknown."""


class Evaluation(NamedTuple):
    """The truth of a benefit in one world.

    Attributes:
        members: that of each known member under `each`; empty without.
        more: whether members that are not known may exist and qualify.
    """

    truth: Truth
    members: tuple[Truth, ...] = ()
    more: bool = False


class Truths(NamedTuple):
    """A benefit in the four worlds.

    Attributes:
        undecided: undecided approvals are unknown.
        granted: undecided approvals are granted.
        sure_undecided, sure_granted: the same with assumed clauses unknown.
        clauses: where reasons were asked for, the truth of every clause in order of writing, in the worlds
            `undecided` and `granted`: one row, or under `each` one for each known member and one for the
            blank member that stands for further ones.
    """

    undecided: Evaluation
    granted: Evaluation
    sure_undecided: Evaluation
    sure_granted: Evaluation
    clauses: tuple[tuple[tuple[Truth, ...], ...], tuple[tuple[Truth, ...], ...]] = ((), ())


class Engine(Protocol):
    """Evaluates one firm against the whole rulebook as of one day."""

    name: str

    def evaluate(self, profile: Profile, *, reasons: bool = False) -> dict[str, Truths]:
        """Return the truths of every benefit by id, with those of every clause if `reasons` are asked for."""
        ...
