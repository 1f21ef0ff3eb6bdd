"""The keys that are offered are those that the readers of the rulebook know."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.editor.about import KEYS
from eligib.editor.book import open_book
from eligib.editor.document import Document
from eligib.editor.kinds import FileKind, kind_of, shape_of
from eligib.editor.scan import Path as Keys
from eligib.editor.scan import Role, scan
from eligib.editor.shapes import Shape, shape_at
from eligib.yamltree import Mapping, Node, Sequence, parse_yaml
from support.command import ROOT
from support.editing import book
from support.examples import shipped
from support.small import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FILES = sorted(SMALL.rglob("*.yaml"))
SHIPPED = sorted([*(ROOT / "rules").rglob("*.yaml"), *(ROOT / "seeds").glob("*.yaml")])
STRANGE = "zzz"


def mappings(node: Node, path: Keys) -> Iterator[tuple[Keys, Mapping]]:
    """Yield every mapping of a tree with its path."""
    if isinstance(node, Mapping):
        yield path, node
        for key, child in node.items.items():
            yield from mappings(child, (*path, key))
    elif isinstance(node, Sequence):
        for index, child in enumerate(node.items):
            yield from mappings(child, (*path, index))


def keys_at(shape: Shape, path: Keys) -> set[str]:
    """Return the keys of a mapping, or of the single member that it is."""
    found = shape_at(shape, path)
    return {*found.keys, *(found.item.keys if found.item is not None else ())}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_key_of_the_reader_is_offered(path: Path) -> None:
    """Into each mapping a strange key is put: what the reader then expects is what the editor offers there."""
    text = path.read_text("utf-8")
    document = Document(str(path), text)
    tree, _ = parse_yaml(document.source)
    kind = kind_of(path, SMALL)
    assert tree is not None
    assert kind is not None
    shape = shape_of(kind, book().rulebook.vocabulary)
    seen = 0

    for keys, node in mappings(tree, ()):
        if not node.items or "given" in keys:
            continue
        key = next(iter(node.keys.values()))
        start = document.extent(key.span)[0]
        line = text[text.rfind("\n", 0, start) + 1 : start]
        gap = ", " if text[start - 1] == "{" else "\n" + " " * len(line)
        strange = f"{text[:start]}{STRANGE}: 1{gap}{text[start:]}"
        faults = open_book(SMALL, {str(path): strange}).faults_of(str(path))
        wanted = [
            fault.expected
            for fault in faults
            if fault.code == "unknown-key" and STRANGE in str(fault.message)
        ]
        for expected in wanted:
            names = dict(expected.args)["names"] if expected is not None else ()
            assert isinstance(names, tuple)
            assert {*names} <= keys_at(shape, keys), keys
            seen += 1

    assert seen or kind is FileKind.VERSION


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_key_that_is_used_has_a_place(path: Path) -> None:
    """Each key of each file we ship is one that the editor knows there, or a name of somebody's own."""
    kind = kind_of(path, ROOT / "rules")
    assert kind is not None
    shape = shape_of(kind, shipped().vocabulary)
    text = path.read_text("utf-8")

    for token in scan(text):
        if token.role is Role.KEY:
            at, name = shape_at(shape, token.path), text[token.start : token.end]
            assert name in keys_at(shape, token.path) or at.rest is not None, (token.path, name)


def test_every_key_is_explained() -> None:
    """No key of a rule file is offered without a sentence on what it is."""
    seen: set[int] = set()
    todo = [shape_of(kind, book().rulebook.vocabulary) for kind in FileKind if kind is not FileKind.PROFILE]
    silent: set[str] = set()
    while todo:
        shape = todo.pop()
        if id(shape) in seen or shape.fact is not None:
            continue
        seen.add(id(shape))
        silent |= {key for key, inner in shape.keys.items() if key not in KEYS and inner.fact is None}
        todo += [*shape.keys.values(), *(one for one in (shape.rest, shape.item) if one is not None)]

    records = book().rulebook.vocabulary.records.keys()
    assert silent - records == set()
