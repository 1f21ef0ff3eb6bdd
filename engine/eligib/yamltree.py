"""YAML text to a tree of texts, each with its place; no value is interpreted here.

Enters: a `Source`. Leaves: `Scalar`, `Sequence` and `Mapping` nodes, and a diagnostic for everything that
YAML would do silently: a later key that wins over an earlier one, an alias, a tag, a second document.
The tree is built from parser events, not by recursion, since deep nesting crashes libyaml's own composer.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeAlias

import yaml
from msgspec import Struct, field

from eligib.diagnostics import Diagnostic, Source, Span, quoted
from eligib.messages import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_DEPTH = 40
_LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NULLS = frozenset({"", "~", "null", "Null", "NULL"})
_UNREADABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_STANDARD_TAG = "tag:yaml.org,2002:"
# JSON writes a sign beyond U+FFFF as a pair, which YAML does not know; each is joined, and filled up to the
# length it had, so that every column stays the one in the file.
_PAIR = re.compile(r"(?<!\\)((?:\\\\)*)\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_ESCAPE = "\\u"
_FILL = "\ue000" * 11
_JOINED = re.compile(f"([\U00010000-\U0010ffff]){_FILL}")


# Without `gc`: a tree has no rings, and to look for some among tens of thousands takes a third of the time.
class Scalar(Struct, eq=False, gc=False):
    """A text as written; `plain` where it stands without quotes."""

    span: Span
    text: str
    plain: bool

    @property
    def is_null(self) -> bool:
        """Whether the text is one of YAML's words for nothing."""
        return self.plain and self.text in _NULLS


class Sequence(Struct, eq=False, gc=False):
    """A list of nodes."""

    span: Span
    items: list[Node] = field(default_factory=list)


class Mapping(Struct, eq=False, gc=False):
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
    unreadable = _UNREADABLE.search(source.text)
    if unreadable:
        return None, [_control(source, unreadable)]
    builder = _Builder(source)
    try:
        for event in events(source):
            builder.take(event)
    except yaml.YAMLError as error:
        builder.faults.append(_syntax(source, error))
        return None, builder.faults
    except _TooDeepError:
        return None, builder.faults
    return builder.root, builder.faults


def events(source: Source) -> Iterator[yaml.Event]:
    """Return the parser's events of `source`; raises `yaml.YAMLError` on the way where it is no YAML."""
    # to look for a pair takes a third as long as to parse
    text = _PAIR.sub(_join, source.text) if _ESCAPE in source.text else source.text
    return yaml.parse(text, Loader=_LOADER)


def _join(pair: re.Match[str]) -> str:
    high, low = int(pair[2], 16) - 0xD800, int(pair[3], 16) - 0xDC00
    return f"{pair[1]}{chr(0x10000 + (high << 10) + low)}{_FILL}"


def _split(joined: re.Match[str]) -> str:
    """Return the pair as it was written: outside double quotes it is plain text."""
    point = ord(joined[1]) - 0x10000
    return f"\\u{0xD800 + (point >> 10):04x}\\u{0xDC00 + (point & 0x3FF):04x}"


class _TooDeepError(Exception):
    pass


class _Open(Struct, eq=False):
    """A list or mapping that is being read; `key` waits for its value.

    `is_key` where it stands as a key itself, which is a fault; then `skips` the value after it.
    """

    node: Mapping | Sequence
    is_key: bool = False
    key: Scalar | None = None
    skips: bool = False


class _Builder:
    def __init__(self, source: Source) -> None:
        self.source = source
        self.root: Node | None = None
        self.faults: list[Diagnostic] = []
        self._open: list[_Open] = []
        self._documents = 0

    def take(self, event: yaml.Event) -> None:
        """Add one event to the tree; those that bear nothing are passed over."""
        add = _ADD.get(event.__class__)
        if add is not None:
            add(self, event)

    def scalar(self, event: yaml.ScalarEvent) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        self._place(self._scalar(event))

    def mapping(self, event: yaml.MappingStartEvent) -> None:
        self._start(event, Mapping(self._span(event)))

    def sequence(self, event: yaml.SequenceStartEvent) -> None:
        self._start(event, Sequence(self._span(event)))

    def end(self, _event: yaml.CollectionEndEvent) -> None:
        self._open.pop()

    def document(self, event: yaml.DocumentStartEvent) -> None:
        self._documents += 1
        if self._documents > 1:
            self._fault("yaml-second-document", say("a file holds one document only"), event)

    def _scalar(self, event: yaml.ScalarEvent) -> Scalar:
        text = event.value
        if _FILL in text:
            text = _JOINED.sub(r"\1" if event.style == '"' else _split, text)
        return Scalar(self._span(event), text, not event.style)

    def _start(self, event: yaml.CollectionStartEvent, node: Mapping | Sequence) -> None:
        if event.anchor is not None or event.tag is not None:
            self._refuse_extras(event)
        self._open.append(_Open(node, is_key=self._place(node)))
        if len(self._open) > MAX_DEPTH:
            text = say("nested more than {depth} levels deep", depth=MAX_DEPTH)
            self._fault("yaml-too-deep", text, event)
            raise _TooDeepError

    def _place(self, node: Node) -> bool:
        """Put `node` where it belongs; return whether it is a list or mapping in the place of a key."""
        if not self._open:
            if self._documents <= 1:
                self.root = node
            return False
        parent = self._open[-1]
        if isinstance(parent.node, Sequence):
            parent.node.items.append(node)
        elif parent.skips:
            parent.skips = False
        elif parent.key is not None:
            self._pair(parent.node, parent.key, node)
            parent.key = None
        elif isinstance(node, Scalar):
            parent.key = node
        else:
            parent.skips = True
            if not parent.is_key:
                self.faults.append(Diagnostic("yaml-key", say("a key must be one plain word"), node.span))
            return True
        return False

    def _pair(self, parent: Mapping, key: Scalar, node: Node) -> None:
        if key.text in parent.items:
            message = say(
                "key `{key}` is given twice, first on line {line}",
                key=quoted(key.text),
                line=parent.keys[key.text].span.line,
            )
            self.faults.append(Diagnostic("duplicate-key", message, key.span))
            return
        parent.items[key.text] = node
        parent.keys[key.text] = key

    def alias(self, event: yaml.AliasEvent) -> None:
        text = say("aliases (`*{name}`) are not allowed", name=quoted(event.anchor or ""))
        self._fault("yaml-alias", text, event)
        self._place(Scalar(self._span(event), "", plain=True))

    def _refuse_extras(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            text = say("anchors (`&{name}`) are not allowed", name=quoted(event.anchor))
            self._fault("yaml-alias", text, event)
        if event.tag is not None:
            tag = event.tag.replace(_STANDARD_TAG, "!!", 1)
            self._fault("yaml-tag", say("tags (`{tag}`) are not allowed", tag=quoted(tag)), event)

    def _fault(self, code: str, message: Text, event: yaml.Event) -> None:
        hint = say("write the value out where it is needed")
        advice = hint if code in {"yaml-alias", "yaml-tag"} else None
        self.faults.append(Diagnostic(code, message, self._span(event), hint=advice))

    def _span(self, event: yaml.Event) -> Span:
        return span_of(self.source, event)


def span_of(source: Source, event: yaml.Event) -> Span:
    """Return where the text of `event` stands."""
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return Span(source, 1, 1, 1, 2)
    return Span(source, start.line + 1, start.column + 1, end.line + 1, end.column + 1)


# by class, since there are thousands of events and five kinds of them
_ADD: dict[type[yaml.Event], Callable[[_Builder, Any], None]] = {
    yaml.ScalarEvent: _Builder.scalar,
    yaml.MappingStartEvent: _Builder.mapping,
    yaml.MappingEndEvent: _Builder.end,
    yaml.SequenceStartEvent: _Builder.sequence,
    yaml.SequenceEndEvent: _Builder.end,
    yaml.AliasEvent: _Builder.alias,
    yaml.DocumentStartEvent: _Builder.document,
}


def _control(source: Source, found: re.Match[str]) -> Diagnostic:
    message = say("the control character U+{code} has no place in a text", code=f"{ord(found[0]):04X}")
    return Diagnostic("control-character", message, source.at(found.start()), hint=say("delete it"))


# what libyaml says, what we say of it, what may help
_PROBLEMS: tuple[tuple[str, Text, Text | None], ...] = (
    (
        "cannot start any token",
        say("a value cannot begin with this sign"),
        say("put the text in quotes; indent with blanks, not with tabs"),
    ),
    ("a tab character", say("a tab cannot indent"), say("indent with blanks")),
    (
        "mapping values are not allowed",
        say("no key can end here"),
        say("a text that holds `: ` wants quotes; a key ends in `:`, not in `：`; check the indentation"),
    ),
    (
        "could not find expected ':'",
        say("this is neither a key with a value nor a member of a list"),
        say("a key ends in `:` and a blank, not in `：`"),
    ),
    ("unexpected ':'", say("no key can end here"), say("a key ends in `:` and a blank, not in `：`")),
    ("unexpected end of stream", say("this quote is never closed"), None),
    (
        "expected ',' or '",
        say("the bracket opened on line {line} is not closed, or a comma is missing"),
        say("check the brackets, commas and quotes just above"),
    ),
    (
        "did not find expected",
        say("something is out of place here"),
        say("check the indentation, brackets and quotes just above"),
    ),
    (
        "escape c",
        say("this escape in double quotes has no meaning"),
        say("double a backslash that means itself, or use single quotes"),
    ),
)


def _syntax(source: Source, error: yaml.YAMLError) -> Diagnostic:
    if not isinstance(error, yaml.MarkedYAMLError):
        return Diagnostic("yaml-syntax", say("this is not valid YAML: {problem}", problem=str(error)))
    problem, opened, mark = str(error.problem or error.context), error.context_mark, error.problem_mark
    at_end = mark is not None and mark.index >= len(source.text)
    if opened is not None and (at_end or "find expected ':'" in problem):
        mark = opened  # what is missing is noticed late: it is shown where it began
    where = None if mark is None else _at(source, mark)
    if at_end and "node content" in problem:
        return Diagnostic("yaml-syntax", say("the file ends inside a bracket"), where)
    for part, text, hint in _PROBLEMS:
        if part in problem:
            line = 0 if opened is None else opened.line + 1
            return Diagnostic("yaml-syntax", Text(text.template, (("line", line),)), where, hint=hint)
    return Diagnostic("yaml-syntax", say("this is not valid YAML: {problem}", problem=problem), where)


def _at(source: Source, mark: yaml.Mark) -> Span:
    line, column = mark.line + 1, mark.column + 1
    return Span(source, line, column, line, column + 1)
