"""The `when` of a benefit: named clauses, approvals and groups of them.

Enters: the YAML list under `when`. Leaves: a tree of `Clause`, `ApprovalClause` and `Group`, every clause
with a text in both languages, its own or one put into words from the condition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from msgspec import Struct, field

from eligib.language.check import read_condition
from eligib.language.faults import nearest
from eligib.language.words import in_words
from eligib.messages import Label, say
from eligib.rulebook import model as m
from eligib.rulebook.fields import Fields
from eligib.yamltree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from eligib.diagnostics import Diagnostic
    from eligib.language.vocabulary import Record, Vocabulary
    from eligib.messages import Text
    from eligib.yamltree import Node

_GROUPS: dict[str, Literal["all", "any", "none"]] = {"all": "all", "any": "any", "none": "none"}
APPROVAL = "approval"
MAX_ANCHOR = 30


def read_cited_source(file: Fields, sources: dict[str, m.Source]) -> m.Source | None:
    """Return the source that a rule file names; where there is none at all, one fault tells that already."""
    node = file.scalar("source")
    file.need("source")
    found = None if node is None else sources.get(node.text)
    if node is not None and found is None and sources:
        message = say("unknown source `{name}`", name=node.text)
        file.fault("unknown-source", message, node.span, meant=nearest(node.text, sources))
    return found


def read_citation(fields: Fields, source: m.Source | None) -> m.Citation | None:
    """Return the citation in `fields`: a line and the anchor that stands there."""
    line, anchor = fields.scalar("line"), fields.text("anchor")
    fields.need("line")
    fields.need("anchor")
    fields.done()
    if line is None or anchor is None or source is None:
        return None
    if not (line.text.isascii() and line.text.isdigit() and int(line.text) > 0):
        fields.fault("wrong-line", say("`{got}` is no line number", got=line.text), line.span)
        return None
    if not 0 < len(anchor) <= MAX_ANCHOR:
        message = say("an anchor has at most {n} characters", n=MAX_ANCHOR)
        fields.fault("anchor-length", message, fields.node.items["anchor"].span)
    return m.Citation(source, int(line.text), anchor, fields.node.items["anchor"].span)


class ClauseReader(Struct, eq=False):
    """Reads the clauses of one benefit; `cite` is what a clause without its own citation rests on."""

    vocabulary: Vocabulary
    each: Record | None
    cite: m.Citation
    faults: list[Diagnostic]
    ids: set[str] = field(default_factory=set)

    def group(
        self, node: Node, kind: Literal["all", "any", "none"] = "all", *, negated: bool = False
    ) -> m.Group:
        """Return the group of the list `node`; a nested list is an `all`."""
        items = node.items if isinstance(node, Sequence) else [node]
        inside = negated or kind == "none"
        parts = [self._part(item, negated=inside) for item in items]
        if not items:
            self._fault(node, "empty-group", say("a group needs at least one clause"))
        return m.Group(kind, tuple(part for part in parts if part is not None))

    def _part(self, node: Node, *, negated: bool) -> m.Tree | None:
        if isinstance(node, Sequence):
            return self.group(node, negated=negated)
        if not isinstance(node, Mapping) or not node.items:
            self._fault(node, "wrong-shape", say("a clause is written `name: condition`"))
            return None
        name = next(iter(node.items))
        if name in _GROUPS:
            self._only(node, {name})
            return self.group(node.items[name], _GROUPS[name], negated=negated)
        if name == APPROVAL:
            return self._approval(Fields(node, self.faults), negated=negated)
        self._only(node, {name})
        return self._clause(node.keys[name], node.items[name])

    def _clause(self, name: Scalar, node: Node) -> m.Clause | None:
        fields = Fields(node, self.faults) if isinstance(node, Mapping) else None
        that = node if fields is None else fields.need("that")
        text, cite, assumed = self._extras(fields)
        self._claim(name.text, name)
        if fields is not None:
            fields.done(may_be_silenced=True)
        if not isinstance(that, Scalar):
            if that is not None:
                self._fault(that, "wrong-shape", say("a condition is one text"))
            return None
        reader = fields or Fields(Mapping(that.span), self.faults)
        condition = reader.value(that, lambda text: read_condition(text, self.vocabulary, self.each))
        if condition is None:
            return None
        label = text or in_words(condition, self.vocabulary)
        return m.Clause(name.text, condition, label, cite, assumed, that.span)

    def _approval(self, fields: Fields, *, negated: bool) -> m.ApprovalClause | None:
        node = fields.scalar(APPROVAL)
        text, cite, assumed = self._extras(fields)
        fields.done(may_be_silenced=True)
        if node is None:
            return None
        approval = self.vocabulary.approvals.get(node.text)
        if approval is None:
            known = self.vocabulary.approvals
            message = say("unknown approval `{name}`", name=node.text)
            fields.fault("unknown-approval", message, node.span, meant=nearest(node.text, known))
            return None
        if negated:
            message = say("an approval may not stand under `none`")
            fields.fault("approval-negated", message, node.span)
        name = approval.id.rpartition("/")[2]
        self._claim(name, node)
        return m.ApprovalClause(name, approval, text or approval.label, cite, assumed, node.span)

    def _extras(self, fields: Fields | None) -> tuple[Label | None, m.Citation, bool]:
        if fields is None:
            return None, self.cite, False
        zh, en = fields.text("zh"), fields.text("en")
        if (zh is None) != (en is None):
            missing = "zh" if zh is None else "en"
            message = say("the text in `{language}` is missing", language=missing)
            fields.fault("missing-translation", message)
        own = fields.fields("cite")
        cite = read_citation(own, self.cite.source) if own else None
        assumed = fields.one_of("basis", ("stated", "assumed")) == "assumed"
        text = Label(zh or en or "", en or zh or "") if zh or en else None
        return text, cite or self.cite, assumed

    def _claim(self, name: str, node: Scalar) -> None:
        if name in self.ids:
            message = say("`{name}` is declared twice", name=name)
            Fields(Mapping(node.span), self.faults).fault("declared-twice", message)
        self.ids.add(name)

    def _only(self, node: Mapping, allowed: set[str]) -> None:
        for key in node.items.keys() - allowed:
            hint = say("begin a new item of the list with `- `")
            fields = Fields(Mapping(node.key_span(key)), self.faults)
            fields.fault("unknown-key", say("unknown key `{key}`", key=key), hint=hint)

    def _fault(self, node: Node, code: str, message: Text) -> None:
        Fields(Mapping(node.span), self.faults).fault(code, message)
