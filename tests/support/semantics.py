"""The cases of `tests/cases/semantics`, as rulebooks and profiles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from shutil import copytree
from typing import TYPE_CHECKING, Any

import yaml

from eligib.diagnostics import Source
from eligib.profile.read import ProfileReader
from eligib.rulebook.load import load_rulebook

if TYPE_CHECKING:
    from eligib.profile.model import Profile
    from eligib.rulebook.model import Rulebook

FOLDER = Path(__file__).parents[1] / "cases" / "semantics"
AS_OF = date(2021, 1, 15)
TRUTHS = {"true": True, "false": False, "unknown": None}


@dataclass(frozen=True)
class Case:
    """One line: a condition, facts, and either a truth or the code of a fault."""

    number: int
    that: str
    given: str
    truth: str
    error: str
    meant: str

    @property
    def benefit(self) -> str:
        return f"zhejiang/case-{self.number}"


def cases() -> list[Case]:
    """Return every line of the case file; the facts stay as they are written."""
    text = (FOLDER / "conditions.yaml").read_text("utf-8")
    lines = dict(_pairs(yaml.compose(text, Loader=yaml.BaseLoader)))["cases"].value
    return [_case(number, dict(_pairs(line))) for number, line in enumerate(lines)]


def _case(number: int, line: dict[str, Any]) -> Case:
    words = {key: line[key].value if key in line else "" for key in ("that", "is", "error", "meant")}
    given = (
        yaml.serialize(line["given"], Dumper=yaml.BaseDumper, allow_unicode=True) if "given" in line else ""
    )
    return Case(number, words["that"], given, words["is"], words["error"], words["meant"])


def _pairs(node: Any) -> list[tuple[str, Any]]:
    return [(key.value, value) for key, value in node.value]


def rulebook_of(conditions: dict[str, str], folder: Path) -> Rulebook:
    """Return a rulebook that has one benefit for each named condition."""
    rules = folder / "rules"
    if not rules.exists():
        copytree(FOLDER / "rules", rules)
    zone = rules / "zhejiang"
    zone.mkdir(exist_ok=True)
    benefits = {
        name: {
            "title": {"zh": name, "en": name},
            "kind": "service",
            "paid_to": "enterprise",
            "cite": {"line": 1, "anchor": "x"},
            "when": [{"that-holds": condition}],
            "value": "unstated",
        }
        for name, condition in conditions.items()
    }
    document = {"zone": "zhejiang", "source": "example-gazette", "benefits": benefits}
    (zone / "cases.yaml").write_text(yaml.safe_dump(document, allow_unicode=True), "utf-8")
    return load_rulebook(rules)


def profile_of(text: str, rulebook: Rulebook) -> Profile:
    """Return the profile that the YAML text states."""
    return ProfileReader(rulebook).parse(Source("given.yaml", text))
