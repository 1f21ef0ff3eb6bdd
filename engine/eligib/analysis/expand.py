"""Claims to formulas over the values of one firm, with members for its lists.

Enters: claims. Leaves: a formula, and every variable that it speaks of. An `any(...)` that must hold is given
a member of its own; what holds of every member is asked of all members so given. A list so made is as good as
any: of a list that fulfils the claims the members that are needed fulfil them too, for fewer members break no
`every` and no upper bound of a count. A count or sum that is too large to be counted out is a variable.
"""

from __future__ import annotations

from contextlib import suppress
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING, Literal, TypeAlias, TypeVar, assert_never

from msgspec.structs import replace

from eligib.analysis import claims as c
from eligib.analysis import formula as f
from eligib.analysis import lines
from eligib.analysis.place import TOP, WORLDS, Place
from eligib.language import nodes as n
from eligib.language.nodes import Op
from eligib.language.vocabulary import Kind
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from eligib.analysis.space import Space
    from eligib.language.vocabulary import Fact, Record

    _Make: TypeAlias = Callable[[f.Slot], f.Formula]
_Kinds: TypeAlias = Literal["every", "some", "least", "but", "tally"]
_V = TypeVar("_V", bound=f.Variable)

MOST_COUNTED = 4
"""A count is made of members of their own up to this figure."""
MOST_SLOTS = 16
YES = f.Among(frozenset({True}))


class TooManyMembersError(Exception):
    """The claims need more members of a list than are made."""


class Expander:
    """Makes one formula of several claims; equal names are one variable."""

    def __init__(self, space: Space, counted: frozenset[str]) -> None:
        self.space = space
        self.counted = counted
        self.variables: dict[str, f.Variable] = {}
        self.slots: dict[str, list[f.Slot]] = {}
        self.side: list[f.Formula] = []
        self.overs: list[f.Over] = []
        self._members: dict[Hashable, f.Slot] = {}
        self._tallies: dict[Hashable, f.Tally] = {}
        self._reads_member: dict[Hashable, bool] = {}

    def formula(self, claims: Iterable[c.Claim]) -> f.Formula:
        """Return that all claims hold.

        Raises:
            TooManyMembersError: a list would have too many members.
        """
        parts = [self.claim(claim, TOP, positive=True) for claim in claims]
        self._fill()
        for bond in tuple(self.space.bonds(self.variables)):
            parts.append(bond.formula)
            self.variables = bond.variables | self.variables
        return f.Junction(every=True, parts=(*parts, *self.side))

    def _fill(self) -> None:
        """Make the parts for every member of what is said of whole lists, which may ask for more members."""
        done = False
        while not done:
            done = True
            for over in list(self.overs):
                for slot in self.slots.get(over.records.name, [])[len(over.slots) :]:
                    over.slots.append(slot)
                    over.parts.append(over.make(slot))
                    done = False

    # --- claims

    def claim(self, claim: c.Claim, place: Place, *, positive: bool) -> f.Formula:
        """Return that the claim holds, or if not `positive`, that it does not."""
        match claim:
            case c.AllOf() | c.AnyOf():
                parts = [self.claim(part, place, positive=positive) for part in claim.parts]
                return f.Junction(every=isinstance(claim, c.AllOf) is positive, parts=tuple(parts))
            case c.Opposite():
                return self.claim(claim.part, place, positive=not positive)
            case c.InWorld():
                return self._tree(claim.tree, replace(place, world=claim.world), positive=positive)
            case c.OfSome():
                return self._some(
                    claim.records,
                    lambda slot: self.claim(claim.part, replace(place, each=slot), positive=positive),
                    ("of", id(claim), positive),
                    positive=positive,
                )
            case m.Group() | m.Clause() | m.ApprovalClause():
                return self._tree(claim, place, positive=positive)
            case _:
                return self.condition(claim, place, positive=positive)

    def _tree(self, tree: m.Tree, place: Place, *, positive: bool) -> f.Formula:
        match tree:
            case m.Clause():
                return self.condition(tree.condition, place, positive=positive)
            case m.ApprovalClause():
                name = f"approval:{tree.approval.id}"
                approved = self.use(f.Approved(name, tree.approval.id))
                return f.Leaf(approved, WORLDS[place.world], positive)
            case m.Group():
                if tree.kind == "none":
                    place = replace(place, straight=not place.straight)
                sign = positive is (tree.kind != "none")
                parts = [self._tree(part, place, positive=sign) for part in tree.parts]
                return f.Junction(every=(tree.kind != "any") is positive, parts=tuple(parts))

    # --- conditions

    def condition(self, node: n.Condition, place: Place, *, positive: bool) -> f.Formula:
        """Return that the condition is true, or if not `positive`, that it is false."""
        match node:
            case n.Constant():
                return node.value is positive
            case n.Compare():
                return self._compare(node, place, positive=positive)
            case n.IsTrue():
                return f.Leaf(self.scalar(node.ref, place), YES, positive)
            case n.OneOf():
                return f.Leaf(self.scalar(node.ref, place), f.Among(frozenset(node.choices)), positive)
            case n.Has():
                return f.Leaf(self._holding(node, place), YES, positive)
            case n.Within():
                inside = self.space.inside(node.ref.fact.kind, node.place)
                return f.Leaf(self.scalar(node.ref, place), f.Among(inside), positive)
            case n.Not():
                turned = replace(place, straight=not place.straight)
                return self.condition(node.part, turned, positive=not positive)
            case n.And() | n.Or():
                parts = [self.condition(part, place, positive=positive) for part in node.parts]
                return f.Junction(every=isinstance(node, n.And) is positive, parts=tuple(parts))
            case n.Exists() | n.Every():
                return self._quantified(node, place, positive=positive)
            case n.BenefitIs():
                return self._benefit(node, place, positive=positive)
            case _:
                assert_never(node)

    def _benefit(self, node: n.BenefitIs, place: Place, *, positive: bool) -> f.Formula:
        benefit = self.space.benefits.get(node.benefit)
        if node.state == "received" or benefit is None:
            return f.Leaf(self.use(f.Received(f"received:{node.benefit}", node.benefit)), YES, positive)
        if not self.space.available(benefit):
            return not positive
        world = place.world if place.straight else c.OTHER[place.world]
        claim = self.space.outcome(benefit, world)
        return self.claim(claim, TOP, positive=positive)

    def _quantified(self, node: n.Exists | n.Every, place: Place, *, positive: bool) -> f.Formula:
        found = isinstance(node, n.Exists) is positive
        return self._some(
            node.records,
            lambda slot: self.condition(node.where, replace(place, where=slot), positive=positive),
            (node, positive, place.world, place.straight, self._member_read(node, place)),
            positive=found,
        )

    def _some(self, records: Record, make: _Make, key: Hashable, *, positive: bool) -> f.Formula:
        """Return that `make` holds of some member, or if not `positive`, of every one."""
        if not positive:
            return self._over("every", records, lambda slot: f.some_of([self._absent(slot), make(slot)]))
        member = self._member(records, key)
        if records.name in self.counted:
            # one member may serve several where there is a bound on how many there are
            return self._over("some", records, lambda slot: f.all_of([self._there(slot), make(slot)]))
        return f.all_of([self._there(member), make(member)])

    # --- comparisons

    def _compare(self, node: n.Compare, place: Place, *, positive: bool) -> f.Formula:
        if n.kind_of(node.left) is Kind.TEXT:
            return self._texts(node, place, positive=positive)
        line = lines.plus(self.line(node.left, place), self.line(node.right, place), Fraction(-1))
        return self._against_zero(line, node.op if positive else lines.OPPOSITE[node.op])

    def _against_zero(self, line: f.Linear, op: Op) -> f.Formula:
        variable = line.terms[0][1] if len(line.terms) == 1 else None
        if op in {Op.EQ, Op.NE} and isinstance(variable, f.Tally | f.Moved):
            pair = [self._against_zero(line, one) for one in _PAIRS[op]]
            return f.Junction(every=op is Op.EQ, parts=tuple(pair))
        found = lines.asked(line, op)
        if isinstance(found, bool):
            return found
        variable, cut = found
        if isinstance(variable, f.Tally) and variable.fact is None and -1 <= cut.at <= MOST_COUNTED:
            return self._counted(variable, cut)
        return f.Leaf(self.use(variable), cut)

    def _counted(self, tally: f.Tally, cut: f.Cut) -> f.Formula:
        """Return that at least, or at most, so many members are counted, each of them a slot."""
        over, up = tally.over, cut.op in {Op.GE, Op.GT}
        number = floor(cut.at) + 1 if cut.op in {Op.GT, Op.LE} else ceil(cut.at)
        if number <= 0:
            return up
        if not up:
            return self._over("but", over.records, tally.unfulfilled, number - 1)
        for index in range(number):
            self._member(over.records, (tally.name, index))
        return self._over("least", over.records, over.make, number)

    def _texts(self, node: n.Compare, place: Place, *, positive: bool) -> f.Formula:
        sign = positive is (node.op is Op.EQ)
        literals = [side.value for side in (node.left, node.right) if isinstance(side, n.Literal)]
        facts = [self.scalar(side, place) for side in (node.left, node.right) if isinstance(side, n.FactRef)]
        if not facts:
            return (literals[0] == literals[1]) is sign
        if literals:
            return f.Leaf(facts[0], f.Among(frozenset(literals)), sign)
        left, right = sorted(facts, key=lambda fact: fact.name)
        if left is right:
            return sign
        return f.Leaf(self.use(f.SameText(f"{left.name}=={right.name}", left, right)), YES, sign)

    # --- values

    def line(self, node: n.Value, place: Place) -> f.Linear:
        """Return the value as a constant and multiples of variables."""
        match node:
            case n.Literal():
                return f.Linear((), lines.number(node.value))
            case n.AsOf():
                day = self.space.as_of
                return _of(self.use(f.Day("as_of"))) if day is None else f.Linear((), lines.number(day))
            case n.FactRef():
                return _of(self.scalar(node, place))
            case n.Count() | n.Total():
                return _of(self._tally(node, place))
            case n.Arithmetic():
                return self._arithmetic(node, place)

    def _arithmetic(self, node: n.Arithmetic, place: Place) -> f.Linear:
        left, right = self.line(node.left, place), self.line(node.right, place)
        if node.op == "*":
            for one, other in ((left, right), (right, left)):
                if not one.terms:
                    return lines.scaled(other, one.constant)
            left, right = sorted((left, right), key=lines.written)
            return _of(f.Product(f"{lines.written(left)}*{lines.written(right)}", left, right))
        sign = Fraction(1 if node.op == "+" else -1)
        if node.kind is not Kind.DATE or n.kind_of(node.right) is Kind.DAYS:
            return lines.plus(left, right, sign)
        return _moved(left, lines.scaled(right, sign))

    def _tally(self, node: n.Count | n.Total, place: Place) -> f.Tally:
        key = (node, self._member_read(node, place))
        if key not in self._tallies:
            where = n.Constant(value=True) if node.where is None else node.where
            fact = node.fact if isinstance(node, n.Total) else None

            def counted(slot: f.Slot) -> f.Formula:
                if fact is not None:
                    self._fact(fact, slot)
                inner = self.condition(where, replace(place, where=slot), positive=True)
                return f.all_of([self._there(slot), inner])

            def not_counted(slot: f.Slot) -> f.Formula:
                inner = self.condition(where, replace(place, where=slot), positive=False)
                return f.some_of([self._absent(slot), inner])

            over = f.Over("tally", node.records, counted)
            self._tallies[key] = f.Tally(f"tally#{len(self._tallies)}", over, fact, not_counted)
        return self._tallies[key]

    # --- variables

    def use(self, variable: _V) -> _V:
        """Return the variable, known from now on with those that it follows from."""
        if variable.name in self.variables:
            return self.variables[variable.name]  # type: ignore[return-value]  # a name is one variable
        self.variables[variable.name] = variable
        match variable:
            case f.Mixed():
                self._use_all(variable.line)
            case f.Product():
                self._use_all(variable.left, variable.right)
            case f.Moved():
                self._use_all(variable.day, variable.months)
            case f.Tally():
                self._use_tally(variable)
            case _:
                pass
        return variable

    def _use_all(self, *some: f.Linear) -> None:
        for line in some:
            for _, variable in line.terms:
                self.use(variable)

    def _use_tally(self, tally: f.Tally) -> None:
        """Give the tally a member that it is made of, should there be anything to count or sum."""
        self.overs.append(tally.over)
        member = self._member(tally.over.records, (tally.name, "all"))
        nothing = f.Leaf(tally, f.Cut(Op.EQ, Fraction(0)))
        self.side.append(f.some_of([nothing, tally.over.make(member)]))

    def scalar(self, ref: n.FactRef, place: Place) -> f.Variable:
        """Return the variable of a fact where it is named."""
        return self._fact(ref.fact, self._whose(ref, place))

    def _fact(self, fact: Fact, slot: f.Slot | None) -> f.Variable:
        name = fact.path if slot is None else f"{slot.name}.{fact.name}"
        return self.variables.get(name) or self.use(f.Scalar(name, fact, slot))

    def _holding(self, node: n.Has, place: Place) -> f.Variable:
        slot = self._whose(node.ref, place)
        owner = node.ref.fact.path if slot is None else f"{slot.name}.{node.ref.fact.name}"
        return self.use(f.Holding(f"{owner}:{node.choice}", node.ref.fact, slot, node.choice))

    def _whose(self, ref: n.FactRef, place: Place) -> f.Slot | None:
        if ref.scope is n.Scope.RECORD:
            return None
        if ref.scope is n.Scope.WHERE:
            return place.where
        if place.each is not None:
            return place.each
        # outside a benefit, `hire.x` speaks of one member, the same in all claims
        records = self.space.list_of(ref.fact)
        member = self._member(records, ("each", records.name))
        self.side.append(self._there(member))
        return member

    # --- members

    def _member_read(self, node: n.Value | n.Condition, place: Place) -> f.Slot | None:
        """Return the member that `hire.x` speaks of, None if the node is the same for all members."""
        if node not in self._reads_member:
            refs = (part for part in n.walk(node) if isinstance(part, n.FactRef))
            self._reads_member[node] = any(ref.scope is n.Scope.EACH for ref in refs)
        return place.each if self._reads_member[node] else None

    def _member(self, records: Record, key: Hashable) -> f.Slot:
        if key not in self._members:
            slots = self.slots.setdefault(records.name, [])
            if len(slots) >= MOST_SLOTS:
                raise TooManyMembersError
            self._members[key] = f.Slot(records, len(slots))
            slots.append(self._members[key])
            self._there(slots[-1])
        return self._members[key]

    def _over(self, kind: _Kinds, records: Record, make: _Make, number: int = 0) -> f.Over:
        self.slots.setdefault(records.name, [])
        self.overs.append(f.Over(kind, records, make, number))
        return self.overs[-1]

    def _there(self, slot: f.Slot) -> f.Leaf:
        return f.Leaf(self.use(f.Present(f"{slot.name}?", slot)), YES)

    def _absent(self, slot: f.Slot) -> f.Leaf:
        return f.Leaf(self.use(f.Present(f"{slot.name}?", slot)), YES, positive=False)


_PAIRS = {Op.EQ: (Op.LE, Op.GE), Op.NE: (Op.LT, Op.GT)}


def _of(variable: f.Variable) -> f.Linear:
    return f.Linear(((Fraction(1), variable),))


def _moved(day: f.Linear, months: f.Linear) -> f.Linear:
    if not day.terms and not months.terms:
        with suppress(OverflowError):
            return f.Linear((), Fraction(lines.later(int(day.constant), int(months.constant))))
    return _of(f.Moved(f"later{lines.written(day)}by{lines.written(months)}", day, months))
