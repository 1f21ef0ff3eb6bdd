"""A condition in words, from the vocabulary's labels: no clause is ever unexplained.

Enters: a condition node. Leaves: a `Label` with the sentence in Chinese and in English.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from msgspec import Struct

from eligib.language import figures
from eligib.language import nodes as n
from eligib.language.vocabulary import Kind, Vocabulary
from eligib.messages import LANGUAGES, Label, Language

_OPS: dict[Language, dict[n.Op, str]] = {
    "zh": {
        n.Op.LT: "低于",
        n.Op.LE: "不超过",
        n.Op.GT: "超过",
        n.Op.GE: "不低于",
        n.Op.EQ: "等于",
        n.Op.NE: "不等于",
    },
    "en": {
        n.Op.LT: "is below",
        n.Op.LE: "is at most",
        n.Op.GT: "is above",
        n.Op.GE: "is at least",
        n.Op.EQ: "equals",
        n.Op.NE: "is not",
    },
}
_DATE_OPS: dict[Language, dict[n.Op, str]] = {
    "zh": {n.Op.LT: "早于", n.Op.LE: "不晚于", n.Op.GT: "晚于", n.Op.GE: "不早于"},
    "en": {
        n.Op.LT: "is before",
        n.Op.LE: "is no later than",
        n.Op.GT: "is after",
        n.Op.GE: "is no earlier than",
    },
}
_TURNED = {n.Op.LT: n.Op.GT, n.Op.LE: n.Op.GE, n.Op.GT: n.Op.LT, n.Op.GE: n.Op.LE}
_PHRASES: dict[Language, dict[str, str]] = {
    "zh": {
        "or": "或",
        "and": "且",
        "is": "{fact}为{choices}",
        "has": "{fact}包含{choices}",
        "within": "{fact}在{place}",
        "of": "{fact}属于{place}",
        "not": "不满足：{part}",
        "is not": "{fact}不是{choices}",
        "not within": "{fact}不在{place}",
        "not of": "{fact}不属于{place}",
        "not has": "{fact}不包含{choices}",
        "true": "{fact}：是",
        "false": "{fact}：否",
        "any": "有{list}满足：{where}",
        "every": "每项{list}都满足：{where}",
        "count": "{list}数量",
        "count where": "满足“{where}”的{list}数量",
        "total": "各项{list}的{fact}之和",
        "total where": "满足“{where}”的各项{list}的{fact}之和",
        "received": "已享受 {benefit}",
        "eligible": "符合 {benefit}",
        "as_of": "判断日",
        "always": "恒成立",
        "never": "恒不成立",
        "paren": "（{part}）",
    },
    "en": {
        "or": " or ",
        "and": " and ",
        "is": "{fact} is {choices}",
        "has": "{fact} include {choices}",
        "within": "{fact} is in {place}",
        "of": "{fact} is {place}",
        "not": "not: {part}",
        "is not": "{fact} is not {choices}",
        "not within": "{fact} is not in {place}",
        "not of": "{fact} is not {place}",
        "not has": "{fact} do not include {choices}",
        "true": "{fact}: yes",
        "false": "{fact}: no",
        "any": "some {list}: {where}",
        "every": "every {list}: {where}",
        "count": "number of {list}",
        "count where": "number of {list} with {where}",
        "total": "total {fact} of {list}",
        "total where": "total {fact} of {list} with {where}",
        "received": "{benefit} was received",
        "eligible": "{benefit} is eligible",
        "as_of": "the day of the decision",
        "always": "always",
        "never": "never",
        "paren": "({part})",
    },
}


def in_words(condition: n.Condition, vocabulary: Vocabulary) -> Label:
    """Return the condition as a sentence in both languages."""
    zh, en = (_Words(vocabulary, language).condition(condition) for language in LANGUAGES)
    return Label(zh, en)


def value_in_words(value: n.Value, vocabulary: Vocabulary) -> Label:
    """Return the name of a value in both languages, as `project investment`."""
    zh, en = (_Words(vocabulary, language).value(value) for language in LANGUAGES)
    return Label(zh, en)


class _Words(Struct, frozen=True):
    vocabulary: Vocabulary
    language: Language

    def condition(self, node: n.Condition) -> str:
        match node:
            case n.Constant():
                return self._say("always" if node.value else "never")
            case n.Compare():
                return self._compare(node)
            case n.IsTrue():
                return self._say("true", fact=self._name(node.ref))
            case n.OneOf() | n.Has() | n.Within():
                return self._membership(node, "")
            case n.Not():
                return self._negation(node.part)
            case n.And():
                return self._say("and").join(self._inner(part) for part in node.parts)
            case n.Or():
                return self._say("or").join(self._inner(part) for part in node.parts)
            case n.Exists():
                return self._say("any", list=self._list(node), where=self.condition(node.where))
            case n.Every():
                return self._say("every", list=self._list(node), where=self.condition(node.where))
            case n.BenefitIs():
                return self._say(node.state, benefit=node.benefit)

    def _inner(self, node: n.Condition) -> str:
        text = self.condition(node)
        return self._say("paren", part=text) if isinstance(node, n.And | n.Or) else text

    def _negation(self, part: n.Condition) -> str:
        if isinstance(part, n.OneOf | n.Has | n.Within):
            return self._membership(part, "not ")
        if isinstance(part, n.IsTrue):
            return self._say("false", fact=self._name(part.ref))
        return self._say("not", part=self.condition(part))

    def _membership(self, node: n.OneOf | n.Has | n.Within, negation: str) -> str:
        fact = self._name(node.ref)
        if isinstance(node, n.Within):
            place = self._label(self.vocabulary.trees[node.ref.fact.kind].labels[node.place])
            verb = "of" if node.ref.fact.kind is Kind.INDUSTRY else "within"
            return self._say(f"{negation}{verb}", fact=fact, place=place)
        choices = node.choices if isinstance(node, n.OneOf) else (node.choice,)
        words = [self._label(node.ref.fact.choices[choice]) for choice in choices]
        verb = {"": "is", "not ": "is not"}[negation] if isinstance(node, n.OneOf) else f"{negation}has"
        return self._say(verb, fact=fact, choices=self._say("or").join(words))

    def _compare(self, node: n.Compare) -> str:
        left, op, right = node.left, node.op, node.right
        if isinstance(left, n.Literal) and not isinstance(right, n.Literal) and op in _TURNED:
            left, op, right = right, _TURNED[op], left
        ops = _OPS[self.language]
        if n.kind_of(left) is Kind.DATE:
            ops = ops | _DATE_OPS[self.language]
        gap = " " if self.language == "en" else ""
        return f"{self.value(left)}{gap}{ops[op]}{gap}{self.value(right)}"

    def value(self, node: n.Value) -> str:
        match node:
            case n.Literal():
                return figure(node.kind, node.value, self.language)
            case n.FactRef():
                return self._name(node)
            case n.AsOf():
                return self._say("as_of")
            case n.Count():
                return self._listed("count", node)
            case n.Total():
                return self._listed("total", node, fact=self._label(node.fact.label))
            case n.Arithmetic():
                sign = {"+": "+", "-": "−", "*": "×"}[node.op]
                return f"{self.value(node.left)} {sign} {self.value(node.right)}"

    def _listed(self, phrase: str, node: n.Count | n.Total, **parts: str) -> str:
        words = {**parts, "list": self._list(node)}
        if node.where is None:
            return self._say(phrase, **words)
        return self._say(f"{phrase} where", **words, where=self.condition(node.where))

    def _name(self, ref: n.FactRef) -> str:
        label = self._label(ref.fact.label)
        if ref.scope is n.Scope.WHERE:
            return label
        record = self.vocabulary.records[ref.fact.owner]
        if self.language == "zh":
            return f"{record.label.zh}{label}"
        # a list's label is a plural, and what is meant is one member of it
        owner = record.label.en if record.one is None else f"the {record.one.replace('_', ' ')}"
        return f"{owner}'s {label}"

    def _list(self, node: n.Exists | n.Every | n.Count | n.Total) -> str:
        return self._label(node.records.label)

    def _label(self, label: Label) -> str:
        return label.zh if self.language == "zh" else label.en

    def _say(self, phrase: str, **parts: str) -> str:
        return _PHRASES[self.language][phrase].format(**parts)


def figure(kind: Kind, value: object, language: Language) -> str:
    """Return a value of `kind` as a person writes it."""
    match kind, value:
        case Kind.MONEY, int() | Decimal():
            return figures.money(value, language)
        case Kind.RATE, Decimal() | int():
            return figures.rate(Decimal(value), language)
        case Kind.AREA, Decimal() | int():
            return figures.area(Decimal(value), language)
        case Kind.MONTHS, int():
            return figures.months(value, language)
        case Kind.DAYS, int():
            return figures.days(value, language)
        case Kind.COUNT, int():
            return figures.count(value)
        case Kind.NUMBER, Decimal() | int():
            return figures.number(Decimal(value))
        case Kind.DATE, date():
            return figures.day(value, language)
        case _:
            return str(value)
