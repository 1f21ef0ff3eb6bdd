"""A silence covers the entry that holds it, or its file, and nothing else."""

from __future__ import annotations

from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from eligib.lint.validate import validate
from support.lint_cases import BASE

if TYPE_CHECKING:
    from pathlib import Path

REASON = "reason: {zh: 示例, en: example}"
BENEFIT = """\
    title: {zh: 补助, en: grant}
    kind: subsidy
    paid_to: enterprise
    cite: {line: 2, anchor: 补助}
    when: [in-port: company.place within riverport]
    value: unstated
"""


def findings(folder: Path, text: str) -> list[tuple[str, int]]:
    """Return code and line of what is found in the rule file `text`."""
    copytree(BASE, folder, dirs_exist_ok=True)
    (folder / "rules" / "riverport" / "case.yaml").write_text(text, "utf-8")
    found = validate(folder / "rules").findings
    return [(one.code, one.where.line) for one in found if one.where is not None]


def file_of(*benefits: str, top: str = "") -> str:
    """Return a rule file with benefits `a`, `b` ..., each with more keys."""
    named = (f"  {chr(ord('a') + number)}:\n{BENEFIT}{more}" for number, more in enumerate(benefits))
    return f"zone: riverport\nsource: gazette\n{top}benefits:\n" + "".join(named)


def test_a_silence_covers_its_own_benefit(tmp_path: Path) -> None:
    """The benefit before and the one after are still told of."""
    silence = f"    silence: [{{check: example-missing, {REASON}}}]\n"

    found = findings(tmp_path, file_of("", silence, ""))

    missing = [one for one in found if one[0] == "example-missing"]
    assert missing == [("example-missing", 4), ("example-missing", 19)]


def test_a_silence_at_the_top_covers_the_file(tmp_path: Path) -> None:
    """No benefit of the file is told of; other checks still speak."""
    silence = f"silence: [{{check: example-missing, {REASON}}}]\n"

    found = findings(tmp_path, file_of("", "    combine: sum\n", top=silence))

    assert found == [("needs-each", 19)]


def test_a_silence_covers_its_own_clause(tmp_path: Path) -> None:
    """A clause may silence a check; the same finding in the next clause is still told."""
    clause = "      - {name}: {{that: company.listed, zh: 上市三年, en: listed{silence}}}\n"
    silence = f", silence: [{{check: text-other-figure, {REASON}}}]"
    when = "\n" + clause.format(name="a", silence=silence) + clause.format(name="b", silence="")
    text = file_of("").replace(" [in-port: company.place within riverport]", when)

    found = [one for one in findings(tmp_path, text) if one[0] != "clause-implied"]

    assert found == [("example-missing", 4), ("text-other-figure", 11)]


@pytest.mark.parametrize("more", ["", "    examples: [{given: {}, then: {outcome: eligible}}]\n"])
def test_several_silences_stand_side_by_side(tmp_path: Path, more: str) -> None:
    """Each covers its own check."""
    silence = f"    silence: [{{check: example-missing, {REASON}}}, {{check: translation-same, {REASON}}}]\n"
    text = file_of(silence + more).replace("en: grant", "en: 补助")

    assert findings(tmp_path, text) == []
