"""One rule file to benefits.

Enters: the tree of `rules/<zone>/<family>.yaml` and what it may refer to. Leaves: `Benefit`s, and a fault
for every key, name, figure or date that does not stand as it should.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from eligib.language.faults import nearest
from eligib.language.literals import quantity
from eligib.language.vocabulary import Kind, Record, Vocabulary
from eligib.messages import Label, say
from eligib.rulebook import model as m
from eligib.rulebook.clauses import ClauseReader, read_citation, read_cited_source
from eligib.rulebook.examples import read_examples
from eligib.rulebook.families import read_membership
from eligib.rulebook.fields import Fields, read_label
from eligib.rulebook.standards import Standard, read_in_force
from eligib.rulebook.values import ValueReader
from eligib.rulebook.vocabulary import NAME
from eligib.yamltree import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.diagnostics import Diagnostic

KINDS = (
    "subsidy",
    "award",
    "loan",
    "guarantee",
    "fee_cap",
    "waiver",
    "deferral",
    "refund",
    "interest_subsidy",
    "equity",
    "relief",
    "pay",
    "incentive",
    "service",
    "package",
    "channel",
)
PAYEES = (
    "enterprise",
    "graduate",
    "intern",
    "talent",
    "team",
    "individual",
    "organisation",
    "university",
    "institute",
    "studio",
    "student",
    "worker",
    "unstated",
)


class Context(Struct, frozen=True):
    """What a rule file may refer to."""

    vocabulary: Vocabulary
    sources: dict[str, m.Source]
    standards: dict[str, Standard]
    faults: list[Diagnostic]


class _Header(Struct, frozen=True):
    zone: str
    source: m.Source
    agency: Label | None


def read_benefits(file: Fields, context: Context) -> Iterator[m.Benefit]:
    """Yield the benefits of one rule file, as far as they can be read."""
    header = _header(file, context)
    children = file.children("benefits")
    file.need("benefits")
    file.done(may_be_silenced=True)
    if header is None:
        return
    for name, fields in children:
        if not NAME.fullmatch(name.text):
            file.fault("bad-name", say("`{name}` is no name", name=name.text), name.span)
        benefit = _Reader(context, header, fields).benefit(name)
        if benefit is not None:
            yield benefit


def _header(file: Fields, context: Context) -> _Header | None:
    zone, agency = file.scalar("zone"), file.label("agency")
    file.need("zone")
    source = read_cited_source(file, context.sources)
    if zone is not None and zone.text not in context.vocabulary.places:
        meant = nearest(zone.text, context.vocabulary.places.parents)
        file.fault("unknown-place", say("unknown place `{name}`", name=zone.text), zone.span, meant=meant)
    if source is None or zone is None:
        return None
    return _Header(zone.text, source, agency)


class _Reader(Struct, frozen=True):
    context: Context
    header: _Header
    fields: Fields

    def benefit(self, name: Scalar) -> m.Benefit | None:
        fields = self.fields
        each = self._each()
        title, cite = fields.label("title"), self._cite()
        kind = fields.one_of("kind", KINDS)
        for key in ("title", "kind", "paid_to", "cite", "when", "value"):
            fields.need(key)
        if cite is None:
            return None
        reader = ClauseReader(self.context.vocabulary, each, cite, self.context.faults)
        values = ValueReader(self.context.vocabulary, each, self.context.faults)
        when, value = fields.get("when"), fields.get("value")
        benefit = m.Benefit(
            id=f"{self.header.zone}/{name.text}",
            zone=self.header.zone,
            title=title or Label(name.text, name.text),
            kind=kind or KINDS[0],
            paid_to=self._paid_to(),
            agency=self.header.agency,
            cite=cite,
            in_force=read_in_force(fields, self.context.standards),
            each=each,
            when=reader.group(when) if when is not None else m.Group("all", ()),
            value=values.parts(value) if value is not None else (),
            combine=self._combine(),
            total_at_most=values.figure(fields, "total_at_most", Kind.MONEY),
            reported=tuple(self._reported(cite)),
            apply=self._apply(),
            examples=tuple(read_examples(fields.items("examples"), self.context.faults)),
            span=name.span,
            family=read_membership(fields),
        )
        self._check_each(each)
        fields.done(may_be_silenced=True)
        return benefit

    def _each(self) -> Record | None:
        node = self.fields.scalar("each")
        if node is None:
            return None
        lists = {name: r for name, r in self.context.vocabulary.records.items() if r.is_list}
        if node.text not in lists:
            message = say("unknown list `{name}`", name=node.text)
            self.fields.fault("unknown-name", message, node.span, meant=nearest(node.text, lists))
        return lists.get(node.text)

    def _check_each(self, each: Record | None) -> None:
        for key in ("combine", "total_at_most"):
            if each is None and key in self.fields.node.items:
                message = say("`{key}` stands only beside `each`", key=key)
                self.fields.fault("needs-each", message, self.fields.node.key_span(key))

    def _cite(self) -> m.Citation | None:
        fields = self.fields.fields("cite")
        return None if fields is None else read_citation(fields, self.header.source)

    def _combine(self) -> Literal["sum", "unstated"]:
        return "unstated" if self.fields.one_of("combine", ("sum", "unstated")) == "unstated" else "sum"

    def _paid_to(self) -> tuple[str, ...]:
        names = []
        for node in self.fields.items("paid_to"):
            if isinstance(node, Scalar) and node.text in PAYEES:
                names.append(node.text)
                continue
            got = node.text if isinstance(node, Scalar) else ""
            expected = say("one of {names}", names=PAYEES)
            message = say("`{got}` is no `{key}`", got=got, key="paid_to")
            self.fields.fault(
                "unknown-choice", message, node.span, meant=nearest(got, PAYEES), expected=expected
            )
        return tuple(names) or ("unstated",)

    def _reported(self, cite: m.Citation) -> Iterator[m.Reported]:
        for node in self.fields.items("reported"):
            fields = Fields(node, self.context.faults)
            note, amount = fields.label("note"), fields.scalar("amount")
            fields.need("note")
            own = fields.fields("cite")
            fields.done()
            literal = None if amount is None else fields.value(amount, quantity)
            if literal is not None and literal.kind is not Kind.MONEY:
                message = say("`{got}` lacks the unit", got=amount.text if amount else "")
                fields.fault("unit-missing", message)
            fen = literal.value if literal is not None and isinstance(literal.value, int) else None
            found = read_citation(own, self.header.source) if own is not None else cite
            yield m.Reported(note or Label("", ""), fen, found or cite)

    def _apply(self) -> m.Apply | None:
        fields = self.fields.fields("apply")
        if fields is None:
            return None
        documents = tuple(read_label(Fields(node, self.context.faults)) for node in fields.items("documents"))
        apply = m.Apply(fields.label("channel"), documents, fields.date("deadline"))
        fields.done()
        return apply
