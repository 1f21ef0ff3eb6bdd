"""An example held against what comes out.

Enters: what an example states and the hearing of its benefit. Leaves: every difference, stated beside found
in the words of a rule file, and where there is one the explanation of what was found.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.decide.amount import PAYMENTS
from eligib.language.vocabulary import Kind
from eligib.trial.notation import bounds_text, listed_text, names_text
from eligib.trial.stated import Bounds, Listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.decide.amount import PartValue
    from eligib.decide.decision import Decision, Result
    from eligib.explain.explanation import Explanation
    from eligib.rulebook.model import Benefit, Example
    from eligib.trial.hearing import Hearing
    from eligib.trial.stated import Stated


class Difference(Struct, frozen=True):
    """One key of `then` that came out otherwise."""

    key: str
    stated: str
    found: str


class Why(Struct, frozen=True):
    """What explains a result that an example does not state."""

    explanation: Explanation
    decision: Decision


class Verdict(Struct, frozen=True):
    """One example, run; it holds where nothing differs."""

    benefit: Benefit
    example: Example
    stated: Stated
    differences: tuple[Difference, ...] = ()
    why: Why | None = None

    @property
    def holds(self) -> bool:
        """Whether everything came out as stated."""
        return not self.differences


def try_example(hearing: Hearing, example: Example, stated: Stated) -> Verdict:
    """Return how the example came out."""
    differences = tuple(differences_of(hearing, stated))
    if not differences:
        return Verdict(hearing.benefit, example, stated)
    why = Why(*hearing.explanation(stated.profile, stated.as_of))
    return Verdict(hearing.benefit, example, stated, differences, why)


def differences_of(hearing: Hearing, stated: Stated) -> Iterator[Difference]:
    """Yield what comes out otherwise than stated, the outcome first."""
    result = hearing.result(stated.profile, stated.as_of)
    if result.outcome is not stated.outcome:
        yield Difference("outcome", stated.outcome.value, result.outcome.value)
    found = Bounds(result.value.lower, result.value.upper)
    if stated.value is not None and stated.value != found:
        pays = result.value.pays
        yield Difference("value", bounds_text(stated.value), bounds_text(found) if pays else names_text(()))
    parts = listed(result)
    if stated.listed is not None and stated.listed != parts:
        yield Difference("listed", listed_text(stated.listed), listed_text(parts))
    flags = frozenset(result.flags)
    if stated.flags != flags:
        yield Difference("flags", names_text(stated.flags), names_text(flags))
    payees = frozenset(result.benefit.paid_to)
    if stated.paid_to is not None and stated.paid_to != payees:
        yield Difference("paid_to", names_text(stated.paid_to), names_text(payees))
    family = "" if result.benefit.family is None else result.benefit.family.name
    if stated.family is not None and stated.family != family:
        yield Difference("family", stated.family, family or names_text(()))
    if stated.needs is not None or stated.pending is not None:
        yield from _open(hearing, stated)


def _open(hearing: Hearing, stated: Stated) -> Iterator[Difference]:
    """Yield what differs in what the benefit waits for: stated needs are some of them, approvals are all."""
    explanation, _decision = hearing.explanation(stated.profile, stated.as_of)
    needs = {need.path for need in explanation.needs}
    if stated.needs is not None and not stated.needs <= needs:
        yield Difference("needs", names_text(stated.needs), names_text(needs))
    pending = {approval.id for approval in explanation.pending}
    if stated.pending is not None and stated.pending != pending:
        yield Difference("pending", names_text(stated.pending), names_text(pending))


def listed(result: Result) -> tuple[Listed, ...]:
    """Return the parts of a value that are listed; what is alike for several members once."""
    parts, count = result.value.parts, len(result.benefit.value)
    of_members = (parts[first : first + count] for first in range(0, len(parts), max(count, 1)))
    alike = dict.fromkeys(
        tuple(_listed(one) for one in some if one.form not in PAYMENTS) for some in of_members
    )
    return tuple(part for some in alike for part in some)


def _listed(part: PartValue) -> Listed:
    if part.form == "unstated":
        return Listed(part.form)
    return Listed(part.form, Bounds(part.lower, part.upper), part.months, part.kind is Kind.DAYS)
