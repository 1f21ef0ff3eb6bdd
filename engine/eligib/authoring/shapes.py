"""What the formatter knows of rule files: which parts stand one key a line, and in which order keys stand.

Leaves: a `Shape` for each part of a file, found by going down the keys. Whatever has no shape of its own
stands in `{}` and `[]` where it fits its line.
"""

from __future__ import annotations

from msgspec import Struct

from eligib.yamltree import Mapping, Node

PLAIN = "plain"


class Shape(Struct, frozen=True):
    """How one part is laid out.

    Attributes:
        block: it never stands in braces or brackets.
        order: the keys that come first, in this order; their order has no meaning.
        keys: the shapes of the values under some keys.
        each: the shape of the values under all other keys.
        member: the shape of the members, if it is a list.
        condition: a text in it is a condition.
    """

    block: bool = False
    order: tuple[str, ...] = ()
    keys: dict[str, str] = {}
    each: str = PLAIN
    member: str = PLAIN
    condition: bool = False


_HEADER = ("zone", "source", "agency", "benefits")
BENEFIT_KEYS = (
    *("title", "kind", "paid_to", "cite", "in_force", "family", "each", "combine", "total_at_most"),
    *("when", "value", "reported", "apply", "examples"),
)
CLAUSE_KEYS = ("that", "basis", "cite", "zh", "en")
EXAMPLE_KEYS = ("given", "then", "because")
_GROUPS = ("all", "any", "none")
_SHAPES: dict[str, Shape] = {
    PLAIN: Shape(),
    "file": Shape(
        block=True,
        order=_HEADER,
        keys={
            "benefits": "benefits",
            "records": "records",
            "lists": "records",
            "places": "places",
            "industries": "places",
            "families": "sections",
            "approvals": "sections",
            "standards": "sections",
            "derived": "derivations",
            "file": "section",
            "dismissed": "items",
        },
    ),
    "sections": Shape(block=True, each="section"),
    "section": Shape(block=True, member="section"),
    "items": Shape(block=True),
    "benefits": Shape(block=True, each="benefit"),
    "benefit": Shape(
        block=True,
        order=BENEFIT_KEYS,
        keys={"when": "when", "value": "value", "reported": "cases", "examples": "examples"},
    ),
    "when": Shape(block=True, each="clause", member="part"),
    "part": Shape(block=True, keys=dict.fromkeys(_GROUPS, "when"), each="clause", member="part"),
    "approval": Shape(block=True, order=("approval", "basis", "cite", "zh", "en")),
    "clause": Shape(order=CLAUSE_KEYS, keys={"that": "condition"}, condition=True),
    "condition": Shape(condition=True),
    "value": Shape(),
    "parts": Shape(block=True),
    "cases": Shape(block=True, member="section"),
    "examples": Shape(block=True, member="example"),
    "example": Shape(block=True, order=EXAMPLE_KEYS),
    "records": Shape(block=True, each="record"),
    "record": Shape(block=True, keys={"facts": "facts"}),
    "facts": Shape(block=True, each="fact"),
    "fact": Shape(block=True, keys={"choices": "items"}),
    "places": Shape(block=True, each="place"),
    "place": Shape(keys={"places": "places", "industries": "places"}),
    "derivations": Shape(block=True, each="derivation"),
    "derivation": Shape(block=True, keys={"editions": "editions"}),
    "editions": Shape(block=True, each="edition"),
    "edition": Shape(block=True, keys={"rows": "rows"}),
    "rows": Shape(block=True, each="row"),
    "row": Shape(block=True, keys={"floors": "items"}),
}


def shape_of(name: str, node: Node) -> Shape:
    """Return the shape called `name`, as it is for `node`."""
    if name in {"when", "part"} and isinstance(node, Mapping):
        name = "approval" if "approval" in node.items else "part"
    elif name == "value" and not isinstance(node, Mapping):
        name = "parts"
    return _SHAPES[name]
