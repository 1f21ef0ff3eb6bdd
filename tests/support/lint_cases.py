"""The faulty and sound rules of `tests/cases/lint`, one file a code, and how each is read.

A case holds one piece of a rulebook, put into the small sound one in `base`: the keys of a `benefit`, a whole
`rule` file, a `vocabulary`, `standards`, `families` or `seed` file, whole `files` by path, or a `profile`.
Places of findings are counted in the piece as it stands in the case.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shutil import copytree
from textwrap import indent
from typing import TYPE_CHECKING, Any

import yaml

from eligib.diagnostics import Source
from eligib.errors import InputError
from eligib.lint.validate import validate
from eligib.profile.read import ProfileReader
from eligib.rulebook.load import load_rulebook

if TYPE_CHECKING:
    from eligib.diagnostics import Diagnostic

CASES = Path(__file__).parents[1] / "cases" / "lint"
BASE = CASES / "base"
PIECES = {
    "rule": "rules/riverport/case.yaml",
    "vocabulary": "rules/vocabulary/case.yaml",
    "standards": "rules/standards/case.yaml",
    "families": "rules/riverport/families.yaml",
    "seed": "rules/seeds/case.yaml",
}
HEAD = "zone: riverport\nsource: gazette\nbenefits:\n  grant:\n"
SHOWN = ("eligible", "conditional", "undetermined", "ineligible", "not_in_force", "planned")
USUAL = {
    "title": "{zh: 中试线补助, en: pilot-line grant}",
    "kind": "subsidy",
    "paid_to": "enterprise",
    "cite": "{line: 2, anchor: 给予一次性补助100万元}",
    "when": "[in-port: company.place within riverport]",
    "value": "{exactly: 100万元}",
    "examples": "[" + ", ".join(f"{{given: {{}}, then: {{outcome: {name}}}}}" for name in SHOWN) + "]",
}
INDENT = 4


@dataclass(frozen=True)
class Case:
    """One piece and every finding it gives, none if it passes."""

    code: str
    number: int
    kind: str
    text: Any
    finds: list[str]
    documents: bool

    @property
    def name(self) -> str:
        """What the test is called."""
        return f"{self.code}-{self.number}"


@dataclass(frozen=True)
class Page:
    """What is said of a code, with its cases."""

    code: str
    of: str
    means: str
    cases: list[Case]


def pages() -> list[Page]:
    """Return every code's page, in the order of the names."""
    return [_page(path) for path in sorted(CASES.glob("*.yaml"))]


def _page(path: Path) -> Page:
    data = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)  # noqa: S506 - texts only, as written
    told = [*data.get("fails", []), *data.get("passes", [])]
    cases = [_case(path.stem, number, one) for number, one in enumerate(told)]
    return Page(path.stem, data["of"], data["means"], cases)


def _case(code: str, number: int, data: dict[str, Any]) -> Case:
    (kind,) = data.keys() - {"finds", "documents"}
    return Case(code, number, kind, data[kind], data.get("finds", []), "documents" in data)


def found(case: Case, folder: Path) -> list[str]:
    """Return the findings of `case` as it writes them: code, line and column, the path where it gives several."""
    if case.kind == "profile":
        return _profile_faults(case.text)
    copytree(BASE, folder, dirs_exist_ok=True)
    changed = _files(case)
    for name, text in changed.items():
        (folder / name).parent.mkdir(exist_ok=True, parents=True)
        (folder / name).write_bytes(text.encode())
    documents = folder / "documents" if case.documents else None
    report = validate(folder / "rules", documents)
    return [_written(one, case, folder) for one in report.findings if one.code != "not-checked"]


def _files(case: Case) -> dict[str, str]:
    if case.kind == "files":
        return dict(case.text)
    if case.kind == "benefit":
        return {PIECES["rule"]: HEAD + indent(case.text, " " * INDENT) + _usual(case.text)}
    return {PIECES[case.kind]: case.text}


def _usual(text: str) -> str:
    given = {line.partition(":")[0] for line in text.splitlines() if line[:1].isalpha()}
    return "".join(f"{' ' * INDENT}{key}: {value}\n" for key, value in USUAL.items() if key not in given)


def _written(one: Diagnostic, case: Case, folder: Path) -> str:
    if one.where is None:
        return one.code
    path = Path(one.where.source.name).relative_to(folder).as_posix()
    line, column = one.where.line, one.where.column
    if case.kind == "files":
        return f"{one.code} {path}:{line}:{column}"
    if path != PIECES.get(case.kind, PIECES["rule"]):
        return f"{one.code} {path}"
    if case.kind == "benefit":
        line, column = line - HEAD.count("\n"), column - INDENT
        if line < 1:
            return f"{one.code} grant"
    return f"{one.code} {line}:{column}"


def _profile_faults(text: str) -> list[str]:
    reader = ProfileReader(load_rulebook(BASE / "rules"))
    try:
        reader.parse(Source("firm.yaml", text))
    except InputError as error:
        where = [(one.code, one.where) for one in error.diagnostics]
        return [code if span is None else f"{code} {span.line}:{span.column}" for code, span in where]
    return []
