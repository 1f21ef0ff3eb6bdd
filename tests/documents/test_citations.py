"""Citations are held against the lines that they name."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.documents.citations import citations, open_folder, verify
from eligib.rulebook.load import load_rulebook
from support.documents import NAME, stored_as, written
from support.rules import COMMON, HEAD, rules_folder

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.diagnostics import Diagnostic
    from eligib.rulebook.model import Rulebook

TEXT = "第一行没有什么\n对企业给予示例补\n\n助50万元\n示例补助\n"
RULE = f"""\
{HEAD}\
  grant:
{COMMON.replace("{line: 1, anchor: 示例}", "{line: 2, anchor: 示例 补助}")}\
    when:
      - in-zone: {{that: company.place within hangzhou, cite: {{line: 1, anchor: 第一行}}, zh: 在杭州, en: in it}}
    value: {{exactly: 50万元}}
    reported: [{{amount: 1万元, note: {{zh: 个例, en: a case}}, cite: {{line: 4, anchor: 助50万元}}}}]
"""


def loaded(folder: Path, rule: str = RULE, text: str = TEXT) -> Rulebook:
    """Return the rulebook of one rule, whose source's file holds `text`."""
    rules = rules_folder(folder, rule)
    (rules / "seeds" / "example-gazette.yaml").write_text(stored_as(text), "utf-8")
    return load_rulebook(rules, dismissals=True)


def faults(folder: Path, rule: str = RULE) -> list[Diagnostic]:
    """Return the faults of the citations, with the document in place."""
    written(folder, TEXT)
    rulebook = loaded(folder, rule)
    return verify(rulebook, open_folder(rulebook, folder))


def test_citations_are_collected_from_wherever_they_stand(tmp_path: Path) -> None:
    """Benefits, clauses and reported cases give their citations, each once."""
    found = citations(loaded(tmp_path))

    assert [(cited.cite.line, cited.benefit.id if cited.benefit else None) for cited in found] == [
        (2, "zhejiang/grant"),
        (1, "zhejiang/grant"),
        (4, "zhejiang/grant"),
    ]


def test_citations_that_stand_have_no_faults(tmp_path: Path) -> None:
    """White space aside, an anchor may run over the end of its line."""
    assert faults(tmp_path) == []


@pytest.mark.parametrize(
    ("was", "becomes", "code", "meant"),
    [
        ("{line: 2, anchor: 示例 补助}", "{line: 4, anchor: 示例 补助}", "anchor-elsewhere", "line: 5"),
        ("{line: 1, anchor: 第一行}", "{line: 2, anchor: 第一行}", "anchor-elsewhere", "line: 1"),
        ("{line: 1, anchor: 第一行}", "{line: 1, anchor: 第二行}", "anchor-missing", None),
        ("{line: 1, anchor: 第一行}", "{line: 99, anchor: 第一行}", "anchor-elsewhere", "line: 1"),
        ("{line: 4, anchor: 助50万元}", "{line: 4, anchor: 助500万元}", "anchor-missing", None),
    ],
)
def test_a_citation_that_is_off_is_told_at_its_place(
    tmp_path: Path, was: str, becomes: str, code: str, meant: str | None
) -> None:
    """The diagnostic stands on the anchor in the rule file and names the nearest line that has it."""
    rule = RULE.replace(was, becomes)

    (fault,) = faults(tmp_path, rule)

    assert (fault.code, fault.meant) == (code, meant)
    assert fault.where is not None
    line = rule.split("\n")[fault.where.line - 1]
    assert becomes in line
    assert line[fault.where.column - 1 :].startswith(becomes.partition("anchor: ")[2].rstrip("}"))


def test_a_missing_document_is_one_fault(tmp_path: Path) -> None:
    """Where the document is not there, that is told once and not for every citation."""
    rulebook = loaded(tmp_path)

    found = verify(rulebook, open_folder(rulebook, tmp_path))

    assert [fault.code for fault in found] == ["document-missing"]
    assert found[0].where is not None
    assert found[0].where.source.name.endswith("example-gazette.yaml")


def test_a_document_is_known_by_its_content(tmp_path: Path) -> None:
    """Under another name the same bytes are the same document."""
    written(tmp_path, TEXT, "renamed.txt")
    rulebook = loaded(tmp_path)

    assert verify(rulebook, open_folder(rulebook, tmp_path)) == []


@pytest.mark.parametrize("other", [TEXT + "\n", TEXT.replace("没有", "沒有")])
def test_another_text_under_the_name_is_told(tmp_path: Path, other: str) -> None:
    """A document of another length or digest is not the one that was read."""
    written(tmp_path, other)
    rulebook = loaded(tmp_path)

    assert [fault.code for fault in verify(rulebook, open_folder(rulebook, tmp_path))] == ["document-differs"]


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """A folder that is not there is one fault."""
    rulebook = loaded(tmp_path)

    found = verify(rulebook, open_folder(rulebook, tmp_path / "none"))

    assert [fault.code for fault in found] == ["documents-missing"]
    assert NAME not in str(found[0].message)
