"""What the rules make use of.

Enters: a rulebook. Leaves: the facts that its conditions, values and derivations read, and every node of its
conditions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.language import nodes as n
from eligib.rulebook import model as m
from eligib.rulebook.link import clauses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.language.vocabulary import Fact

Written = n.Value | n.Condition


def conditions(benefit: m.Benefit) -> Iterator[Written]:
    """Yield every node of every condition and of every operand of the value of `benefit`."""
    for clause in clauses(benefit.when):
        yield from n.walk(clause.condition)
    for part in benefit.value:
        for name in part.__struct_fields__:
            found = getattr(part, name)
            if isinstance(found, Written):
                yield from n.walk(found)


def facts_in(nodes: Iterator[Written]) -> Iterator[Fact]:
    """Yield the facts that `nodes` read."""
    for node in nodes:
        match node:
            case n.FactRef() | n.Total():
                yield node.fact
            case _:
                pass


def facts_used(rulebook: m.Rulebook) -> set[str]:
    """Return the paths of all facts that some rule or derivation reads."""
    used = {fact.path for benefit in rulebook.benefits.values() for fact in facts_in(conditions(benefit))}
    for derivation in rulebook.derived.values():
        used |= {derivation.fact.path, derivation.by.path}
        rows = (row for edition in derivation.editions for row in edition.rows)
        used |= {fact.path for row in rows for fact, _floors in row.floors}
    return used


def leaves(tree: m.Tree) -> Iterator[m.Clause | m.ApprovalClause]:
    """Yield every clause and approval, in order of writing."""
    if isinstance(tree, m.Group):
        for part in tree.parts:
            yield from leaves(part)
    else:
        yield tree
