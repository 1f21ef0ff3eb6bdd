"""Facts that follow from other facts by a published table, such as a firm's size class.

Enters: the section `derived` of `rules/standards/*.yaml`: by fact, its classes and, for each edition of the
standard, the rows with the floors of their indicators. Leaves: `Derivation`s by the path of the fact.
"""

from __future__ import annotations

from itertools import pairwise
from operator import attrgetter
from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.language.faults import nearest, unknown_node
from eligib.language.literals import quantity
from eligib.language.vocabulary import Fact, Kind, Tree, Vocabulary
from eligib.messages import Label, say
from eligib.rulebook import model as m
from eligib.rulebook.fields import read_day
from eligib.yamltree import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from decimal import Decimal

    from eligib.rulebook.fields import Fields
    from eligib.yamltree import Node

_EMPTY = Label("", "")


def read_derived(files: Iterable[Fields], vocabulary: Vocabulary) -> dict[str, m.Derivation]:
    """Return every derivation that the files declare."""
    found: dict[str, m.Derivation] = {}
    for file in files:
        for name, fields in file.children("derived"):
            derivation = _Reader(vocabulary, fields).derivation(name)
            if name.text in found:
                file.fault("declared-twice", say("`{name}` is declared twice", name=name.text), name.span)
            if derivation is not None:
                found[name.text] = derivation
    return found


class _Reader(Struct, frozen=True):
    vocabulary: Vocabulary
    fields: Fields

    def derivation(self, name: Scalar) -> m.Derivation | None:
        fields = self.fields
        for key in ("title", "document", "by", "classes", "otherwise", "editions"):
            fields.need(key)
        fact, by = self._fact(name, Kind.CHOICE), self._fact(fields.scalar("by"), Kind.INDUSTRY)
        title, document = fields.label("title"), fields.label("document")
        classes = () if fact is None else tuple(self._choices(fact, fields.items("classes")))
        otherwise = None if fact is None else fields.one_of("otherwise", fact.choices)
        steps = max(len(classes) - 1, 0)
        editions = tuple(self._edition(day, inner, steps) for day, inner in fields.children("editions"))
        fields.done(may_be_silenced=True)
        if fact is None or by is None or otherwise is None:
            return None
        if set(classes) | {otherwise} != fact.choices.keys() or otherwise in classes:
            message = say("`classes` and `otherwise` together are the choices of `{fact}`", fact=fact.path)
            fields.fault("wrong-value", message)
        dated = sorted((edition for edition in editions if edition is not None), key=attrgetter("start"))
        return m.Derivation(fact, by, classes, otherwise, title or _EMPTY, document or _EMPTY, tuple(dated))

    def _fact(self, node: Scalar | None, kind: Kind | None = None) -> Fact | None:
        if node is None:
            return None
        facts = {
            fact.path: fact
            for record in self.vocabulary.records.values()
            if not record.is_list
            for fact in record.facts.values()
            if kind is None or fact.kind is kind
        }
        if node.text not in facts:
            message = say("unknown fact `{name}`", name=node.text)
            self.fields.fault("unknown-name", message, node.span, meant=nearest(node.text, facts))
        return facts.get(node.text)

    def _choices(self, fact: Fact, nodes: list[Node]) -> Iterator[str]:
        for node in nodes:
            name = node.text if isinstance(node, Scalar) else ""
            if name in fact.choices:
                yield name
                continue
            message = say("`{name}` is no choice of `{fact}`", name=name, fact=fact.path)
            self.fields.fault("unknown-choice", message, node.span, meant=nearest(name, fact.choices))

    def _edition(self, day: Scalar, fields: Fields, steps: int) -> m.Edition | None:
        start = fields.value(day, read_day)
        taken: dict[str, str] = {}
        rows = tuple(self._row(name, inner, steps, taken) for name, inner in fields.children("rows"))
        fields.need("rows")
        fields.done()
        return None if start is None else m.Edition(start, rows)

    def _row(self, name: Scalar, fields: Fields, steps: int, taken: dict[str, str]) -> m.Row:
        tree = self.vocabulary.trees[Kind.INDUSTRY]
        within: frozenset[str] = frozenset()
        for node in self._nodes(fields, "industries", tree):
            within |= tree.inside(node)
        for node in self._nodes(fields, "except", tree):
            # what holds an excepted part does not lie in the row as a whole
            within -= tree.inside(node) | tree.around(node)
        for node in sorted(within & taken.keys()):
            message = say("`{node}` is in the row `{row}` already", node=node, row=taken[node])
            fields.fault("rows-overlap", message, name.span)
        taken.update(dict.fromkeys(within, name.text))
        label = fields.label("label")
        fields.need("label")
        fields.need("industries")
        floors = fields.fields("floors")
        fields.need("floors")
        found = () if floors is None else tuple(self._floors(floors, steps))
        fields.done()
        return m.Row(name.text, label or Label(name.text, name.text), within, found)

    def _nodes(self, fields: Fields, key: str, tree: Tree) -> Iterator[str]:
        for node in fields.items(key):
            name = node.text if isinstance(node, Scalar) else ""
            if name in tree:
                yield name
                continue
            code, message = unknown_node(Kind.INDUSTRY, name)
            fields.fault(code, message, node.span, meant=nearest(name, tree.parents))

    def _floors(self, fields: Fields, steps: int) -> Iterator[tuple[Fact, tuple[int | Decimal, ...]]]:
        for key, scalar in fields.node.keys.items():
            fact = self._fact(scalar)
            figures = [self._figure(node, fact, fields) for node in fields.items(key)]
            floors = tuple(figure for figure in figures if figure is not None)
            if len(figures) != steps or any(low >= high for high, low in pairwise(floors)):
                message = say("{n} floors are expected here, each below the one before", n=steps)
                fields.fault("wrong-value", message, fields.node.key_span(key))
            if fact is not None:
                yield fact, floors
        fields.done()

    def _figure(self, node: Node, fact: Fact | None, fields: Fields) -> int | Decimal | None:
        literal = fields.value(node, quantity) if isinstance(node, Scalar) else None
        if literal is None or fact is None or isinstance(literal.value, str):
            return None
        if literal.kind is not fact.kind:
            message = say("`{text}` is not of the type of `{fact}`", text=str(literal.value), fact=fact.path)
            fields.fault("type-mismatch", message, node.span)
        return literal.value  # type: ignore[return-value]  # no dates among quantities
