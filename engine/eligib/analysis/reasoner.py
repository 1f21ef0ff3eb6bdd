"""Questions about conditions: can they hold together, does one imply another, are they the same.

Enters: a rulebook and claims about its firms. Leaves: a witness, the proof that there is none, or that
neither was found. Intervals and finite sets are complete but for values that follow from several facts: there
they prove that something is impossible, and possible where a firm is found; z3, where installed, is asked the
rest.
"""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from eligib.analysis import claims as c
from eligib.analysis import formula as f
from eligib.analysis.cells import NoDecimalError
from eligib.analysis.expand import Expander, TooManyMembersError
from eligib.analysis.repair import realised
from eligib.analysis.search import TooLongError, find
from eligib.analysis.smt import UnaskableError, solved
from eligib.analysis.space import Space
from eligib.analysis.values import Values
from eligib.analysis.witness import Witness, witness
from eligib.language import nodes as n
from eligib.messages import say
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from eligib.analysis.search import Model
    from eligib.messages import Text
    from eligib.rulebook.model import Rulebook

USUAL_DAYS = (date(2020, 7, 1), date(2020, 2, 29), date(2021, 1, 31))


class Undecided(Struct, frozen=True):
    """Neither a firm nor a proof was found; `reason` says why."""

    reason: Text


Answer: TypeAlias = Witness | Undecided | None


class Verdict(Struct, frozen=True):
    """Whether something holds of every firm.

    Attributes:
        holds: None where that was not decided.
        witness: a firm of whom it does not hold.
        reason: why it was not decided.
    """

    holds: bool | None
    witness: Witness | None = None
    reason: Text | None = None


class Reasoner:
    """Answers questions about the conditions of one rulebook, on one day or, without `as_of`, on any."""

    def __init__(self, rulebook: Rulebook, as_of: date | None = None, *, exact: bool = True) -> None:
        """`exact` asks z3 where intervals do not decide and it is installed."""
        self.space = Space(rulebook, as_of)
        self.exact = exact

    def satisfiable(self, claims: Iterable[c.Claim]) -> Answer:
        """Return a firm of whom all claims hold, None if there is none, or that this is not decided."""
        claims = tuple(claims)
        try:
            return self._answer(claims, self.space)
        except TooManyMembersError:
            return Undecided(say("the conditions speak of too many members of a list"))
        except TooLongError:
            return Undecided(say("the conditions leave too many possibilities"))
        except NoDecimalError:
            return Undecided(say("the conditions calculate with several facts"))

    def implies(self, left: c.Claim, right: c.Claim) -> Verdict:
        """Return whether `right` holds of every firm of whom `left` does."""
        return _verdict(self.satisfiable((left, c.Opposite(right))))

    def equivalent(self, left: c.Claim, right: c.Claim) -> Verdict:
        """Return whether both hold of the same firms."""
        return _verdict(self.satisfiable((differ(left, right),)))

    def _answer(self, claims: tuple[c.Claim, ...], space: Space) -> Answer:
        made, formula = expanded(claims, space)
        model = find(formula, made.variables, space)
        if model is None:
            return None
        values = realised(formula, model, made.variables)
        if values is not None:
            return witness(values, made)
        if space.as_of is None and "as_of" in made.variables:
            return self._on_some_day(claims, model)
        return self._exactly(formula, made)

    def _on_some_day(self, claims: tuple[c.Claim, ...], model: Model) -> Answer:
        """Return an answer on days that may do; that there is no such firm on these proves nothing."""
        for day in _days(model):
            found = self._answer(claims, Space(self.space.rulebook, day))
            if isinstance(found, Witness):
                return found
        return Undecided(say("the conditions compare with the day of the decision in several ways"))

    def _exactly(self, formula: f.Formula, made: Expander) -> Answer:
        """Return what z3 says, where it is installed."""
        found: Values | str = "unknown"
        if self.exact:
            with suppress(ImportError, UnaskableError):
                found = solved(formula, made.variables, made.space)
        if isinstance(found, Values):
            return witness(found, made)
        if found == "impossible":
            return None
        return Undecided(say("the conditions calculate with several facts"))


def differ(left: c.Claim, right: c.Claim) -> c.Claim:
    """Return that one of the two holds and the other does not."""
    return c.AnyOf((c.AllOf((left, c.Opposite(right))), c.AllOf((right, c.Opposite(left)))))


def expanded(claims: tuple[c.Claim, ...], space: Space) -> tuple[Expander, f.Formula]:
    """Return the claims as one formula, and what it speaks of."""
    counted = frozenset(_counted(claims, space, set()))
    made = Expander(space, counted)
    return made, made.formula(claims)


def _counted(claims: Iterable[c.Claim | m.Tree], space: Space, seen: set[str]) -> Iterator[str]:
    """Yield the lists whose members are counted or summed."""
    for claim in claims:
        match claim:
            case c.AllOf() | c.AnyOf() | m.Group():
                yield from _counted(claim.parts, space, seen)
            case c.Opposite() | c.OfSome():
                yield from _counted((claim.part,), space, seen)
            case c.InWorld():
                yield from _counted((claim.tree,), space, seen)
            case m.Clause():
                yield from _counted((claim.condition,), space, seen)
            case m.ApprovalClause():
                pass
            case _:
                yield from _counted_in(claim, space, seen)


def _counted_in(condition: n.Condition, space: Space, seen: set[str]) -> Iterator[str]:
    for node in n.walk(condition):
        if isinstance(node, n.Count | n.Total):
            yield node.records.name
        elif isinstance(node, n.BenefitIs) and node.benefit in space.benefits and node.benefit not in seen:
            seen.add(node.benefit)
            yield from _counted((space.benefits[node.benefit].when,), space, seen)


def _days(model: Model) -> Iterator[date]:
    for value in model.left["as_of"]:
        yield date.fromordinal(int(str(value)))
    yield from USUAL_DAYS


def _verdict(answer: Answer) -> Verdict:
    match answer:
        case None:
            return Verdict(holds=True)
        case Undecided():
            return Verdict(None, reason=answer.reason)
        case _:
            return Verdict(holds=False, witness=answer)
