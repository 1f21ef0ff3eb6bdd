"""Firms of real facts under the shipped rulebook: the engines agree, and every leaf is met in all its states."""

from __future__ import annotations

import os
from random import Random
from typing import TYPE_CHECKING

from eligib.decide.check import CrossChecker
from eligib.decide.decider import Decider
from eligib.engines.durable import DurableChild
from eligib.engines.interpreter.program import rows
from eligib.engines.literals import Literals
from support.asked import Asked
from support.examples import shipped
from support.sampled_firms import Sampler

if TYPE_CHECKING:
    from eligib.engines.formula import State
    from eligib.engines.interpreter.operands import Env
    from eligib.rulebook.model import Benefit

FIRMS = 3000 if "ELIGIB_CASES" in os.environ else 400
AS_OF = max(source.latest for source in shipped().sources.values())
ALL: frozenset[State] = frozenset({-1, 0, 1})


def test_engines_agree_on_real_facts_in_all_states() -> None:
    """Both engines decide alike; together the firms make each literal of each benefit true, false and unknown."""
    decider = Decider(shipped(), AS_OF)
    sampler = Sampler(Asked(shipped()), Random(2021))
    found = {benefit.id: _literals(decider, benefit) for benefit in shipped().benefits.values()}
    seen: dict[tuple[str, int], set[State]] = {}
    with DurableChild.start() as child:
        checker = CrossChecker(decider, child)
        for _ in range(FIRMS):
            firm = sampler.firm()
            decision = checker.decide(firm)
            assert decision.cross_checked, decision.incident
            env, _granted = decider.interpreter.environments(firm)
            for name, literals in found.items():
                _note(seen, name, literals, env)

    constant = frozenset({1})
    assert {key: states for key, states in seen.items() if states not in {ALL, constant}} == {}


def _literals(decider: Decider, benefit: Benefit) -> Literals:
    literals = Literals(decider.interpreter.compiler)
    literals.tree(benefit.when)
    return literals


def _note(seen: dict[tuple[str, int], set[State]], name: str, literals: Literals, env: Env) -> None:
    each = shipped().benefits[name].each
    for record in rows(env, None if each is None else each.name):
        for number, state in enumerate(literals.states(env, record)):
            seen.setdefault((name, number), set()).add(state)
