"""`eligib rules schema`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.command import Ran


def test_command_prints_the_schema(eligib: Callable[..., Ran], tmp_path: Path) -> None:
    """`rules schema` prints the schema of rules, or writes that of another kind; an unknown kind is refused."""
    assert json.loads(eligib("rules", "schema").out)["$id"] == "urn:eligib:rules:1"

    file = tmp_path / "seeds.schema.json"
    assert eligib("rules", "schema", "seeds", "-o", str(file)).code == 0
    assert json.loads(file.read_text("utf-8"))["$id"] == "urn:eligib:seeds:1"
    assert "did you mean `rules`" in eligib("rules", "schema", "rule", "--lang", "en").err
