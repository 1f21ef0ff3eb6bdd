"""A rule file as its author laid it out: the tree, with comments and blank lines at the part they belong to.

Enters: a source and its tree. Leaves: `Item`s, one for each key and each member of a list. A comment on a
line of its own belongs to what follows, or ends the block it is indented with; one at the end of a line
belongs to that line.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, TypeAlias

import yaml
from msgspec import Struct, field

from eligib.yamltree import Mapping, Node, Scalar, Sequence, events, span_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.diagnostics import Source, Span

Place: TypeAlias = tuple[int, int]
_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#.*")
_MASK = "x"


class Brackets(Struct, eq=False):
    """Where braces or brackets open and close."""

    start: Place
    end: Place

    def around(self, place: Place) -> bool:
        """Whether `place` lies inside."""
        return self.start < place < self.end


class Item(Struct, eq=False):
    """A key with its value or a member of a list, with what stands around it.

    Attributes:
        lead: comments before it, `""` for a blank line.
        trail: the comment at the end of its line, with the blanks before it.
        foot: comments after it that belong to its block.
    """

    node: Node
    key: Scalar | None
    start: Place
    column: int
    parent: Item | None
    within: Brackets | None
    items: list[Item] = field(default_factory=list)
    lead: list[str] = field(default_factory=list)
    trail: str = ""
    foot: list[str] = field(default_factory=list)

    @property
    def bare(self) -> bool:
        """Whether no comment or blank line stands around it."""
        return not (self.lead or self.trail or self.foot)


def read_layout(source: Source, tree: Node) -> Item:
    """Return the whole file as one item; `tree` is what `parse_yaml` made of `source`, without faults."""
    root = Item(tree, None, (0, 0), 0, None, None)
    reader = _Reader(source, _brackets(source))
    reader.fill(root, None)
    _Placer(root, reader.order, list(reader.brackets.values())).place(reader.remarks())
    return root


def _brackets(source: Source) -> dict[Place, Brackets]:
    found: dict[Place, Brackets] = {}
    opened: list[tuple[Place, bool]] = []
    for event in events(source):
        if isinstance(event, yaml.CollectionStartEvent):
            start = _place(span_of(source, event))
            sign = source.line(start[0])[start[1] - 1 : start[1]]
            # a pair in a list may stand without braces of its own
            opened.append((start, bool(event.flow_style) and sign in {"{", "["}))
        elif isinstance(event, yaml.CollectionEndEvent):
            start, visible = opened.pop()
            if visible:
                span = span_of(source, event)
                found[start] = Brackets(start, (span.end_line, span.end_column))
    return found


def _place(span: Span) -> Place:
    return (span.line, span.column)


class _Remark(Struct, frozen=True):
    """A comment with the blanks before it, or a blank line."""

    place: Place
    text: str
    gap: str = ""
    alone: bool = True


class _Reader(Struct, eq=False):
    source: Source
    brackets: dict[Place, Brackets]
    order: list[Item] = field(default_factory=list)
    scalars: list[Scalar] = field(default_factory=list)

    def fill(self, item: Item, within: Brackets | None) -> None:
        """Add the items inside `item`, and theirs."""
        node = item.node
        if isinstance(node, Scalar):
            self.scalars.append(node)
            return
        inside = self.brackets.get((node.span.line, node.span.column), within)
        if isinstance(node, Mapping):
            for name, value in node.items.items():
                key = node.keys[name]
                self.scalars.append(key)
                self._add(item, value, key, inside)
        else:
            for value in node.items:
                self._add(item, value, None, inside)

    def _add(self, parent: Item, node: Node, key: Scalar | None, within: Brackets | None) -> None:
        span = node.span if key is None else key.span
        column = parent.node.span.column if isinstance(parent.node, Sequence) else span.column
        child = Item(node, key, (span.line, span.column), column, parent, within)
        parent.items.append(child)
        self.order.append(child)
        self.fill(child, within)

    def remarks(self) -> Iterator[_Remark]:
        """Yield every comment and blank line."""
        masked, inner = self._masked()
        for number, line in masked.items():
            if number in inner:
                continue
            if not line.strip():
                yield _Remark((number, 1), "")
                continue
            found = _COMMENT.search(line)
            if found is not None:
                before = line[: found.start()]
                text = self.source.line(number)[found.start() :].rstrip()
                gap = before[len(before.rstrip()) :]
                yield _Remark((number, found.start() + 1), text, gap, alone=not before.strip(" \t-"))

    def _masked(self) -> tuple[dict[int, str], set[int]]:
        """Return every line with its texts hidden, and the lines that are inside a text."""
        count = len(self.source.text.splitlines())
        lines = {number: self.source.line(number) for number in range(1, count + 1)}
        inner: set[int] = set()
        for scalar in self.scalars:
            span = scalar.span
            first, start, end = span.line, span.column - 1, span.end_column - 1
            last = span.end_line
            if last == first:
                lines[first] = (
                    lines.get(first, "")[:start] + _MASK * (end - start) + lines.get(first, "")[end:]
                )
                continue
            if lines[first][start : start + 1] in {"|", ">"}:
                while (
                    last > first
                    and not self.source.line(last)[: end if last == span.end_line else None].strip()
                ):
                    last -= 1
                inner.update(range(first + 1, last + 1))
                continue
            lines[first] = lines[first][:start] + _MASK
            inner.update(range(first + 1, last))
            lines[last] = _MASK * end + lines[last][end:]
        return lines, inner


class _Placer(Struct, eq=False):
    root: Item
    order: list[Item]
    brackets: list[Brackets]

    def place(self, remarks: Iterator[_Remark]) -> None:
        """Put every remark at its item; a blank line goes with what follows it."""
        starts = [item.start for item in self.order]
        blank: int | None = None
        for remark in remarks:
            at = bisect_left(starts, remark.place)
            if blank is not None and blank != at:
                self.order[blank].lead.append("")
                blank = None
            if not remark.text:
                blank = None if any(one.around(remark.place) for one in self.brackets) else at
                continue
            before = self.order[at - 1] if at else self.root
            if not remark.alone and at:
                _trailing(remark, before)
                continue
            target = self._alone(remark, before, self.order[at] if at < len(self.order) else None)
            target += [remark.text] if blank is None else ["", remark.text]
            blank = None
        if blank is not None and blank < len(self.order):
            self.order[blank].lead.append("")

    def _alone(self, remark: _Remark, before: Item, after: Item | None) -> list[str]:
        inside = [one for one in self.brackets if one.around(remark.place)]
        if inside:
            innermost = max(inside, key=lambda one: one.start)
            if after is not None and after.start < innermost.end:
                return _outermost(after).lead
            return _up_to(before, remark.place).foot
        column, floor = remark.place[1], 0 if after is None else after.column
        one: Item | None = _up_to(before, remark.place)
        while one is not None and one.column > floor:
            if one.column <= column:
                return one.foot
            one = one.parent
        return self.root.foot if after is None else after.lead


def _trailing(remark: _Remark, before: Item) -> None:
    item = _up_to(before, remark.place)
    if item.trail:
        item.lead.append(remark.text)
    else:
        item.trail = f"{remark.gap or ' '}{remark.text}"


def _outermost(item: Item) -> Item:
    """Return the member of a list that begins with `item`: nothing stands between it and its dash."""
    while (parent := item.parent) is not None and parent.parent is not None:
        if parent.key is not None or parent.items[0] is not item:
            break
        item = parent
    return item


def _up_to(item: Item, place: Place) -> Item:
    """Return `item`, or what it is part of if the brackets around it are closed at `place`."""
    while item.parent is not None and item.within is not None and not item.within.around(place):
        item = item.parent
    return item
