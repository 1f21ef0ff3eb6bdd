"""The outline of a file: its benefits and their clauses, half-written or not."""

from __future__ import annotations

from eligib.editor.document import Document
from eligib.editor.kinds import FileKind
from eligib.editor.symbols import Symbol, symbols
from support.small import SMALL


def outline(text: str, kind: FileKind = FileKind.RULES) -> dict[str, list[str]]:
    """Return the names inside each name."""
    return {one.name: [child.name for child in one.children] for one in symbols(Document("x", text), kind)}


def named(text: str, name: str) -> Symbol:
    """Return the symbol of this name."""
    return next(one for one in symbols(Document("x", text), FileKind.RULES) if one.name == name)


def test_benefits_hold_their_clauses_and_approvals() -> None:
    """Clauses in groups and in nested lists are listed; the groups, the texts and the citations are not."""
    text = (SMALL / "riverport" / "projects.yaml").read_text("utf-8")

    assert outline(text) == {
        "pilot-line-grant": ["in-zone", "pilot-line", "small-firm", "young", "in-park", "listed", "had-it",
                             "riverport/project-review"],
        "rent-relief": ["needs-grant", "long-lease", "big-enough", "spends", "any-award"],
        "study": ["sector"],
    }  # fmt: skip


def test_a_clause_shows_its_condition_and_a_benefit_its_title() -> None:
    """Beside the name stand the title and the condition on one line."""
    text = (SMALL / "riverport" / "projects.yaml").read_text("utf-8")

    grant = named(text, "pilot-line-grant")

    assert grant.title.startswith("中试线建设补助")
    assert grant.children[1].title == "project.kind is pilot_line and project.investment >= 500万元"
    assert text[grant.start :].startswith("pilot-line-grant")
    assert text[: grant.end].endswith("2024-06-30")


def test_a_half_written_file_keeps_its_outline() -> None:
    """An open bracket in one benefit leaves the next one where it is."""
    text = "benefits:\n  one:\n    cite: {line: 4\n    when: [{a: x.y\n  two:\n    when:\n      - b: x is\n      - "

    assert outline(text) == {"one": ["a"], "two": ["b"]}


def test_a_vocabulary_lists_its_facts() -> None:
    """Records and lists hold their facts."""
    text = (SMALL / "vocabulary" / "all.yaml").read_text("utf-8")

    assert outline(text, FileKind.VOCABULARY)["projects"] == ["investment", "kind"]


def test_a_profile_has_no_outline() -> None:
    """What is no declaration has no symbols."""
    assert outline("company: {size: small}", FileKind.PROFILE) == {}
