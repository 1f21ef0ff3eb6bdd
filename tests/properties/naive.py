"""What rules mean for a firm of which everything is known, in two values and the plainest Python.

It shares no code with any engine: fractions for numbers, its own calendar, its own tree of places.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING, TypeAlias

from eligib.language import nodes as n
from eligib.language.vocabulary import Kind
from eligib.profile.model import Candidates, Interval
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from eligib.language.vocabulary import Fact
    from eligib.profile.model import Facts, FactValue, Profile
    from eligib.rulebook.model import Rulebook

Number: TypeAlias = Fraction | date | str
NOBODY: Facts = {}


@dataclass(frozen=True)
class Paid:
    """What is paid in fen, from least to most; `stated` where any part is a payment with a figure."""

    stated: bool
    lower: int
    upper: int


class Naive:
    """One firm, completely known, under one rulebook on one day; `granted` undecided approvals or not."""

    def __init__(self, rulebook: Rulebook, profile: Profile, as_of: date, *, granted: bool = False) -> None:
        self.rulebook = rulebook
        self.profile = profile
        self.as_of = as_of
        self.granted = granted
        self._eligible: dict[str, bool] = {}

    # --- benefits

    def eligible(self, name: str) -> bool:
        """Return whether the firm may have the benefit."""
        if name not in self._eligible:
            self._eligible[name] = self.in_force(name) and self.fulfils(name)
        return self._eligible[name]

    def in_force(self, name: str) -> bool:
        """Return whether the benefit can be had on the day at all."""
        force = self.rulebook.benefits[name].in_force
        first, last = force.start or date.min, force.until or date.max
        return force.status == "dated" and first <= self.as_of <= last

    def fulfils(self, name: str) -> bool:
        """Return whether the firm, or some member of the benefit's list, fulfils its conditions."""
        benefit = self.rulebook.benefits[name]
        return any(self.tree(benefit.when, member) for member in self.members(benefit))

    def members(self, benefit: m.Benefit) -> list[Facts]:
        """Return the members for which the benefit is decided."""
        return [NOBODY] if benefit.each is None else self._list(benefit.each.name)

    def tree(self, tree: m.Tree, each: Facts) -> bool:
        """Return whether a tree of clauses holds."""
        if isinstance(tree, m.ApprovalClause):
            return self.profile.approvals.get(tree.approval.id, self.granted)
        if isinstance(tree, m.Clause):
            return self.holds(tree.condition, each)
        parts = [self.tree(part, each) for part in tree.parts]
        return {"all": all(parts), "any": any(parts), "none": not any(parts)}[tree.kind]

    # --- conditions

    def holds(self, node: n.Condition, each: Facts = NOBODY, where: Facts = NOBODY) -> bool:  # noqa: PLR0911, PLR0912 - one arm a node
        """Return whether a condition holds."""
        match node:
            case n.Constant():
                return node.value
            case n.Compare():
                return _compared(
                    node.op, self.value(node.left, each, where), self.value(node.right, each, where)
                )
            case n.IsTrue():
                return bool(self._given(node.ref, each, where))
            case n.OneOf():
                return self._given(node.ref, each, where) in node.choices
            case n.Has():
                held = self._given(node.ref, each, where)
                assert isinstance(held, frozenset)
                return node.choice in held
            case n.Within():
                around = self._around(str(self._given(node.ref, each, where)), node.ref.fact.kind)
                return node.place in around
            case n.Not():
                return not self.holds(node.part, each, where)
            case n.And():
                return all(self.holds(part, each, where) for part in node.parts)
            case n.Or():
                return any(self.holds(part, each, where) for part in node.parts)
            case n.Exists():
                return any(self.holds(node.where, each, one) for one in self._list(node.records.name))
            case n.Every():
                return all(self.holds(node.where, each, one) for one in self._list(node.records.name))
            case n.BenefitIs(state="received"):
                assert self.profile.received is not None
                return node.benefit in self.profile.received
            case n.BenefitIs():
                return self.eligible(node.benefit)

    # --- values

    def value(self, node: n.Value, each: Facts = NOBODY, where: Facts = NOBODY) -> Number:
        """Return the value of a node; money in fen."""
        match node:
            case n.Literal():
                return _plain(node.value)
            case n.AsOf():
                return self.as_of
            case n.FactRef():
                return _plain(self._given(node, each, where))
            case n.Arithmetic():
                return self._arithmetic(node, each, where)
            case n.Count():
                return Fraction(len(self._matching(node, each)))
            case n.Total():
                sums = [_plain(_exact(node.fact, one)) for one in self._matching(node, each)]
                return sum((one for one in sums if isinstance(one, Fraction)), Fraction(0))

    def _matching(self, node: n.Count | n.Total, each: Facts) -> list[Facts]:
        members = self._list(node.records.name)
        return [one for one in members if node.where is None or self.holds(node.where, each, one)]

    def _arithmetic(self, node: n.Arithmetic, each: Facts, where: Facts) -> Number:
        left, right = self.value(node.left, each, where), self.value(node.right, each, where)
        assert isinstance(right, Fraction)
        if isinstance(left, date):
            return _moved(left, -right if node.op == "-" else right, n.kind_of(node.right))
        assert isinstance(left, Fraction)
        if node.op == "*":
            return left * right
        return left + right if node.op == "+" else left - right

    # --- what is paid

    def paid(self, name: str) -> Paid:
        """Return what is paid for an eligible benefit."""
        benefit = self.rulebook.benefits[name]
        each = [
            [self._part(part, member) for part in benefit.value]
            for member in self.members(benefit)
            if self.tree(benefit.when, member)
        ]
        sums = [(sum(p[0] for p in parts if p), sum(p[1] for p in parts if p)) for parts in each]
        lower, upper = sum(one[0] for one in sums), sum(one[1] for one in sums)
        if benefit.combine == "unstated":
            lower = max((one[0] for one in sums), default=0)
        cap = _figure(benefit.total_at_most, self.as_of)
        if cap is not None:
            lower, upper = min(lower, int(cap)), min(upper, int(cap))
        return Paid(any(part is not None for parts in each for part in parts), lower, upper)

    def _part(self, part: m.Part, each: Facts) -> tuple[int, int] | None:
        """Return what one part pays; None where it is no payment or has no figure on the day."""
        match part:
            case m.Exactly():
                return self._between(part.amount, part.amount)
            case m.UpTo():
                return self._between(0, part.amount)
            case m.Between():
                return self._between(part.lower, part.upper)
            case m.Table():
                row = part.rows[str(self._given(part.ref, each, NOBODY))]
                return self._between(row, row)
            case m.Share():
                return self._share(part, each)
            case m.Monthly():
                amount = _figure(part.amount, self.as_of)
                return None if amount is None else _both(_whole(amount * self._number(part.months, each)))
            case _:
                return None

    def _share(self, part: m.Share, each: Facts) -> tuple[int, int] | None:
        rate, cap = _figure(part.rate, self.as_of), _figure(part.at_most, self.as_of)
        if rate is None:
            return None
        share = rate * self._number(part.of, each)
        return _both(_whole(share if cap is None or share < cap else cap))

    def _between(self, lower: m.Figure, upper: m.Figure) -> tuple[int, int] | None:
        ends = _figure(lower, self.as_of), _figure(upper, self.as_of)
        return None if ends[0] is None or ends[1] is None else (int(ends[0]), int(ends[1]))

    def _number(self, node: n.Value, each: Facts) -> Fraction:
        number = self.value(node, each)
        assert isinstance(number, Fraction)
        return number

    # --- the firm

    def _given(self, ref: n.FactRef, each: Facts, where: Facts) -> FactValue:
        if ref.scope is n.Scope.RECORD:
            derivation = self.rulebook.derived.get(ref.fact.path)
            if derivation is not None and derivation.by.path in self.profile.facts:
                return self.class_of(derivation)
            value = self.profile.facts[ref.fact.path]
            assert not isinstance(value, Interval | Candidates)
            return value
        return _exact(ref.fact, each if ref.scope is n.Scope.EACH else where)

    def class_of(self, derivation: m.Derivation) -> str:
        """Return the class of the firm: the lowest of those that its indicators reach."""
        begun = [edition for edition in derivation.editions if edition.start <= self.as_of]
        rows = max(begun, key=lambda edition: edition.start).rows
        floors = [row.floors for row in rows if self.profile.facts[derivation.by.path] in row.within]
        if not floors:
            return derivation.otherwise
        values = [(_plain(self.profile.facts[fact.path]), each) for fact, each in floors[0]]
        missed = [sum(_compared(n.Op.LT, value, Fraction(floor)) for floor in each) for value, each in values]
        return derivation.classes[max(missed)]

    def _list(self, name: str) -> list[Facts]:
        members = self.profile.lists[name]
        assert not members.is_open
        return list(members.records)

    def _around(self, node: str, kind: Kind) -> list[str]:
        parents = self.rulebook.vocabulary.trees[kind].parents
        found = [node]
        parent = parents[node]
        while parent is not None:
            found.append(parent)
            parent = parents[parent]
        return found


def _exact(fact: Fact, record: Facts) -> FactValue:
    value = record[fact.name]
    assert not isinstance(value, Interval | Candidates)
    return value


def _plain(value: FactValue | None) -> Number:
    if isinstance(value, date | str):
        return value
    assert isinstance(value, int | Decimal)
    return Fraction(value)


def _compared(op: n.Op, left: Number, right: Number) -> bool:
    assert type(left) is type(right)
    if op in {n.Op.EQ, n.Op.NE}:
        return (left == right) is (op is n.Op.EQ)
    if op in {n.Op.GT, n.Op.GE}:
        left, right = right, left
    if left == right:
        return op in {n.Op.LE, n.Op.GE}
    return min(left, right) is left


def _moved(day: date, time: Fraction, unit: Kind) -> date:
    """Return the day moved by whole months, to the end of a shorter one, or by whole days.

    Past the calendar it is the calendar's own end.
    """
    assert time.denominator == 1
    if unit is Kind.DAYS:
        ordinal = day.toordinal() + int(time)
        if not 1 <= ordinal <= date.max.toordinal():
            return date.max if time > 0 else date.min
        return date.fromordinal(ordinal)
    year, month = divmod(day.year * 12 + day.month - 1 + int(time), 12)
    if not 1 <= year <= date.max.year:
        return date.max if time > 0 else date.min
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _figure(figure: m.Figure | None, as_of: date) -> Fraction | None:
    if isinstance(figure, m.Dated):
        begun = [value for start, value in sorted(figure.values, key=lambda pair: pair[0]) if start <= as_of]
        figure = begun[-1] if begun else None
    return None if figure is None else Fraction(figure)


def _whole(amount: Fraction) -> int:
    """Return the amount rounded half up; no amount is below 0."""
    return floor(amount + Fraction(1, 2))


def _both(amount: int) -> tuple[int, int]:
    return amount, amount
