"""Where the names of a rulebook are declared.

Enters: the files of a rulebook. Leaves: for each name of a vocabulary, standard or family its place and its
label, as far as the files can be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from eligib.diagnostics import Diagnostic, Span
from eligib.editor.mend import mended
from eligib.editor.shapes import Sort
from eligib.messages import Label
from eligib.rulebook.families import FAMILIES
from eligib.sources import decode
from eligib.yamltree import Mapping, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.rulebook.files import File, RuleFiles


class Place(Struct, frozen=True):
    """Where a name is declared, and what it is called."""

    span: Span
    label: Label


Declared: TypeAlias = dict[tuple[Sort, str], Place]

_TREES = {"places": Sort.PLACE, "industries": Sort.INDUSTRY}


def declarations(files: RuleFiles) -> Declared:
    """Return where every name is declared; the first place counts."""
    found: Declared = {}
    for sort, name, place in _all(files):
        found.setdefault((sort, name), place)
    return found


def _all(files: RuleFiles) -> Iterator[tuple[Sort, str, Place]]:
    for file in files.vocabulary:
        tree = _tree(file)
        for section in ("records", "lists"):
            yield from _records(_under(tree, section))
        for section, sort in _TREES.items():
            yield from _nodes(_under(tree, section), section, sort)
        yield from _named(_under(tree, "approvals"), Sort.APPROVAL)
    for file in files.standards:
        yield from _named(_under(_tree(file), "standards"), Sort.STANDARD)
    for file in files.seeds:
        tree = _tree(file)
        if isinstance(tree, Mapping):
            # the head of the file: its name is the declaration
            head = Span(tree.span.source, 1, 1, 1, 1)
            yield Sort.SOURCE, file.stem, Place(head, _label(tree.items.get("title"), file.stem))
    for zone, zone_files in files.zones.items():
        for file in zone_files:
            if file.stem == FAMILIES:
                yield from _named(_under(_tree(file), "families"), Sort.FAMILY, f"{zone}/")


def _tree(file: File) -> Node | None:
    source = file.content if isinstance(file.content, Diagnostic) else decode(file.path, file.content)
    return None if isinstance(source, Diagnostic) else mended(source)[1]


def _under(node: Node | None, key: str) -> dict[Scalar, Node]:
    """Return the pairs of the mapping under `key`, none where there is no such mapping."""
    inner = node.items.get(key) if isinstance(node, Mapping) else None
    return (
        {inner.keys[name]: child for name, child in inner.items.items()} if isinstance(inner, Mapping) else {}
    )


def _records(pairs: dict[Scalar, Node]) -> Iterator[tuple[Sort, str, Place]]:
    for key, node in pairs.items():
        place = Place(key.span, _label(node, key.text))
        one = node.items.get("one") if isinstance(node, Mapping) else None
        for name in (key.text, one.text if isinstance(one, Scalar) else key.text):
            yield Sort.RECORD, name, place
            yield Sort.LIST, name, place
        for fact, inner in _under(node, "facts").items():
            path = f"{key.text}.{fact.text}"
            yield Sort.FACT, path, Place(fact.span, _label(inner, fact.text))
            for choice, said in _under(inner, "choices").items():
                yield Sort.CHOICE, f"{path}/{choice.text}", Place(choice.span, _texts(said, choice.text))


def _nodes(pairs: dict[Scalar, Node], section: str, sort: Sort) -> Iterator[tuple[Sort, str, Place]]:
    for key, node in pairs.items():
        yield sort, key.text, Place(key.span, _label(node, key.text))
        yield from _nodes(_under(node, section), section, sort)


def _named(pairs: dict[Scalar, Node], sort: Sort, prefix: str = "") -> Iterator[tuple[Sort, str, Place]]:
    for key, node in pairs.items():
        yield sort, prefix + key.text, Place(key.span, _label(node, key.text))


def _label(node: Node | None, name: str) -> Label:
    """Return the label of a declaration, else its title."""
    items = node.items if isinstance(node, Mapping) else {}
    return _texts(items.get("label") or items.get("title") or node, name)


def _texts(node: Node | None, name: str) -> Label:
    items = node.items if isinstance(node, Mapping) else {}
    zh, en = (
        inner.text if isinstance(inner := items.get(language), Scalar) else "" for language in ("zh", "en")
    )
    return Label(zh or en or name, en or zh or name)
