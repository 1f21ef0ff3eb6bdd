"""The examples inside a rule file.

Enters: the YAML of a benefit, or rule files by name. Leaves: `Example`s, and a fault for each that is none.
A rulebook that was kept is without examples, so they are read from the files of the benefits asked for alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from eligib.diagnostics import Diagnostic
from eligib.messages import say
from eligib.rulebook.fields import Fields
from eligib.rulebook.model import Benefit, Example
from eligib.sources import read_source
from eligib.yamltree import Mapping, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from eligib.yamltree import Node


def read_examples(nodes: Iterable[Node], faults: list[Diagnostic]) -> Iterator[Example]:
    """Yield the examples that `nodes` state, as far as they have their shape."""
    for node in nodes:
        fields = Fields(node, faults)
        given, then = fields.need("given"), fields.need("then")
        because = fields.text("because") or ""
        fields.done()
        for key, part in (("given", given), ("then", then)):
            if part is not None and not isinstance(part, Mapping):
                message = say("`{key}` is a mapping of keys", key=key)
                fields.fault("wrong-shape", message, part.span)
        if isinstance(given, Mapping) and isinstance(then, Mapping):
            yield Example(given, then, because, fields.span)


def with_examples(benefits: Iterable[Benefit]) -> tuple[list[Benefit], list[Diagnostic]]:
    """Return `benefits` with the examples that stand in their files, and what is wrong with these."""
    faults: list[Diagnostic] = []
    files: dict[str, dict[str, Node]] = {}
    found: list[Benefit] = []
    for benefit in benefits:
        path = benefit.span.source.name
        if path not in files:
            files[path] = _benefits(path, faults)
        node = files[path].get(benefit.id.rpartition("/")[2])
        listed = Fields(node, faults).items("examples") if node is not None else []
        found.append(replace(benefit, examples=tuple(read_examples(listed, faults))))
    return found, faults


def _benefits(path: str, faults: list[Diagnostic]) -> dict[str, Node]:
    """Return what stands under `benefits` of a rule file, nothing where it cannot be read."""
    source = read_source(path)
    tree: Node | None = None
    if isinstance(source, Diagnostic):
        faults.append(source)
    else:
        tree, found = parse_yaml(source)
        faults += found
    benefits = tree.items.get("benefits") if isinstance(tree, Mapping) else None
    return benefits.items if isinstance(benefits, Mapping) else {}
