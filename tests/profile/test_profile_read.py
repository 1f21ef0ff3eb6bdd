"""Profiles as firms write them, and what is read from them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.diagnostics import Source
from eligib.errors import InputError
from eligib.profile.model import Candidates, Members
from support.examples import reader

if TYPE_CHECKING:
    from pathlib import Path

    from eligib.profile.model import FactValue, Profile

HIRES = "hires"


def read(text: str) -> Profile:
    """Return the profile that a text states."""
    return reader().parse(Source("firm.yaml", text))


VALUES: list[tuple[str, str, FactValue]] = [
    ("company", "name: 甲公司", "甲公司"),
    ("company", "name: 010", "010"),
    ("company", "name: NO", "NO"),
    ("company", "name: 12:30", "12:30"),
    ("company", "name: 2020-06-22", "2020-06-22"),
    ("company", "name: '~'", "~"),
    ("company", "credit_code: 91330114MA2KL9FL58", "91330114MA2KL9FL58"),
    ("company", "place: hangzhou", "hangzhou"),
    ("company", "place: 杭州市", "hangzhou"),
    ("company", "place: HANGZHOU", "hangzhou"),
    ("company", "place: ' 杭州市 '", "hangzhou"),
    ("company", "place: qiantang/elsewhere", "qiantang/elsewhere"),
    ("company", "place: 钱塘区其他地方", "qiantang/elsewhere"),
    ("company", "place: national/elsewhere", "national/elsewhere"),
    ("company", "size: small", "small"),
    ("company", "size: 微型", "micro"),
    ("company", "size: [small]", "small"),
    ("company", "size: [small, 小型, small]", "small"),
    ("company", "size: [小型, micro]", Candidates(frozenset({"small", "micro"}))),
    ("company", "employees: 010", 10),
    ("company", "employees: 1e3", 1000),
    ("company", "employees: '300'", 300),
    ("company", "employees: 1.2万人", 12_000),
    ("company", "employees: 三百", 300),
    ("company", "employees: ３００", 300),
    ("company", "employees: 0", 0),
    ("company", "revenue: 3200", 320_000),
    ("company", "revenue: 3,200万元", 3_200_000_000),
    ("company", "revenue: 3200.55", 320_055),
    ("company", "revenue: 1e16", 10**18),
    ("company", "revenue: CNY 3.2 million", 320_000_000),
    ("company", "revenue: 0.1", 10),
]


@pytest.mark.parametrize(("record", "line", "value"), VALUES)
def test_a_written_value_is_read_as_meant(record: str, line: str, value: FactValue) -> None:
    """A value is read exactly, in the unit of the vocabulary, without the surprises of YAML."""
    facts = read(f"{record}:\n  {line}\n").facts

    assert facts == {f"{record}.{line.partition(':')[0]}": value}
    assert type(next(iter(facts.values()))) is type(value)


@pytest.mark.parametrize("word", ["是", "true", "YES", "NO", "否", "n", "1"])
def test_a_truth_value_is_said_in_many_words(word: str) -> None:
    """Yes and no are read in both languages; YAML's own idea of them plays no part."""
    (hire,) = read(f"hires: [{{full_time: {word}}}]").lists[HIRES].records

    assert hire == {"full_time": word in {"是", "true", "YES", "1"}}


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "company:",
        "company: null",
        "company: {}",
        "company: {place: ~, size: , employees: null, name: NULL}",
        "company:\n  place:\n  size:\n",
        "hires: null",
        "hires: {known: }",
        "approvals: ~",
        "approvals: {qiantang/bank-credit-review: }",
        "received:",
        '{"company": {"revenue": null}, "hires": null}',
    ],
)
def test_null_is_unknown_everywhere(text: str) -> None:
    """A key without a value states nothing."""
    profile = read(text)

    assert (profile.facts, profile.lists, profile.approvals, profile.received) == ({}, {}, {}, None)


def test_null_inside_a_member_is_unknown() -> None:
    """A member may have unknown facts, and be wholly unknown as `{}`."""
    profile = read("hires: [{degree: ~, full_time: 是}, {}]")

    assert profile.lists == {HIRES: Members(({"full_time": True}, {}))}


@pytest.mark.parametrize(
    ("text", "members"),
    [
        ("hires: []", Members(())),
        ("hires: {known: []}", Members((), is_open=True)),
        ("hires: {known: [{degree: 博士}]}", Members(({"degree": "doctor"},), is_open=True)),
        ("hires:\n  known:\n  - degree: 博士\n", Members(({"degree": "doctor"},), is_open=True)),
    ],
)
def test_a_list_is_closed_or_open(text: str, members: Members) -> None:
    """A plain list is complete; under `known` more members may exist."""
    assert read(text).lists == {HIRES: members}


@pytest.mark.parametrize(
    ("word", "granted"),
    [("granted", True), ("refused", False), ("已批准", True), ("未批准", False), ("' granted '", True)],
)
def test_an_approval_is_granted_or_refused(word: str, *, granted: bool) -> None:
    """What has been decided is said in either language."""
    profile = read(f"approvals: {{qiantang/bank-credit-review: {word}}}")

    assert profile.approvals == {"qiantang/bank-credit-review": granted}


def test_received_is_a_complete_set() -> None:
    """The benefits received are a set; naming one twice changes nothing; an empty list says none."""
    benefit = "qiantang/creative-contest-startup-fund"

    assert read(f"received: [{benefit}, {benefit}]").received == frozenset({benefit})
    assert read("received: []").received == frozenset()


def test_the_firm_is_called_by_its_name_else_by_its_file() -> None:
    """Without a name in the profile, the file's name stands for it."""
    assert read("company: {name: 甲}").name == "甲"
    assert read("company: {place: hangzhou}").name == "firm.yaml"


def test_signs_that_a_terminal_obeys_are_written_out_in_the_name_of_the_file() -> None:
    """The name that stands for the firm's is harmless whatever the file is called."""
    assert reader().parse(Source("\x1b[31m\u202ea.yaml", "{}")).name == "\\x1b[31m\\u202ea.yaml"


JSON = '{"company": {"name": "\\ud83d\\ude00 \\u7532\\/", "revenue": 1e16}, "hires": []}'


def test_json_is_read() -> None:
    """A JSON profile reads as the same YAML would, signs beyond U+FFFF included."""
    profile = read(JSON)

    assert profile.facts["company.name"] == "😀 甲/"
    assert profile.facts["company.revenue"] == 10**18
    assert profile.lists == {HIRES: Members(())}


def test_line_endings_and_byte_order_marks_do_not_matter(tmp_path: Path) -> None:
    """Files from Windows and old Macintoshes state the same."""
    text = "company:\n  name: 甲\n  size: 小型\n"
    profiles: list[Profile] = []
    for raw in (text, text.replace("\n", "\r\n"), text.replace("\n", "\r"), "\ufeff" + text):
        file = tmp_path / f"{len(profiles)}.yaml"
        file.write_bytes(raw.encode())
        profiles.append(reader().read(file))

    assert all(profile == profiles[0] for profile in profiles)


def test_a_firm_may_have_thousands_of_hires() -> None:
    """A list of ten thousand members is read whole."""
    profile = read("hires:\n" + "- {degree: 博士, full_time: 是}\n" * 10_000)

    assert len(profile.lists[HIRES].records) == 10_000


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    """A file that cannot be read raises the same error as one that is wrong."""
    with pytest.raises(InputError, match="file-missing"):
        reader().read(tmp_path / "none.yaml")
