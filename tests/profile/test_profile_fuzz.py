"""Whatever is thrown at the reader, it answers with a profile or with diagnostics that can be printed."""

from __future__ import annotations

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from eligib.diagnostics import Diagnostic, Source, show
from eligib.errors import InputError
from eligib.messages import LANGUAGES
from eligib.sources import read_source
from eligib.yamltree import Scalar, Sequence, parse_yaml
from support.command import EXAMPLES
from support.examples import reader

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

SAFE = re.compile(r"[^\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]*")
SHIPPED = [file.read_text("utf-8") for file in sorted(EXAMPLES.glob("*.yaml"))]
PIECES = (
    "company", "hires", "known", "approvals", "received", "place", "size", "degree", "employees", "name",
    "小型", "杭州市", "granted", "1", "-5", "3200万元", "是", ": ", ":", "：", ", ", "[", "]", "{", "}",
    "- ", "\n", "\n  ", "\n- ", "\t", "'", '"', "#", "&a ", "*a", "!!str ", "<<", "? ", "|", ">", "%",
    "@", "`", "---\n", "...\n", "~", "null",
    "\\ud83d", "\\ude00", "\\", "\x1b", "\u202e", "\u2028", "\x85", "\ufeff", "\ue000", "😀", "\r", "\x00",
)  # fmt: skip
FUZZ = settings(max_examples=300, deadline=None, database=None, derandomize=True)


@st.composite
def mutated(draw: DrawFn) -> str:
    """Return a shipped example after a few cuts, copies and insertions."""
    text = draw(st.sampled_from(SHIPPED))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(text)))
        end = min(len(text), start + draw(st.integers(0, 40)))
        piece = draw(st.sampled_from(("", text[start:end] * 2, *PIECES)) | st.text(max_size=5))
        text = text[:start] + piece + text[end:]
    return text


def answer(text: str) -> None:
    """Read a text as a profile and print what is wrong with it."""
    faults: tuple[Diagnostic, ...] | None = None
    try:
        reader().parse(Source("f.yaml", text))
    except InputError as error:
        faults = error.diagnostics
    assert faults is None or faults
    for fault in faults or ():
        printed(fault)


def printed(fault: Diagnostic) -> None:
    """Print a diagnostic in both languages; its place must be one that the file has."""
    if fault.where is not None:
        assert fault.where.line >= 1
        assert fault.where.column >= 1
    for language in LANGUAGES:
        assert SAFE.fullmatch(show(fault, language))


@FUZZ
@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_pieces_of_yaml_are_answered(text: str) -> None:
    """Pieces of YAML in any order are read or refused."""
    answer(text)


@FUZZ
@given(mutated())
def test_mutilated_examples_are_answered(text: str) -> None:
    """A shipped example with a few mistakes is read or refused."""
    answer(text)


@FUZZ
@given(mutated())
def test_spans_lie_within_the_text(text: str) -> None:
    """Every scalar of a tree stands where its span says: a plain one can be read there."""
    tree, _ = parse_yaml(Source("f.yaml", text))
    waiting = [] if tree is None else [tree]
    while waiting:
        node = waiting.pop()
        if isinstance(node, Scalar):
            span = node.span
            if node.plain and span.line == span.end_line:
                line = span.source.line(span.line)
                assert line[span.column - 1 : span.end_column - 1] == node.text
        else:
            waiting += node.items if isinstance(node, Sequence) else node.items.values()


@FUZZ
@given(st.text(st.characters(codec=None)))
def test_any_text_is_answered(text: str) -> None:
    """Any sequence of characters, lone surrogates included, is read or refused."""
    answer(text)


@FUZZ
@given(
    st.binary(max_size=300)
    | st.sampled_from(SHIPPED).flatmap(
        lambda text: st.sampled_from(["utf-8-sig", "utf-16", "gb18030", "utf-32", "big5"]).map(
            lambda encoding: text.encode(encoding, "replace")
        )
    )
)
def test_any_bytes_are_answered(raw: bytes) -> None:
    """Any bytes on disk become a text or one diagnostic."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / "firm.yaml"
        file.write_bytes(raw)
        source = read_source(file)
    if isinstance(source, Diagnostic):
        printed(source)
    else:
        answer(source.text)
