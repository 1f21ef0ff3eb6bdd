"""Keys and values of a text as it is typed: those of the parser where it is whole, sensible ones where not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from eligib.diagnostics import Source
from eligib.editor.document import Document
from eligib.editor.scan import Role, scan, token_at
from eligib.yamltree import Mapping, Node, Scalar, parse_yaml
from support.command import EXAMPLES, ROOT
from support.small import SMALL

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from eligib.editor.scan import Path as Keys

FILES = sorted(
    path for folder in (ROOT / "rules", ROOT / "seeds", EXAMPLES, SMALL) for path in folder.rglob("*.yaml")
)
WHOLE = FILES[len(FILES) // 2].read_text("utf-8")


def parsed(node: Node, path: Keys, document: Document) -> Iterator[tuple[Keys, bool, int]]:
    """Yield every scalar of a tree with its path, whether it is a key, and where it begins."""
    if isinstance(node, Scalar):
        start, end = document.extent(node.span)
        if end > start:
            yield path, False, _inside(document.text, start)
    elif isinstance(node, Mapping):
        for key, child in node.items.items():
            yield path, True, _inside(document.text, document.extent(node.keys[key].span)[0])
            yield from parsed(child, (*path, key), document)
    else:
        for index, child in enumerate(node.items):
            yield from parsed(child, (*path, index), document)


def _inside(text: str, start: int) -> int:
    """Return where the text of a scalar begins: after its quote, or on the line below `>-`."""
    if text[start] in "\"'":
        return start + 1
    if text[start] not in ">|":
        return start
    below = text.index("\n", start) + 1
    return below + len(text[below:]) - len(text[below:].lstrip())


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_a_whole_file_is_read_as_the_parser_reads_it(path: Path) -> None:
    """Every key and value of every file we ship has the path and the place that YAML gives it."""
    document = Document(str(path), path.read_text("utf-8"))
    tree, _ = parse_yaml(Source(str(path), document.text))
    assert tree is not None

    found = [(token.path, token.role is Role.KEY, token.start) for token in scan(document.text)]

    assert found == list(parsed(tree, (), document))


@pytest.mark.parametrize(
    ("text", "path", "role", "word"),
    [
        ("‸", (), Role.ALONE, ""),
        ("zo‸", (), Role.ALONE, "zo"),
        ("zone: ‸", ("zone",), Role.VALUE, ""),
        ("zone: river‸port # note", ("zone",), Role.VALUE, "riverport"),
        ("zo‸ne: riverport", (), Role.KEY, "zone"),
        ("a:\n  b: 1\n  ‸\n", ("a",), Role.ALONE, ""),
        ("a:\n  b: 1\n‸", (), Role.ALONE, ""),
        ("a:\n  - x\n  - ‸\n", ("a", 1), Role.ALONE, ""),
        ("a:\n- x\n- y‸\n", ("a", 1), Role.ALONE, "y"),
        ("a:\n  - k: 1\n    ‸", ("a", 0), Role.ALONE, ""),
        ("a:\n  - - k‸", ("a", 0, 0), Role.ALONE, "k"),
        ("a: {‸", ("a",), Role.KEY, ""),
        ("a: {b: 1, ‸}", ("a",), Role.KEY, ""),
        ("a: {b: 1, c: ‸}", ("a", "c"), Role.VALUE, ""),
        ("a: [x, ‸]", ("a", 1), Role.VALUE, ""),
        ("a: [{b: ‸", ("a", 0, "b"), Role.VALUE, ""),
        ("a: {b: [\nc: ‸", ("c",), Role.VALUE, ""),
        ('a: "open ‸\nb: 1', ("a",), Role.VALUE, "open "),
        ("a: {q: 'it''s ‸'}", ("a", "q"), Role.VALUE, "it''s "),
        ("a: x is ‸", ("a",), Role.VALUE, "x is "),
        ("a: >-\n  x\n  and ‸\nb: 1", ("a",), Role.VALUE, "x\n  and "),
        ("a: x\n  and y‸\nb: 1", ("a",), Role.VALUE, "x\n  and y"),
        ("a: [{b: c in [d, ‸", ("a", 0, "b"), Role.VALUE, "c in [d, "),
        ("# only\n‸\n", (), Role.ALONE, ""),
    ],
)
def test_a_half_written_place_is_found(text: str, path: Keys, role: Role, word: str) -> None:
    """The path, the role and the scalar at the cursor of a file that is being typed."""
    at = text.index("‸")
    text = text.replace("‸", "")

    token = token_at(text, at)

    assert (token.path, token.role, text[token.start : token.end]) == (path, role, word)


@given(st.text(alphabet="a: -{}[],\"'\n#>|\\塘&*?%", max_size=60))
@example("- - -")
@example("}")
@example("a: {]")
def test_no_text_is_too_broken(text: str) -> None:
    """Whatever is typed, tokens lie inside the text and in order."""
    tokens = scan(text)

    assert all(0 <= token.start <= token.end <= len(text) for token in tokens)
    assert [token.start for token in tokens] == sorted(token.start for token in tokens)


@given(st.integers(0, len(WHOLE)), st.integers(0, 40))
def test_a_file_with_a_piece_missing_is_scanned(start: int, length: int) -> None:
    """With any piece cut out of a rule file, every place still has a token."""
    text = WHOLE[:start] + WHOLE[start + length :]

    token = token_at(text, start)

    assert token.start <= start <= token.end
