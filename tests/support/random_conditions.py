"""Random conditions as text of every form of the language, and the values that stand in them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from eligib.language.vocabulary import Kind
from support.random_names import EQUAL, FALLING, LITERALS, ORDERED, RISING
from support.random_vocabulary import ZONE

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from eligib.language.vocabulary import Fact
    from support.random_names import Names

# --- values


@st.composite
def values(draw: DrawFn, names: Names, kind: Kind, size: int, *, factor: bool = False) -> str:
    """Draw a value of `kind`; one that is at least 0, whatever the firm, if it is to be a `factor`."""
    forms = ["literal", "fact", "fact", "fact"]
    if size:
        forms += ["list", "list", *_COMPOSED.get(kind, ())]
    form = draw(st.sampled_from(forms))
    if form == "list":
        found = draw(_over_list(names, kind, size, factor=factor))
        if found is not None:
            return found
    if form in _COMPOSE:
        return draw(_COMPOSE[form](names, kind, size, factor=factor))
    if form == "fact":
        named = [text for text, fact in names.facts(kind) if not factor or _never_negative(fact)]
        if named:
            return draw(st.sampled_from(named))
    if kind is Kind.DATE and draw(st.booleans()):
        return "as_of"
    return draw(st.sampled_from(LITERALS[kind]))


def _never_negative(fact: Fact) -> bool:
    return not isinstance(fact.lower, date) and fact.lower is not None and fact.lower >= 0


@st.composite
def _over_list(draw: DrawFn, names: Names, kind: Kind, size: int, *, factor: bool) -> str | None:
    """Draw a count or sum over a list; None where there is none of this kind."""
    lists = names.lists()
    if kind is Kind.COUNT and lists:
        records = draw(st.sampled_from(lists))
        where = draw(_where(names.inside(records), size - 1))
        return f"count({records.name}{where})"
    if kind not in {Kind.MONEY, Kind.AREA}:
        return None
    summed = [
        (records, fact)
        for records in lists
        for fact in records.facts.values()
        if fact.kind is kind and (not factor or _never_negative(fact))
    ]
    if not summed:
        return None
    records, fact = draw(st.sampled_from(summed))
    where = draw(_where(names.inside(records), size - 1))
    return f"sum({records.name}.{fact.name}{where})"


@st.composite
def _where(draw: DrawFn, names: Names, size: int) -> str:
    return f" where {draw(conditions(names, size))}" if draw(st.booleans()) else ""


@st.composite
def _summed(draw: DrawFn, names: Names, kind: Kind, size: int, *, factor: bool) -> str:
    op = "+" if factor else draw(st.sampled_from("+-"))
    left, right = (draw(values(names, kind, size - 1, factor=factor)) for _ in range(2))
    return f"({left} {op} {right})"


@st.composite
def _product(draw: DrawFn, names: Names, kind: Kind, size: int, *, factor: bool) -> str:
    del factor  # a product is never below 0
    pair = [draw(st.sampled_from(_SCALARS[kind])), kind]
    if draw(st.booleans()):
        pair.reverse()
    left, right = (draw(values(names, one, size - 1, factor=True)) for one in pair)
    return f"({left} * {right})"


@st.composite
def _moved(draw: DrawFn, names: Names, kind: Kind, size: int, *, factor: bool) -> str:
    del factor  # nothing is multiplied by a date
    time = draw(st.sampled_from((Kind.MONTHS, Kind.DAYS)))
    op = draw(st.sampled_from("+-"))
    return f"({draw(values(names, kind, size - 1))} {op} {draw(values(names, time, size - 1))})"


_COMPOSED = {
    Kind.COUNT: ("sum", "product"),
    Kind.NUMBER: ("sum", "product"),
    Kind.MONEY: ("sum", "product", "product"),
    Kind.RATE: ("sum", "product"),
    Kind.AREA: ("sum", "product"),
    Kind.MONTHS: ("sum", "product"),
    Kind.DAYS: ("sum", "product"),
    Kind.DATE: ("moved", "moved"),
}
_COMPOSE = {"sum": _summed, "product": _product, "moved": _moved}
_SCALARS: dict[Kind, tuple[Kind, ...]] = {
    Kind.COUNT: (Kind.COUNT,),
    Kind.NUMBER: (Kind.COUNT, Kind.NUMBER, Kind.RATE),
    Kind.MONEY: (Kind.COUNT, Kind.NUMBER, Kind.RATE, Kind.RATE),
    Kind.RATE: (Kind.RATE,),
    Kind.AREA: (Kind.COUNT, Kind.NUMBER, Kind.RATE),
    Kind.MONTHS: (Kind.COUNT,),
    Kind.DAYS: (Kind.COUNT,),
}


# --- conditions


@st.composite
def conditions(draw: DrawFn, names: Names, size: int = 3) -> str:
    """Draw the text of a condition; `size` bounds its depth."""
    forms = ["compare", "compare", "compare", "chain", "flag", "choice", "set", "within", "constant"]
    if names.eligible or names.received:
        forms += ["benefit"] * names.asking
    if size > 0:
        forms += ["logic", "logic", "not"]
        if names.depth:
            forms += ["any", "every"]
    return draw(_FORMS[draw(st.sampled_from(forms))](names, size))


@st.composite
def _compare(draw: DrawFn, names: Names, size: int) -> str:
    kind = draw(st.sampled_from((*LITERALS, Kind.MONEY, Kind.COUNT, Kind.DATE)))
    ops = EQUAL if kind is Kind.TEXT else (*RISING, *FALLING, *EQUAL)
    left = draw(values(names, kind, max(size, 0)))
    right = draw(values(names, _like(draw, kind), draw(st.integers(0, max(size, 0)))))
    return f"{left} {draw(st.sampled_from(ops))} {right}"


def _like(draw: DrawFn, kind: Kind) -> Kind:
    """Return a kind that may be compared with `kind`."""
    plain = (Kind.COUNT, Kind.NUMBER)
    return draw(st.sampled_from(plain)) if kind in plain else kind


@st.composite
def _chain(draw: DrawFn, names: Names, size: int) -> str:
    kind = draw(st.sampled_from(ORDERED))
    way = draw(st.sampled_from((RISING, FALLING)))
    parts = [draw(values(names, kind, 0)), draw(values(names, kind, max(size - 1, 0)))]
    parts.append(draw(values(names, kind, 0)))
    ops = [draw(st.sampled_from(way)) for _ in range(2)]
    return f"{parts[0]} {ops[0]} {parts[1]} {ops[1]} {parts[2]}"


@st.composite
def _flag(draw: DrawFn, names: Names, size: int) -> str:
    del size
    return draw(st.sampled_from(names.facts(Kind.BOOL)))[0]


@st.composite
def _constant(draw: DrawFn, names: Names, size: int) -> str:
    del names, size
    return draw(st.sampled_from(("true", "false")))


@st.composite
def _choice(draw: DrawFn, names: Names, size: int) -> str:
    del size
    text, fact = draw(st.sampled_from(names.facts(Kind.CHOICE)))
    word = draw(st.sampled_from(("is", "is not", "in", "in")))
    some = st.lists(st.sampled_from(sorted(fact.choices)), min_size=1, unique=True)
    if word == "in":
        return f"{text} in [{', '.join(draw(some))}]"
    return f"{text} {word} {draw(st.sampled_from(sorted(fact.choices)))}"


@st.composite
def _set(draw: DrawFn, names: Names, size: int) -> str:
    del size
    text, fact = draw(st.sampled_from(names.facts(Kind.CHOICES)))
    return f"{text} has {draw(st.sampled_from(sorted(fact.choices)))}"


@st.composite
def _within(draw: DrawFn, names: Names, size: int) -> str:
    del size
    text, fact = draw(st.sampled_from(names.facts(Kind.PLACE, Kind.INDUSTRY)))
    tree = names.vocabulary.trees[fact.kind]
    return f"{text} within {draw(st.sampled_from(sorted(tree.parents)))}"


@st.composite
def _logic(draw: DrawFn, names: Names, size: int) -> str:
    parts = draw(st.lists(conditions(names, size - 1), min_size=2, max_size=3))
    return "(" + draw(st.sampled_from((" and ", " or "))).join(parts) + ")"


@st.composite
def _not(draw: DrawFn, names: Names, size: int) -> str:
    return f"(not ({draw(conditions(names, size - 1))}))"


@st.composite
def _any(draw: DrawFn, names: Names, size: int) -> str:
    records = draw(st.sampled_from(names.lists()))
    return f"any({records.name} where {draw(conditions(names.inside(records), size - 1))})"


@st.composite
def _every(draw: DrawFn, names: Names, size: int) -> str:
    records = draw(st.sampled_from(names.lists()))
    return f"every({records.name} where {draw(conditions(names.inside(records), size - 1))})"


@st.composite
def _benefit(draw: DrawFn, names: Names, size: int) -> str:
    del size
    asked = [(name, "eligible") for name in names.eligible for _ in range(3)]
    asked += [(name, "received") for name in names.received]
    name, state = draw(st.sampled_from(asked))
    return f"benefit({ZONE}/{name}) is {state}"


_FORMS = {
    "compare": _compare,
    "chain": _chain,
    "flag": _flag,
    "choice": _choice,
    "set": _set,
    "within": _within,
    "constant": _constant,
    "logic": _logic,
    "not": _not,
    "any": _any,
    "every": _every,
    "benefit": _benefit,
}
