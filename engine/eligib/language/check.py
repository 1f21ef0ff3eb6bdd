"""Syntax tree to typed nodes: every name, type, unit and literal is checked here, before any firm is read.

Enters: a condition's text, the vocabulary and the list whose members a benefit is decided for, if any.
Leaves: a `Condition`, or the `Fault`s of the text. What the vocabulary does not declare does not exist.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal, NoReturn, TypeVar

from lark import Token, Tree
from msgspec import Struct
from msgspec.structs import replace

from eligib.language import nodes as n
from eligib.language.faults import Fault, nearest, unknown_node
from eligib.language.literals import date_literal, measured, quantity
from eligib.language.operands import KIND_NAMES, arithmetic, check_comparison, check_orderable
from eligib.language.parse import parse
from eligib.language.vocabulary import Fact, Kind, Record, Vocabulary
from eligib.messages import Text, say

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from eligib.language.parse import Syntax

_T = TypeVar("_T")
MAX_LISTED = 12


def read_condition(text: str, vocabulary: Vocabulary, each: Record | None = None) -> n.Condition:
    """Return the typed condition that `text` states; raises `Fault` with the first thing wrong."""
    return _Reader(vocabulary, each).condition(parse(text))


def read_value(text: str, vocabulary: Vocabulary, each: Record | None = None) -> n.Value:
    """Return the typed value that `text` names, as `project.investment`; raises `Fault`."""
    return _Reader(vocabulary, each).value(parse(text))


class _Reader(Struct, frozen=True):
    vocabulary: Vocabulary
    each: Record | None
    where: Record | None = None

    def condition(self, syntax: Syntax) -> n.Condition:
        if not isinstance(syntax, Tree):
            return _fail("syntax", say("this is no condition"), syntax)
        return _CONDITIONS.get(str(syntax.data), _Reader.value_as_condition)(self, syntax)

    def value(self, syntax: Syntax) -> n.Value:
        if not isinstance(syntax, Tree):
            return _fail("syntax", say("this is no value"), syntax)
        method = _VALUES.get(str(syntax.data))
        if method is None:
            return _fail("not-a-value", say("a condition stands where a value is expected"), syntax)
        return method(self, syntax)

    # --- conditions

    def c_or(self, tree: Tree[Token]) -> n.Condition:
        return n.Or(tuple(self.condition(part) for part in tree.children))

    def c_and(self, tree: Tree[Token]) -> n.Condition:
        return n.And(tuple(self.condition(part) for part in tree.children))

    def c_not(self, tree: Tree[Token]) -> n.Condition:
        return n.Not(self.condition(tree.children[0]))

    def c_true(self, _tree: Tree[Token]) -> n.Condition:
        return n.Constant(value=True)

    def c_false(self, _tree: Tree[Token]) -> n.Condition:
        return n.Constant(value=False)

    def c_compare(self, tree: Tree[Token]) -> n.Condition:
        ops = [n.Op(str(token)) for token in tree.children[1::2]]
        values = [self._operand(part, ops[0]) for part in tree.children[::2]]
        _check_chain(ops, tree)
        for op, left, right in zip(ops, values, values[1:], strict=False):
            _located(tree, partial(check_comparison, op, left, right))
        pairs = [n.Compare(*trio) for trio in zip(ops, values, values[1:], strict=False)]
        return pairs[0] if len(pairs) == 1 else n.And(tuple(pairs))

    def _operand(self, syntax: Syntax, op: n.Op) -> n.Value:
        if isinstance(syntax, Tree) and syntax.data in {"true", "false"}:
            hint = say("write the fact alone, or `not` before it")
            _fail("no-order", say("yes and no are not compared"), syntax, hint=hint)
        value = self.value(syntax)
        _located(syntax, partial(check_orderable, op, value))
        return value

    def c_is(self, tree: Tree[Token]) -> n.Condition:
        ref, name = self._ref(tree.children[0], (Kind.CHOICE,), "is"), tree.children[1]
        return n.OneOf(ref, (self._choice(ref.fact, name),))

    def c_is_not(self, tree: Tree[Token]) -> n.Condition:
        return n.Not(self.c_is(tree))

    def c_in(self, tree: Tree[Token]) -> n.Condition:
        ref = self._ref(tree.children[0], (Kind.CHOICE,), "in")
        return n.OneOf(ref, tuple(self._choice(ref.fact, name) for name in tree.children[1:]))

    def c_has(self, tree: Tree[Token]) -> n.Condition:
        ref, name = self._ref(tree.children[0], (Kind.CHOICES,), "has"), tree.children[1]
        return n.Has(ref, self._choice(ref.fact, name))

    def c_within(self, tree: Tree[Token]) -> n.Condition:
        ref, name = self._ref(tree.children[0], (Kind.PLACE, Kind.INDUSTRY), "within"), str(tree.children[1])
        nodes = self.vocabulary.trees[ref.fact.kind]
        if name not in nodes:
            code, message = unknown_node(ref.fact.kind, name)
            _unknown(code, message, tree.children[1], nodes.parents)
        return n.Within(ref, name)

    def c_any(self, tree: Tree[Token]) -> n.Condition:
        records = self._list(tree.children[0])
        return n.Exists(records, self._inside(records).condition(tree.children[1]))

    def c_every(self, tree: Tree[Token]) -> n.Condition:
        records = self._list(tree.children[0])
        return n.Every(records, self._inside(records).condition(tree.children[1]))

    def c_benefit(self, tree: Tree[Token]) -> n.Condition:
        benefit, state = str(tree.children[0]), str(tree.children[1])
        if state == "received":
            return n.BenefitIs(benefit, "received")
        if state == "eligible":
            return n.BenefitIs(benefit, "eligible")
        message = say("a benefit is asked only whether it is `received` or `eligible`")
        return _unknown("unknown-state", message, tree.children[1], ("received", "eligible"))

    def value_as_condition(self, tree: Tree[Token]) -> n.Condition:
        value = self.value(tree)
        if isinstance(value, n.FactRef) and value.fact.kind is Kind.BOOL:
            return n.IsTrue(value)
        kind = KIND_NAMES[n.kind_of(value)]
        return _fail("not-a-condition", say("{kind} is no condition", kind=kind), tree)

    # --- values

    def v_quantity(self, tree: Tree[Token]) -> n.Value:
        return _located(tree, lambda: quantity(str(tree.children[0])))

    def v_measured(self, tree: Tree[Token]) -> n.Value:
        return _located(tree, lambda: measured(str(tree.children[0]), str(tree.children[1])))

    def v_date(self, tree: Tree[Token]) -> n.Value:
        return _located(tree, lambda: date_literal(str(tree.children[0])))

    def v_text(self, tree: Tree[Token]) -> n.Value:
        return n.Literal(Kind.TEXT, str(tree.children[0])[1:-1])

    def v_as_of(self, _tree: Tree[Token]) -> n.Value:
        return n.AsOf()

    def v_bare(self, tree: Tree[Token]) -> n.Value:
        name = tree.children[0]
        if self.where is None:
            hint = say("a fact is named with its record, as `company.size`; bare names stand after `where`")
            _fail(
                "record-fact-outside-list",
                say("`{name}` stands outside a list", name=str(name)),
                tree,
                hint=hint,
            )
        return n.FactRef(self._fact(self.where, name), n.Scope.WHERE)

    def v_member(self, tree: Tree[Token]) -> n.Value:
        owner, name = tree.children
        if self.each is not None and str(owner) == self.each.one:
            return n.FactRef(self._fact(self.each, name), n.Scope.EACH)
        record = self.vocabulary.records.get(str(owner))
        if record is None or record.is_list:
            return self._no_record(owner)
        return n.FactRef(self._fact(record, name), n.Scope.RECORD)

    def v_add(self, tree: Tree[Token]) -> n.Value:
        return self._arithmetic("+", tree)

    def v_sub(self, tree: Tree[Token]) -> n.Value:
        return self._arithmetic("-", tree)

    def v_mul(self, tree: Tree[Token]) -> n.Value:
        return self._arithmetic("*", tree)

    def _arithmetic(self, op: Literal["+", "-", "*"], tree: Tree[Token]) -> n.Value:
        left, right = (self.value(part) for part in tree.children)
        return _located(tree, lambda: arithmetic(op, left, right))

    def v_count(self, tree: Tree[Token]) -> n.Value:
        records = self._list(tree.children[0])
        return n.Count(records, self._where(records, tree.children[1:]))

    def v_total(self, tree: Tree[Token]) -> n.Value:
        records = self._list(tree.children[0])
        fact = self._fact(records, tree.children[1])
        if fact.kind not in _SUMMABLE:
            message = say("{kind} cannot be summed", kind=KIND_NAMES[fact.kind])
            _fail("type-mismatch", message, tree.children[1])
        return n.Total(records, fact, self._where(records, tree.children[2:]))

    # --- names

    def _where(self, records: Record, rest: list[Syntax]) -> n.Condition | None:
        return self._inside(records).condition(rest[0]) if rest else None

    def _inside(self, records: Record) -> _Reader:
        return replace(self, where=records)

    def _ref(self, syntax: Syntax, kinds: tuple[Kind, ...], word: str) -> n.FactRef:
        value = self.value(syntax)
        if isinstance(value, n.FactRef) and value.fact.kind in kinds:
            return value
        hint = say("write `==`") if word == "is" else None
        message = say(
            "`{word}` asks about {wanted}, not {kind}",
            word=word,
            wanted=KIND_NAMES[kinds[0]],
            kind=KIND_NAMES[n.kind_of(value)],
        )
        return _fail("type-mismatch", message, syntax, hint=hint)

    def _fact(self, record: Record, name: Syntax) -> Fact:
        fact = record.facts.get(str(name))
        if fact is None:
            message = say("`{record}` has no fact `{name}`", record=record.name, name=str(name))
            return _unknown("unknown-name", message, name, record.facts)
        return fact

    def _choice(self, fact: Fact, name: Syntax) -> str:
        if str(name) not in fact.choices:
            message = say("`{name}` is no choice of `{fact}`", name=str(name), fact=fact.path)
            _unknown("unknown-choice", message, name, fact.choices)
        return str(name)

    def _list(self, name: Syntax) -> Record:
        record = self.vocabulary.records.get(str(name))
        if record is not None and record.is_list:
            return record
        if record is not None or str(name) in self.vocabulary.members:
            _fail("not-a-list", say("`{name}` is not a list", name=str(name)), name)
        lists = [r.name for r in self.vocabulary.records.values() if r.is_list]
        return _unknown("unknown-name", say("unknown list `{name}`", name=str(name)), name, lists)

    def _no_record(self, owner: Syntax) -> NoReturn:
        name = str(owner)
        member = self.vocabulary.members.get(name)
        if member is not None or name in self.vocabulary.records:
            plural = member.name if member else name
            hint = say(
                "ask for the list, as `any({list} where ...)`, or decide for `each: {list}`",
                list=plural,
            )
            message = say("`{name}` is one member of a list, and no list is being gone through", name=name)
            _fail("record-fact-outside-list", message, owner, hint=hint)
        known = [r.one or r.name for r in self.vocabulary.records.values()]
        _unknown("unknown-name", say("unknown name `{name}`", name=name), owner, known)


_SUMMABLE = frozenset({Kind.COUNT, Kind.NUMBER, Kind.MONEY, Kind.AREA})

_CONDITIONS: dict[str, Callable[[_Reader, Tree[Token]], n.Condition]] = {
    "or_": _Reader.c_or,
    "and_": _Reader.c_and,
    "not_": _Reader.c_not,
    "true": _Reader.c_true,
    "false": _Reader.c_false,
    "compare": _Reader.c_compare,
    "is_": _Reader.c_is,
    "is_not": _Reader.c_is_not,
    "in_": _Reader.c_in,
    "has": _Reader.c_has,
    "within": _Reader.c_within,
    "any_": _Reader.c_any,
    "every_": _Reader.c_every,
    "benefit": _Reader.c_benefit,
}

_VALUES: dict[str, Callable[[_Reader, Tree[Token]], n.Value]] = {
    "quantity": _Reader.v_quantity,
    "measured": _Reader.v_measured,
    "date": _Reader.v_date,
    "text": _Reader.v_text,
    "as_of": _Reader.v_as_of,
    "bare": _Reader.v_bare,
    "member": _Reader.v_member,
    "add": _Reader.v_add,
    "sub": _Reader.v_sub,
    "mul": _Reader.v_mul,
    "count": _Reader.v_count,
    "total": _Reader.v_total,
}


def _check_chain(ops: list[n.Op], tree: Tree[Token]) -> None:
    rising, falling = {n.Op.LT, n.Op.LE}, {n.Op.GT, n.Op.GE}
    if len(ops) == 1 or set(ops) <= rising or set(ops) <= falling:
        return
    hint = say("use only `<` and `<=`, or only `>` and `>=`, or join two comparisons with `and`")
    _fail("mixed-chain", say("a chain of comparisons runs one way"), tree, hint=hint)


def _located(tree: Syntax, make: Callable[[], _T]) -> _T:
    """Run `make`, giving a fault that knows no place the extent of `tree`."""
    try:
        return make()
    except Fault as fault:
        fault.start, fault.end = _extent(tree)
        raise


def _extent(syntax: Syntax) -> tuple[int, int]:
    if isinstance(syntax, Token):
        start = syntax.start_pos or 0
        return start, start + len(syntax)
    return getattr(syntax.meta, "start_pos", 0), getattr(syntax.meta, "end_pos", 0)


def _fail(code: str, message: Text, syntax: Syntax, hint: Text | None = None) -> NoReturn:
    raise Fault(code, message, *_extent(syntax), hint=hint)


def _unknown(code: str, message: Text, syntax: Syntax, known: Iterable[str]) -> NoReturn:
    names = list(known)
    meant = nearest(str(syntax), names)
    expected = say("one of {names}", names=tuple(names[:MAX_LISTED])) if names else None
    raise Fault(code, message, *_extent(syntax), meant=meant, expected=expected)
