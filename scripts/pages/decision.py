"""The JSON of a decision: every field with its type and its description, from the schema itself."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import eligib.reports
from eligib.messages import Label
from pages.markdown import code, escaped, heading, line, link, page, table

if TYPE_CHECKING:
    from collections.abc import Iterator

SCHEMA = Path(eligib.reports.__file__).with_name("decision.schema.json")
_REF = "#/$defs/"


def decision_page() -> str:
    """Return the page of the decision's fields."""
    schema = json.loads(SCHEMA.read_text("utf-8"))
    parts = [escaped(schema["description"]), _fields(schema)]
    for name, part in schema["$defs"].items():
        parts.append(heading(2, code(name), name))
        parts.append(escaped(part.get("description", "")))
        parts.append(_fields(part) or _type(part))
    return page(Label("判定结果的 JSON", "The JSON of a decision"), *parts)


def _fields(schema: dict[str, Any]) -> str:
    head = [line(Label(*pair)) for pair in (("字段", "field"), ("类型", "type"), ("说明", "description"))]
    return table(head, _rows(schema, ""))


def _rows(schema: dict[str, Any], path: str) -> Iterator[tuple[str, str, str]]:
    for name, field in schema.get("properties", {}).items():
        full = f"{path}{name}"
        yield code(full), _type(field), escaped(field.get("description", ""))
        yield from _rows(field, f"{full}.")
        yield from _rows(field.get("items", {}), f"{full}[].")


def _type(field: dict[str, Any]) -> str:
    """Return the type of a field in a few words."""
    if "$ref" in field:
        name = field["$ref"].removeprefix(_REF)
        return link(name, "", name)
    if "const" in field:
        return code(json.dumps(field["const"]))
    if "enum" in field:
        return ", ".join(code(json.dumps(one)) for one in field["enum"])
    for union in ("anyOf", "oneOf"):
        if union in field:
            return " / ".join(dict.fromkeys(_type(one) for one in field[union]))
    kinds = field.get("type", "any")
    if kinds == "array":
        return f"array of {_type(field.get('items', {}))}"
    text = " / ".join(kinds) if isinstance(kinds, list) else kinds
    return f"{text} ({field['format']})" if "format" in field else text
