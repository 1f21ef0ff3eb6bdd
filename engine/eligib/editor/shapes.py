"""What may stand where in a rule file or a profile: the keys of each mapping and the names of each value.

Enters: a vocabulary, for profiles and the cases inside rules. Leaves: a tree of `Shape`s, in which `shape_at`
follows a path of keys. The readers of the rulebook have the last word on a file; the tests hold every key
here to theirs.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import force_setattr

from eligib.language.vocabulary import Kind

if TYPE_CHECKING:
    from eligib.editor.scan import Path
    from eligib.language.vocabulary import Fact, Vocabulary


class Sort(StrEnum):
    """What a name is the name of."""

    KEY = "key"
    WORD = "word"
    KIND = "kind"
    PAYEE = "payee"
    RECORD = "record"
    LIST = "list"
    FACT = "fact"
    CHOICE = "choice"
    PLACE = "place"
    INDUSTRY = "industry"
    APPROVAL = "approval"
    SOURCE = "source"
    STANDARD = "standard"
    FAMILY = "family"
    BENEFIT = "benefit"
    CLAUSE = "clause"
    CONDITION = "condition"
    OPERAND = "operand"


class Shape(Struct, frozen=True, eq=False):
    """One place of a file.

    Attributes:
        keys: the keys of a mapping here.
        rest: what stands under any other key.
        named: what any other key is the name of.
        item: what a member of a list here is; a single value counts as a list of one.
        values: what a text here is the name of.
        words: the texts that may stand here, where they are no names.
        fact: the fact whose value stands here.
        examples: texts to begin a value from.
    """

    keys: dict[str, Shape] = field(default_factory=dict)
    rest: Shape | None = None
    named: Sort | None = None
    item: Shape | None = None
    values: tuple[Sort, ...] = ()
    words: tuple[str, ...] = ()
    fact: Fact | None = None
    examples: tuple[str, ...] = ()


TEXT = Shape()
LABEL = Shape(keys={"zh": TEXT, "en": TEXT})
NAMED = Shape(keys={**LABEL.keys, "also": TEXT})
BASIS = Shape(words=("stated", "assumed"))
TRUTH = Shape(words=("true", "false"))
CITE = Shape(keys={"line": TEXT, "anchor": TEXT})
MONEY = Shape(examples=("100万元",))
RATE = Shape(examples=("10%",))
DAY = Shape(examples=("2024-01-01",))
_SILENCE = Shape(item=Shape(keys={"check": TEXT, "reason": LABEL}))
_EXPLAINED = {"zh": TEXT, "en": TEXT, "cite": CITE, "basis": BASIS, "silence": _SILENCE}
_CLAUSE = Shape(keys={"that": Shape(values=(Sort.CONDITION,)), **_EXPLAINED}, values=(Sort.CONDITION,))


def _group() -> Shape:
    """Return the shape of `when`, which holds itself."""
    keys: dict[str, Shape] = {}
    part = Shape(keys=keys, rest=_CLAUSE, named=Sort.CLAUSE)
    group = Shape(item=part)
    force_setattr(part, "item", part)  # a list within the list
    keys |= dict.fromkeys(("any", "none", "all"), group)
    keys |= {"approval": Shape(values=(Sort.APPROVAL,)), **_EXPLAINED}
    return group


_TERM = Shape(
    keys={"date": DAY, "basis": BASIS, "note": LABEL}, values=(Sort.STANDARD,), examples=("2024-01-01",)
)
_OPERAND = Shape(values=(Sort.OPERAND,))
_PART = {
    "exactly": MONEY,
    "up_to": MONEY,
    "between": Shape(item=MONEY),
    "by": _OPERAND,
    "else": MONEY,
    "share": RATE,
    "of": Shape(values=(Sort.OPERAND,), words=("unstated",)),
    "at_most": MONEY,
    "monthly": MONEY,
    "months": _OPERAND,
    "may_exceed": MONEY,
    "rate": Shape(keys={"at_most": RATE}, examples=("10%",)),
    "principal": Shape(keys={"up_to": MONEY}, examples=("100万元",)),
    "area": Shape(keys={"up_to": Shape(examples=("1000 m2",))}, examples=("1000 m2",)),
    "for": Shape(examples=("3 years",)),
    "extension": Shape(examples=("3 months",)),
    "unstated": LABEL,
}
_VALUE = Shape(
    keys=_PART,
    rest=MONEY,
    named=Sort.CHOICE,
    item=Shape(keys=_PART, rest=MONEY, named=Sort.CHOICE, words=("unstated",)),
    words=("unstated",),
)
_REPORTED = Shape(keys={"amount": MONEY, "note": LABEL, "cite": CITE})
_APPLY = Shape(keys={"channel": LABEL, "documents": Shape(item=LABEL), "deadline": DAY})
_LISTED = dict.fromkeys(("rate", "principal", "may_exceed", "area", "extension", "for"), Shape(item=TEXT))
_THEN = Shape(
    keys={
        "outcome": Shape(
            words=("eligible", "conditional", "undetermined", "ineligible", "not_in_force", "planned")
        ),
        "value": Shape(item=MONEY),
        "needs": Shape(item=Shape(values=(Sort.FACT,))),
        "pending": Shape(item=Shape(values=(Sort.APPROVAL,))),
        "flags": Shape(item=Shape(words=("assumed", "unconfirmed"))),
        "as_of": DAY,
        "paid_to": Shape(item=Shape(values=(Sort.PAYEE,))),
        "family": Shape(values=(Sort.FAMILY,)),
        "listed": Shape(item=Shape(keys=_LISTED, words=("unstated",))),
    }
)


def profile_shape(vocabulary: Vocabulary) -> Shape:
    """Return the shape of a profile in the terms of `vocabulary`."""
    keys: dict[str, Shape] = {}
    for record in vocabulary.records.values():
        one = Shape(keys={name: _fact(fact) for name, fact in record.facts.items()})
        keys[record.name] = Shape(keys={"known": Shape(item=one)}, item=one) if record.is_list else one
    keys["approvals"] = Shape(rest=Shape(words=("granted", "refused")), named=Sort.APPROVAL)
    keys["received"] = Shape(item=Shape(values=(Sort.BENEFIT,)))
    return Shape(keys=keys)


def _fact(fact: Fact) -> Shape:
    sorts = {
        Kind.PLACE: (Sort.PLACE,),
        Kind.INDUSTRY: (Sort.INDUSTRY,),
        Kind.CHOICE: (Sort.CHOICE,),
        Kind.CHOICES: (Sort.CHOICE,),
    }.get(fact.kind, ())
    one = Shape(fact=fact, values=sorts, words=("true", "false") if fact.kind is Kind.BOOL else ())
    # several candidates are written as a list
    return Shape(fact=fact, values=one.values, words=one.words, item=one)


def rule_shape(vocabulary: Vocabulary) -> Shape:
    """Return the shape of a file of benefits."""
    example = {"given": profile_shape(vocabulary), "then": _THEN, "because": TEXT}
    dated = Shape(keys={"from": _TERM, "until": _TERM}, words=("planned", "exploratory", "closed", "case"))
    benefit = Shape(
        keys={
            "title": LABEL,
            "kind": Shape(values=(Sort.KIND,)),
            "paid_to": Shape(item=Shape(values=(Sort.PAYEE,))),
            "cite": CITE,
            "in_force": dated,
            "each": Shape(values=(Sort.LIST,)),
            "combine": Shape(words=("sum", "unstated")),
            "when": _group(),
            "value": _VALUE,
            "total_at_most": MONEY,
            "family": Shape(values=(Sort.FAMILY,)),
            "reported": Shape(item=_REPORTED),
            "apply": _APPLY,
            "examples": Shape(item=Shape(keys=example)),
            "silence": _SILENCE,
        }
    )
    return Shape(keys={**_head(), "agency": LABEL, "benefits": Shape(rest=benefit), "silence": _SILENCE})


def _head() -> dict[str, Shape]:
    return {"zone": Shape(values=(Sort.PLACE,)), "source": Shape(values=(Sort.SOURCE,))}


def families_shape() -> Shape:
    """Return the shape of `families.yaml`."""
    family = Shape(
        keys={
            "title": LABEL,
            "combine": Shape(words=("all", "best_one", "capped")),
            "sum": MONEY,
            "family": Shape(values=(Sort.FAMILY,)),
            "cite": CITE,
            "basis": BASIS,
            "silence": _SILENCE,
        }
    )
    return Shape(keys={**_head(), "families": Shape(rest=family), "silence": _SILENCE})


def vocabulary_shape() -> Shape:
    """Return the shape of a file under `vocabulary/`."""
    fact = Shape(
        keys={
            "type": Shape(words=tuple(kind.value for kind in Kind)),
            "label": LABEL,
            "question": LABEL,
            "unit": Shape(keys=LABEL.keys, words=("元", "万元", "亿元", "%", "‰", "m2")),
            "at_least": TEXT,
            "at_most": TEXT,
            "choices": Shape(rest=NAMED),
            "headings": TEXT,
            "silence": _SILENCE,
        }
    )
    facts = {"label": LABEL, "facts": Shape(rest=fact), "silence": _SILENCE}
    return Shape(
        keys={
            "records": Shape(rest=Shape(keys=facts)),
            "lists": Shape(rest=Shape(keys={"one": TEXT, **facts})),
            "places": _tree("places"),
            "industries": _tree("industries"),
            "approvals": Shape(rest=Shape(keys={"label": LABEL, "authority": LABEL, "silence": _SILENCE})),
            "silence": _SILENCE,
        }
    )


def _tree(section: str) -> Shape:
    """Return the shape of places or industries, which hold themselves."""
    node: dict[str, Shape] = {"label": LABEL, "also": TEXT, "complete": TRUTH}
    tree = Shape(rest=Shape(keys=node))
    node |= {section: tree, "silence": _SILENCE}
    return tree


def standards_shape() -> Shape:
    """Return the shape of a file under `standards/`."""
    industries = Shape(item=Shape(values=(Sort.INDUSTRY,)))
    row = Shape(
        keys={
            "label": LABEL,
            "industries": industries,
            "except": industries,
            "floors": Shape(rest=Shape(item=TEXT), named=Sort.FACT),
        }
    )
    derived = Shape(
        keys={
            "title": LABEL,
            "document": LABEL,
            "by": Shape(values=(Sort.FACT,)),
            "classes": TEXT,
            "otherwise": TEXT,
            "editions": Shape(rest=Shape(keys={"rows": Shape(rest=row)})),
        }
    )
    standard = Shape(keys={"title": LABEL, "date": DAY, "basis": BASIS, "silence": _SILENCE})
    return Shape(
        keys={
            "standards": Shape(rest=standard),
            "derived": Shape(rest=derived, named=Sort.FACT),
            "silence": _SILENCE,
        }
    )


def source_shape() -> Shape:
    """Return the shape of a file under `seeds/`."""
    dismissal = Shape(
        keys={
            "line": TEXT,
            "lines": TEXT,
            "anchor": TEXT,
            "only": Shape(words=("words", "figures")),
            "reason": LABEL,
        }
    )
    return Shape(
        keys={
            "title": LABEL,
            "publisher": LABEL,
            "date": DAY,
            "language": Shape(words=("zh", "en")),
            "script": Shape(words=("simplified", "traditional", "latin")),
            "file": Shape(keys={"name": TEXT, "bytes": TEXT, "sha256": TEXT}),
            "dismissed": Shape(item=dismissal),
            "silence": _SILENCE,
        }
    )


def shape_at(root: Shape, path: Path) -> Shape:
    """Return what may stand at `path`, a shape of nothing where the file should not go there."""
    shape = root
    for key in path:
        if isinstance(key, int):
            shape = shape.item or TEXT
        elif key in shape.keys:
            shape = shape.keys[key]
        elif shape.item is not None and key in shape.item.keys:
            shape = shape.item.keys[key]  # a single member, written without the list
        else:
            shape = shape.rest or TEXT
    return shape
