"""The `value` of a benefit: what the source promises, no more.

Enters: the YAML under `value`. Leaves: its parts, each of one form of design section 5; every form is one
reader in a table, found by its leading key.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

from eligib.language import nodes as n
from eligib.language.bounds import bounds
from eligib.language.check import read_value
from eligib.language.faults import Fault
from eligib.language.literals import date_literal, measured, quantity
from eligib.language.vocabulary import Kind
from eligib.messages import say
from eligib.rulebook import model as m
from eligib.rulebook.fields import Fields
from eligib.yamltree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from eligib.diagnostics import Diagnostic
    from eligib.language.vocabulary import Record, Vocabulary
    from eligib.yamltree import Node

UNSTATED = "unstated"


class ValueReader(Struct, frozen=True):
    """Reads the value of one benefit, decided for each member of `each` if that is given."""

    vocabulary: Vocabulary
    each: Record | None
    faults: list[Diagnostic]

    def parts(self, node: Node) -> tuple[m.Part, ...]:
        """Return the parts of a value; a list states several, each with its own figure."""
        if isinstance(node, Sequence):
            return tuple(part for item in node.items for part in self.parts(item))
        if isinstance(node, Scalar):
            if node.text == UNSTATED:
                return (m.Unstated(),)
            expected = say("`unstated`, or a mapping such as `{example}`", example="{exactly: 10万元}")
            fields = Fields(Mapping(node.span), self.faults)
            fields.fault("wrong-value", say("`{got}` is no value", got=node.text), expected=expected)
            return ()
        part = self._mapping(node)
        return () if part is None else (part,)

    def _mapping(self, node: Mapping) -> m.Part | None:
        fields = Fields(node, self.faults)
        for key, read in _FORMS.items():
            if key in node.items:
                part = read(self, fields)
                fields.done()
                return part
        expected = say("one of {names}", names=tuple(_FORMS))
        fields.fault("wrong-value", say("this value has no known form"), expected=expected)
        return None

    def exactly(self, fields: Fields) -> m.Part | None:
        """Return the part of `{exactly: 200万元}`."""
        amount = self.figure(fields, "exactly", Kind.MONEY)
        return None if amount is None else m.Exactly(amount)

    def up_to(self, fields: Fields) -> m.Part | None:
        """Return the part of `{up_to: 1000万元}`."""
        amount = self.figure(fields, "up_to", Kind.MONEY)
        return None if amount is None else m.UpTo(amount)

    def may_exceed(self, fields: Fields) -> m.Part | None:
        """Return the part of `{may_exceed: 100万元}`."""
        amount = self.figure(fields, "may_exceed", Kind.MONEY)
        return None if amount is None else m.MayExceed(amount)

    def between(self, fields: Fields) -> m.Part | None:
        """Return the part of `{between: [20万元, 100万元]}`."""
        ends = [self._one(node, Kind.MONEY) for node in fields.items("between")]
        expected = 2
        if len(ends) != expected or ends[0] is None or ends[1] is None:
            fields.fault("wrong-value", say("a range has two ends"))
            return None
        if isinstance(ends[0], int) and isinstance(ends[1], int) and ends[0] > ends[1]:
            fields.fault("range-reversed", say("the range ends before it begins"))
        return m.Between(ends[0], ends[1])

    def table(self, fields: Fields) -> m.Part | None:
        """Return the part of `{by: hire.degree, doctor: 8万元, else: 1万元}`."""
        ref = self.operand(fields, "by")
        if not isinstance(ref, n.FactRef) or ref.fact.kind is not Kind.CHOICE:
            fields.fault("type-mismatch", say("`by` names a choice"))
            return None
        rows: dict[str, m.Figure] = {}
        for choice in ref.fact.choices:
            key = choice if choice in fields.node.items else "else"
            row = self.figure(fields, key, Kind.MONEY) if key in fields.node.items else None
            if row is not None:
                rows[choice] = row
        missing = tuple(choice for choice in ref.fact.choices if choice not in rows)
        if missing:
            hint = say("add the rows, or `else`")
            fields.fault("table-gap", say("the table leaves out {names}", names=missing), hint=hint)
        return m.Table(ref, rows)

    def share(self, fields: Fields) -> m.Part | None:
        """Return the part of `{share: 20%, of: project.rd_spending, at_most: 100万元}`."""
        rate, of = self.figure(fields, "share", Kind.RATE), self.operand(fields, "of")
        at_most = self.figure(fields, "at_most", Kind.MONEY)
        if rate is None or of is None:
            fields.need("of")
            return None
        self._expect(fields, "of", of, Kind.MONEY)
        self._at_least_zero(fields, "of", of)
        return m.Share(rate, of, at_most)

    def monthly(self, fields: Fields) -> m.Part | None:
        """Return the part of `{monthly: 2000元, months: intern.months}`."""
        amount, months = self.figure(fields, "monthly", Kind.MONEY), self.operand(fields, "months")
        if amount is None or months is None:
            fields.need("months")
            return None
        self._expect(fields, "months", months, Kind.COUNT, Kind.NUMBER, Kind.MONTHS)
        self._at_least_zero(fields, "months", months)
        return m.Monthly(amount, months)

    def rate(self, fields: Fields) -> m.Part | None:
        """Return the part of `{rate: {at_most: 1%}, of: loan.amount}`."""
        bound, rate = self._bounded(fields, "rate", "at_most", Kind.RATE)
        of = None
        if fields.text("of") != UNSTATED:
            of = self.operand(fields, "of")
            if of is None:
                fields.need("of")
            else:
                self._expect(fields, "of", of, Kind.MONEY)
        if rate is None:
            return None
        return m.Rate(rate, "at_most" if bound else "exactly", of)

    def principal(self, fields: Fields) -> m.Part | None:
        """Return the part of `{principal: {up_to: 1000万元}}`."""
        bound, amount = self._bounded(fields, "principal", "up_to", Kind.MONEY)
        return None if amount is None else m.Principal("up_to" if bound else "exactly", amount)

    def area(self, fields: Fields) -> m.Part | None:
        """Return the part of `{area: {up_to: 1000 m2}, for: 3 years}`."""
        bound, area = self._bounded(fields, "area", "up_to", Kind.AREA)
        time = self._time(fields, "for")
        if area is None:
            return None
        months = time[0] if time is not None and time[1] == "months" else None
        return m.Area("up_to" if bound else "exactly", area, months)

    def extension(self, fields: Fields) -> m.Part | None:
        """Return the part of `{extension: 3 months}`."""
        time = self._time(fields, "extension")
        return None if time is None else m.Extension(*time)

    def unstated(self, fields: Fields) -> m.Part | None:
        """Return the part of `{unstated: {zh: 租金补贴, en: rent subsidy}}`."""
        return m.Unstated(fields.label(UNSTATED))

    def _bounded(self, fields: Fields, key: str, word: str, kind: Kind) -> tuple[bool, m.Figure | None]:
        node = fields.get(key)
        if isinstance(node, Mapping) and word in node.items:
            inner = Fields(node, self.faults)
            figure = self.figure(inner, word, kind)
            inner.done()
            return True, figure
        return False, self.figure(fields, key, kind)

    def _time(self, fields: Fields, key: str) -> tuple[int, Literal["months", "days"]] | None:
        node = fields.scalar(key)
        if node is None:
            return None
        literal = fields.value(node, _measure)
        if literal is None or literal.kind not in {Kind.MONTHS, Kind.DAYS}:
            return None
        return int(str(literal.value)), "months" if literal.kind is Kind.MONTHS else "days"

    def operand(self, fields: Fields, key: str) -> n.Value | None:
        """Return the value that the text under `key` names."""
        node = fields.scalar(key)
        if node is None:
            return None
        value = fields.value(node, lambda text: read_value(text, self.vocabulary, self.each))
        if value is not None and any(isinstance(part, n.BenefitIs) for part in n.walk(value)):
            message = say("a value may not ask about other benefits")
            fields.fault("benefit-in-value", message, node.span)
        return value

    def figure(self, fields: Fields, key: str, kind: Kind) -> m.Figure | None:
        """Return the figure under `key`, which may be dated."""
        node = fields.get(key)
        if node is None:
            return None
        if isinstance(node, Mapping):
            return self._dated(Fields(node, self.faults), kind)
        return self._one(node, kind)

    def _dated(self, fields: Fields, kind: Kind) -> m.Dated | None:
        values: list[tuple[date, int | Decimal | None]] = []
        for key, node in fields.node.items.items():
            start = fields.value(fields.node.keys[key], date_literal)
            figure = fields.get(key)
            value = None if figure is None else self._one(node, kind)
            if start is None or (value is None and figure is not None):
                return None
            values.append((_as_date(start), value))
        return m.Dated(tuple(sorted(values, key=lambda pair: pair[0])))

    def _one(self, node: Node, kind: Kind) -> int | Decimal | None:
        fields = Fields(Mapping(node.span), self.faults)
        if not isinstance(node, Scalar):
            fields.fault("wrong-shape", say("one figure is expected here"))
            return None
        literal = fields.value(node, _measure if kind is Kind.AREA else quantity)
        if literal is None:
            return None
        if literal.kind is not kind or isinstance(literal.value, str):
            unit = {Kind.MONEY: "元", Kind.RATE: "%", Kind.AREA: " m2"}[kind]
            message = say("`{got}` lacks the unit", got=node.text)
            fields.fault("unit-missing", message, meant=f"{node.text}{unit}")
            return None
        return literal.value if isinstance(literal.value, int | Decimal) else None

    def _expect(self, fields: Fields, key: str, value: n.Value, *kinds: Kind) -> None:
        if n.kind_of(value) not in kinds:
            node = fields.node.items[key]
            fields.fault("type-mismatch", say("`{key}` is of the wrong type", key=key), node.span)

    def _at_least_zero(self, fields: Fields, key: str, value: n.Value) -> None:
        lower = bounds(value)[0]
        if lower is None or lower < 0:
            hint = say("declare its range in the vocabulary: `at_least: 0`")
            span = fields.node.items[key].span
            fields.fault("factor-below-zero", say("a factor may be below 0"), span, hint=hint)


_FORMS: dict[str, Callable[[ValueReader, Fields], m.Part | None]] = {
    "exactly": ValueReader.exactly,
    "up_to": ValueReader.up_to,
    "between": ValueReader.between,
    "by": ValueReader.table,
    "share": ValueReader.share,
    "monthly": ValueReader.monthly,
    "may_exceed": ValueReader.may_exceed,
    "rate": ValueReader.rate,
    "principal": ValueReader.principal,
    "area": ValueReader.area,
    "extension": ValueReader.extension,
    UNSTATED: ValueReader.unstated,
}


def _measure(text: str) -> n.Literal:
    digits, _, unit = text.partition(" ")
    if not unit:
        hint = say("write the unit after a blank, as in `3 months`")
        raise Fault("unit-missing", say("`{got}` lacks the unit", got=text), hint=hint)
    quantity(digits)
    return measured(digits, unit.strip())


def _as_date(literal: n.Literal) -> date:
    assert not isinstance(literal.value, int | Decimal | str)  # noqa: S101 - date_literal makes dates only
    return literal.value
