"""Families against brute force: every combination that the rules of random families allow, one by one.

Bounds of totals are those of the best allowed combination. What gives way to another benefit is in no
combination that is worth more to anybody, however what is still open turns out.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import product
from math import inf
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from eligib.decide.amount import PartValue, Value
from eligib.decide.decision import Result
from eligib.decide.families import Families
from eligib.decide.outcome import Outcome
from eligib.engines.interpreter.program import SAME
from eligib.rulebook.model import Family
from support.small import small

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hypothesis.strategies import DrawFn

TEMPLATE = next(iter(small().benefits.values()))
"""Its identity and payee are replaced; nothing else of a benefit matters to families."""
LEAVES_OPEN = (Outcome.CONDITIONAL, Outcome.UNDETERMINED)
OFFERED = (Outcome.ELIGIBLE, *LEAVES_OPEN)
NAMES = "abcdefghijkl"
FIGURES = (0, 1, 2, 3, 5, 8)
Amounts = dict[str, float]
Worth = Counter[str]


def settled(examples: int) -> settings:
    """Return the settings of a test of so many examples."""
    return settings(
        max_examples=examples,
        deadline=None,
        database=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.filter_too_much],
    )


def result(
    name: str,
    lower: int | None,
    upper: int | None,
    outcome: Outcome = Outcome.ELIGIBLE,
    payee: str = "enterprise",
    *more: PartValue,
) -> Result:
    """Return the result of a benefit that pays between two sums; with a lower one of None, none is stated."""
    pays = lower is not None
    parts = (PartValue("between", lower=lower, upper=upper),) if pays else (PartValue("unstated"),)
    value = Value((*parts, *more), pays=pays, lower=lower, upper=upper if pays else None)
    return Result(replace(TEMPLATE, id=name, paid_to=(payee,)), outcome, (), value, SAME[None])


def family(name: str, combine: Any, members: Iterable[str], cap: int | None = None) -> Family:
    """Return a family of these members."""
    return Family(name, TEMPLATE.title, combine, cap, tuple(members), TEMPLATE.cite, assumed=False)


@dataclass(frozen=True)
class Case:
    """Results of benefits and their families."""

    results: dict[str, Result]
    families: dict[str, Family]

    def allowed(self) -> Iterator[frozenset[str]]:
        """Yield every set of benefits that the families let a firm have together."""
        names = list(self.results)
        for taken in product((False, True), repeat=len(names)):
            chosen = frozenset(name for name, held in zip(names, taken, strict=True) if held)
            if all(self._lets(one, chosen) for one in self.families.values()):
                yield chosen

    def _lets(self, one: Family, chosen: frozenset[str]) -> bool:
        held = [member for member in one.members if self.benefits(member) & chosen]
        return one.combine != "best_one" or len(held) <= 1

    def benefits(self, name: str) -> frozenset[str]:
        """Return the benefits in a family, or the benefit itself."""
        if name not in self.families:
            return frozenset({name})
        return frozenset(b for member in self.families[name].members for b in self.benefits(member))

    def paid(self, chosen: frozenset[str], amounts: Amounts) -> float:
        """Return what the chosen ones pay together, each family up to its cap."""
        inner = {member for one in self.families.values() for member in one.members}
        tops = [name for name in (*self.families, *self.results) if name not in inner]
        return sum(self._paid(top, chosen, amounts) for top in tops)

    def _paid(self, name: str, chosen: frozenset[str], amounts: Amounts) -> float:
        if name not in self.families:
            return amounts[name] if name in chosen else 0
        one = self.families[name]
        total = sum(self._paid(member, chosen, amounts) for member in one.members)
        return total if one.cap is None else min(total, one.cap)

    def best(self, amounts: Amounts) -> float:
        """Return the most that an allowed combination pays."""
        return max(self.paid(chosen, amounts) for chosen in self.allowed())


@st.composite
def _results(draw: DrawFn, name: str, *, alike: bool) -> Result:
    lower, upper = sorted((draw(st.sampled_from(FIGURES)), draw(st.sampled_from(FIGURES))))
    most = draw(st.sampled_from((upper, upper, upper, None)))
    if draw(st.integers(0, 7)) == 0:
        return result(name, None, None)
    if alike:
        return result(name, lower, most)
    outcome = draw(st.sampled_from((*[Outcome.ELIGIBLE] * 4, *LEAVES_OPEN, Outcome.INELIGIBLE)))
    payee = draw(st.sampled_from((*["enterprise"] * 4, "graduate")))
    more = [PartValue("unstated")] if draw(st.integers(0, 7)) == 0 else []
    return result(name, lower, most, outcome, payee, *more)


@st.composite
def _cases(draw: DrawFn, most: int, *, alike: bool = False) -> Case:
    """Draw benefits and families in families; `alike` ones are in one line of the totals."""
    names = NAMES[: draw(st.integers(1 if alike else 2, most))]
    free = list(names)
    families: dict[str, Family] = {}
    while len(free) > 1 and (draw(st.integers(0, 3)) or not (alike or families)):
        members = draw(st.lists(st.sampled_from(free), min_size=2, max_size=4, unique=True))
        rules = ("all", "best_one", "best_one", "capped") if alike or len(free) > 2 else ("best_one",)
        combine = draw(st.sampled_from(rules))
        cap = draw(st.sampled_from(FIGURES[1:])) if combine == "capped" else None
        name = f"family-{len(families)}"
        families[name] = family(name, combine, members, cap)
        free = [one for one in free if one not in members] + [name]
    return Case({name: draw(_results(name, alike=alike)) for name in names}, families)


@settled(150)
@given(_cases(12, alike=True))
def test_bounds_of_a_total_are_those_of_the_best_combination(case: Case) -> None:
    """The lower bound is the best that is sure, the upper one the best possible, for up to twelve benefits."""
    sure = {name: float(one.value.lower or 0) for name, one in case.results.items()}
    possible = {name: _most(one) for name, one in case.results.items()}

    lower, upper = Families.of(case.families).total(case.results.values())

    assert lower == case.best(sure)
    assert (inf if upper is None else upper) == case.best(possible)


@settled(150)
@given(_cases(5))
def test_what_gives_way_is_in_no_better_combination(case: Case) -> None:
    """Without all that gives way, a firm can always have at least as much: for each payee, however it turns out."""
    dropped = Families.of(case.families).dropped(case.results)
    assume(dropped)
    gone = frozenset(name for one in dropped for name in case.benefits(one.member))

    for amounts in _worlds(case):
        found = {chosen.intersection(amounts) for chosen in case.allowed()}
        kept = [_worth(case, chosen, amounts) for chosen in found if not chosen & gone]
        for chosen in found:
            worth = _worth(case, chosen, amounts)
            assert any(all(one[key] >= worth[key] for key in worth) for one in kept), (chosen, amounts)


def _worlds(case: Case) -> Iterator[Amounts]:
    """Yield what each benefit that is had in the end may pay."""
    options = [_ends(one) for one in case.results.values()]
    for chosen in product(*options):
        pairs = zip(case.results, chosen, strict=True)
        yield {name: amount for name, amount in pairs if amount is not None}


def _ends(one: Result) -> set[float | None]:
    """Return the least and the most that a benefit may pay, and None if it may turn out not to be had."""
    if one.outcome not in OFFERED:
        return {None}
    ends: set[float | None] = {float(one.value.lower or 0), min(_most(one), 100.0)}
    return ends | {None} if one.outcome in LEAVES_OPEN else ends


def _most(one: Result) -> float:
    if not one.value.pays:
        return 0
    return inf if one.value.upper is None else one.value.upper


def _worth(case: Case, chosen: frozenset[str], amounts: Amounts) -> Worth:
    """Return what is paid to each payee, and one for each benefit that gives something without a figure."""
    worth: Worth = Counter()
    for payee in ("enterprise", "graduate"):
        own = frozenset(name for name in chosen if case.results[name].benefit.paid_to == (payee,))
        worth[payee] = case.paid(own, amounts)  # type: ignore[assignment]  # a counter of sums
    for name in chosen:
        worth[name] += any(not part.is_payment for part in case.results[name].value.parts)
    return worth


BOTH = {"f": family("f", "best_one", "ab")}
GIVES_WAY = [
    # what is had for sure, what may be had instead, whether that gives way
    (result("a", 8, 8), result("b", 0, 8), True),
    (result("a", 8, 8), result("b", 0, 9), False),
    (result("a", 8, 8), result("b", 0, None), False),
    (result("a", 8, 8), result("b", None, None), False),
    (result("a", 8, 8), result("b", 5, 5, Outcome.CONDITIONAL), True),
    (result("a", 8, 8), result("b", 5, 5, Outcome.UNDETERMINED), True),
    # an approval may be refused, a fact may be against it
    (result("a", 8, 8, Outcome.CONDITIONAL), result("b", 5, 5, Outcome.CONDITIONAL), False),
    (result("a", 8, 8, Outcome.CONDITIONAL), result("b", 5, 5, Outcome.UNDETERMINED), False),
    (result("a", 8, 8, Outcome.UNDETERMINED), result("b", 5, 5, Outcome.UNDETERMINED), False),
    # what goes to a graduate is not the firm's
    (result("a", 8, 8), result("b", 5, 5, Outcome.ELIGIBLE, "graduate"), False),
    # the sum is less, but there is floor space besides
    (result("a", 8, 8), result("b", 5, 5, Outcome.ELIGIBLE, "enterprise", PartValue("area")), False),
]


@pytest.mark.parametrize(("sure", "other", "gives_way"), GIVES_WAY)
def test_one_gives_way_only_to_a_sure_one_worth_as_much(
    sure: Result, other: Result, *, gives_way: bool
) -> None:
    """A benefit gives way where another is had for sure and worth at least as much to the same payee."""
    dropped = Families.of(BOTH).dropped({"a": sure, "b": other})

    assert [(one.member, one.by) for one in dropped] == ([("b", "a")] if gives_way else [])


def test_two_payees_are_never_weighed_against_each_other() -> None:
    """A family that pays the firm more does not outdo one that pays the graduate more, if it pays both."""
    results = {
        "a": result("a", 9, 9),
        "b": result("b", 0, 0, Outcome.ELIGIBLE, "graduate"),
        "c": result("c", 1, 1),
        "d": result("d", 5, 5, Outcome.ELIGIBLE, "graduate"),
    }
    first, second = family("first", "all", "ab"), family("second", "all", "cd")
    families = {"first": first, "second": second, "f": family("f", "best_one", ("first", "second"))}

    assert Families.of(families).dropped(results) == ()
