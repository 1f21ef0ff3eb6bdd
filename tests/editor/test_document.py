"""Positions of the protocol and offsets: Chinese is one unit a sign, what lies beyond U+FFFF is two."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligib.diagnostics import Span
from eligib.editor.document import Document, Position, Range

TEXT = "zh: 钱塘\n名: a𠮷b\r\nend"


@pytest.mark.parametrize(
    ("encoding", "line", "column", "following"),
    [
        ("utf-16", 0, 5, "塘"),
        ("utf-16", 1, 4, "𠮷"),
        ("utf-16", 1, 6, "b"),
        ("utf-8", 0, 7, "塘"),
        ("utf-8", 1, 10, "b"),
        ("utf-32", 1, 5, "b"),
        ("utf-16", 2, 0, "e"),
    ],
)
def test_a_column_counts_units(encoding: str, line: int, column: int, following: str) -> None:
    """The sign after a position is the one the editor means, and the position comes back."""
    document = Document("x", TEXT, encoding)

    offset = document.offset(Position(line, column))

    assert TEXT[offset] == following
    assert document.position(offset) == Position(line, column)


@pytest.mark.parametrize(
    ("position", "offset"),
    [(Position(0, 99), 6), (Position(1, 99), 13), (Position(99, 0), len(TEXT)), (Position(2, 99), len(TEXT))],
)
def test_what_lies_past_the_end_is_taken_to_it(position: Position, offset: int) -> None:
    """Past the end of a line is its end, past the last line the end of the text."""
    assert Document("x", TEXT).offset(position) == offset


@given(st.text(alphabet="a塘𠮷\n\r\u2028\x85 ", max_size=30), st.sampled_from(["utf-8", "utf-16", "utf-32"]))
def test_every_offset_comes_back(text: str, encoding: str) -> None:
    """Offset to position to offset is the identity, but inside a line's end."""
    document = Document("x", text, encoding)

    for offset in range(len(text) + 1):
        if text[offset - 1 : offset + 1] != "\r\n":
            assert document.offset(document.position(offset)) == offset


def test_lines_of_yaml_are_more_than_those_of_the_protocol() -> None:
    """A span past U+2028, which ends a line for YAML alone, is found on the protocol's line."""
    document = Document("x", "a: b\u2028c: d\n")

    assert document.extent(Span(document.source, 2, 1, 2, 2)) == (5, 6)
    assert document.first_line(Span(document.source, 2, 1, 2, 2)) == Range(Position(0, 5), Position(0, 6))


def test_a_fault_of_many_lines_marks_the_first() -> None:
    """A span over several lines is shown on its first one."""
    document = Document("x", "one\ntwo\nthree\n")

    assert document.first_line(Span(document.source, 1, 2, 3, 2)) == Range(Position(0, 1), Position(0, 3))


def test_a_span_of_another_text_stays_inside() -> None:
    """A place that the text no longer has is its end."""
    document = Document("x", "short")

    assert document.extent(Span(document.source, 40, 3, 41, 9)) == (5, 5)
