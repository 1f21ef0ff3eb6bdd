"""The profile model, generated from the vocabulary as a pydantic-core schema.

Enters: the vocabulary. Leaves: a validator from the tree of a file, its scalars still text, to typed facts;
it finds every wrong value in one go. The core schema is used directly, since building pydantic classes for
a hundred facts takes longer than a whole `check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError, SchemaValidator

from eligib.diagnostics import quoted
from eligib.language.faults import Fault, nearest
from eligib.messages import say
from eligib.profile.cells import read_cell, read_choice, read_choices
from eligib.profile.names import MAX_TEXT
from eligib.yamltree import Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from eligib.diagnostics import Span
    from eligib.language.vocabulary import Fact, Kind, Record, Tree, Vocabulary
    from eligib.profile.model import FactValue

KNOWN = "known"
DECISIONS = {"granted": True, "refused": False, "已批准": True, "未批准": False}


def build_validator(vocabulary: Vocabulary) -> SchemaValidator:
    """Return the validator of a whole profile."""
    trees = vocabulary.trees
    fields = {
        record.name: _members(record, trees) if record.is_list else _record(record, trees)
        for record in vocabulary.records.values()
    }
    fields["approvals"] = {"type": "dict", "values_schema": _or_unknown(_plain(_decided))}
    fields["received"] = {"type": "list", "items_schema": _plain(_written)}
    schema: Any = _closed(fields)
    return SchemaValidator(schema)


def _record(record: Record, trees: dict[Kind, Tree]) -> dict[str, Any]:
    return _closed({fact.name: _plain(_reader(fact, trees)) for fact in record.facts.values()})


def _members(record: Record, trees: dict[Kind, Tree]) -> dict[str, Any]:
    records = {"type": "list", "items_schema": _record(record, trees)}
    choices = {"closed": records, "open": _closed({KNOWN: records})}
    return {"type": "tagged-union", "discriminator": _tag_of(record), "choices": choices}


def _tag_of(record: Record) -> Callable[[object], str]:
    def tag(value: object) -> str:
        """Say `open` of `{known: ...}` and its misspellings, not of a member outside any list."""
        if not isinstance(value, dict) or not value:
            return "closed"
        return "open" if KNOWN in value or record.facts.keys().isdisjoint(value) else "closed"

    return tag


def _closed(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a mapping with these keys and no others, each of them absent, unknown or valid."""
    inner = {
        name: {"type": "typed-dict-field", "schema": _or_unknown(schema)} for name, schema in fields.items()
    }
    return {"type": "typed-dict", "fields": inner, "extra_behavior": "forbid", "total": False}


def _or_unknown(schema: dict[str, Any]) -> dict[str, Any]:
    return {"type": "nullable", "schema": schema}


def _plain(read: Callable[[Any], Any]) -> dict[str, Any]:
    """Return the schema of a value that `read` makes; its faults are carried through pydantic."""

    def carry(node: object) -> object:
        try:
            return read(node)
        except Fault as fault:
            raise _carried([(fault, None)]) from None

    return {"type": "function-plain", "function": {"type": "no-info", "function": carry}}


def _reader(fact: Fact, trees: dict[Kind, Tree]) -> Callable[[Any], FactValue]:
    def read(node: object) -> FactValue:
        if isinstance(node, Sequence) and fact.choices:
            return read_choices(_chosen(node, fact), fact)
        return read_cell(_written(node), fact, trees)

    return read


def _chosen(node: Sequence, fact: Fact) -> frozenset[str]:
    keys: set[str] = set()
    faults: list[tuple[Fault, Span | None]] = []
    for item in node.items:
        try:
            keys.add(read_choice(_written(item), fact))
        except Fault as fault:
            faults.append((fault, item.span))
    if faults:
        raise _carried(faults)
    return frozenset(keys)


def _written(node: object) -> str:
    if isinstance(node, Scalar):
        return node.text
    raise Fault("wrong-shape", say("one value is expected here"))


def _decided(node: object) -> bool:
    text = _written(node).strip()
    if text in DECISIONS:
        return DECISIONS[text]
    message = say("`{got}` is no decision", got=quoted(text))
    expected = say("one of {names}", names=tuple(DECISIONS))
    raise Fault("unknown-choice", message, expected=expected, meant=nearest(text[:MAX_TEXT], DECISIONS))


def _carried(faults: list[tuple[Fault, Span | None]]) -> PydanticCustomError:
    """Return the error by which pydantic hands our faults through, each with its place if known here."""
    return PydanticCustomError("eligib", "fault", {"faults": faults})
