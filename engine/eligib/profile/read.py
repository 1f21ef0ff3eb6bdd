"""A firm's YAML or JSON file to a `Profile`.

Enters: a file or its text, and the rulebook whose vocabulary and ids it is read against. Leaves: the
profile, or every wrong key and value in one error, each with line and column, what was expected and what
may have been meant.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic_core import ValidationError

from eligib.diagnostics import Diagnostic, Source, Span
from eligib.errors import InputError
from eligib.language.faults import Fault, nearest
from eligib.messages import say
from eligib.profile.model import Members, Profile
from eligib.profile.schema import KNOWN, build_validator
from eligib.sources import read_source
from eligib.yamltree import Mapping, Node, Scalar, Sequence, parse_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from pydantic_core import ErrorDetails, SchemaValidator

    from eligib.rulebook.model import Rulebook

_SURROGATES = re.compile(r"\\u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})")
EXTRA_KEYS = ("approvals", "received")


class ProfileReader:
    """Reads profiles against one rulebook; the validator is built once."""

    def __init__(self, rulebook: Rulebook) -> None:
        self._rulebook = rulebook
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
        tree, faults = parse_yaml(Source(source.name, _SURROGATES.sub(_joined, source.text)))
        if tree is None and not faults:
            faults = [Diagnostic("empty-file", say("`{name}` is empty", name=source.name))]
        if isinstance(tree, Scalar | Sequence):
            hint = say("a profile begins with a key, as `company:`")
            faults.append(
                Diagnostic("wrong-shape", say("a profile is a mapping of keys"), tree.span, hint=hint)
            )
        if not isinstance(tree, Mapping):
            raise InputError(faults)
        profile = self.read_node(tree, faults, source.name)
        if faults:
            raise InputError(faults)
        return profile

    def read_node(self, tree: Mapping, faults: list[Diagnostic], name: str = "") -> Profile:
        """Return the profile in an already parsed tree; what is wrong is added to `faults`."""
        typed: dict[str, Any] = {}
        try:
            typed = self._validator.validate_python(_plain_tree(tree))
        except ValidationError as error:
            faults.extend(self._diagnostic(tree, detail) for detail in error.errors(include_url=False))
        self._check_ids(tree, faults)
        return _profile(typed, name)

    def _diagnostic(self, tree: Mapping, detail: ErrorDetails) -> Diagnostic:
        path = [key for key in detail["loc"] if key not in {"open", "closed"}]
        fault = detail.get("ctx", {}).get("fault")
        if isinstance(fault, Fault):
            return fault.at(_value_span(tree, path))
        if detail["type"] == "extra_forbidden":
            return self._unknown_key(tree, path)
        message = say("a mapping of keys is expected here")
        if detail["type"] == "list_type":
            message = say("a list is expected here")
        return Diagnostic("wrong-shape", message, _value_span(tree, path))

    def _unknown_key(self, tree: Mapping, path: list[int | str]) -> Diagnostic:
        key, known = str(path[-1]), self._known_keys(path[:-1])
        message = say("unknown fact `{name}`", name=".".join(str(part) for part in path if part != KNOWN))
        owner = _descend(tree, path[:-1])
        where = owner.key_span(key) if isinstance(owner, Mapping) and key in owner.keys else owner.span
        expected = say("one of {names}", names=tuple(known))
        return Diagnostic("unknown-fact", message, where, expected, meant=nearest(key, known))

    def _known_keys(self, path: list[int | str]) -> list[str]:
        records = self._rulebook.vocabulary.records
        if not path:
            return [*records, *EXTRA_KEYS]
        return list(records[str(path[0])].facts) if str(path[0]) in records else []

    def _check_ids(self, tree: Mapping, faults: list[Diagnostic]) -> None:
        approvals, received = tree.items.get("approvals"), tree.items.get("received")
        if isinstance(approvals, Mapping):
            known = self._rulebook.vocabulary.approvals
            for name, node in approvals.keys.items():
                if name not in known:
                    message = say("unknown approval `{name}`", name=name)
                    faults.append(
                        Diagnostic("unknown-approval", message, node.span, meant=nearest(name, known))
                    )
        if isinstance(received, Sequence):
            for item in received.items:
                if isinstance(item, Scalar) and item.text not in self._rulebook.benefits:
                    message = say("unknown benefit `{name}`", name=item.text)
                    meant = nearest(item.text, self._rulebook.benefits)
                    faults.append(Diagnostic("unknown-benefit", message, item.span, meant=meant))


def _joined(match: re.Match[str]) -> str:
    """Return the character of a JSON surrogate pair, which YAML does not know."""
    high, low = int(match[1], 16), int(match[2], 16)
    return chr(0x10000 + ((high - 0xD800) << 10) + (low - 0xDC00))


def _plain_tree(node: Mapping) -> dict[str, Any]:
    """Return the tree as dicts and lists down to the values; null is left out, since it is unknown."""
    plain: dict[str, Any] = {}
    for key, child in node.items.items():
        if isinstance(child, Scalar) and child.is_null:
            continue
        plain[key] = _record_or_list(child)
    return plain


def _record_or_list(node: Node) -> object:
    if isinstance(node, Mapping):
        known = node.items.get(KNOWN)
        if isinstance(known, Sequence):
            return {**_plain_tree(node), KNOWN: _record_or_list(known)}
        return _plain_tree_of_values(node)
    if isinstance(node, Sequence):
        return [_plain_tree_of_values(item) if isinstance(item, Mapping) else item for item in node.items]
    return node


def _plain_tree_of_values(node: Mapping) -> dict[str, Any]:
    return {
        key: child for key, child in node.items.items() if not (isinstance(child, Scalar) and child.is_null)
    }


def _profile(typed: dict[str, Any], name: str) -> Profile:
    facts: dict[str, Any] = {}
    lists: dict[str, Members] = {}
    for owner, value in typed.items():
        if owner in EXTRA_KEYS:
            continue
        if isinstance(value, list):
            lists[owner] = Members(tuple(value))
        elif KNOWN in value and isinstance(value[KNOWN], list):
            lists[owner] = Members(tuple(value[KNOWN]), is_open=True)
        else:
            facts.update({f"{owner}.{key}": fact for key, fact in value.items()})
    received = frozenset(typed["received"]) if "received" in typed else None
    shown = facts.get("company.name", name)
    return Profile(facts, lists, typed.get("approvals", {}), received, str(shown))


def _descend(tree: Node, path: list[int | str]) -> Node:
    node = tree
    for key in path:
        if isinstance(node, Mapping) and str(key) in node.items:
            node = node.items[str(key)]
        elif isinstance(node, Sequence) and isinstance(key, int) and key < len(node.items):
            node = node.items[key]
    return node


def _value_span(tree: Node, path: list[int | str]) -> Span:
    return _descend(tree, path).span
