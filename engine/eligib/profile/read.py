"""A firm's YAML or JSON file to a `Profile`.

Enters: a file or its text, and the rulebook whose vocabulary and ids it is read against. Leaves: the
profile, or every wrong key and value in one error, each with line and column, what was expected and what
may have been meant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import ValidationError

from eligib.diagnostics import Diagnostic, Source, quoted, visible
from eligib.errors import InputError
from eligib.language.faults import nearest
from eligib.messages import say
from eligib.profile.model import Members, Profile
from eligib.profile.names import MAX_TEXT
from eligib.profile.schema import KNOWN, build_validator
from eligib.sources import read_source
from eligib.yamltree import Mapping, Node, Scalar, Sequence, parse_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from pydantic_core import ErrorDetails, SchemaValidator

    from eligib.diagnostics import Span
    from eligib.language.faults import Fault
    from eligib.language.vocabulary import Fact, Record
    from eligib.messages import Text
    from eligib.profile.derive import Deriver
    from eligib.rulebook.model import Rulebook

EXTRA_KEYS = ("approvals", "received")
_COLON = say("a key ends in `:` and a blank, not in `：`")


class ProfileReader:
    """Reads profiles against one rulebook; the validator is built once.

    With `derivers`, a firm that states what its own figures exclude is at fault.
    """

    def __init__(self, rulebook: Rulebook, derivers: Iterable[Deriver] = ()) -> None:
        self._rulebook = rulebook
        self._derivers = tuple(derivers)
        self._validator: SchemaValidator = build_validator(rulebook.vocabulary)

    def read(self, path: str | Path) -> Profile:
        """Return the profile in the file at `path`, `-` for standard input.

        Raises:
            InputError: the file cannot be read or holds faults; the error carries all of them.
        """
        source = read_source(path)
        if isinstance(source, Diagnostic):
            raise InputError([source])
        return self.parse(source)

    def parse(self, source: Source) -> Profile:
        """Return the profile that the text of `source` states."""
        tree, faults = parse_yaml(source)
        if isinstance(tree, Scalar) and tree.is_null:
            tree = None
        if tree is None and not faults:
            faults = [Diagnostic("empty-file", say("`{name}` is empty", name=source.name))]
        if isinstance(tree, Scalar | Sequence):
            hint = _colon(tree) or say("a profile begins with a key, as `company:`")
            faults.append(
                Diagnostic("wrong-shape", say("a profile is a mapping of keys"), tree.span, hint=hint)
            )
        if not isinstance(tree, Mapping):
            raise InputError(faults)
        profile = self.read_node(tree, faults, source.name)
        if faults:
            raise InputError(sorted(faults, key=_place))
        return profile

    def read_node(self, tree: Mapping, faults: list[Diagnostic], name: str = "") -> Profile:
        """Return the profile in an already parsed tree; what is wrong is added to `faults`."""
        typed: dict[str, Any] = {}
        try:
            typed = self._validator.validate_python(_plain_tree(tree))
        except ValidationError as error:
            for detail in error.errors(include_url=False, include_input=False):
                faults.extend(self._diagnostics(tree, detail))
        self._check_ids(tree, faults)
        profile = _profile(typed, name)
        for deriver in self._derivers:
            if deriver.contradicts(profile.facts):
                stated = _descend(tree, [*deriver.derivation.fact.path.split(".")])
                faults.append(deriver.contradiction(profile.facts, stated.span))
        return profile

    def _diagnostics(self, tree: Mapping, detail: ErrorDetails) -> list[Diagnostic]:
        path = self._path(detail["loc"])
        node = _descend(tree, path)
        if "faults" in detail.get("ctx", {}):
            found: list[tuple[Fault, Span | None]] = detail["ctx"]["faults"]
            return [fault.at(span or node.span) for fault, span in found]
        if detail["type"] == "extra_forbidden":
            return [self._unknown_key(tree, path)]
        if detail["type"] == "list_type":
            hint = say("begin each member with `-`; where there is none, write `[]`")
            return [Diagnostic("wrong-shape", say("a list is expected here"), node.span, hint=hint)]
        return [
            Diagnostic("wrong-shape", say("a mapping of keys is expected here"), node.span, hint=_colon(node))
        ]

    def _path(self, location: tuple[int | str, ...]) -> list[int | str]:
        """Return the keys down to a value, without the name pydantic gives to the form of a list."""
        record = self._rulebook.vocabulary.records.get(str(location[0]))
        is_list = record is not None and record.is_list
        return [*location[:1], *location[2 if is_list else 1 :]]

    def _unknown_key(self, tree: Mapping, path: list[int | str]) -> Diagnostic:
        key, known = str(path[-1]), self._known_keys(path[:-1])
        name = ".".join(str(part) for part in dict.fromkeys((path[0], key)))
        owner = _descend(tree, path[:-1])
        where = owner.key_span(key) if isinstance(owner, Mapping) and key in owner.keys else owner.span
        return Diagnostic(
            "unknown-fact",
            say("unknown fact `{name}`", name=quoted(name)),
            where,
            expected=say("one of {names}", names=tuple(dict.fromkeys(known.values()))),
            hint=_COLON if ":" in key or "：" in key else None,
            meant=known.get(nearest(key[:MAX_TEXT], known) or ""),
        )

    def _known_keys(self, path: list[int | str]) -> dict[str, str]:
        """Return the keys that can stand at `path`, under their own names and those of their labels."""
        records = self._rulebook.vocabulary.records
        if not path:
            return _by_label(records) | {name: name for name in EXTRA_KEYS}
        record = records[str(path[0])]
        return {KNOWN: KNOWN} if record.is_list and len(path) == 1 else _by_label(record.facts)

    def _check_ids(self, tree: Mapping, faults: list[Diagnostic]) -> None:
        approvals, received = tree.items.get("approvals"), tree.items.get("received")
        if isinstance(approvals, Mapping):
            known = self._rulebook.vocabulary.approvals
            for name, node in approvals.keys.items():
                if name not in known:
                    message = say("unknown approval `{name}`", name=quoted(name))
                    meant = nearest(name[:MAX_TEXT], known)
                    faults.append(Diagnostic("unknown-approval", message, node.span, meant=meant))
        if isinstance(received, Sequence):
            benefits = self._rulebook.benefits
            for item in received.items:
                if isinstance(item, Scalar) and item.text not in benefits:
                    message = say("unknown benefit `{name}`", name=quoted(item.text))
                    meant = nearest(item.text[:MAX_TEXT], benefits)
                    faults.append(Diagnostic("unknown-benefit", message, item.span, meant=meant))


def _by_label(declared: dict[str, Record] | dict[str, Fact]) -> dict[str, str]:
    keys = {name: name for name in declared}
    for key, one in declared.items():
        keys |= {name: key for name in (one.label.zh, one.label.en) if name not in declared}
    return keys


def _place(diagnostic: Diagnostic) -> tuple[int, int]:
    span = diagnostic.where
    return (0, 0) if span is None else (span.line, span.column)


def _colon(node: Node) -> Text | None:
    """Return the advice on colons if they can be why a mapping came out as a text."""
    written = node.text if isinstance(node, Scalar) else ""
    return _COLON if ":" in written or "：" in written else None


def _plain_tree(node: Mapping) -> dict[str, Any]:
    """Return the tree as dicts and lists down to the values, None for what is unknown."""
    return {key: _record_or_list(child) for key, child in node.items.items()}


def _record_or_list(node: Node) -> object:
    if isinstance(node, Mapping):
        known = node.items.get(KNOWN)
        values = _values(node)
        if isinstance(known, Sequence):
            values[KNOWN] = _record_or_list(known)
        return values
    if isinstance(node, Sequence):
        return [_values(item) if isinstance(item, Mapping) else item for item in node.items]
    return None if node.is_null else node


def _values(node: Mapping) -> dict[str, Any]:
    return {
        key: None if isinstance(child, Scalar) and child.is_null else child
        for key, child in node.items.items()
    }


def _profile(typed: dict[str, Any], name: str) -> Profile:
    facts: dict[str, Any] = {}
    lists: dict[str, Members] = {}
    for owner, value in typed.items():
        if owner in EXTRA_KEYS or value is None:
            continue
        if isinstance(value, list):
            lists[owner] = Members(_members(value))
        elif isinstance(value.get(KNOWN), list):
            lists[owner] = Members(_members(value[KNOWN]), is_open=True)
        else:
            facts.update({f"{owner}.{key}": fact for key, fact in _given(value).items()})
    received = typed.get("received")
    return Profile(
        facts,
        lists,
        _given(typed.get("approvals") or {}),
        None if received is None else frozenset(received),
        str(facts.get("company.name", visible(name))),
    )


def _members(records: list[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    return tuple(_given(record) for record in records)


def _given(values: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in values.items() if value is not None}


def _descend(tree: Node, path: list[int | str]) -> Node:
    node = tree
    for key in path:
        if isinstance(node, Mapping) and str(key) in node.items:
            node = node.items[str(key)]
        elif isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
    return node
