"""YAML as a tree of texts: nothing is interpreted, and nothing happens silently."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

import pytest

from eligib.diagnostics import Source, show
from eligib.yamltree import MAX_DEPTH, Mapping, Scalar, Sequence, parse_yaml

if TYPE_CHECKING:
    from eligib.diagnostics import Span
    from eligib.yamltree import Node

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain]"


def plain(node: Node) -> Plain:
    """Return the texts of a tree."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key: plain(child) for key, child in node.items.items()}


def tree(text: str) -> Node:
    """Return the tree of a text without faults."""
    root, faults = parse_yaml(Source("f", text))
    assert faults == []
    assert root is not None
    return root


def faults(text: str) -> list[tuple[str, str]]:
    """Return code and place of every fault of a text."""
    found = parse_yaml(Source("f", text))[1]
    return [(fault.code, "" if fault.where is None else place(fault.where)) for fault in found]


def place(span: Span) -> str:
    """Return where a stretch begins and ends."""
    end = f"{span.end_line}:" if span.end_line != span.line else ""
    return f"{span.line}:{span.column}-{end}{span.end_column}"


@pytest.mark.parametrize(
    "word",
    ["NO", "on", "010", "12:30", "1e3", "0x1f", "~", "null", "true", "2020-06-22", ".inf", "1_000", "="],
)  # fmt: skip
def test_a_word_stays_as_it_is_written(word: str) -> None:
    """No word becomes a number, a date, a truth value or nothing."""
    assert plain(tree(f"a: {word}\nb: [{word}]\n{word}: c\n")) == {"a": word, "b": [word], word: "c"}


@pytest.mark.parametrize("text", ["~", "null", "Null", "NULL", "", "''", '"null"'])
def test_only_plain_words_are_null(text: str) -> None:
    """In quotes, YAML's words for nothing are texts."""
    node = tree(f"a: {text}\n")

    assert isinstance(node, Mapping)
    value = node.items["a"]
    assert isinstance(value, Scalar)
    assert value.is_null is (text[:1] not in {"'", '"'})


def test_blocks_and_quotes_are_read() -> None:
    """Every way to write a text gives the text."""
    text = "a: |\n  x\n  y\nb: >\n  x\n  y\nc: 'it''s'\nd: \"\\u676d\\t\"\ne: x\n  y\n"

    assert plain(tree(text)) == {"a": "x\ny\n", "b": "x y\n", "c": "it's", "d": "杭\t", "e": "x y"}


def test_nodes_know_their_place() -> None:
    """Keys and values know line and column, counted in characters."""
    node = tree("企业:\n  名称: 杭州 # 市\n  '规模': \"小\"\n")

    assert isinstance(node, Mapping)
    firm = node.items["企业"]
    assert isinstance(firm, Mapping)
    assert [place(firm.key_span(key)) for key in firm.keys] == ["2:3-5", "3:3-7"]
    assert [place(value.span) for value in firm.items.values()] == ["2:7-9", "3:9-12"]


def test_an_empty_text_has_no_tree() -> None:
    """A text without a document has neither a tree nor a fault."""
    assert parse_yaml(Source("f", "# only\n")) == (None, [])


def test_the_first_of_two_equal_keys_counts() -> None:
    """A key given twice is a fault at the second; the first keeps its value, and reading goes on."""
    text = "a: 1\nb: {c: 2, c: 3}\na: 4\nd: 5\n"
    root, found = parse_yaml(Source("f", text))

    assert root is not None
    assert plain(root) == {"a": "1", "b": {"c": "2"}, "d": "5"}
    assert [fault.code for fault in found] == ["duplicate-key"] * 2
    assert "key `a` is given twice, first on line 1" in show(found[1], "en")


def test_equal_keys_are_equal_however_they_are_written() -> None:
    """Quotes do not make another key of the same text."""
    assert faults("a: 1\n'a': 2\n\"\\x61\": 3\n") == [("duplicate-key", "2:1-4"), ("duplicate-key", "3:1-7")]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("a: &x 1\n", [("yaml-alias", "1:4-8")]),
        ("a: &x [1]\n", [("yaml-alias", "1:4-8")]),
        ("a: *x\n", [("yaml-alias", "1:4-6")]),
        ("*x : 1\n", [("yaml-alias", "1:1-3")]),
        ("a: !!int 1\n", [("yaml-tag", "1:4-11")]),
        ("!x a: 1\n", [("yaml-tag", "1:1-5")]),
        ("a: &x !y 1\n", [("yaml-alias", "1:4-11"), ("yaml-tag", "1:4-11")]),
        ("a: 1\n---\nb: 2\n---\nc: 3\n", [("yaml-second-document", f"{n}:1-4") for n in (2, 4)]),
        ("? [a]\n: 1\n? {b: c}\n: 2\nd: 3\n", [("yaml-key", "1:3-4"), ("yaml-key", "3:3-4")]),
        ("? [{[a]: b}]\n: {c: 1}\n", [("yaml-key", "1:3-4"), ("yaml-key", "1:5-6")]),
        ("? [a]\n: {c: 1, c: 2}\n", [("yaml-key", "1:3-4"), ("duplicate-key", "2:10-11")]),
    ],
)  # fmt: skip
def test_what_yaml_would_do_silently_is_a_fault(text: str, found: list[tuple[str, str]]) -> None:
    """Aliases, tags, further documents and keys that are no word are each told where they stand."""
    assert faults(text) == found


def test_a_tag_is_shown_as_it_is_written() -> None:
    """The standard tags are shown with `!!`, not in YAML's long form."""
    (fault,) = parse_yaml(Source("f", "a: !!set {}\n"))[1]

    assert "tags (`!!set`)" in show(fault, "en")


def test_a_list_as_key_leaves_no_trace() -> None:
    """The value of a key that is no word is read past; the other keys stay."""
    root, _ = parse_yaml(Source("f", "? [a]\n: [b, c]\nd: 1\n"))

    assert root is not None
    assert plain(root) == {"d": "1"}


@pytest.mark.parametrize("depth", [MAX_DEPTH - 1, MAX_DEPTH])
def test_depth_up_to_the_limit_is_read(depth: int) -> None:
    """Forty levels are read."""
    assert faults("[" * depth + "]" * depth) == []


def test_depth_beyond_the_limit_is_a_fault() -> None:
    """The forty-first level is refused, before anything can overflow."""
    assert faults("[" * (MAX_DEPTH + 1) + "]" * (MAX_DEPTH + 1)) == [("yaml-too-deep", "1:41-42")]


SYNTAX = [
    ("a:\n\tb: 1\n", "2:1-2", "a value cannot begin with this sign"),
    ("a: b\n\tc: d\n", "2:1-2", "a tab cannot indent"),
    ("a: b: c\n", "1:5-6", "no key can end here"),
    ("a: {b:,}\n", "1:6-7", "no key can end here"),
    ("a: 1\nb\n", "2:1-2", "this is neither a key with a value nor a member of a list"),
    ("a: 'b\nc: d\n", "1:4-5", "this quote is never closed"),
    ("a: 1\nb\nc: 2\n", "2:1-2", "this is neither a key with a value nor a member of a list"),
    ("a: [1,\n", "2:1-2", "the file ends inside a bracket"),
    ("a: [1\nb: 2\n", "2:2-3", "the bracket opened on line 1 is not closed, or a comma is missing"),
    ("a: 'b' c\n", "1:8-9", "something is out of place here"),
    ('a: "\\q"\n', "1:5-6", "this escape in double quotes has no meaning"),
    ("a: - b\n", "1:4-5", "this is not valid YAML: block sequence entries are not allowed in this context"),
]


@pytest.mark.parametrize(("text", "where", "said"), SYNTAX)
def test_a_fault_of_syntax_is_told_in_our_words(text: str, where: str, said: str) -> None:
    """What libyaml calls by its own names is put so that a person can mend it, at the sign where it shows."""
    (fault,) = parse_yaml(Source("f", text))[1]

    assert fault.code == "yaml-syntax"
    assert fault.where is not None
    assert place(fault.where) == where
    assert show(fault, "en").splitlines()[0] == f"error[yaml-syntax]: {said}"


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x0b", "\x0c", "\x1b", "\x7f", "\x9b", "\ud83d", "\uffff"])
def test_a_control_character_is_told_at_its_place(sign: str) -> None:
    """A sign that YAML does not allow is named by its code, where it stands."""
    (fault,) = parse_yaml(Source("f", f"a: 1\r\nb: 甲{sign}\r\n"))[1]

    assert fault.code == "control-character"
    assert fault.where is not None
    assert place(fault.where) == "2:5-6"
    assert f"U+{ord(sign):04X}" in show(fault, "en")


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (r'"\ud83d\ude00"', "😀"),
        (r'"\uD83D\uDE00\ud83d\ude00"', "😀😀"),
        (r'"x\\\ud83d\ude00"', "x\\😀"),
        (r'"\\ud83d\\ude00"', r"\ud83d\ude00"),
        (r"'\ud83d\ude00'", r"\ud83d\ude00"),
        (r"\ud83d\ude00", r"\ud83d\ude00"),
        ('"😀\ue000"', "😀\ue000"),
    ],
)
def test_pairs_of_json_become_one_sign(written: str, text: str) -> None:
    """JSON's pairs are joined in double quotes alone; elsewhere they are the text they look like."""
    assert plain(tree(f"a: {written}\n")) == {"a": text}


def test_a_pair_does_not_move_what_follows() -> None:
    """Behind a joined pair, columns are still those of the file."""
    node = tree(r'{"a": "\ud83d\ude00", "b": 1}')

    assert isinstance(node, Mapping)
    assert place(node.key_span("b")) == "1:23-26"
    assert place(node.items["a"].span) == "1:7-21"


@pytest.mark.parametrize("text", [r'"\ud83d"', r'"\ude00"', r'"\ude00\ud83d"', r'"\\\\\ud83dx"'])
def test_half_a_pair_is_a_fault(text: str) -> None:
    """A half is no sign."""
    assert [code for code, _ in faults(f"a: {text}\n")] == ["yaml-syntax"]
