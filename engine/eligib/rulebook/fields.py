"""Reading a mapping of a rule file key by key, collecting every fault.

Enters: a YAML node and the list that faults go to. Leaves: plain values; `done` reports the keys that
nobody asked for, so an unknown key can never be ignored.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from eligib.diagnostics import Diagnostic, Span
from eligib.language.faults import Fault, nearest
from eligib.messages import Label, Text, say
from eligib.yamltree import Mapping, Node, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import TypeVar

    T = TypeVar("T")


SILENCE = "silence"
"""The key under which an entry says which checks of it are to keep quiet, and why."""


class Fields:
    """The keys of one mapping, each to be asked for once."""

    def __init__(self, node: Node, faults: list[Diagnostic]) -> None:
        self.faults = faults
        self.span = node.span
        self._asked: set[str] = set()
        self._shaped = isinstance(node, Mapping)
        if isinstance(node, Mapping):
            self.node = node
        else:
            self.node = Mapping(node.span)
            self.fault("wrong-shape", say("keys with values are expected here"), node.span)

    def fault(self, code: str, message: Text, span: Span | None = None, **more: object) -> None:
        """Report a fault at `span`, else at the mapping itself."""
        self.faults.append(Diagnostic(code, message, span or self.span, **more))  # type: ignore[arg-type]

    def get(self, key: str) -> Node | None:
        """Return the node of `key`, None where it is absent or empty."""
        self._asked.add(key)
        node = self.node.items.get(key)
        return None if isinstance(node, Scalar) and node.is_null else node

    def need(self, key: str) -> Node | None:
        """Return the node of `key`; its absence is a fault, unless nothing here could hold it."""
        node = self.get(key)
        if node is None and self._shaped:
            self.fault("missing-key", say("`{key}` is missing", key=key))
        return node

    def scalar(self, key: str) -> Scalar | None:
        """Return the text node of `key`, None where it is absent."""
        node = self.get(key)
        if node is None or isinstance(node, Scalar):
            return node
        self.fault("wrong-shape", say("`{key}` is one value", key=key), node.span)
        return None

    def text(self, key: str) -> str | None:
        """Return the text of `key`, None where it is absent."""
        node = self.scalar(key)
        return None if node is None else node.text

    def fields(self, key: str) -> Fields | None:
        """Return the mapping of `key` for reading, None where it is absent."""
        node = self.get(key)
        return None if node is None else Fields(node, self.faults)

    def children(self, key: str) -> list[tuple[Scalar, Fields]]:
        """Return the named mappings under `key`."""
        node = self.get(key)
        if node is None:
            return []
        if not isinstance(node, Mapping):
            self.fault("wrong-shape", say("keys with values are expected here"), node.span)
            return []
        return [(node.keys[name], Fields(child, self.faults)) for name, child in node.items.items()]

    def items(self, key: str) -> list[Node]:
        """Return the members of the list under `key`; a single value counts as a list of one."""
        node = self.get(key)
        if node is None:
            return []
        return node.items if isinstance(node, Sequence) else [node]

    def one_of(self, key: str, options: Iterable[str]) -> str | None:
        """Return the text of `key`, which must be one of `options`."""
        node, names = self.scalar(key), list(options)
        if node is None:
            return None
        if node.text in names:
            return node.text
        expected = say("one of {names}", names=tuple(names))
        message = say("`{got}` is no `{key}`", got=node.text, key=key)
        meant = nearest(node.text, names)
        self.fault("unknown-choice", message, node.span, meant=meant, expected=expected)
        return None

    def label(self, key: str) -> Label | None:
        """Return the two languages under `key`, None where it is absent."""
        node = self.get(key)
        return None if node is None else read_label(Fields(node, self.faults))

    def date(self, key: str) -> date | None:
        """Return the day under `key`, as `2020-09-30`."""
        node = self.scalar(key)
        return None if node is None else self.value(node, read_day)

    def value(self, node: Scalar, read: Callable[[str], T]) -> T | None:
        """Return what `read` makes of the text of `node`; its fault is reported at the place in the text."""
        try:
            return read(node.text)
        except Fault as fault:
            inner = node.span if node.plain else node.span.part(1, len(node.text) + 1)
            self.faults.append(fault.at(inner))
            return None

    def done(self, *, may_be_silenced: bool = False) -> None:
        """Report every key that was never asked for; `silence` is for the checks, where it may stand."""
        if may_be_silenced:
            self._asked.add(SILENCE)
        for key, node in self.node.keys.items():
            if key in self._asked:
                continue
            expected = say("one of {names}", names=tuple(sorted(self._asked)))
            meant = nearest(key, self._asked)
            message = say("unknown key `{key}`", key=key)
            self.fault("unknown-key", message, node.span, meant=meant, expected=expected)


def read_label(fields: Fields) -> Label:
    """Return a label from `{zh: ..., en: ...}`; a missing language is a fault."""
    texts = {language: fields.text(language) for language in ("zh", "en")}
    fields.done()
    for language, text in texts.items():
        if text is None and fields.node.items:
            fields.fault("missing-translation", say("the text in `{language}` is missing", language=language))
    return Label(texts["zh"] or texts["en"] or "", texts["en"] or texts["zh"] or "")


def read_day(text: str) -> date:
    """Return the day written as `2020-09-30`; raises `Fault`."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Fault("no-such-date", say("there is no day `{token}`", token=text)) from None
