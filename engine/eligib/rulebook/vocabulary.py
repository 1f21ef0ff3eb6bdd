"""`rules/vocabulary/*.yaml` to the `Vocabulary` that conditions and profiles are checked against.

Each file may hold the sections `records`, `lists`, `places`, `industries` and `approvals`; all files together
are one vocabulary.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from eligib.language.faults import Fault
from eligib.language.literals import date_literal, quantity
from eligib.language.vocabulary import (
    ELSEWHERE,
    NUMERIC,
    Approval,
    Fact,
    Kind,
    Record,
    Tree,
    Vocabulary,
)
from eligib.messages import Label, say
from eligib.rulebook.fields import Fields, read_label
from eligib.yamltree import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from eligib.diagnostics import Diagnostic

NAME = re.compile(r"[a-z][a-z0-9_-]*")
_CONDITION_WORDS = ("and", "or", "not", "in", "is", "has", "within", "any", "every", "count", "sum")
_OTHER_WORDS = (
    "where",
    "benefit",
    "true",
    "false",
    "as_of",
    "all",
    "none",
    "approval",
    "each",
    "received",
    "approvals",
)
RESERVED = frozenset(_CONDITION_WORDS + _OTHER_WORDS)
_UNITS: dict[Kind, dict[str, str]] = {
    Kind.MONEY: {"元": "1", "万元": "10000", "亿元": "100000000"},
    Kind.RATE: {"1": "1", "%": "0.01", "‰": "0.001"},
    Kind.AREA: {"m2": "1"},
    Kind.COUNT: {},
    Kind.NUMBER: {},
}
_SECTIONS = {Kind.PLACE: "places", Kind.INDUSTRY: "industries"}
_REST = {Kind.PLACE: Label("其他地方", "elsewhere"), Kind.INDUSTRY: Label("其他行业", "another industry")}


def read_vocabulary(files: Iterable[Fields], faults: list[Diagnostic]) -> Vocabulary:
    """Return the vocabulary that all `files` together declare."""
    builder = _Builder(faults)
    for fields in files:
        builder.read(fields)
    return builder.vocabulary()


class _Builder:
    def __init__(self, faults: list[Diagnostic]) -> None:
        self.faults = faults
        self.records: dict[str, Record] = {}
        self.members: dict[str, Record] = {}
        self.approvals: dict[str, Approval] = {}
        self.trees = {kind: Tree({}, {}, {}) for kind in _SECTIONS}

    def read(self, file: Fields) -> None:
        for section, is_list in (("records", False), ("lists", True)):
            for name, fields in file.children(section):
                self._record(name, fields, is_list=is_list)
        for kind, section in _SECTIONS.items():
            for name, fields in file.children(section):
                self._node(kind, name, fields, None)
        for name, fields in file.children("approvals"):
            self._approval(name, fields)
        file.done(may_be_silenced=True)

    def vocabulary(self) -> Vocabulary:
        places = self.trees[Kind.PLACE]
        # every activity has an industry, but not every place is listed
        if sum(parent is None for parent in places.parents.values()) > 1:
            places.parents[ELSEWHERE] = None
            places.labels[ELSEWHERE] = _REST[Kind.PLACE]
        return Vocabulary(self.records, self.trees, self.approvals, self.members)

    def _record(self, name: Scalar, fields: Fields, *, is_list: bool) -> None:
        self._check_name(name, fields)
        label = _label(fields, name.text)
        one = fields.text("one") if is_list else None
        if is_list and one is None:
            fields.fault("missing-key", say("`{key}` is missing", key="one"), name.span)
            one = name.text
        twice = [taken for taken in (name.text, one) if taken in self.records or taken in self.members]
        for taken in twice:
            fields.fault("declared-twice", say("`{name}` is declared twice", name=taken), name.span)
        facts = {key.text: self._fact(name.text, key, child) for key, child in fields.children("facts")}
        record = Record(name.text, label, facts, one)
        # the first stands, so that what refers to it is not at fault
        if not twice:
            self.records[name.text] = record
            if one is not None:
                self.members[one] = record
        fields.done(may_be_silenced=True)

    def _fact(self, owner: str, name: Scalar, fields: Fields) -> Fact:
        self._check_name(name, fields)
        kind = Kind(fields.one_of("type", [kind.value for kind in Kind]) or Kind.TEXT)
        if "type" not in fields.node.items:
            fields.fault("missing-key", say("`{key}` is missing", key="type"), name.span)
        unit, unit_label = _unit(fields, kind)
        lower, upper = (_bound(fields, key, kind) for key in ("at_least", "at_most"))
        choices, also = self._choices(fields, kind, name)
        fact = Fact(
            owner=owner,
            name=name.text,
            kind=kind,
            label=_label(fields, name.text),
            question=fields.label("question"),
            unit=unit,
            unit_label=unit_label,
            choices=choices,
            also=also,
            lower=lower,
            upper=upper,
            headings=tuple(node.text for node in fields.items("headings") if isinstance(node, Scalar)),
        )
        fields.done(may_be_silenced=True)
        return fact

    def _choices(
        self, fields: Fields, kind: Kind, name: Scalar
    ) -> tuple[dict[str, Label], dict[str, tuple[str, ...]]]:
        """Return the label and the other names of each choice."""
        wanted = kind in {Kind.CHOICE, Kind.CHOICES}
        node = fields.get("choices")
        if wanted == (node is None):
            message = say("`choices` belong to a choice, and a choice has some")
            fields.fault("choices", message, name.span)
            return {}, {}
        choices: dict[str, Label] = {}
        also: dict[str, tuple[str, ...]] = {}
        for key, child in fields.children("choices"):
            self._check_name(key, fields)
            also[key.text] = _also(child)
            choices[key.text] = read_label(child)
        return choices, also

    def _node(self, kind: Kind, name: Scalar, fields: Fields, parent: str | None) -> None:
        """Add a place or an industry with all that it contains; `complete` where nothing else is in it."""
        self._check_name(name, fields)
        tree = self.trees[kind]
        if name.text in tree or name.text == ELSEWHERE:
            fields.fault("declared-twice", say("`{name}` is declared twice", name=name.text), name.span)
            return
        tree.parents[name.text] = parent
        tree.labels[name.text] = label = _label(fields, name.text)
        tree.also[name.text] = _also(fields)
        complete = fields.one_of("complete", ("true", "false")) == "true"
        children = fields.children(_SECTIONS[kind])
        for child, inner in children:
            self._node(kind, child, inner, name.text)
        if children and not complete:
            rest = f"{name.text}/{ELSEWHERE}"
            tree.parents[rest] = name.text
            tree.labels[rest] = Label(f"{label.zh}{_REST[kind].zh}", f"{_REST[kind].en} in {label.en}")
        fields.done(may_be_silenced=True)

    def _approval(self, name: Scalar, fields: Fields) -> None:
        label = _label(fields, name.text)
        authority = fields.label("authority")
        if authority is None:
            fields.fault("missing-key", say("`{key}` is missing", key="authority"), name.span)
            authority = label
        self.approvals[name.text] = Approval(name.text, label, authority)
        fields.done(may_be_silenced=True)

    def _check_name(self, name: Scalar, fields: Fields) -> None:
        if not NAME.fullmatch(name.text) or name.text in RESERVED:
            hint = say("small letters, digits, `-` and `_`, beginning with a letter, and no keyword")
            fields.fault("bad-name", say("`{name}` is no name", name=name.text), name.span, hint=hint)


def _label(fields: Fields, name: str) -> Label:
    label = fields.label("label")
    if label is None:
        fields.fault("missing-key", say("`{key}` is missing", key="label"))
        return Label(name, name)
    return label


def _also(fields: Fields) -> tuple[str, ...]:
    return tuple(node.text for node in fields.items("also") if isinstance(node, Scalar))


def _unit(fields: Fields, kind: Kind) -> tuple[Decimal | None, Label | None]:
    node = fields.get("unit")
    if node is None:
        return None, None
    if kind in {Kind.COUNT, Kind.NUMBER}:
        return None, read_label(Fields(node, fields.faults))
    known = _UNITS.get(kind, {})
    text = fields.one_of("unit", known)
    return (Decimal(known[text]), Label(text, text)) if text in known else (None, None)


def _bound(fields: Fields, key: str, kind: Kind) -> int | Decimal | date | None:
    node = fields.scalar(key)
    if node is None:
        return None
    literal = fields.value(node, date_literal if kind is Kind.DATE else quantity)
    if literal is None:
        return None
    value = literal.value
    plain = literal.kind in {Kind.COUNT, Kind.NUMBER}
    if isinstance(value, str) or not (
        literal.kind is kind
        or (kind in NUMERIC and plain and value == 0)
        or (kind is Kind.NUMBER and plain)
        or (kind is Kind.AREA and plain)
    ):
        message = say("the bound `{text}` is not of the fact's type", text=node.text)
        fields.faults.append(Fault("type-mismatch", message).at(node.span))
        return None
    return value
