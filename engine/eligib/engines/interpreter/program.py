"""A rulebook compiled for one day, and its evaluation for one firm.

Enters: the linked rulebook and `as_of`; then profiles. Leaves: the truths of every benefit in the four worlds. A world
is evaluated only where it can differ: most benefits have no approval and no assumed clause, and need one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from eligib.engines.interpreter.conditions import (
    ELIGIBLE,
    RECEIVED,
    SETTLED,
    Test,
    compile_condition,
    conjunction,
    disjunction,
    negation,
)
from eligib.engines.interpreter.scope import ABSENT, BLANK, Compiler, fold
from eligib.engines.protocol import Evaluation, Truth, Truths
from eligib.language.nodes import BenefitIs, walk
from eligib.rulebook import model as m
from eligib.rulebook.in_force import standing

if TYPE_CHECKING:
    from datetime import date

    from eligib.engines.interpreter.operands import Env
    from eligib.profile.model import Facts, Profile
    from eligib.rulebook.model import Benefit, Rulebook, Tree

APPROVAL = "approval:"
SURE = "sure"
_EVALUATIONS: dict[Truth, Evaluation] = {truth: Evaluation(truth) for truth in (True, False, None)}


@dataclass(frozen=True, slots=True)
class _Compiled:
    id: str
    test: Test
    clauses: tuple[Test, ...]
    each: str | None
    available: bool
    asked: bool
    second: bool
    assumed: bool


class Interpreter:
    """Evaluates firms against `rulebook` as of one day; compiled once, used for any number of firms."""

    name = "interpreter"

    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        self.compiler = Compiler(as_of, rulebook.vocabulary.places)
        asked = {node.benefit for benefit in rulebook.benefits.values() for node in asked_by(benefit.when)}
        self._benefits = [self._compile(benefit, as_of, asked) for benefit in rulebook.benefits.values()]
        self._approvals = [
            f"{APPROVAL}{clause.approval.id}"
            for benefit in rulebook.benefits.values()
            for clause in _parts(benefit.when)
            if isinstance(clause, m.ApprovalClause)
        ]
        self._assumed = any(benefit.assumed for benefit in self._benefits)

    def evaluate(self, profile: Profile, *, reasons: bool = False) -> dict[str, Truths]:
        """Return the truths of every benefit by id, with those of every clause if `reasons` are asked for."""
        worlds = self.worlds(profile)
        truths = {benefit.id: _evaluate(benefit, worlds) for benefit in self._benefits}
        if not reasons:
            return truths
        return {benefit.id: _with_clauses(benefit, truths[benefit.id], worlds) for benefit in self._benefits}

    def environments(self, profile: Profile) -> tuple[Env, Env]:
        """Return what conditions read of the firm, other benefits' outcomes included, in the first two worlds."""
        worlds = self.worlds(profile)
        for benefit in self._benefits:
            _evaluate(benefit, worlds)
        return worlds[0], worlds[1]

    def worlds(self, profile: Profile) -> tuple[Env, Env, Env, Env]:
        """Return what conditions read of the firm in each of the four worlds, before any benefit is decided."""
        undecided = environment(profile)
        granted = undecided
        if self._approvals:
            granted = dict.fromkeys(self._approvals, True) | undecided
        if not self._assumed:
            return undecided, granted, undecided, granted
        return undecided, granted, undecided | {SURE: True}, granted | {SURE: True}

    def _compile(self, benefit: Benefit, as_of: date, asked: set[str]) -> _Compiled:
        parts = list(_parts(benefit.when))
        chained = any(True for _ in asked_by(benefit.when))
        return _Compiled(
            benefit.id,
            compile_tree(benefit.when, self.compiler),
            tuple(_compile_leaves(benefit.when, self.compiler)),
            None if benefit.each is None else benefit.each.name,
            standing(benefit, as_of).available,
            benefit.id in asked,
            chained or any(isinstance(part, m.ApprovalClause) for part in parts),
            chained or any(part.assumed for part in parts),
        )


def environment(profile: Profile) -> Env:
    """Return what the closures read of a firm: facts, lists, decisions and benefits received."""
    approvals = {f"{APPROVAL}{name}": granted for name, granted in profile.approvals.items()}
    return {**profile.facts, **profile.lists, **approvals, RECEIVED: profile.received}


def compile_tree(tree: Tree, compiler: Compiler, *, positive: bool = True) -> Test:
    """Return the closure of a tree of clauses."""
    if isinstance(tree, m.ApprovalClause):
        return _unless_sure(_approval(f"{APPROVAL}{tree.approval.id}"), assumed=tree.assumed)
    if isinstance(tree, m.Clause):
        test = compile_condition(tree.condition, compiler, positive=positive)
        return _unless_sure(test, assumed=tree.assumed)
    inside = positive and tree.kind != "none"
    parts = [compile_tree(part, compiler, positive=inside) for part in tree.parts]
    if tree.kind == "all":
        return conjunction(parts)
    return disjunction(parts) if tree.kind == "any" else negation(disjunction(parts))


def _compile_leaves(tree: Tree, compiler: Compiler, *, positive: bool = True) -> list[Test]:
    if not isinstance(tree, m.Group):
        return [compile_tree(tree, compiler, positive=positive)]
    inside = positive and tree.kind != "none"
    return [test for part in tree.parts for test in _compile_leaves(part, compiler, positive=inside)]


def _approval(key: str) -> Test:
    return lambda env, _each, _where: env.get(key)


def _unless_sure(test: Test, *, assumed: bool) -> Test:
    """Return `test`, unknown in the worlds where assumed clauses are."""

    def sure(env: Env, each: Facts, where: Facts) -> Truth:
        return None if SURE in env else test(env, each, where)

    return sure if assumed else test


def _evaluate(benefit: _Compiled, worlds: tuple[Env, Env, Env, Env]) -> Truths:
    undecided = _in_world(benefit, worlds[0])
    granted = _in_world(benefit, worlds[1]) if benefit.second else undecided
    truths = Truths(undecided, granted, undecided, granted)
    if benefit.assumed:
        sure = _in_world(benefit, worlds[2])
        truths = Truths(undecided, granted, sure, _in_world(benefit, worlds[3]) if benefit.second else sure)
    if benefit.asked:
        assert_outcome(benefit.id, truths, worlds, available=benefit.available)
    return truths


def _in_world(benefit: _Compiled, env: Env) -> Evaluation:
    if benefit.each is None:
        return _EVALUATIONS[benefit.test(env, BLANK, BLANK)]
    members = env.get(benefit.each, ABSENT)
    truths = tuple([benefit.test(env, record, BLANK) for record in members.records])
    truth = fold(truths, wanted=True)
    more = members.is_open and benefit.test(env, BLANK, BLANK) is not False
    return Evaluation(None if more and truth is False else truth, truths, more)


def _with_clauses(benefit: _Compiled, truths: Truths, worlds: tuple[Env, Env, Env, Env]) -> Truths:
    undecided, granted = (
        tuple(
            tuple(test(env, record, BLANK) for test in benefit.clauses) for record in rows(env, benefit.each)
        )
        for env in worlds[:2]
    )
    return truths._replace(clauses=(undecided, granted))


def rows(env: Env, each: str | None) -> tuple[Facts, ...]:
    """Return the members that a benefit is decided for, with a blank one where more may exist."""
    if each is None:
        return (BLANK,)
    members = env.get(each, ABSENT)
    return (*members.records, BLANK) if members.is_open else tuple(members.records)


def assert_outcome(
    benefit: str, truths: Truths, worlds: tuple[Env, Env, Env, Env], *, available: bool
) -> None:
    """Make a benefit's eligibility known, in every world, to those that ask about it."""
    pairs = ((truths.undecided, truths.granted), (truths.sure_undecided, truths.sure_granted))
    for (undecided, granted), first in zip(pairs, (0, 2), strict=True):
        settled, hoped = eligibility(undecided.truth, granted.truth, available=available)
        for env, truth in ((worlds[first], settled), (worlds[first + 1], hoped)):
            env[f"{ELIGIBLE}{benefit}"] = truth
            env[f"{SETTLED}{benefit}"] = settled


def eligibility(undecided: Truth, granted: Truth, *, available: bool) -> tuple[Truth, Truth]:
    """Return whether a benefit counts as eligible with approvals undecided, and with them granted."""
    if not available or granted is False:
        return False, False
    return undecided, granted


def _parts(tree: Tree) -> list[m.Clause | m.ApprovalClause]:
    if isinstance(tree, m.Group):
        return [leaf for part in tree.parts for leaf in _parts(part)]
    return [tree]


def asked_by(tree: Tree) -> list[BenefitIs]:
    """Return every question whether another benefit is eligible."""
    return [
        node
        for part in _parts(tree)
        if isinstance(part, m.Clause)
        for node in walk(part.condition)
        if isinstance(node, BenefitIs) and node.state == "eligible"
    ]
