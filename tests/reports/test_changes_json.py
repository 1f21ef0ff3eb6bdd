"""A comparison as data keeps to its published schema, and says what the table says."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

import jsonschema
import pytest

from eligib.changes.firms import Firms
from eligib.diagnostics import Source
from eligib.reports.changes_json import changes_data
from support.changes import CASES, compared
from support.semantics import AS_OF

if TYPE_CHECKING:
    from pathlib import Path

FIRM = Source(
    "firm.yaml", "company: {employees: 300, listed: false, place: binjiang, revenue: 1亿元}\nhires: []\n"
)
SCHEMA = json.loads((files("eligib.reports") / "diff.schema.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_comparison_keeps_to_the_schema(case: Path, tmp_path: Path) -> None:
    """Every case, with a firm decided by both, is valid under `diff.schema.json`, which the package carries."""
    changes = compared(case, tmp_path)
    data = changes_data(changes, [Firms(changes, AS_OF).report(FIRM)], ("old", None))

    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    jsonschema.validate(data, SCHEMA, jsonschema.Draft202012Validator)
    assert json.loads(json.dumps(data)) == data
