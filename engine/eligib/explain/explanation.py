"""Everything there is to say about one decided benefit, as data for every report.

Enters: a decision. Leaves: for each benefit the clauses with truth, the firm's own values and citation,
which of them decide, the approvals that are pending and the facts that still matter.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct, field

from eligib.decide.outcome import Outcome
from eligib.engines.interpreter.program import rows
from eligib.explain.needs import Member, Needs
from eligib.explain.paths import Leaf, deciding, leaves, leaves_under_none
from eligib.explain.shown import shown
from eligib.explain.trace import Trace, trace
from eligib.language import nodes as n
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from eligib.decide.decision import Decision, Result
    from eligib.engines.interpreter.operands import Env
    from eligib.engines.interpreter.program import Interpreter
    from eligib.engines.protocol import Truth
    from eligib.language.vocabulary import Approval, Fact
    from eligib.messages import Label
    from eligib.profile.derive import Derived


class Shown(Struct, frozen=True):
    """The firm's value of one fact, in words; `known` where it is given or follows from what is given."""

    fact: Fact
    text: Label
    known: bool
    derived: Derived | None = None


class ClauseTruth(Struct, frozen=True):
    """One clause, for the firm or for one member of its list: `member` from 0, None for the blank one."""

    clause: Leaf
    truth: Truth
    values: tuple[Shown, ...]
    member: int | None
    decides: bool
    trace: Trace | None


class Need(Struct, frozen=True):
    """A fact or list that still matters.

    Attributes:
        members: the members of a list that lack it, counted from 0.
        instead: the facts from which it would follow, where it is one that is derived.
    """

    path: str
    members: tuple[int, ...] = ()
    instead: tuple[str, ...] = ()


class Explanation(Struct, frozen=True):
    """Why one benefit came out as it did."""

    result: Result
    clauses: tuple[ClauseTruth, ...]
    pending: tuple[Approval, ...] = ()
    needs: tuple[Need, ...] = ()
    members: int | None = None

    @property
    def deciding(self) -> tuple[ClauseTruth, ...]:
        """The clauses that carry the outcome."""
        return tuple(clause for clause in self.clauses if clause.decides)


class Explainer(Struct, eq=False):
    """Explains every benefit of one decision, with the interpreter that made or checked it."""

    decision: Decision
    interpreter: Interpreter
    _done: dict[str, Explanation] = field(default_factory=dict)
    _worlds: tuple[Env, Env] | None = None
    _derived: dict[str, Derived] = field(default_factory=dict)

    def explain(self, benefit: str) -> Explanation:
        """Return the explanation of one benefit by id."""
        if benefit not in self._done:
            self._done[benefit] = self._explain(self.decision.results[benefit])
        return self._done[benefit]

    def derived(self, path: str) -> Derived | None:
        """Return how a fact follows from others, None where it does not or where the firm states it all."""
        derived, own = self._follows(path), self.decision.profile.facts.get(path)
        return None if derived is None or derived.value in {None, own} else derived

    def _instead(self, path: str) -> tuple[str, ...]:
        derived = self._follows(path)
        return () if derived is None else tuple(fact.path for fact in derived.open_inputs)

    def _follows(self, path: str) -> Derived | None:
        """Return what the firm's facts leave of one that is derived; many clauses ask about the same."""
        deriver = self.interpreter.derivers.get(path)
        if deriver is not None and path not in self._derived:
            self._derived[path] = deriver.follows(self.decision.profile.facts)
        return self._derived.get(path)

    def _explain(self, result: Result) -> Explanation:
        if self._worlds is None:
            self._worlds = self.interpreter.environments(self.decision.profile)
        env = self._worlds[0]
        benefit, outcome = result.benefit, result.outcome
        each = None if benefit.each is None else benefit.each.name
        count = None if each is None else len(result.truths.undecided.members)
        members = [
            Member(record, number if count is not None and number < count else None)
            for number, record in enumerate(rows(env, each))
        ]
        deciders, negated = self._deciders(result), set(leaves_under_none(benefit.when))
        clauses = []
        for number, member in enumerate(members):
            for leaf, truth in zip(leaves(benefit.when), result.truths.clauses[0][number], strict=True):
                traced = self._traced(leaf, env, member, positive=leaf not in negated)
                values = self._values(leaf, env, member)
                decides = (number, leaf) in deciders
                clauses.append(ClauseTruth(leaf, truth, values, member.number, decides, traced))
        pending, needs = (
            self._open(result, self._worlds[1], members, negated) if outcome in _OPEN else ((), ())
        )
        return Explanation(result, tuple(clauses), pending, needs, count)

    def _traced(self, leaf: Leaf, env: Env, member: Member, *, positive: bool) -> Trace | None:
        if isinstance(leaf, m.ApprovalClause):
            return None
        return trace(leaf.condition, self.interpreter.compiler, env, member.facts, positive=positive)

    def _values(self, leaf: Leaf, env: Env, member: Member) -> tuple[Shown, ...]:
        if isinstance(leaf, m.ApprovalClause):
            return ()
        vocabulary = self.decision.rulebook.vocabulary
        found: dict[str, Shown] = {}
        for node in n.walk(leaf.condition):
            if not isinstance(node, n.FactRef) or node.scope is n.Scope.WHERE:
                continue
            fact = node.fact
            value = member.facts.get(fact.name) if node.scope is n.Scope.EACH else env.get(fact.path)
            text, derived = shown(fact, value, vocabulary), self.derived(fact.path)
            found.setdefault(fact.path, Shown(fact, text, value is not None, derived))
        return tuple(found.values())

    def _deciders(self, result: Result) -> set[tuple[int, Leaf]]:
        """Return the row and clause of every clause that carries the outcome."""
        if result.outcome not in _DECIDED:
            return set()
        hoped = result.outcome in _OPEN or result.truths.undecided.truth is None
        world = result.truths.clauses[1 if hoped else 0]
        wanted = {Outcome.INELIGIBLE: False, Outcome.UNDETERMINED: None}.get(result.outcome, True)
        found: set[tuple[int, Leaf]] = set()
        for number, row in enumerate(world):
            truths = dict(zip(leaves(result.benefit.when), row, strict=True))
            truth, carriers = deciding(result.benefit.when, truths)
            if truth is wanted:
                found.update((number, leaf) for leaf in carriers)
        return found

    def _open(
        self, result: Result, granted_env: Env, members: list[Member], negated: set[Leaf]
    ) -> tuple[tuple[Approval, ...], tuple[Need, ...]]:
        """Return the approvals that are pending and the facts that still matter."""
        pending: dict[str, Approval] = {}
        needs = Needs(self.interpreter.compiler, granted_env)
        tree, waits = result.benefit.when, result.outcome is Outcome.UNDETERMINED
        for number, member in enumerate(members):
            undecided, granted = (
                dict(zip(leaves(tree), result.truths.clauses[world][number], strict=True)) for world in (0, 1)
            )
            hoped, carriers = deciding(tree, granted)
            if waits and hoped is None:
                for leaf in carriers:
                    if isinstance(leaf, m.Clause):
                        needs.of(leaf.condition, member, positive=leaf not in negated)
            elif not waits and hoped is True:
                _approvals(tree, undecided, pending, needs)
        if waits and result.benefit.each is not None and result.truths.undecided.more:
            needs.found.setdefault(result.benefit.each.name, set())
        return self._merged(pending, needs)

    def _merged(
        self, pending: dict[str, Approval], needs: Needs
    ) -> tuple[tuple[Approval, ...], tuple[Need, ...]]:
        found = {path: set(members) for path, members in needs.found.items()}
        for other in dict.fromkeys(needs.benefits):
            explanation = self.explain(other)
            pending.update({approval.id: approval for approval in explanation.pending})
            for need in explanation.needs:
                found.setdefault(need.path, set()).update(need.members)
        listed = tuple(
            Need(path, tuple(sorted(members)), self._instead(path)) for path, members in found.items()
        )
        return tuple(pending.values()), listed


_OPEN = frozenset({Outcome.CONDITIONAL, Outcome.UNDETERMINED})
_DECIDED = _OPEN | {Outcome.ELIGIBLE, Outcome.INELIGIBLE}


def _asked(condition: n.Condition) -> list[str]:
    nodes = (node for node in n.walk(condition) if isinstance(node, n.BenefitIs))
    return [node.benefit for node in nodes if node.state == "eligible"]


def _approvals(tree: m.Tree, truths: dict[Leaf, Truth], pending: dict[str, Approval], needs: Needs) -> None:
    """Add the approvals that keep `tree` unknown, and the benefits whose approvals do."""
    truth, carriers = deciding(tree, truths)
    if truth is not None:
        return
    for leaf in carriers:
        if isinstance(leaf, m.ApprovalClause):
            pending.setdefault(leaf.approval.id, leaf.approval)
        else:
            needs.benefits.extend(_asked(leaf.condition))
