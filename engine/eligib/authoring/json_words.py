"""Pieces that the JSON Schemas of all kinds of files share."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eligib.messages import render

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eligib.messages import Label, Language, Text

DRAFT = "https://json-schema.org/draft/2020-12/schema"
NAME_PATTERN = r"^[a-z][a-z0-9_-]*$"
DIGITS = r"^[0-9]+$"
# YAML makes numbers and truth values of texts that look like them
ANY_TEXT: dict[str, Any] = {"type": ["string", "number", "boolean"]}
AMOUNT: dict[str, Any] = {
    "type": "string",
    "pattern": r"^[0-9].*元$|^[0-9].*[千万亿]$",
    "examples": ["100万元"],
}
RATE: dict[str, Any] = {"type": "string", "pattern": r"^[0-9].*[%‰]$", "examples": ["20%"]}
DAY: dict[str, Any] = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$", "examples": ["2024-03-01"]}


def closed(properties: dict[str, Any], needed: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the schema of a mapping with these keys and no others."""
    schema = {"type": "object", "properties": properties, "additionalProperties": False}
    return schema | {"required": list(needed)} if needed else schema


LABEL = closed({"zh": ANY_TEXT, "en": ANY_TEXT}, ("zh", "en"))


def one_or_more(item: dict[str, Any], *, least: int = 1) -> dict[str, Any]:
    """Return the schema of `item` or a list of such."""
    return {"anyOf": [item, {"type": "array", "items": item, "minItems": least}]}


def named(labels: Mapping[str, Label], language: Language) -> dict[str, Any]:
    """Return the schema of one of the keys, each with its label as title."""
    keys = [{"const": key, "title": render(label, language)} for key, label in labels.items()]
    return {"oneOf": keys} if keys else {"type": "string"}


def told(hint: Text, schema: dict[str, Any], language: Language) -> dict[str, Any]:
    """Return `schema` with a sentence about it, which editors show."""
    return schema | {"description": render(hint, language)}
