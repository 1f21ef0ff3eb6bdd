"""Rulebooks of one benefit for trials of examples, and the cases that state what becomes of them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml

from support.rules import rules_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

CASES = Path(__file__).parents[1] / "cases" / "trial"
USUAL: dict[str, Any] = {
    "title": {"zh": "示例", "en": "example"},
    "kind": "subsidy",
    "paid_to": "enterprise",
    "cite": {"line": 1, "anchor": "示例"},
    "value": "unstated",
}
ID = "zhejiang/one"


class _Plain(yaml.SafeDumper):
    """Writes what is the same twice out twice, since rule files know no aliases."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def cases(name: str) -> list[dict[str, Any]]:
    """Return the cases of a file, every value as it is written."""
    text = (CASES / name).read_text("utf-8")
    found: list[dict[str, Any]] = yaml.load(text, Loader=yaml.BaseLoader)["cases"]  # noqa: S506 - texts only
    return found


def rules_of(folder: Path, benefit: dict[str, Any], examples: Iterable[dict[str, Any]]) -> Path:
    """Return a rules directory with one benefit, filled up with the usual keys, and its examples."""
    because = ({"because": "it is so", **example} for example in examples)
    one = {**USUAL, **benefit, "examples": list(because)}
    document = {"zone": "zhejiang", "source": "example-gazette", "benefits": {"one": one}}
    return rules_folder(
        folder, yaml.dump(document, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=1000)
    )
