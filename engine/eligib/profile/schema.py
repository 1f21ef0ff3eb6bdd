"""The profile model, generated from the vocabulary as a pydantic-core schema.

Enters: the vocabulary. Leaves: a validator from the tree of a file, its scalars still text, to typed facts;
it finds every wrong value in one go. The core schema is used directly, since building pydantic classes for
a hundred facts takes longer than a whole `check`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic_core import PydanticCustomError, SchemaValidator

from eligib.language.faults import Fault
from eligib.messages import say
from eligib.profile.cells import read_cell, read_choices
from eligib.yamltree import Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable

    from eligib.language.vocabulary import Fact, Places, Record, Vocabulary
    from eligib.profile.model import FactValue

KNOWN = "known"


def build_validator(vocabulary: Vocabulary) -> SchemaValidator:
    """Return the validator of a whole profile."""
    places = vocabulary.places
    fields = {
        record.name: _members(record, places) if record.is_list else _record(record, places)
        for record in vocabulary.records.values()
    }
    fields["approvals"] = {"type": "dict", "values_schema": _plain(_decided)}
    fields["received"] = {"type": "list", "items_schema": _plain(_written)}
    schema: Any = _closed(fields)
    return SchemaValidator(schema)


def _record(record: Record, places: Places) -> dict[str, Any]:
    return _closed({fact.name: _plain(_reader(fact, places)) for fact in record.facts.values()})


def _members(record: Record, places: Places) -> dict[str, Any]:
    records = {"type": "list", "items_schema": _record(record, places)}
    choices = {"closed": records, "open": _closed({KNOWN: records})}
    return {"type": "tagged-union", "discriminator": _tag, "choices": choices}


def _tag(value: object) -> str:
    return "open" if isinstance(value, dict) else "closed"


def _closed(fields: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a mapping with these keys and no others, none required."""
    inner = {name: {"type": "typed-dict-field", "schema": schema} for name, schema in fields.items()}
    return {"type": "typed-dict", "fields": inner, "extra_behavior": "forbid", "total": False}


def _plain(read: Callable[[Any], Any]) -> dict[str, Any]:
    return {"type": "function-plain", "function": {"type": "no-info", "function": read}}


def _reader(fact: Fact, places: Places) -> Callable[[Any], FactValue]:
    def read(node: object) -> FactValue:
        try:
            if isinstance(node, Sequence) and fact.choices:
                return read_choices((_written(item) for item in node.items), fact)
            return read_cell(_written(node), fact, places)
        except Fault as fault:
            raise _carried(fault) from None

    return read


def _written(node: object) -> str:
    if isinstance(node, Scalar):
        return node.text
    raise _carried(Fault("wrong-shape", say("one value is expected here")))


def _decided(node: object) -> bool:
    text = _written(node)
    words = {"granted": True, "refused": False, "已批准": True, "未批准": False}
    if text in words:
        return words[text]
    fault = Fault("unknown-choice", say("`{got}` is no decision", got=text))
    fault.expected = say("one of {names}", names=("granted", "refused"))
    raise _carried(fault)


def _carried(fault: Fault) -> PydanticCustomError:
    """Return the error by which pydantic hands our fault through."""
    return PydanticCustomError("eligib", "fault", {"fault": fault})
