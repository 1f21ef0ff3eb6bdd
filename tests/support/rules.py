"""Small rulebooks written out for a test."""

from __future__ import annotations

from shutil import copytree
from typing import TYPE_CHECKING

from eligib.rulebook.load import load_rulebook
from support.semantics import FOLDER

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.rulebook.model import Rulebook

HEAD = """\
zone: zhejiang
source: example-gazette
benefits:
"""

COMMON = """\
    title: {zh: 示例, en: example}
    kind: subsidy
    paid_to: enterprise
    cite: {line: 1, anchor: 示例}
"""


def rules_folder(folder: Path, text: str) -> Path:
    """Return a rules directory under `folder` whose one rule file holds `text`."""
    rules = folder / "rules"
    if not rules.exists():
        copytree(FOLDER / "rules", rules)
        (rules / "zhejiang").mkdir()
    (rules / "zhejiang" / "example.yaml").write_text(text, "utf-8")
    return rules


def rulebook(folder: Path, benefits: str) -> Rulebook:
    """Return the rulebook of the given benefits, YAML without the head; `COMMON` stands for the usual keys."""
    lines = HEAD + benefits.replace("    COMMON\n", COMMON)
    return load_rulebook(rules_folder(folder, lines))
