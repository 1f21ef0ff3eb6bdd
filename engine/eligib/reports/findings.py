"""Diagnostics of many files, for people and for programs.

Enters: diagnostics in the order to tell them. Leaves: for people each with its excerpt, or one line each; for
programs our own JSON (`eligib.findings/1`) or SARIF 2.1.0, as code hosts and editors read it.
"""

from __future__ import annotations

from json import dumps
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from msgspec import Struct

from eligib.diagnostics import show, visible
from eligib.messages import LANGUAGES, Label, render

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from eligib.diagnostics import Diagnostic, Span
    from eligib.messages import Language, Text

FORMAT = "eligib.findings/1"
SARIF_VERSION = "2.1.0"
SARIF_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "ROOT"


class Findings(Struct, frozen=True, eq=False):
    """What was found, and what its readers need beside it.

    Attributes:
        root: the folder that names of files are given from.
        titles: one line for each code that has one.
        version: of this program.
        silenced: how many findings the rules silence.
    """

    found: Sequence[Diagnostic]
    root: Path
    titles: Mapping[str, Text]
    version: str
    language: Language
    width: int
    silenced: int = 0

    def counts(self) -> dict[str, int]:
        """Return how many findings there are of each severity."""
        levels = ("error", "warning", "note")
        return {level: sum(one.severity.value == level for one in self.found) for level in levels}

    def name(self, span: Span) -> str:
        """Return the name of the file, from the root where it lies in it."""
        path = Path(span.source.name)
        inside = path.is_absolute() and path.is_relative_to(self.root)
        return (path.relative_to(self.root) if inside else path).as_posix()


def human(findings: Findings) -> str:
    """Return each finding with its excerpt."""
    return "\n\n".join(show(one, findings.language, findings.width) for one in findings.found)


def plain(findings: Findings) -> str:
    """Return one line a finding: `file:line:column: severity[code] message`, the help after a dash."""
    return "\n".join(_line(one, findings) for one in findings.found)


def _line(one: Diagnostic, findings: Findings) -> str:
    where = one.where
    place = "" if where is None else f"{findings.name(where)}:{where.line}:{where.column}: "
    told = [render(text, findings.language) for text in (one.message, one.help()) if text is not None]
    return visible(f"{place}{one.severity.value}[{one.code}] {' - '.join(told)}")


def as_json(findings: Findings) -> str:
    """Return the findings as `eligib.findings/1`, every text in both languages."""
    data = {
        "format": FORMAT,
        "eligib": findings.version,
        "counts": findings.counts(),
        "silenced": findings.silenced,
        "findings": [_data(one, findings) for one in findings.found],
    }
    return dumps(data, ensure_ascii=False, indent=2)


def _data(one: Diagnostic, findings: Findings) -> dict[str, Any]:
    where = one.where
    return {
        "code": one.code,
        "severity": one.severity.value,
        "message": _both(one.message),
        "expected": _both(one.expected),
        "help": _both(one.help()),
        "meant": one.meant,
        "file": None if where is None else findings.name(where),
        "line": None if where is None else where.line,
        "column": None if where is None else where.column,
        "end_line": None if where is None else where.end_line,
        "end_column": None if where is None else where.end_column,
    }


def _both(text: Text | Label | None) -> dict[str, str] | None:
    return None if text is None else {language: render(text, language) for language in LANGUAGES}


def sarif(findings: Findings) -> str:
    """Return the findings as one run of SARIF 2.1.0."""
    codes = sorted({one.code for one in findings.found})
    driver = {
        "name": "eligib",
        "version": findings.version,
        "rules": [_rule(code, findings) for code in codes],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {_ROOT: {"uri": findings.root.as_uri().rstrip("/") + "/"}},
        "results": [_result(one, codes.index(one.code), findings) for one in findings.found],
    }
    return dumps(
        {"$schema": SARIF_SCHEMA, "version": SARIF_VERSION, "runs": [run]}, ensure_ascii=False, indent=2
    )


def _rule(code: str, findings: Findings) -> dict[str, Any]:
    title = findings.titles.get(code)
    return (
        {"id": code}
        if title is None
        else {"id": code, "shortDescription": {"text": render(title, findings.language)}}
    )


def _result(one: Diagnostic, index: int, findings: Findings) -> dict[str, Any]:
    told = [render(text, findings.language) for text in (one.message, one.help()) if text is not None]
    result: dict[str, Any] = {
        "ruleId": one.code,
        "ruleIndex": index,
        "level": one.severity.value,
        "message": {"text": "\n".join(told)},
    }
    if one.where is not None:
        result["locations"] = [{"physicalLocation": _location(one.where, findings)}]
    return result


def _location(span: Span, findings: Findings) -> dict[str, Any]:
    region = {
        "startLine": span.line,
        "startColumn": span.column,
        "endLine": span.end_line,
        "endColumn": span.end_column,
    }
    name = findings.name(span)
    if Path(name).is_absolute():
        return {"artifactLocation": {"uri": Path(name).as_uri()}, "region": region}
    return {"artifactLocation": {"uri": quote(name), "uriBaseId": _ROOT}, "region": region}


FORMATS: dict[str, Callable[[Findings], str]] = {
    "human": human,
    "plain": plain,
    "json": as_json,
    "sarif": sarif,
}
