"""A conversation with a real server process, from the first word to the last."""

from __future__ import annotations

from shutil import copytree
from typing import TYPE_CHECKING, Any

import pytest

from support.command import ROOT
from support.lsp import Editor
from support.small import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ASTRAL = "{zh: 港口𠮷贷, en: Harbour loan}"


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Return a workspace with a small rulebook in it."""
    copytree(SMALL, tmp_path / "rules")
    return tmp_path


@pytest.fixture
def editor(workspace: Path) -> Iterator[Editor]:
    """Return an editor that has opened the workspace."""
    editor = Editor()
    editor.ask(
        "initialize",
        processId=None,
        rootUri=workspace.as_uri(),
        locale="en-GB",
        capabilities={"textDocument": {"completion": {"completionItem": {"snippetSupport": True}}}},
    )
    editor.tell("initialized")
    yield editor
    editor.close()


def opens(editor: Editor, path: Path, text: str) -> str:
    """Open a file with a text of one's own and return its address."""
    item = {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}
    editor.tell("textDocument/didOpen", textDocument=item)
    return path.as_uri()


def types(editor: Editor, uri: str, text: str) -> None:
    """Replace the text of an open file."""
    document = {"uri": uri, "version": 2}
    editor.tell("textDocument/didChange", textDocument=document, contentChanges=[{"text": text}])


def at(text: str, word: str, further: int = 0) -> dict[str, int]:
    """Return the position of a word as the protocol counts it."""
    before = text[: text.index(word) + further]
    line = before.rpartition("\n")[2]
    return {"line": before.count("\n"), "character": len(line.encode("utf-16-le")) // 2}


def errors(faults: list[Any]) -> list[Any]:
    """Return those that are errors, which the protocol numbers 1."""
    return [fault for fault in faults if fault["severity"] == 1]


def asked(editor: Editor, method: str, uri: str, position: dict[str, int]) -> Any:
    """Return the answer to a question about a place."""
    return editor.ask(f"textDocument/{method}", textDocument={"uri": uri}, position=position)


def test_a_faulty_rule_file_is_mended(editor: Editor, workspace: Path) -> None:
    """Faults arrive with their fixes, names are completed, explained and found, and the server ends well."""
    path = workspace / "rules" / "harbour" / "loans.yaml"
    good = path.read_text("utf-8").replace("{zh: 港口贷, en: Harbour loan}", ASTRAL)
    text = good.replace(ASTRAL, f"{ASTRAL[:-1]}, fr: x}}").replace("company.revenue", "company.revenu")
    uri = opens(editor, path, text)

    faults = editor.faults(uri)
    actions = editor.ask(
        "textDocument/codeAction",
        textDocument={"uri": uri},
        range=faults[1]["range"],
        context={"diagnostics": faults[1:]},
    )
    listed = asked(editor, "completion", uri, at(text, "company.revenu", len("company.re")))
    card = asked(editor, "hover", uri, at(text, "within harbour", len("within h")))
    place = asked(editor, "definition", uri, at(text, "within harbour", len("within h")))
    outline = editor.ask("textDocument/documentSymbol", textDocument={"uri": uri})

    assert [(fault["code"], fault["range"]["start"]) for fault in faults] == [
        ("unknown-key", at(text, "fr: x")),
        ("unknown-name", at(text, "revenu ")),
    ]
    assert "did you mean `revenue`?" in faults[1]["message"]
    (edit,) = actions[0]["edit"]["changes"][uri]
    assert (actions[0]["title"], edit["newText"]) == ("change to `revenue`", "revenue")
    assert edit["range"] == faults[1]["range"]
    revenue = next(item for item in listed["items"] if item["label"] == "revenue")
    assert (revenue["detail"], revenue["textEdit"]["newText"]) == ("revenue", "revenue")
    assert "营业收入" in revenue["filterText"]
    assert "港口区" in card["contents"]["value"]
    assert "Harbour" in card["contents"]["value"]
    assert place["uri"].endswith("/rules/vocabulary/all.yaml")
    assert [one["name"] for one in outline] == ["harbour-loan"]
    assert [one["name"] for one in outline[0]["children"]] == ["here", "turns-over"]

    types(editor, uri, good)

    assert errors(editor.faults(uri)) == []
    assert editor.goodbye() == 0


def test_other_files_are_told_what_is_wrong_with_them(editor: Editor, workspace: Path) -> None:
    """A fact renamed in the vocabulary is told in the rules that ask it, and taken back when it is undone."""
    path = workspace / "rules" / "vocabulary" / "all.yaml"
    other = (workspace / "rules" / "riverport" / "projects.yaml").as_uri()
    good = path.read_text("utf-8")

    uri = opens(editor, path, good.replace("      lease: {", "      leases: {"))
    broken = editor.faults(other)
    types(editor, uri, good)

    assert [fault["code"] for fault in broken] == ["unknown-name", "unknown-name"]
    assert errors(editor.faults(other)) == []


def test_a_profile_is_read_with_the_rules_of_the_workspace(editor: Editor, workspace: Path) -> None:
    """A profile beside the rules has their choices; a fault that is mended goes away."""
    uri = opens(editor, workspace / "firm.yaml", "company:\n  sizes: 小型\n")

    (fault,) = editor.faults(uri)
    assert fault["code"] == "unknown-fact"
    types(editor, uri, "company:\n  size: 小型\n")
    assert editor.faults(uri) == []
    listed = asked(editor, "completion", uri, {"line": 1, "character": 8})
    assert [item["label"] for item in listed["items"]] == ["small", "micro", "other"]


def test_a_foreign_file_is_left_alone(editor: Editor, workspace: Path) -> None:
    """A YAML file that is none of ours has no faults and nothing to complete."""
    uri = opens(editor, workspace / "compose.yaml", "services: {web: [}")

    assert editor.faults(uri) == []
    assert asked(editor, "completion", uri, {"line": 0, "character": 0}) is None
    assert asked(editor, "hover", uri, {"line": 0, "character": 2}) is None


def test_every_prefix_of_a_file_is_survived(editor: Editor, workspace: Path) -> None:
    """Whatever has been typed of a file so far, every question has an answer."""
    path = workspace / "rules" / "riverport" / "projects.yaml"
    text = path.read_text("utf-8")
    uri = opens(editor, path, "")
    editor.faults(uri)

    for length in range(0, len(text), 97):
        prefix = text[:length]
        types(editor, uri, prefix)
        position = at(prefix + "‸", "‸")
        for method in ("completion", "hover", "definition"):
            asked(editor, method, uri, position)
        editor.ask("textDocument/documentSymbol", textDocument={"uri": uri})
        span = {"start": {"line": 0, "character": 0}, "end": position}
        editor.ask(
            "textDocument/codeAction", textDocument={"uri": uri}, range=span, context={"diagnostics": []}
        )

    assert editor.goodbye() == 0


def test_closing_forgets_the_buffer(editor: Editor, workspace: Path) -> None:
    """A file that is closed without saving has no faults any more."""
    path = workspace / "rules" / "harbour" / "loans.yaml"
    uri = opens(editor, path, "zone: [")
    assert editor.faults(uri)

    editor.tell("textDocument/didClose", textDocument={"uri": uri})

    assert editor.faults(uri) == []


def test_the_language_is_the_editors_unless_named(workspace: Path) -> None:
    """Without `--lang` a Chinese editor is spoken to in Chinese; with it, as was asked."""
    said = []
    for words in ((), ("--lang", "en")):
        editor = Editor(*words, LANG="C.UTF-8")
        editor.ask("initialize", processId=None, rootUri=None, locale="zh-cn", capabilities={})
        uri = opens(editor, workspace / "rules" / "rulebook.yaml", "versio: 1")
        said.append(editor.faults(uri)[0]["message"].split("\n")[0])
        editor.close()

    assert said == ["缺少 `version`", "`version` is missing"]


def test_columns_are_counted_as_was_agreed(workspace: Path) -> None:
    """An editor that prefers UTF-8 gets its columns in bytes."""
    editor = Editor("--rules", str(ROOT / "rules"))
    general = {"positionEncodings": ["utf-8", "utf-16"]}
    hello = editor.ask("initialize", processId=None, rootUri=None, capabilities={"general": general})
    uri = opens(editor, workspace / "firm.yaml", "company: {name: 钱塘, sise: 小型}\n")

    (fault,) = editor.faults(uri)
    editor.close()

    assert hello["capabilities"]["positionEncoding"] == "utf-8"
    assert fault["range"]["start"] == {"line": 0, "character": len("company: {name: 钱塘, ".encode())}
