"""Diagnostics of many files in four formats: the same findings in each."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from eligib.diagnostics import Diagnostic, Severity, Source
from eligib.messages import say
from eligib.reports.findings import FORMATS, Findings

SOURCE = Source("/srv/rules/河港/a b.yaml", "zone: riverport\nkind: subsidies\u202e\n")
FOUND = (
    Diagnostic(
        "unknown-choice",
        say("`{got}` is no `{key}`", got="subsidies", key="kind"),
        SOURCE.at(22),
        meant="subsidy",
    ),
    Diagnostic("not-checked", say("this is not checked"), hint=say("give it"), severity=Severity.NOTE),
    Diagnostic(
        "unknown-choice", say("once more"), Source("/elsewhere/b.yaml", "x").at(0), severity=Severity.WARNING
    ),
)
TITLES = {"unknown-choice": say("a word that may not stand here")}
FINDINGS = Findings(FOUND, Path("/srv"), TITLES, "1.2.3", "en", 80, 4)

# what SARIF 2.1.0 asks of the parts that we write
TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string", "minLength": 1}}}
POSITIVE = {"type": "integer", "minimum": 1}
SARIF: dict[str, Any] = {
    "type": "object",
    "required": ["version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "format": "uri"},
        "version": {"const": "2.1.0"},
        "runs": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/run"}},
    },
    "$defs": {
        "run": {
            "type": "object",
            "required": ["tool", "results"],
            "additionalProperties": False,
            "properties": {
                "tool": {"required": ["driver"], "properties": {"driver": {"$ref": "#/$defs/driver"}}},
                "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                "originalUriBaseIds": {
                    "type": "object",
                    "additionalProperties": {
                        "required": ["uri"],
                        "properties": {"uri": {"pattern": "^file:///.*/$"}},
                    },
                },
                "results": {"type": "array", "items": {"$ref": "#/$defs/result"}},
            },
        },
        "driver": {
            "type": "object",
            "required": ["name"],
            "properties": {
                "rules": {
                    "type": "array",
                    "uniqueItems": True,
                    "items": {"required": ["id"], "properties": {"shortDescription": TEXT}},
                }
            },
        },
        "result": {
            "type": "object",
            "required": ["message", "ruleId"],
            "additionalProperties": False,
            "properties": {
                "ruleId": {"type": "string"},
                "ruleIndex": {"type": "integer", "minimum": 0},
                "level": {"enum": ["none", "note", "warning", "error"]},
                "message": TEXT,
                "locations": {"type": "array", "items": {"$ref": "#/$defs/location"}},
            },
        },
        "location": {
            "required": ["physicalLocation"],
            "properties": {
                "physicalLocation": {
                    "required": ["artifactLocation", "region"],
                    "properties": {
                        "artifactLocation": {
                            "required": ["uri"],
                            "properties": {"uri": {"pattern": "^[!-~]+$"}, "uriBaseId": {"const": "ROOT"}},
                        },
                        "region": {
                            "required": ["startLine"],
                            "additionalProperties": False,
                            "properties": dict.fromkeys(
                                ("startLine", "startColumn", "endLine", "endColumn"), POSITIVE
                            ),
                        },
                    },
                }
            },
        },
    },
}


def test_plain_is_one_line_each() -> None:
    """File from the root, line, column, severity, code, sentence, help; nothing a terminal would obey."""
    assert FORMATS["plain"](FINDINGS).splitlines() == [
        "rules/河港/a b.yaml:2:7: error[unknown-choice] `subsidies` is no `kind` - did you mean `subsidy`?",
        "note[not-checked] this is not checked - give it",
        "/elsewhere/b.yaml:1:1: warning[unknown-choice] once more",
    ]


def test_human_shows_the_excerpt() -> None:
    """People see the line and what of it is meant."""
    first = FORMATS["human"](FINDINGS).split("\n\n")[0]

    assert "error[unknown-choice]: `subsidies` is no `kind`" in first
    assert " 2 | kind: subsidies\\u202e\n   |       ^" in first


def test_json_is_the_documented_shape() -> None:
    """Every text is there in both languages, every place in numbers."""
    data = json.loads(FORMATS["json"](FINDINGS))

    assert {key: data[key] for key in ("format", "eligib", "counts", "silenced")} == {
        "format": "eligib.findings/1",
        "eligib": "1.2.3",
        "counts": {"error": 1, "warning": 1, "note": 1},
        "silenced": 4,
    }
    first, second, _third = data["findings"]
    assert first["message"]["en"] == "`subsidies` is no `kind`"
    assert first["message"]["zh"] != first["message"]["en"]
    assert (first["file"], first["line"], first["column"], first["meant"]) == (
        "rules/河港/a b.yaml",
        2,
        7,
        "subsidy",
    )
    assert (second["file"], second["line"], second["expected"]) == (None, None, None)


@pytest.mark.parametrize("found", [FOUND, ()], ids=["some", "none"])
def test_sarif_is_valid(found: tuple[Diagnostic, ...]) -> None:
    """The log has what SARIF 2.1.0 asks, be there findings or none."""
    log = json.loads(FORMATS["sarif"](Findings(found, Path("/srv"), TITLES, "1.2.3", "en", 80)))

    assert [error.message for error in Draft202012Validator(SARIF).iter_errors(log)] == []


def test_sarif_points_at_rule_and_file() -> None:
    """A result names its rule by id and index; a file below the root is relative to it, another absolute."""
    (run,) = json.loads(FORMATS["sarif"](FINDINGS))["runs"]
    rules, results = run["tool"]["driver"]["rules"], run["results"]

    assert all(rules[result["ruleIndex"]]["id"] == result["ruleId"] for result in results)
    assert [result["level"] for result in results] == ["error", "note", "warning"]
    places = [
        result["locations"][0]["physicalLocation"]["artifactLocation"]
        for result in results
        if "locations" in result
    ]
    assert places == [
        {"uri": "rules/%E6%B2%B3%E6%B8%AF/a%20b.yaml", "uriBaseId": "ROOT"},
        {"uri": "file:///elsewhere/b.yaml"},
    ]
