"""YAML text to a tree of texts, each with its place; no value is interpreted here.

Enters: a `Source`. Leaves: `Scalar`, `Sequence` and `Mapping` nodes, and a diagnostic for everything that
YAML would do silently: a later key that wins over an earlier one, an alias, a tag, a second document.
The tree is built from parser events, not by recursion, since deep nesting crashes libyaml's own composer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from eligib.diagnostics import Diagnostic, Source, Span
from eligib.messages import Text, say

MAX_DEPTH = 40
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(slots=True, eq=False)
class Scalar:
    """A text as written; `plain` where it stands without quotes."""

    span: Span
    text: str
    plain: bool

    @property
    def is_null(self) -> bool:
        """Whether the text is one of YAML's words for nothing."""
        return self.plain and self.text in _NULLS


@dataclass(slots=True, eq=False)
class Sequence:
    """A list of nodes."""

    span: Span
    items: list[Node] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Mapping:
    """Keys with their nodes, in order; `key_of` keeps where each key stands."""

    span: Span
    items: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)

    def key_span(self, key: str) -> Span:
        """Return where `key` is written."""
        return self.keys[key].span


Node: TypeAlias = Scalar | Sequence | Mapping


def parse_yaml(source: Source) -> tuple[Node | None, list[Diagnostic]]:
    """Return the tree of the one document in `source`, and every fault found on the way."""
    builder = _Builder(source)
    try:
        for event in yaml.parse(source.text, Loader=_LOADER):
            builder.take(event)
    except yaml.YAMLError as error:
        builder.faults.append(_syntax(source, error))
        return None, builder.faults
    except _TooDeepError:
        return None, builder.faults
    return builder.root, builder.faults


class _TooDeepError(Exception):
    pass


class _Builder:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Node | None = None
        self.faults: list[Diagnostic] = []
        self._open: list[tuple[Mapping | Sequence, list[Scalar | None]]] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_extras(event)
            span = self._span(event)
            self._place(Scalar(span, event.value, not event.style))
        elif isinstance(event, yaml.MappingStartEvent):
            self._start(event, Mapping(self._span(event)))
        elif isinstance(event, yaml.SequenceStartEvent):
            self._start(event, Sequence(self._span(event)))
        elif isinstance(event, yaml.MappingEndEvent | yaml.SequenceEndEvent):
            self._open.pop()
        elif isinstance(event, yaml.AliasEvent):
            self._alias(event)
        elif isinstance(event, yaml.DocumentStartEvent):
            self._documents += 1
            if self._documents > 1:
                self._fault("yaml-second-document", say("a file holds one document only"), event)

    def _start(self, event: yaml.CollectionStartEvent, node: Mapping | Sequence) -> None:
        self._refuse_extras(event)
        self._place(node)
        self._open.append((node, [None]))
        if len(self._open) > MAX_DEPTH:
            text = say("nested more than {depth} levels deep", depth=MAX_DEPTH)
            self._fault("yaml-too-deep", text, event)
            raise _TooDeepError

    def _place(self, node: Node) -> None:
        if not self._open:
            if self._documents <= 1:
                self.root = node
            return
        parent, pending = self._open[-1]
        if isinstance(parent, Sequence):
            parent.items.append(node)
            return
        key = pending[0]
        if key is None:
            pending[0] = self._key(node)
            return
        pending[0] = None
        if key.text in parent.items:
            first = parent.keys[key.text].span.line
            message = say("key `{key}` is given twice, first on line {line}", key=key.text, line=first)
            self.faults.append(Diagnostic("duplicate-key", message, key.span))
            return
        parent.items[key.text] = node
        parent.keys[key.text] = key

    def _key(self, node: Node) -> Scalar:
        if isinstance(node, Scalar):
            return node
        self.faults.append(Diagnostic("yaml-key", say("a key must be one plain word"), node.span))
        return Scalar(node.span, f"?{len(self.faults)}", plain=False)

    def _alias(self, event: yaml.AliasEvent) -> None:
        text = say("aliases (`*{name}`) are not allowed", name=event.anchor)
        self._fault("yaml-alias", text, event)
        self._place(Scalar(self._span(event), "", plain=True))

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            text = say("anchors (`&{name}`) are not allowed", name=event.anchor)
            self._fault("yaml-alias", text, event)
        if event.tag is not None:
            self._fault("yaml-tag", say("tags (`{tag}`) are not allowed", tag=event.tag), event)

    def _fault(self, code: str, message: Text, event: yaml.Event) -> None:
        hint = say("write the value out where it is needed")
        advice = hint if code in {"yaml-alias", "yaml-tag"} else None
        self.faults.append(Diagnostic(code, message, self._span(event), hint=advice))

    def _span(self, event: yaml.Event) -> Span:
        start, end = event.start_mark, event.end_mark
        if start is None or end is None:
            return Span(self.source, 1, 1, 1, 2)
        return Span(self.source, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


_HINTS = (
    (
        "cannot start any token",
        say("tabs may not indent, and a text that starts with a special sign wants quotes"),
    ),
    (
        "mapping values are not allowed",
        say("a text that holds `: ` wants quotes; check the indentation"),
    ),
    ("could not find expected ':'", say("a key is followed by a colon and a blank")),
    ("did not find expected", say("check the indentation, brackets and quotes just above")),
    ("unexpected end of stream", say("a quote or bracket is never closed")),
)


def _syntax(source: Source, error: yaml.YAMLError) -> Diagnostic:
    mark: yaml.Mark | None = None
    problem = str(getattr(error, "reason", error))
    if isinstance(error, yaml.MarkedYAMLError):
        problem = str(error.problem or error.context or "")
        mark = error.problem_mark
    where = None if mark is None else _at(source, mark)
    hint = next((text for start, text in _HINTS if start in problem), None)
    message = say("this is not valid YAML: {problem}", problem=problem)
    return Diagnostic("yaml-syntax", message, where, hint=hint)


def _at(source: Source, mark: yaml.Mark) -> Span:
    line, column = mark.line + 1, mark.column + 1
    return Span(source, line, column, line, column + 1)
