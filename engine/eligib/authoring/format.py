"""Rule files in one style.

Enters: a source. Leaves: its text in the style of the rules that come with eligib: two blanks a level, short
mappings and lists in braces and brackets, the keys of benefits and clauses in their order. Comments stay
where they stand. That the new text means the same is not trusted but read: both trees are compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from eligib.authoring.layout import Item, read_layout
from eligib.authoring.scalars import folded, lines_of, one_line
from eligib.authoring.shapes import Shape, shape_of
from eligib.authoring.spacing import spaced, syntax_of
from eligib.diagnostics import Diagnostic, Source
from eligib.errors import InputError
from eligib.messages import say
from eligib.yamltree import Mapping, Node, Scalar, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

COLUMNS = 120
STEP = 2
FILE = "file"
Meaning: TypeAlias = object


def formatted(source: Source) -> str:
    """Return the text of `source` in the one style.

    Raises:
        InputError: it is no valid YAML, or what was written would not mean the same.
    """
    tree = _tree(source)
    root = read_layout(source, tree)
    text = "\n".join(_Writer().file(root)) + "\n"
    again, faults = parse_yaml(Source(source.name, text))
    if faults or again is None or meaning(again) != meaning(tree):
        message = say(
            "`{name}` cannot be formatted without a change of meaning; it stays as it is", name=source.name
        )
        raise InputError([Diagnostic("format-unsafe", message, hint=say("please report this file"))])
    return text


def _tree(source: Source) -> Node:
    tree, faults = parse_yaml(source)
    if tree is None and not faults:
        faults = [Diagnostic("empty-file", say("`{name}` is empty", name=source.name))]
    if tree is None or faults:
        raise InputError(faults)
    return tree


def meaning(node: Node, name: str = FILE) -> Meaning:
    """Return what a part of a rule file says, whatever its layout; equal where it says the same."""
    shape = shape_of(name, node)
    if isinstance(node, Scalar):
        if node.is_null:
            return None
        syntax = syntax_of(node.text) if shape.condition else None
        return node.text if syntax is None else syntax
    if isinstance(node, Mapping):
        pairs = [(key, meaning(value, _below(shape, key))) for key, value in node.items.items()]
        return dict(pairs) if shape.order else tuple(pairs)
    return [meaning(value, shape.member) for value in node.items]


def _below(shape: Shape, key: str) -> str:
    return shape.keys.get(key, shape.each)


class _Writer(Struct, frozen=True):
    """Writes items as lines; `name` is always that of the shape."""

    def file(self, root: Item) -> list[str]:
        after = [root.trail.strip()] if root.trail else []
        lines = [*self._value(root, FILE, "", 0), *after, *root.foot]
        while lines and not lines[0]:
            del lines[0]
        return lines

    def _items(self, item: Item, name: str, indent: int) -> Iterator[str]:
        """Yield the lines of a mapping or list that stands as a block."""
        shape = shape_of(name, item.node)
        if not isinstance(item.node, Mapping):
            for child in item.items:
                yield from self._member(child, shape.member, indent)
            return
        for child in _ordered(item.items, shape.order):
            key = child.key
            head = "" if key is None else one_line(key, key.text, flow=False)
            yield from _at(indent, child.lead)
            yield from self._value(child, _below(shape, key.text if key else ""), f"{head}:", indent)
            yield from _at(indent, child.foot)

    def _member(self, item: Item, name: str, indent: int) -> Iterator[str]:
        lead, lines = list(item.lead), list(self._value(item, name, "-", indent))
        # what a key brought along to the first place stands before the dash
        while lines and (not lines[0] or lines[0].lstrip().startswith("#")):
            lead.append(lines.pop(0).strip())
        yield from _at(indent, lead)
        yield from lines
        yield from _at(indent, item.foot)

    def _value(self, item: Item, name: str, head: str, indent: int) -> Iterator[str]:
        """Yield the lines of `head`, a key or a dash or nothing, with the value after it."""
        margin = " " * indent
        if isinstance(item.node, Scalar):
            yield from self._text(item, item.node, name, head, margin)
            return
        alone = head == "-" and isinstance(item.node, Mapping) and len(item.items) == 1
        flow = None if alone else self._flow(item, name)
        start = f"{margin}{head} ".lstrip() if not head else f"{margin}{head} "
        if (
            flow is not None
            and (not item.items or len(start) + len(flow) <= COLUMNS)
            and (head or not item.items)
        ):
            yield f"{start}{flow}{item.trail}"
        elif head == "-":
            yield from _dashed(list(self._items(item, name, indent + STEP)), indent, item.trail)
        else:
            if head:
                yield f"{margin}{head}{item.trail}"
            yield from self._items(item, name, indent + STEP if head else indent)

    def _text(self, item: Item, node: Scalar, name: str, head: str, margin: str) -> Iterator[str]:
        text = spaced(node.text) if shape_of(name, node).condition else node.text
        several: list[str] | None = None
        deeper = f"{margin}{' ' * STEP}"
        line = (
            f"{margin}{head} {one_line(node, text, flow=False)}".rstrip(" ")
            if head
            else one_line(node, text, flow=False)
        )
        if "\n" in text:
            several = lines_of(text)
        elif node.span.end_line > node.span.line and len(line) > COLUMNS:
            several = folded(text, COLUMNS - len(deeper))
        if several is None:
            yield f"{line}{item.trail}"
            return
        yield f"{margin}{head} {several[0]}{item.trail}"
        yield from (f"{deeper}{one}" if one else "" for one in several[1:])

    def _flow(self, item: Item, name: str) -> str | None:
        """Return the value in braces or brackets on one line, None where it may not stand so."""
        node, shape = item.node, shape_of(name, item.node)
        if isinstance(node, Scalar):
            text = spaced(node.text) if shape.condition else node.text
            return None if "\n" in text else one_line(node, text, flow=True)
        if shape.block and item.items:
            return None
        parts = []
        for child in _ordered(item.items, shape.order):
            key = child.key
            below = shape.member if key is None else _below(shape, key.text)
            text_ = self._flow(child, below) if child.bare else None
            if text_ is None:
                return None
            parts.append(text_ if key is None else f"{one_line(key, key.text, flow=True)}: {text_}")
        inside = ", ".join(parts)
        return f"{{{inside}}}" if isinstance(node, Mapping) else f"[{inside}]"


def _ordered(items: list[Item], order: tuple[str, ...]) -> list[Item]:
    """Return the items, those with a key of `order` first, in that order."""
    rank = {key: place for place, key in enumerate(order)}
    return sorted(items, key=lambda item: rank.get(item.key.text if item.key else "", len(rank)))


def _at(indent: int, remarks: list[str]) -> Iterator[str]:
    for remark in remarks:
        yield f"{' ' * indent}{remark}" if remark else ""


def _dashed(lines: list[str], indent: int, trail: str) -> Iterator[str]:
    """Yield the lines of a block with a dash before the first that is no remark."""
    first = next(at for at, line in enumerate(lines) if line and not line.lstrip().startswith("#"))
    yield from lines[:first]
    yield f"{' ' * indent}- {lines[first][indent + STEP :]}{trail}"
    yield from lines[first + 1 :]
