"""One written value to one typed fact: the same for a profile's YAML and for the cell of a table.

Enters: a text and the fact it is a value of. Leaves: the value in internal units, or a `Fault` that says
what was expected, what was got and what may have been meant.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, TypeAlias
from unicodedata import category

from eligib.diagnostics import quoted
from eligib.language import quantities as q
from eligib.language.faults import Fault, unknown_node
from eligib.language.vocabulary import ELSEWHERE, Fact, Kind, Tree
from eligib.messages import Label, Text, say
from eligib.profile.credit_code import read_credit_code
from eligib.profile.industry import read_industry
from eligib.profile.model import Candidates, Interval
from eligib.profile.names import MAX_TEXT, by_name, meant_name, place_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from eligib.profile.model import FactValue

Trees: TypeAlias = dict[Kind, Tree]
# control characters, those that turn the direction of writing and the like, line and paragraph separators
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_PERIODS = {Kind.MONTHS: say("months"), Kind.DAYS: say("days")}
_EXAMPLES = {Kind.MONTHS: "3个月", Kind.DAYS: "90天"}


def read_cell(text: str, fact: Fact, trees: Trees) -> FactValue:
    """Return the value of `fact` that `text` states; raises `Fault`."""
    try:
        value = _READERS[fact.kind](text, fact, trees)
    except q.QuantityError as error:
        raise Fault("bad-value", error.message, hint=error.hint, expected=error.expected) from None
    _check_range(text, value, fact)
    return value


def read_choices(keys: frozenset[str], fact: Fact) -> FactValue:
    """Return what a list of choices states: a complete set, or the candidates for one choice."""
    if fact.kind is Kind.CHOICES:
        return keys
    if not keys:
        raise Fault("bad-value", say("an empty list leaves no candidate"))
    return next(iter(keys)) if len(keys) == 1 else Candidates(keys)


def read_choice(text: str, fact: Fact) -> str:
    """Return the key of the choice that `text` names; raises `Fault`."""
    found = by_name(text, fact.choices, fact.also)
    if found is not None:
        return found
    message = say("`{got}` is no choice of `{fact}`", got=quoted(text), fact=fact.path)
    shown = tuple(f"{key} ({label.zh})" for key, label in fact.choices.items())
    meant = meant_name(text, fact.choices, fact.also)
    raise Fault("unknown-choice", message, meant=meant, expected=say("one of {names}", names=shown))


def _place(text: str, places: Tree) -> str:
    found = place_named(text, places)
    if found is not None:
        return found
    code, message = unknown_node(Kind.PLACE, quoted(text))
    hint = say("a place that has parts also has the part `<place>/{rest}`", rest=ELSEWHERE)
    whole = text.strip().removesuffix(f"/{ELSEWHERE}")  # of a place without parts there is no elsewhere
    meant = whole if whole in places else meant_name(text, places.labels, places.also)
    raise Fault(code, message, meant=meant, hint=hint)


def _date(text: str, _fact: Fact, _trees: Trees) -> FactValue:
    lower, upper = q.read_date(text)
    return lower if lower == upper else Interval(lower, upper)


def _duration(text: str, fact: Fact, _trees: Trees) -> FactValue:
    length, unit = q.read_duration(text)
    if unit != fact.kind.value:
        message = say("`{got}` is not in {unit}", got=text, unit=_PERIODS[fact.kind])
        example = _EXAMPLES[fact.kind]
        raise Fault("bad-value", message, expected=say("a time such as `{example}`", example=example))
    return length


def _text(text: str, _fact: Fact, _trees: Trees) -> FactValue:
    if len(text) > MAX_TEXT:
        raise Fault("bad-value", say("a text has at most {n} characters", n=MAX_TEXT))
    if not text.strip():
        hint = say("leave it out if it is not known")
        raise Fault("bad-value", say("nothing is written here"), hint=hint)
    hidden = next((sign for sign in text if category(sign) in _HIDDEN), None)
    if hidden is not None:
        message = say("the text holds U+{code}, which cannot be seen", code=f"{ord(hidden):04X}")
        raise Fault("bad-value", message, hint=say("delete it"))
    return text


_READERS: dict[Kind, Callable[[str, Fact, Trees], FactValue]] = {
    Kind.BOOL: lambda text, _fact, _trees: q.read_bool(text),
    Kind.COUNT: lambda text, _fact, _trees: q.read_count(text),
    Kind.NUMBER: lambda text, _fact, _trees: q.read_number(text),
    Kind.MONEY: lambda text, fact, _trees: q.read_money(text, bare=fact.unit),
    Kind.RATE: lambda text, fact, _trees: q.read_rate(text, bare=fact.unit),
    Kind.AREA: lambda text, fact, _trees: q.read_area(text, bare=fact.unit),
    Kind.DATE: _date,
    Kind.MONTHS: _duration,
    Kind.DAYS: _duration,
    Kind.TEXT: _text,
    Kind.CHOICE: lambda text, fact, _trees: read_choice(text, fact),
    Kind.CHOICES: lambda text, fact, _trees: frozenset({read_choice(text, fact)}),
    Kind.PLACE: lambda text, _fact, trees: _place(text, trees[Kind.PLACE]),
    Kind.CREDIT_CODE: lambda text, _fact, _trees: read_credit_code(text),
    Kind.INDUSTRY: lambda text, _fact, trees: read_industry(text, trees[Kind.INDUSTRY]),
}


def _check_range(text: str, value: FactValue, fact: Fact) -> None:
    ends = (value.lower, value.upper) if isinstance(value, Interval) else (value, value)
    if _below(ends[0], fact.lower) or _below(fact.upper, ends[1]):
        message = say("`{got}` is outside the range of `{fact}`", got=text, fact=fact.path)
        raise Fault("out-of-range", message, expected=_range(fact))


def _below(left: object, right: object) -> bool:
    if isinstance(left, date) and isinstance(right, date):
        return left < right
    numbers = (int, Decimal)
    return isinstance(left, numbers) and isinstance(right, numbers) and left < right


def _range(fact: Fact) -> Text:
    from eligib.language.words import figure

    def shown(bound: object) -> Label:
        return Label(figure(fact.kind, bound, "zh"), figure(fact.kind, bound, "en"))

    if fact.upper is None:
        return say("at least {lower}", lower=shown(fact.lower))
    if fact.lower is None:
        return say("at most {upper}", upper=shown(fact.upper))
    return say("from {lower} to {upper}", lower=shown(fact.lower), upper=shown(fact.upper))
