"""YAML as an editor's JSON Schema check sees it: plain words of YAML 1.2's core schema become JSON values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from eligib.diagnostics import Source
from eligib.yamltree import Mapping, Sequence, parse_yaml

if TYPE_CHECKING:
    from eligib.yamltree import Node, Scalar

INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
TRUTHS = {word: word.lower() == "true" for word in ("true", "True", "TRUE", "false", "False", "FALSE")}


def json_of(text: str) -> Any:
    """Return the JSON value of a YAML text that has no faults."""
    tree, faults = parse_yaml(Source("firm.yaml", text))
    assert tree is not None
    assert not faults
    return json_of_node(tree)


def json_of_node(node: Node) -> Any:
    """Return the JSON value of a YAML tree."""
    if isinstance(node, Mapping):
        return {key: json_of_node(child) for key, child in node.items.items()}
    if isinstance(node, Sequence):
        return [json_of_node(item) for item in node.items]
    return _word(node)


def _word(node: Scalar) -> Any:
    if node.is_null:
        return None
    if not node.plain:
        return node.text
    if node.text in TRUTHS:
        return TRUTHS[node.text]
    if INTEGER.fullmatch(node.text):
        return int(node.text, 10 if node.text.lstrip("+-").isdigit() else 0)
    return float(node.text) if FLOAT.fullmatch(node.text) else node.text
