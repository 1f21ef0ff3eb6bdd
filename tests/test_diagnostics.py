"""Diagnostics as people see them."""

from __future__ import annotations

import pytest

from eligib.diagnostics import Diagnostic, Severity, Source, Span, quoted, show, visible, width
from eligib.messages import say

MESSAGE = say("unknown place `{name}`", name="杭洲")


def at(text: str, column: int, end: int, line: int = 1) -> Span:
    """Return the stretch of one line of a file with this text."""
    return Span(Source("firm.yaml", text), line, column, line, end)


def excerpt(span: Span, columns: int = 80) -> list[str]:
    """Return the line that is shown and the line that underlines it, both without the gutter."""
    lines = show(Diagnostic("code", MESSAGE, span), "en", columns).splitlines()
    assert all(width(line) <= columns for line in lines[2:])
    return [line[line.index("|") + 2 :] for line in lines[3:]]


def test_a_diagnostic_is_shown_with_all_it_knows() -> None:
    """Severity, code, sentence, place, excerpt, what is expected and the help come in this order."""
    fault = Diagnostic(
        "unknown-place",
        MESSAGE,
        at("company:\n  place: 杭洲 # 市\n", 10, 12, line=2),
        expected=say("one of {names}", names=("a", "b")),
        hint=say("delete it"),
        severity=Severity.WARNING,
    )

    assert show(fault, "en").splitlines() == [
        "warning[unknown-place]: unknown place `杭洲`",
        "  --> firm.yaml:2:10",
        "   |",
        " 2 |   place: 杭洲 # 市",
        "   |          ^^^^",
        "  = expected: one of a, b",
        "  = help: delete it",
    ]


def test_what_was_meant_comes_before_other_advice() -> None:
    """Where a name is close, the help asks for it and the hint is left out."""
    fault = Diagnostic("code", MESSAGE, hint=say("delete it"), meant="杭州市")

    assert show(fault, "en").splitlines()[1:] == ["  = help: did you mean `杭州市`?"]


def test_a_diagnostic_speaks_chinese() -> None:
    """Labels and sentences come in the language asked for."""
    assert show(Diagnostic("unknown-place", MESSAGE, meant="杭州市"), "zh").startswith("错误[unknown-place]")


def test_without_a_place_only_the_sentence_is_shown() -> None:
    """A fault of the whole file has no excerpt."""
    assert show(Diagnostic("code", MESSAGE), "en").count("\n") == 0


@pytest.mark.parametrize("line", [3, 99])
def test_an_empty_or_missing_line_has_no_excerpt(line: int) -> None:
    """A place at the end of a file is told without an excerpt."""
    fault = Diagnostic("code", MESSAGE, at("a: 1\nb: 2\n \n", 1, 2, line=line))

    assert show(fault, "en").splitlines()[1:] == [f"  --> firm.yaml:{line}:1"]


@pytest.mark.parametrize(
    ("text", "column", "end", "mark"),
    [
        ("size: huge", 7, 11, "      ^^^^"),
        ("规模: 巨型", 5, 7, "      ^^^^"),
        ("名称：甲 x", 6, 7, "         ^"),
        ("size:\thuge", 7, 11, "      ^^^^"),
        ("é: e\u0301 huge", 7, 11, "     ^^^^"),
        ("a: \u202ex", 5, 6, "         ^"),
        ("a: x\u0301", 4, 6, "   ^"),
        ("a:", 3, 3, "  ^"),
        ("a: b", 4, 99, "   ^"),
        ("a", 9, 10, " ^"),
    ],
)
def test_the_underline_stands_below_the_text(text: str, column: int, end: int, mark: str) -> None:
    """Chinese takes two cells, a combining sign none, a sign written out as many as its code."""
    assert excerpt(at(text, column, end))[1] == mark


def test_a_fault_over_several_lines_is_underlined_on_the_first() -> None:
    """Of a longer stretch the first line is shown, underlined to its end."""
    span = Span(Source("f", "a: |\n  b\n  c\n"), 1, 4, 3, 3)

    assert excerpt(span) == ["a: |", "   ^"]


@pytest.mark.parametrize("filler", ["x", "杭", "\t", "\u202e", "e\u0301"])
@pytest.mark.parametrize("columns", [40, 80, 120])
@pytest.mark.parametrize("before", [0, 30, 200, 5000])
@pytest.mark.parametrize("after", [0, 30, 200, 5000])
def test_the_underline_of_a_long_line_stays_in_sight(
    filler: str, columns: int, before: int, after: int
) -> None:
    """Of a long line that part is shown in which the fault lies, within the columns there are."""
    text = f"{filler * before}HUGE{filler * after}"
    start = len(filler) * before

    shown, mark = excerpt(at(text, start + 1, start + 5), columns)

    assert "HUGE" in shown
    assert mark.endswith("^^^^")
    assert width(shown[: shown.index("HUGE")]) == len(mark) - 4


def test_a_long_fault_is_underlined_as_far_as_it_is_shown() -> None:
    """A fault wider than the terminal ends in a sign that more follows."""
    shown, mark = excerpt(at("x" * 1000, 1, 1001))

    assert shown.endswith("x…")
    assert set(mark) == {"^"}
    assert len(mark) == len(shown) - 1


def test_columns_below_forty_are_taken_for_forty() -> None:
    """A terminal of no width still gets an excerpt."""
    assert show(Diagnostic("code", MESSAGE, at("size: huge", 7, 11)), "en", 0).count("^") == 4


def test_nothing_reaches_the_terminal_raw() -> None:
    """Escape sequences in the sentence, the name of the file, the excerpt and the help are written out."""
    span = Span(Source("\x1b]0;x\x07.yaml", "a: \x1b[31m\x9b\u2066\r"), 1, 1, 1, 2)
    fault = Diagnostic("code", say("unknown place `{name}`", name="\x1b[2J\n"), span, meant="\u202e")

    shown = show(fault, "en")

    assert shown.replace("\n", "").isprintable()
    assert "\\x1b[2J\\n" in shown


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("杭州 a\u3000b\u00a0c", "杭州 a\u3000b\u00a0c"),
        ("\x00\t\x1b\x7f\x9b", "\\x00\\t\\x1b\\x7f\\x9b"),
        ("\u200b\u202e\u2066\ufeff", "\\u200b\\u202e\\u2066\\ufeff"),
        ("\u2028\ud800\U000e0001", "\\u2028\\ud800\\U000e0001"),
        ("😀é", "😀é"),
    ],
)
def test_signs_that_a_terminal_obeys_are_written_out(text: str, seen: str) -> None:
    """Controls, turned writing, hidden signs and halves of pairs become their codes; all else stays."""
    assert visible(text) == seen


def test_a_quotation_is_short() -> None:
    """A sentence quotes sixty characters at most."""
    assert quoted("短") == "短"
    assert quoted("长" * 61) == "长" * 60 + "…"


def test_lines_are_those_of_yaml() -> None:
    """Lines end where YAML ends them; a form feed is no end."""
    source = Source("f", "a\r\nb\rc\nd\x85e\u2028f\u2029g\x0ch")

    assert [source.line(number) for number in range(10)] == [
        "", "a", "b", "c", "d", "e", "f", "g\x0ch", "", "",
    ]  # fmt: skip


def test_an_offset_is_found() -> None:
    """An offset into the text becomes its line and column."""
    where = Source("f", "a\r\n杭州\nb").at(4)

    assert (where.line, where.column, where.end_column) == (2, 2, 3)


def test_a_part_of_a_span_stays_inside_it() -> None:
    """A part is cut at the span's end; a span over several lines is not divided."""
    span = at("abcdef", 2, 5)

    assert (span.part(1, 2).column, span.part(1, 2).end_column) == (3, 4)
    assert span.part(1, 99).end_column == 5
    assert span.part(9, 10) is span
    several = Span(span.source, 1, 1, 2, 1)
    assert several.part(0, 1) is several
