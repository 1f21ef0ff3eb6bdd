"""A firm that shows that something is possible.

Enters: values of variables. Leaves: a `Witness`: a profile in which just the facts that matter are known, and
the day of the decision where that matters.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from eligib.analysis import formula as f
from eligib.analysis.cells import as_decimal
from eligib.analysis.lines import INTEGRAL
from eligib.language.vocabulary import Kind
from eligib.profile.model import Facts, FactValue, Members, Profile

if TYPE_CHECKING:
    from eligib.analysis.expand import Expander
    from eligib.analysis.values import Values
    from eligib.language.vocabulary import Fact


class Witness(Struct, frozen=True):
    """A firm that fulfils what was asked; `as_of` is the day, None if that does not matter."""

    profile: Profile
    as_of: date | None = None


def witness(values: Values, made: Expander) -> Witness:
    """Return the firm that has these values."""
    facts: Facts = {}
    members: dict[str, list[Facts]] = {name: [{} for _ in slots] for name, slots in made.slots.items()}
    approvals: dict[str, bool] = {}
    received: set[str] = set()
    day = made.space.as_of
    for variable in made.variables.values():
        match variable:
            case f.Scalar() | f.Holding():
                slot = variable.slot
                known = facts if slot is None else members[slot.records.name][slot.number]
                _know(known, variable, values, path=slot is None)
            case f.Approved():
                if (decided := values.of[variable.name]) != "undecided":
                    approvals[variable.approval] = decided == "granted"
            case f.Received():
                if values.of[variable.name]:
                    received.add(variable.benefit)
            case f.Day():
                day = date.fromordinal(int(_number(values.of[variable.name])))
            case _:
                pass
    asked = any(isinstance(variable, f.Received) for variable in made.variables.values())
    profile = Profile(
        facts=facts,
        lists={name: _list(name, records, values) for name, records in members.items()},
        approvals=approvals,
        received=frozenset(received) if asked else None,
    )
    return Witness(profile, day)


def _know(known: Facts, variable: f.Scalar | f.Holding, values: Values, *, path: bool) -> None:
    key = variable.fact.path if path else variable.fact.name
    if isinstance(variable, f.Scalar):
        known[key] = fact_value(variable.fact, values.of[variable.name])
        return
    before = known.get(key, frozenset())
    holds = {variable.choice} if values.of[variable.name] else set()
    known[key] = frozenset(before | holds) if isinstance(before, frozenset) else frozenset(holds)


def fact_value(fact: Fact, value: object) -> FactValue:
    """Return the value as a profile has it."""
    if not isinstance(value, Fraction | int) or isinstance(value, bool):
        chosen: Any = value
        return chosen  # type: ignore[no-any-return]  # a truth, choice, place or text
    if fact.kind is Kind.DATE:
        return date.fromordinal(int(value))
    return int(value) if fact.kind in INTEGRAL else as_decimal(Fraction(value))


def _list(name: str, records: list[Facts], values: Values) -> Members:
    found: list[Facts] = []
    for number, record in enumerate(records):
        slot = f"{name}#{number}"
        if values.of[f"{slot}?"]:
            found += [record] * values.times.get(slot, 1)
    return Members(tuple(found))


def _number(value: object) -> Fraction:
    return value if isinstance(value, Fraction) else Fraction(str(value))
