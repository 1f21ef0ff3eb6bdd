"""Formatting keeps what a file says, and every comment, however the file was laid out."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Any

import yaml
from hypothesis import given
from hypothesis import strategies as st

from eligib.authoring.format import formatted, meaning
from eligib.diagnostics import Source
from eligib.yamltree import parse_yaml
from properties.cases import cases
from support.random_rules import documents

if TYPE_CHECKING:
    from support.random_vocabulary import Document

_NOTE = re.compile(r"# note \d+")
SIGNS = st.text(st.sampled_from("ab1 :,#-[]{}'\"\\|>&*!%@?~\n\t甲，：\u3000é=<"), max_size=12)
TREES: st.SearchStrategy[Any] = st.recursive(
    SIGNS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(SIGNS, inner, max_size=4),
    max_leaves=20,
)
LAYOUTS = st.fixed_dictionaries(
    {
        "default_flow_style": st.sampled_from((True, False, None)),
        "indent": st.integers(2, 6),
        "width": st.sampled_from((20, 80, 1000)),
        "default_style": st.sampled_from((None, None, '"', "'")),
    }
)


def _dumped(tree: object, layout: dict[str, Any]) -> str:
    return str(yaml.safe_dump(_texts(tree), allow_unicode=True, sort_keys=False, **layout))


def _texts(tree: object) -> object:
    """Return `tree` with a text for each number, which YAML would mark with a tag if it is to be quoted."""
    if isinstance(tree, dict):
        return {key: _texts(value) for key, value in tree.items()}
    return [_texts(part) for part in tree] if isinstance(tree, list) else "" if tree is None else str(tree)


def _noted(text: str, seed: int) -> str:
    """Return `text` with comments and blank lines between those lines that are no part of a text."""
    dice = random.Random(seed)
    tree, _ = parse_yaml(Source("x", text))
    lines, number = text.split("\n"), 0
    for at in range(len(lines), 0, -1):
        if dice.random() > 0.3:
            continue
        number += 1
        column = " " * dice.choice((0, 2, 4, 6, 7))
        there = (
            lines[at - 1] + f"  # note {number}",
            f"{lines[at - 1]}\n{column}# note {number}",
            lines[at - 1] + "\n",
        )
        tried = [*lines[: at - 1], dice.choice(there), *lines[at:]]
        found, faults = parse_yaml(Source("x", "\n".join(tried)))
        if not faults and found is not None and tree is not None and _said(found) == _said(tree):
            lines = tried
    return "\n".join(lines)


def _said(node: Any) -> object:
    return meaning(node, "plain")


def _check(text: str) -> None:
    source = Source("x.yaml", text)
    before, faults = parse_yaml(source)
    assert before is not None
    assert not faults

    after = formatted(source)

    again, faults = parse_yaml(Source("x.yaml", after))
    assert again is not None
    assert not faults
    assert meaning(again) == meaning(before)
    assert formatted(Source("x.yaml", after)) == after
    assert sorted(_NOTE.findall(after)) == sorted(_NOTE.findall(text))


@cases(150)
@given(document=documents(), layout=LAYOUTS, seed=st.integers())
def test_rule_files_keep_their_meaning(document: Document, layout: dict[str, Any], seed: int) -> None:
    """A random rule file in any layout, with comments anywhere, says the same once formatted."""
    _check(_noted(_dumped(document, layout), seed))


@cases(300)
@given(tree=st.dictionaries(SIGNS, TREES, min_size=1, max_size=4), layout=LAYOUTS, seed=st.integers())
def test_any_file_keeps_its_meaning(tree: dict[str, Any], layout: dict[str, Any], seed: int) -> None:
    """So does a file of any keys and texts, the awkward ones included."""
    text = _dumped(tree, layout)
    if parse_yaml(Source("x", text))[1]:
        return
    _check(_noted(text, seed))
