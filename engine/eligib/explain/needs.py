"""The facts that still matter: what an undetermined benefit waits for.

Enters: conditions whose truth is unknown. Leaves: the facts in them that are not known exactly, and the
lists that are not given or not complete. Only leaves that keep the whole unknown are looked at.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from eligib.engines.interpreter.conditions import RECEIVED, compile_condition
from eligib.engines.interpreter.scope import ABSENT, BLANK
from eligib.explain.trace import trace
from eligib.language import nodes as n
from eligib.profile.model import Candidates, Interval

if TYPE_CHECKING:
    from eligib.engines.interpreter.operands import Env
    from eligib.engines.interpreter.scope import Compiler
    from eligib.engines.protocol import Truth
    from eligib.language.vocabulary import Fact
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

    def of(self, condition: n.Condition, each: Member, *, positive: bool) -> None:
        """Add what keeps `condition` unknown, asked of a member under `each`, or of the firm."""
        self._unknown(condition, _Asked(each, NOBODY, positive))

    def _unknown(self, condition: n.Condition, asked: _Asked) -> None:
        each, where = asked.each.facts, asked.where.facts
        traced = trace(condition, self.compiler, self.env, each, where=where, positive=asked.positive)
        for leaf in traced.leaves(None):
            self._leaf(leaf.node, asked)

    def _leaf(self, node: n.Condition, asked: _Asked) -> None:
        if isinstance(node, n.BenefitIs):
            if node.state == "received":
                self.found.setdefault(RECEIVED, set())
            else:
                self.benefits.append(node.benefit)
            return
        for part in _outside_lists(node):
            if isinstance(part, n.FactRef):
                self._fact(part, asked)
            elif isinstance(part, n.Exists | n.Every):
                self._list(part, asked)
            elif isinstance(part, n.Count | n.Total):
                self._list(part, replace(asked, positive=False))

    def _fact(self, ref: n.FactRef, asked: _Asked) -> None:
        if ref.scope is n.Scope.RECORD:
            if self._open(ref.fact, self.env.get(ref.fact.path)):
                self.found.setdefault(ref.fact.path, set())
            return
        member = asked.each if ref.scope is n.Scope.EACH else asked.where
        if member.number is not None and self._open(ref.fact, member.facts.get(ref.fact.name)):
            self.found.setdefault(ref.fact.path, set()).add(member.number)

    def _list(self, node: n.Exists | n.Every | n.Count | n.Total, asked: _Asked) -> None:
        members: Members = self.env.get(node.records.name, ABSENT)
        if members.is_open:
            self.found.setdefault(node.records.name, set())
            self._member(node, replace(asked, where=NOBODY))
        for number, record in enumerate(members.records):
            self._member(node, replace(asked, where=Member(record, number)))

    def _member(self, node: n.Exists | n.Every | n.Count | n.Total, asked: _Asked) -> None:
        truth: Truth = True
        if node.where is not None:
            test = compile_condition(node.where, self.compiler, positive=asked.positive)
            truth = test(self.env, asked.each.facts, asked.where.facts)
            if truth is None:
                self._unknown(node.where, asked)
        if isinstance(node, n.Total) and truth is not False:
            self._fact(n.FactRef(node.fact, n.Scope.WHERE), asked)

    def _open(self, fact: Fact, value: FactValue | None) -> bool:
        """Whether more could be known of a fact than `value` says."""
        if value is None or isinstance(value, Interval | Candidates):
            return True
        tree = self.compiler.trees.get(fact.kind)
        return tree is not None and len(tree.inside(str(value))) > 1


class Member(Struct, frozen=True, eq=False):
    """One member of a list by its number from 0; the blank one, which lacks no fact, has none."""

    facts: Facts
    number: int | None


NOBODY = Member(BLANK, None)


class _Asked(Struct, frozen=True, eq=False):
    """Of whom a condition is asked, and whether only `and`, `or` and lists stand above it."""

    each: Member
    where: Member
    positive: bool


def _outside_lists(node: n.Condition | n.Value) -> list[n.Condition | n.Value]:
    """Return the parts of a leaf down to its lists, without going into them."""
    if isinstance(node, n.Exists | n.Every | n.Count | n.Total | n.FactRef):
        return [node]
    return [found for part in n.parts_of(node) for found in _outside_lists(part)]
