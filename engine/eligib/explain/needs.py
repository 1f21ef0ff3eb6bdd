"""The facts that still matter: what an undetermined benefit waits for.

Enters: conditions whose truth is unknown. Leaves: the facts in them that are not known exactly, and the
lists that are not given or not complete. Only leaves that keep the whole unknown are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from eligib.engines.interpreter.conditions import compile_condition
from eligib.engines.interpreter.operands import member_bounds
from eligib.engines.interpreter.scope import ABSENT
from eligib.explain.trace import trace
from eligib.language import nodes as n
from eligib.language.vocabulary import Kind
from eligib.profile.model import Candidates, Interval

if TYPE_CHECKING:
    from eligib.engines.interpreter.operands import Env
    from eligib.engines.interpreter.scope import Compiler
    from eligib.language.vocabulary import Fact, Record
    from eligib.profile.model import Facts, FactValue, Members


class Needs(Struct, eq=False):
    """Collects what is missing, in the order in which it is met.

    Attributes:
        found: by path, as `company.size`, `hires` or `hires.degree`, the members of the list that lack it,
            counted from 0; no members for a fact of the firm or for the list itself.
        benefits: other benefits whose own doubts are meant.
    """

    compiler: Compiler
    env: Env
    found: dict[str, set[int]] = field(default_factory=dict)
    benefits: list[str] = field(default_factory=list)

    def of(self, condition: n.Condition, each: Facts, member: int | None) -> None:
        """Add what keeps `condition` unknown, asked of the member `each` of a list or of the firm.

        `member` is None for the blank member that stands for further ones: it lacks the list, not a fact.
        """
        for leaf in trace(condition, self.compiler, self.env, each).leaves(None):
            self._leaf(leaf.node, each, member)

    def _leaf(self, node: n.Condition, each: Facts, member: int | None) -> None:
        if isinstance(node, n.BenefitIs):
            if node.state == "received":
                self.found.setdefault("received", set())
            else:
                self.benefits.append(node.benefit)
            return
        for part in _outside_lists(node):
            if isinstance(part, n.FactRef):
                self._fact(part, each, member)
            elif isinstance(part, n.Exists | n.Every | n.Count | n.Total):
                self._list(part, each)

    def _fact(self, ref: n.FactRef, each: Facts, member: int | None) -> None:
        if ref.scope is not n.Scope.EACH:
            if self._open(ref.fact, self.env.get(ref.fact.path)):
                self.found.setdefault(ref.fact.path, set())
        elif member is not None and self._open(ref.fact, each.get(ref.fact.name)):
            self.found.setdefault(ref.fact.path, set()).add(member)

    def _list(self, node: n.Exists | n.Every | n.Count | n.Total, each: Facts) -> None:
        members: Members = self.env.get(node.records.name, ABSENT)
        if members.is_open:
            self.found.setdefault(node.records.name, set())
        for number, record in enumerate(members.records):
            if node.where is not None:
                self._member(node.where, node.records, each, record, number)
            if isinstance(node, n.Total):
                lower, upper = member_bounds(node.fact, record)
                if lower is None or lower != upper:
                    self.found.setdefault(node.fact.path, set()).add(number)

    def _member(self, where: n.Condition, records: Record, each: Facts, record: Facts, number: int) -> None:
        if compile_condition(where, self.compiler)(self.env, each, record) is not None:
            return
        for leaf in trace(where, self.compiler, self.env, each, where=record).leaves(None):
            for part in n.walk(leaf.node):
                if not isinstance(part, n.FactRef):
                    continue
                if part.scope is not n.Scope.WHERE:
                    self._fact(part, each, None)
                elif part.fact.owner == records.name and self._open(part.fact, record.get(part.fact.name)):
                    self.found.setdefault(part.fact.path, set()).add(number)

    def _open(self, fact: Fact, value: FactValue | None) -> bool:
        """Whether more could be known of a fact than `value` says."""
        if value is None or isinstance(value, Interval | Candidates):
            return True
        return fact.kind is Kind.PLACE and len(self.compiler.places.inside(str(value))) > 1


def _outside_lists(node: n.Condition | n.Value) -> list[n.Condition | n.Value]:
    """Return the parts of a leaf down to its lists, without going into them."""
    if isinstance(node, n.Exists | n.Every | n.Count | n.Total | n.FactRef):
        return [node]
    return [found for part in n.parts_of(node) for found in _outside_lists(part)]
