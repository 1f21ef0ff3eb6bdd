"""A rulebook compiled for one day, and its evaluation for one firm.

Enters: the linked rulebook and `as_of`; then profiles. Leaves: the truths of every benefit in the four
worlds. A world is evaluated only where it can differ: most benefits have no approval and no assumed
clause, and need one; what comes out of that is one of three constants.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from eligib.engines.interpreter.conditions import (
    ELIGIBLE,
    RECEIVED,
    SETTLED,
    Test,
    compile_condition,
    negation,
)
from eligib.engines.interpreter.lookup import KNOWN, Gate, Lookup
from eligib.engines.interpreter.scope import ABSENT, BLANK, Compiler, fold
from eligib.engines.protocol import Evaluation, Truth, Truths
from eligib.language.nodes import BenefitIs, Not, walk
from eligib.profile.derive import derivers
from eligib.rulebook import model as m
from eligib.rulebook.in_force import standing

if TYPE_CHECKING:
    from datetime import date

    from eligib.engines.interpreter.operands import Env
    from eligib.profile.model import Facts, Profile
    from eligib.rulebook.model import Benefit, Rulebook, Tree

APPROVAL = "approval:"
SURE = "sure:"
Worlds: TypeAlias = tuple["Env", "Env", "Env", "Env"]
_EVALUATIONS: dict[Truth, Evaluation] = {truth: Evaluation(truth) for truth in (True, False, None)}
SAME: dict[Truth, Truths] = {truth: Truths(*(one,) * 4) for truth, one in _EVALUATIONS.items()}
"""The truths of a benefit that has no members and is the same in every world."""


class Program(Struct, frozen=True):
    """One benefit compiled.

    Attributes:
        asked: another benefit asks whether this one is eligible.
        second: its truth may differ where approvals are granted.
        assumed: its truth may differ where assumed clauses are unknown.
        plain: none of these, and it has no members: its truths are one of `SAME`.
        gate: the group that is its whole tree.
    """

    id: str
    test: Test
    clauses: tuple[Test, ...]
    each: str | None
    available: bool
    asked: bool
    second: bool
    assumed: bool
    plain: bool
    gate: Gate

    def truths(self, worlds: Worlds) -> Truths:
        """Return the truths in the four worlds, and tell those that ask about this benefit."""
        undecided = self._in_world(worlds[0])
        granted = self._in_world(worlds[1]) if self.second else undecided
        sure, sure_granted = undecided, granted
        if self.assumed:
            sure = self._in_world(worlds[2])
            sure_granted = self._in_world(worlds[3]) if self.second else sure
        truths = Truths(undecided, granted, sure, sure_granted)
        if self.asked:
            assert_outcome(self.id, truths, worlds, available=self.available)
        return truths

    def _in_world(self, env: Env) -> Evaluation:
        if self.each is None:
            return _EVALUATIONS[self.test(env, BLANK, BLANK)]
        members = env.get(self.each, ABSENT)
        truths = tuple([self.test(env, record, BLANK) for record in members.records])
        truth = fold(truths, wanted=True)
        more = members.is_open and self.test(env, BLANK, BLANK) is not False
        return Evaluation(None if more and truth is False else truth, truths, more)

    def with_clauses(self, truths: Truths, worlds: Worlds) -> Truths:
        """Return `truths` with those of every clause."""
        undecided = self._clauses_in_world(worlds[0])
        granted = self._clauses_in_world(worlds[1]) if self.second else undecided
        return Truths(*truths[:4], clauses=(undecided, granted))

    def _clauses_in_world(self, env: Env) -> tuple[tuple[Truth, ...], ...]:
        return tuple(
            [tuple([test(env, record, BLANK) for test in self.clauses]) for record in rows(env, self.each)]
        )


class Interpreter:
    """Evaluates firms against `rulebook` as of one day; compiled once, used for any number of firms."""

    name = "interpreter"

    def __init__(self, rulebook: Rulebook, as_of: date) -> None:
        self.compiler = Compiler(as_of, rulebook.vocabulary.trees)
        lookup = Lookup(self.compiler)
        asked = {node.benefit for benefit in rulebook.benefits.values() for node in asked_by(benefit.when)}
        self.programs = [self._compile(benefit, lookup, asked) for benefit in rulebook.benefits.values()]
        approvals = (
            f"{APPROVAL}{clause.approval.id}"
            for benefit in rulebook.benefits.values()
            for clause in _parts(benefit.when)
            if isinstance(clause, m.ApprovalClause)
        )
        self._granted: Env = dict.fromkeys(approvals, True)
        self._assumed = any(program.assumed for program in self.programs)
        self._look_up, self._look_up_assumed = lookup.reader(assumed=False), lookup.reader(assumed=True)
        self._unknown = lookup.unknown()
        self.derivers = derivers(rulebook.derived, rulebook.vocabulary, as_of)

    def evaluate(self, profile: Profile, *, reasons: bool = False) -> dict[str, Truths]:
        """Return the truths of every benefit by id, with those of every clause if `reasons` are asked for."""
        worlds = self.worlds(profile)
        env = worlds[0]
        truths = {
            program.id: SAME[program.test(env, BLANK, BLANK)] if program.plain else program.truths(worlds)
            for program in self.programs
        }
        if not reasons:
            return truths
        return {program.id: program.with_clauses(truths[program.id], worlds) for program in self.programs}

    def environments(self, profile: Profile) -> tuple[Env, Env]:
        """Return what conditions read of the firm, others' outcomes included, in the first two worlds."""
        worlds = self.worlds(profile)
        for program in self.programs:
            program.truths(worlds)
        return worlds[0], worlds[1]

    def worlds(self, profile: Profile) -> Worlds:
        """Return what conditions read of the firm in each of the four worlds, before any is decided."""
        undecided = self.environment(profile)
        stated = self._look_up(undecided)
        undecided[KNOWN] = stated | self._look_up_assumed(undecided) if self._assumed else stated
        granted = self._granted | undecided if self._granted else undecided
        if not self._assumed:
            return undecided, granted, undecided, granted
        sure = {SURE: True, KNOWN: stated | self._unknown}
        return undecided, granted, undecided | sure, granted | sure

    def environment(self, profile: Profile) -> Env:
        """Return what the closures read of a firm: facts, lists, decisions and benefits received."""
        env: Env = profile.facts.copy()
        if self.derivers:
            env.update(self.derive(profile.facts))
        env.update(profile.lists)
        for name, granted in profile.approvals.items():
            env[f"{APPROVAL}{name}"] = granted
        env[RECEIVED] = profile.received
        return env

    def derive(self, facts: Facts) -> Facts:
        """Return the facts that follow from `facts`, as far as anything follows.

        Raises:
            InputError: the firm states what its own facts exclude.
        """
        derived = {path: deriver.derive(facts) for path, deriver in self.derivers.items()}
        return {path: one.value for path, one in derived.items() if one is not None and one.value is not None}

    def _compile(self, benefit: Benefit, lookup: Lookup, asked: set[str]) -> Program:
        parts, chained = _parts(benefit.when), bool(asked_by(benefit.when))
        second = chained or any(isinstance(part, m.ApprovalClause) for part in parts)
        assumed = chained or any(part.assumed for part in parts)
        once = benefit.each is None and benefit.id not in asked
        gate = compile_group(benefit.when, lookup)
        return Program(
            id=benefit.id,
            test=gate.test(),
            clauses=tuple(_compile_leaves(benefit.when, self.compiler)),
            each=None if benefit.each is None else benefit.each.name,
            available=standing(benefit, self.compiler.as_of).available,
            asked=benefit.id in asked,
            second=second,
            assumed=assumed,
            plain=once and not (second or assumed),
            gate=gate,
        )


def compile_group(tree: m.Group, lookup: Lookup, *, positive: bool = True, negated: bool = False) -> Gate:
    """Return the gate of a group of clauses; every `none` is taken down to the clauses below it."""
    gate = lookup.gate(every=(tree.kind != "any") != negated)
    _fill(gate, tree, lookup, positive=positive, negated=negated)
    return gate


def _fill(gate: Gate, tree: m.Group, lookup: Lookup, *, positive: bool, negated: bool) -> None:
    positive, negated = positive and tree.kind != "none", negated != (tree.kind == "none")
    for part in tree.parts:
        if isinstance(part, m.Group):
            if ((part.kind == "any") != negated) is gate.dominant:
                _fill(gate, part, lookup, positive=positive, negated=negated)
            else:
                gate.put(compile_group(part, lookup, positive=positive, negated=negated))
        elif not _looked_up(part, lookup, gate, negated=negated):
            gate.tests.append(_leaf(part, lookup.compiler, positive=positive, negated=negated))


def _looked_up(leaf: m.Clause | m.ApprovalClause, lookup: Lookup, gate: Gate, *, negated: bool) -> bool:
    if isinstance(leaf, m.ApprovalClause):
        return False
    return lookup.add(Not(leaf.condition) if negated else leaf.condition, gate, assumed=leaf.assumed)


def _leaf(
    leaf: m.Clause | m.ApprovalClause, compiler: Compiler, *, positive: bool = True, negated: bool = False
) -> Test:
    if isinstance(leaf, m.ApprovalClause):
        test = _approval(f"{APPROVAL}{leaf.approval.id}")
    else:
        test = compile_condition(leaf.condition, compiler, positive=positive)
    return _unless_sure(negation(test) if negated else test, assumed=leaf.assumed)


def _compile_leaves(tree: Tree, compiler: Compiler, *, positive: bool = True) -> list[Test]:
    if not isinstance(tree, m.Group):
        return [_leaf(tree, compiler, positive=positive)]
    inside = positive and tree.kind != "none"
    return [test for part in tree.parts for test in _compile_leaves(part, compiler, positive=inside)]


def _approval(key: str) -> Test:
    return lambda env, _each, _where: env.get(key)


def _unless_sure(test: Test, *, assumed: bool) -> Test:
    """Return `test`, unknown in the worlds where assumed clauses are."""

    def sure(env: Env, each: Facts, where: Facts) -> Truth:
        return None if SURE in env else test(env, each, where)

    return sure if assumed else test


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
