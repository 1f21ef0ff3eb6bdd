"""What families of benefits leave of what a firm may have.

Enters: the results and the families. Leaves: the bounds of sums in which members of a family are not added
against its rule, and the benefits that another one of their family surely outdoes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from eligib.decide.amount import add_bounds
from eligib.decide.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from eligib.decide.decision import Result
    from eligib.rulebook.model import Family

Bounds: TypeAlias = "tuple[int, int | None]"
_OFFERED = frozenset({Outcome.ELIGIBLE, Outcome.CONDITIONAL, Outcome.UNDETERMINED})


class Dropped(Struct, frozen=True):
    """A member that another one, `by`, surely outdoes, where a family lets only the best one be had."""

    member: str
    by: str
    family: Family


class Families(Struct, frozen=True):
    """The families of a rulebook; `homes` is the family of each benefit and of each family."""

    known: Mapping[str, Family]
    homes: Mapping[str, Family]

    @classmethod
    def of(cls, known: Mapping[str, Family]) -> Families:
        """Return the families for looking up in both directions."""
        return cls(known, {member: family for family in known.values() for member in family.members})

    def total(self, results: Iterable[Result]) -> Bounds:
        """Return the bounds of what the results pay together, each family combined by its own rule."""
        worth = {result.benefit.id: _paid(result) for result in results}
        tops = dict.fromkeys(self._top(name) for name in worth)
        total: Bounds = (0, 0)
        for top in tops:
            total = add_bounds(total, self._combined(top, worth) or (0, 0))
        return total

    def _top(self, name: str) -> str:
        while name in self.homes:
            name = self.homes[name].id
        return name

    def _combined(self, name: str, worth: Mapping[str, Bounds]) -> Bounds | None:
        """Return the bounds of one benefit or family, None where nothing of it is there."""
        family = self.known.get(name)
        if family is None:
            return worth.get(name)
        parts = [part for member in family.members if (part := self._combined(member, worth)) is not None]
        if not parts:
            return None
        if family.combine == "best_one":
            return _best(parts)
        total: Bounds = (0, 0)
        for part in parts:
            total = add_bounds(total, part)
        return total if family.cap is None else _capped(total, family.cap)

    def dropped(self, results: Mapping[str, Result]) -> tuple[Dropped, ...]:
        """Return the members that some other one, which is had for sure, outdoes whatever is still open."""
        found = []
        for family in self.known.values():
            if family.combine == "best_one":
                found += self._outdone(family, results)
        return tuple(found)

    def _outdone(self, family: Family, results: Mapping[str, Result]) -> list[Dropped]:
        left = [member for member in family.members if self._offers(member, results)]
        found = []
        for member in list(left):
            by = next((o for o in left if o != member and self._outdoes(o, member, results)), None)
            if by is not None:
                left.remove(member)
                found.append(Dropped(member, by, family))
        return found

    def _outdoes(self, name: str, other: str, results: Mapping[str, Result]) -> bool:
        """Whether what is sure of `name` is worth as much to the same payee as `other` can be at most."""
        offered = self._offers(other, results)
        # an approval may be refused and a fact be against it: only what is eligible is sure
        sure = [result for result in self._offers(name, results) if result.outcome is Outcome.ELIGIBLE]
        if not sure or not all(_only_pays(result) for result in offered):
            return False
        if len({result.benefit.paid_to for result in (*sure, *offered)}) > 1:
            return False
        mine, theirs = (
            self._combined(which, {result.benefit.id: _paid(result) for result in found})
            for which, found in ((name, sure), (other, offered))
        )
        return mine is not None and theirs is not None and theirs[1] is not None and mine[0] >= theirs[1]

    def _offers(self, name: str, results: Mapping[str, Result]) -> list[Result]:
        """Return the results of a benefit, or of all in a family, that may still be had."""
        family = self.known.get(name)
        if family is not None:
            return [result for member in family.members for result in self._offers(member, results)]
        return [results[name]] if results[name].outcome in _OFFERED else []


def _paid(result: Result) -> Bounds:
    return (result.value.lower or 0, result.value.upper) if result.value.pays else (0, 0)


def _only_pays(result: Result) -> bool:
    """Return whether all that a benefit gives is a payment with a figure."""
    return result.value.pays and all(part.is_payment for part in result.value.parts)


def _best(parts: list[Bounds]) -> Bounds:
    uppers = [upper for _, upper in parts]
    known = [upper for upper in uppers if upper is not None]
    return max(lower for lower, _ in parts), max(known) if len(known) == len(uppers) else None


def _capped(total: Bounds, cap: int) -> Bounds:
    return min(total[0], cap), cap if total[1] is None else min(total[1], cap)
