"""References between benefits: each must exist, and none may lead back to itself.

Enters: the benefits by id. Leaves: the same in an order in which every benefit comes after those it asks
about.
"""

from __future__ import annotations

from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic
from eligib.language.faults import nearest
from eligib.language.nodes import BenefitIs, walk
from eligib.messages import say
from eligib.rulebook.model import Benefit, Clause, Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.rulebook.model import Tree


def clauses(tree: Tree) -> Iterator[Clause]:
    """Yield every clause with a condition, in order of writing."""
    if isinstance(tree, Clause):
        yield tree
    elif isinstance(tree, Group):
        for part in tree.parts:
            yield from clauses(part)


def asked(benefit: Benefit) -> list[tuple[Clause, BenefitIs]]:
    """Return every question about another benefit, with the clause that asks it."""
    return [
        (clause, node)
        for clause in clauses(benefit.when)
        for node in walk(clause.condition)
        if isinstance(node, BenefitIs)
    ]


def in_order(benefits: dict[str, Benefit], faults: list[Diagnostic]) -> dict[str, Benefit]:
    """Return the benefits with every one after those whose eligibility it asks about."""
    needs: dict[str, list[str]] = {name: [] for name in benefits}
    for benefit in benefits.values():
        for clause, node in asked(benefit):
            if node.benefit not in benefits:
                message = say("unknown benefit `{name}`", name=node.benefit)
                meant = nearest(node.benefit, benefits)
                faults.append(Diagnostic("unknown-benefit", message, clause.span, meant=meant))
            elif node.state == "eligible":
                needs[benefit.id].append(node.benefit)
    try:
        order = list(TopologicalSorter(needs).static_order())
    except CycleError as error:
        ring = " → ".join(error.args[1])
        message = say("benefits ask about each other in a circle: {ring}", ring=ring)
        faults.append(Diagnostic("benefit-cycle", message, benefits[error.args[1][0]].span))
        return benefits
    return {name: benefits[name] for name in order}
