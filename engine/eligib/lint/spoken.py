"""What the text of a clause may speak of, because its condition does.

Enters: a clause and the vocabulary. Leaves: the facts that its condition reads, and the names of everything
in it: facts, lists, choices, places, approvals.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.language import nodes as n
from eligib.lint.use import facts_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.language.vocabulary import Fact, Tree
    from eligib.messages import Label
    from eligib.rulebook.model import Benefit, Clause, Rulebook


class Spoken(Struct, frozen=True, eq=False):
    """The facts that a condition reads, its literals, and the labels of what it names."""

    facts: tuple[Fact, ...]
    literals: tuple[n.Literal, ...]
    labels: tuple[Label, ...]


def spoken(clause: Clause, benefit: Benefit, rulebook: Rulebook) -> Spoken:
    """Return what the condition of `clause` speaks of."""
    nodes = list(n.walk(clause.condition))
    facts = tuple(facts_in(iter(nodes)))
    literals = tuple(node for node in nodes if isinstance(node, n.Literal))
    labels = [benefit.title, *(fact.label for fact in facts)]
    if benefit.each is not None:
        labels.append(benefit.each.label)
    for node in nodes:
        labels += _labels(node, rulebook)
    return Spoken(facts, literals, tuple(labels))


def _labels(node: n.Value | n.Condition, rulebook: Rulebook) -> Iterator[Label]:
    vocabulary = rulebook.vocabulary
    match node:
        case n.OneOf():
            yield from node.ref.fact.choices.values()
            yield from _tree_labels(vocabulary.trees.get(node.ref.fact.kind), node.choices)
        case n.Has():
            yield from node.ref.fact.choices.values()
        case n.Within():
            tree = vocabulary.trees.get(node.ref.fact.kind)
            yield from _tree_labels(tree, tree.up(node.place) if tree and node.place in tree else ())
        case n.Exists() | n.Every() | n.Count() | n.Total():
            yield node.records.label
        case n.BenefitIs():
            other = rulebook.benefits.get(node.benefit)
            yield from () if other is None else (other.title,)
        case _:
            return


def _tree_labels(tree: Tree | None, names: object) -> Iterator[Label]:
    if tree is not None and isinstance(names, tuple | list):
        yield from (tree.labels[name] for name in names if name in tree)
