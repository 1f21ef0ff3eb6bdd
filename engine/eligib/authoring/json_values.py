"""The JSON Schema of the `value` of a benefit: one form for each leading key, as the rulebook reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from eligib.authoring.json_words import AMOUNT, DAY, LABEL, RATE, closed
from eligib.language.vocabulary import Kind
from eligib.messages import render, say

if TYPE_CHECKING:
    from eligib.messages import Language
    from eligib.rulebook.model import Rulebook

_DATED = {"type": "object", "propertyNames": {"pattern": DAY["pattern"]}, "minProperties": 1}
_TIME = {"type": "string", "pattern": r"^[0-9]+ [a-z]+$", "examples": ["3 months"]}
_AREA = {"type": "string", "pattern": r"^[0-9].* m2$", "examples": ["1000 m2"]}
_OPERAND = {"type": ["string", "number"]}


def value_schema(rulebook: Rulebook, language: Language) -> dict[str, Any]:
    """Return the schema of a value: `unstated`, one form, or a list of both."""
    one = {"anyOf": [{"const": "unstated"}, *_forms(rulebook)]}
    about = say("`unstated`, one form as `{example}`, or a list of them", example="{exactly: 10万元}")
    return {
        "description": render(about, language),
        "anyOf": [*one["anyOf"], {"type": "array", "items": one}],
    }


def _forms(rulebook: Rulebook) -> list[dict[str, Any]]:
    money = _figure(AMOUNT)
    forms: list[dict[str, Any]] = [
        closed({word: money}, (word,)) for word in ("exactly", "up_to", "may_exceed")
    ]
    ends = {"type": "array", "items": AMOUNT, "minItems": 2, "maxItems": 2}
    rate = {"anyOf": [*_figure(RATE)["anyOf"], closed({"at_most": _figure(RATE)}, ("at_most",))]}
    forms += [
        closed({"between": ends}, ("between",)),
        _table(rulebook),
        closed(
            {"share": _figure(RATE), "of": _operand(rulebook, Kind.MONEY), "at_most": money}, ("share", "of")
        ),
        closed(
            {"monthly": money, "months": _operand(rulebook, Kind.COUNT, Kind.MONTHS)}, ("monthly", "months")
        ),
        closed({"rate": rate, "of": _operand(rulebook, Kind.MONEY)}, ("rate", "of")),
        closed({"principal": _bounded(AMOUNT)}, ("principal",)),
        closed({"area": _bounded(_AREA), "for": _TIME}, ("area",)),
        closed({"extension": _TIME}, ("extension",)),
        closed({"unstated": LABEL}, ("unstated",)),
    ]
    return forms


def _figure(one: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a figure, which may be dated."""
    return {"anyOf": [one, _DATED | {"additionalProperties": {"anyOf": [one, {"type": "null"}]}}]}


def _bounded(one: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [*_figure(one)["anyOf"], closed({"up_to": _figure(one)}, ("up_to",))]}


def _operand(rulebook: Rulebook, *kinds: Kind) -> dict[str, Any]:
    return _OPERAND | {"examples": [*_paths(rulebook, *kinds)]}


def _paths(rulebook: Rulebook, *kinds: Kind) -> list[str]:
    return [
        f"{record.one or record.name}.{fact.name}"
        for record in rulebook.vocabulary.records.values()
        for fact in record.facts.values()
        if fact.kind in kinds
    ]


def _table(rulebook: Rulebook) -> dict[str, Any]:
    """Return the schema of a table: the rows are choices of some fact, or `else`."""
    choices = {
        choice
        for record in rulebook.vocabulary.records.values()
        for fact in record.facts.values()
        if fact.kind is Kind.CHOICE
        for choice in fact.choices
    }
    return {
        "type": "object",
        "required": ["by"],
        "properties": {"by": _operand(rulebook, Kind.CHOICE)},
        "propertyNames": {"enum": ["by", "else", *sorted(choices)]},
        "additionalProperties": _figure(AMOUNT),
    }
