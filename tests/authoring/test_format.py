"""The one style of rule files: what becomes of each way of writing, and what no formatter may do."""

from __future__ import annotations

from pathlib import Path

import pytest

from eligib.authoring.format import formatted, meaning
from eligib.diagnostics import Source
from eligib.errors import InputError
from eligib.yamltree import parse_yaml

ROOT = Path(__file__).parents[2]
SHIPPED = sorted([*(ROOT / "rules").rglob("*.yaml"), *(ROOT / "seeds").glob("*.yaml")])

CASES: dict[str, tuple[str, str]] = {
    "short mappings stand in braces": (
        "title:\n    zh: 甲\n    en: a\n",
        "title: {zh: 甲, en: a}\n",
    ),
    "long ones stand one key a line": (
        f"a: {{x: {'1' * 60}, y: {'2' * 60}}}\n",
        f"a:\n  x: {'1' * 60}\n  y: {'2' * 60}\n",
    ),
    "120 columns are not too long": (f"a: {{x: {'1' * 112}}}\n", f"a: {{x: {'1' * 112}}}\n"),
    "121 columns are": (f"a: {{x: {'1' * 113}}}\n", f"a:\n  x: {'1' * 113}\n"),
    "named things stand one a line": (
        "places: {a: {label: {zh: 甲, en: a}}}\n",
        "places:\n  a: {label: {zh: 甲, en: a}}\n",
    ),
    "the keys of a benefit have an order": (
        "benefits:\n  b:\n    when: [{c: a.b}]\n    kind: loan\n    title: {zh: 甲, en: a}\n",
        "benefits:\n  b:\n    title: {zh: 甲, en: a}\n    kind: loan\n    when:\n      - c: a.b\n",
    ),
    "a comment moves with its key": (
        "benefits:\n  b:\n    # why\n    value: unstated # none\n    kind: loan\n",
        "benefits:\n  b:\n    kind: loan\n    # why\n    value: unstated # none\n",
    ),
    "the order of names stays": ("benefits:\n  z: {}\n  a: {}\n", "benefits:\n  z: {}\n  a: {}\n"),
    "lists are indented": (
        "dismissed:\n- {line: 1}\n- {line: 2, x: y}\n",
        "dismissed:\n  - line: 1\n  - {line: 2, x: y}\n",
    ),
    "conditions are spaced": (
        "benefits:\n  b:\n    when:\n      - c: any( hires  where age>=3   and( x in[a,b] ) )\n",
        "benefits:\n  b:\n    when:\n      - c: any(hires where age >= 3 and (x in [a, b]))\n",
    ),
    "a text within a condition is not": (
        "benefits:\n  b:\n    when:\n      - c: a.b=='x'\n      - d: a.b==\"x  y\"\n",
        "benefits:\n  b:\n    when:\n      - c: a.b=='x'\n      - d: a.b == \"x  y\"\n",
    ),
    "what is no condition is not": ("a: {b: x>=3}\n", "a: {b: x>=3}\n"),
    "needless quotes go": ("a: {b: \"x\", c: 'y z'}\n", "a: {b: x, c: y z}\n"),
    "needed quotes stay": (
        "a: {b: \"x, y\", c: 'true', d: '1', e: \"x: y\", f: '', g: '# x'}\n",
        'a: {b: "x, y", c: "true", d: "1", e: "x: y", f: "", g: "# x"}\n',
    ),
    "what stood without quotes still does": (
        "a: {b: true, c: 1, d: 2020-01-31}\n",
        "a: {b: true, c: 1, d: 2020-01-31}\n",
    ),
    "a comma needs quotes in braces only": ('a: "x, y"\nb: {c: x}\n', "a: x, y\nb: {c: x}\n"),
    "nothing stays nothing": ("a:\nb: {c: , d: ~}\n", "a:\nb: {c: null, d: ~}\n"),
    "one blank line is enough": ("\n\na: 1\n\n\n\nb: 2\n\n", "a: 1\n\nb: 2\n"),
    "a comment keeps its mapping open": ("a:\n  # why\n  b: 1\n", "a:\n  # why\n  b: 1\n"),
    "a comment in braces opens them": ("a: {b: 1, # why\n  c: 2}\n", "a:\n  b: 1 # why\n  c: 2\n"),
    "a comment after braces does not": ("a:\n  b: 1\n  c: {d: 2} # why\n", "a:\n  b: 1\n  c: {d: 2} # why\n"),
    "a comment at a key stays there": ("a: # why\n  b: 1\n", "a: {b: 1} # why\n"),
    "a comment ends the block that it is indented with": (
        "a:\n  b: 1\n  # more to come\nc: 2\n",
        "a:\n  b: 1\n  # more to come\nc: 2\n",
    ),
    "a comment ends a file": ("a:\n  b: 1\n\n# the end\n", "a: {b: 1}\n\n# the end\n"),
    "a comment before a dash": (
        "dismissed:\n  # first\n  - {line: 1, x: y}\n  -   # second\n    line: 2\n    x: y\n",
        "dismissed:\n  # first\n  - {line: 1, x: y}\n  # second\n  - {line: 2, x: y}\n",
    ),
    "a sharp sign in a text is no comment": ('a: "x # y"\nb: x#y\n', 'a: "x # y"\nb: x#y\n'),
    "a list in a list": (
        "benefits:\n  b:\n    when: [any: [[a: x.y, b: x.z], c: x.y]]\n",
        "benefits:\n  b:\n    when:\n      - any:\n          - - a: x.y\n            - b: x.z\n          - c: x.y\n",
    ),
    "lines of a text stay lines": ("a: |\n  x\n\n  y\nb: 1\n", "a: |\n  x\n\n  y\nb: 1\n"),
    "a text folded for its length stays folded": (
        f"a: >-\n  {'x' * 60}\n  {'y' * 70}\n",
        f"a: >-\n  {'x' * 60}\n  {'y' * 70}\n",
    ),
    "a text folded for nothing is not": ("a:\n  x\n  y\nb: 1\n", "a: x y\nb: 1\n"),
    "DOS line ends become line feeds": ("a: 1\r\nb: 2\r\n", "a: 1\nb: 2\n"),
    "the mark of a document goes": ("# top\n---\na: 1\n...\n", "# top\na: 1\n"),
}


@pytest.mark.parametrize("name", CASES)
def test_style(name: str) -> None:
    """Each way of writing becomes the one of the style, which then stays."""
    written, expected = CASES[name]

    assert formatted(Source("x.yaml", written)) == expected
    assert formatted(Source("x.yaml", expected)) == expected


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: str(path.relative_to(ROOT)))
def test_shipped_file_is_in_style(path: Path) -> None:
    """Every file that comes with eligib is written in the style."""
    text = path.read_text("utf-8")

    assert formatted(Source(path.name, text)) == text


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a: {b: 1\n", "yaml-syntax"),
        ("a: 1\na: 2\n", "duplicate-key"),
        ("a: &x 1\nb: *x\n", "yaml-alias"),
        ("", "empty-file"),
        ("# nothing\n", "empty-file"),
        ("a: 1\n---\nb: 2\n", "yaml-second-document"),
        (f"{'k' * 2000}: {{a: 1}}\n", "yaml-syntax"),
    ],
)
def test_faulty_file_is_refused(text: str, code: str) -> None:
    """What is no valid rule file is refused with the loader's own fault."""
    with pytest.raises(InputError) as error:
        formatted(Source("x.yaml", text))

    assert error.value.diagnostics[0].code == code


def test_change_of_meaning_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should the writer ever change what a file says, the file is not written."""
    monkeypatch.setattr("eligib.authoring.format.one_line", lambda *_args, **_more: "other")

    with pytest.raises(InputError) as error:
        formatted(Source("x.yaml", "a: 1\n"))

    assert [fault.code for fault in error.value.diagnostics] == ["format-unsafe"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("a: 1", "a: 2"),
        ("a: {x: 1, y: 2}", "a: {y: 2, x: 1}"),
        ("a: [1, 2]", "a: [2, 1]"),
        ("a: {}", "a: []"),
        ("a: ''", "a:"),
        ("benefits: {b: {when: [{c: x.y >= 1}]}}", "benefits: {b: {when: [{c: x.y > 1}]}}"),
    ],
)
def test_meanings_differ(one: str, other: str) -> None:
    """The comparison that guards a file tells different files apart."""
    first, second = (parse_yaml(Source("x", text))[0] for text in (one, other))
    assert first is not None
    assert second is not None

    assert meaning(first) != meaning(second)
