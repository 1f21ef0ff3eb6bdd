"""Random rulebooks as Hypothesis strategies.

Leaves: rule files as plain data whose conditions are text of every form of the language, and the real
loader's rulebook of such a file. The vocabulary is that of the semantics cases and `MORE`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import count
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, TypeAlias

from hypothesis import strategies as st

from eligib.diagnostics import Source
from eligib.errors import InputError
from eligib.language.vocabulary import Kind
from eligib.rulebook.benefits import Context, read_benefits
from eligib.rulebook.fields import Fields
from eligib.rulebook.link import in_order
from eligib.rulebook.load import load_rulebook
from eligib.rulebook.model import Rulebook
from eligib.yamltree import parse_yaml
from support.semantics import AS_OF, FOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hypothesis.strategies import DrawFn, SearchStrategy

    from eligib.language.vocabulary import Fact, Record, Vocabulary

Document: TypeAlias = dict[str, Any]

ZONE = "zhejiang"
MORE = """
records:
  site:
    label: {zh: 场地, en: site}
    facts:
      floor: {type: area, label: {zh: 面积, en: floor}, unit: m2, at_least: 0, at_most: 5000}
      lease: {type: months, label: {zh: 租期, en: lease}, at_least: 0}
      notice: {type: days, label: {zh: 通知期, en: notice}}
      score: {type: number, label: {zh: 评分, en: score}, at_least: 0, at_most: 100}
      balance: {type: number, label: {zh: 余额, en: balance}}
      profit: {type: money, label: {zh: 利润, en: profit}, unit: 元}
      fine: {type: money, label: {zh: 罚款, en: fine}, unit: 元, at_most: 0}
      patents: {type: count, label: {zh: 专利, en: patents}, at_least: 0, at_most: 3}
      opened_on: {type: date, label: {zh: 启用, en: opening}, at_least: 2010-01-01, at_most: 2030-12-31}
      rating:
        type: choice
        label: {zh: 等级, en: rating}
        choices: {good: {zh: 好, en: good}, bad: {zh: 差, en: bad}}
lists:
  interns:
    one: intern
    label: {zh: 实习生, en: interns}
    facts:
      months: {type: count, label: {zh: 月数, en: months}, at_least: 0, at_most: 24}
      pay: {type: money, label: {zh: 报酬, en: pay}, unit: 元, at_least: 0}
      balance: {type: money, label: {zh: 结余, en: balance}, unit: 元}
      desk: {type: area, label: {zh: 工位, en: desk}, unit: m2, at_least: 0}
      stay: {type: months, label: {zh: 期限, en: stay}, at_least: 0}
      home: {type: place, label: {zh: 籍贯, en: home}}
      skills:
        type: set of choice
        label: {zh: 技能, en: skills}
        choices: {code: {zh: 编程, en: code}, art: {zh: 美术, en: art}}
approvals:
  zhejiang/review: {label: {zh: 评审, en: review}, authority: {zh: 局, en: bureau}}
  zhejiang/jury: {label: {zh: 评委, en: jury}, authority: {zh: 评委会, en: jury}}
  zhejiang/bank: {label: {zh: 授信, en: credit}, authority: {zh: 银行, en: bank}}
"""
APPROVALS = ("zhejiang/review", "zhejiang/jury", "zhejiang/bank")
LITERALS: dict[Kind, tuple[str, ...]] = {
    Kind.COUNT: ("0", "1", "2", "3", "10", "300"),
    Kind.NUMBER: ("0.5", "1.5", "60.5", "2", "0"),
    Kind.MONEY: ("0元", "0.01元", "100万元", "300万元", "2000万元", "1.5亿元"),
    Kind.RATE: ("0%", "1%", "3%", "5‰", "3.85%", "100%"),
    Kind.DATE: ("2020-02-29", "2020-06-22", "2020-09-30", "2021-01-15", "2021-01-31", "2021-02-28"),
    Kind.MONTHS: ("0 months", "1 months", "3 months", "1 years", "2 years"),
    Kind.DAYS: ("0 days", "1 days", "30 days", "90 days"),
    Kind.AREA: ("0 m2", "100 m2", "1000 m2", "0.5 m2"),
    Kind.TEXT: ('""', '"甲公司"', '"x"'),
}
RISING, FALLING = ("<", "<="), (">", ">=")
EQUAL = ("==", "!=")
ORDERED = tuple(kind for kind in LITERALS if kind is not Kind.TEXT)


@lru_cache(maxsize=1)
def base() -> Rulebook:
    """Return the rulebook without benefits that has the vocabulary and the source."""
    with TemporaryDirectory() as folder:
        rules = Path(folder) / "rules"
        copy_rules(rules)
        return load_rulebook(rules)


def copy_rules(rules: Path) -> None:
    """Write the vocabulary and the source to the new directory `rules`."""
    copytree(FOLDER / "rules", rules)
    (rules / "vocabulary" / "more.yaml").write_text(MORE, "utf-8")


def loaded(document: Document) -> Rulebook:
    """Return the rulebook of one rule file, read by the loader's own steps but not from a disk."""
    frame = base()
    tree, faults = parse_yaml(Source("random.yaml", json.dumps(document, ensure_ascii=False)))
    assert tree is not None
    context = Context(frame.vocabulary, frame.sources, {}, faults)
    benefits = {benefit.id: benefit for benefit in read_benefits(Fields(tree, faults), context)}
    ordered = in_order(benefits, faults)
    if faults:
        raise InputError(faults)
    return Rulebook(frame.vocabulary, ordered, frame.sources, frame.version, "")


def rulebook_of(text: str) -> Rulebook:
    """Return the rulebook of one benefit with one condition."""
    entry = {
        "title": {"zh": "甲", "en": "a"},
        "kind": "service",
        "paid_to": "enterprise",
        "cite": {"line": 1, "anchor": "x"},
        "when": [{"c0": text}],
        "value": "unstated",
    }
    return loaded({"zone": ZONE, "source": "example-gazette", "benefits": {"b0": entry}})


def loaded_from_disk(document: Document, folder: Path) -> Rulebook:
    """Return the rulebook of one rule file in a new directory of rules."""
    rules = folder / "rules"
    copy_rules(rules)
    zone = rules / ZONE
    zone.mkdir()
    (zone / "random.yaml").write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return load_rulebook(rules)


# --- what a condition may name


@dataclass(frozen=True)
class Names:
    """What may be named where a condition stands.

    Attributes:
        each, where: the lists whose member is gone through; None outside.
        eligible: the benefits whose eligibility may be asked.
        received: the benefits of which may be asked whether they were received.
        depth: how deep lists may still nest.
        asking: how often other benefits are asked about; a comparison has the weight 3.
    """

    vocabulary: Vocabulary
    each: Record | None = None
    where: Record | None = None
    eligible: tuple[str, ...] = ()
    received: tuple[str, ...] = ()
    depth: int = 2
    asking: int = 2

    def inside(self, records: Record) -> Names:
        """Return what may be named after the `where` of a list."""
        return replace(self, where=records, depth=self.depth - 1)

    def facts(self, *kinds: Kind) -> list[tuple[str, Fact]]:
        """Return the facts of these kinds with the text that names each."""
        return [(text, fact) for text, fact in self._facts() if fact.kind in kinds]

    def lists(self) -> list[Record]:
        """Return every list, none where nesting ends."""
        return [record for record in self.vocabulary.records.values() if record.is_list and self.depth]

    def _facts(self) -> Iterator[tuple[str, Fact]]:
        for record in self.vocabulary.records.values():
            if not record.is_list:
                yield from ((fact.path, fact) for fact in record.facts.values())
        if self.each is not None:
            yield from ((f"{self.each.one}.{fact.name}", fact) for fact in self.each.facts.values())
        if self.where is not None:
            # thrice, since a condition after `where` is about its members
            for _ in range(3):
                yield from ((fact.name, fact) for fact in self.where.facts.values())


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
    forms = ["compare", "compare", "compare", "chain", "flag", "choice", "set", "place", "constant"]
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
def _place(draw: DrawFn, names: Names, size: int) -> str:
    del size
    text, _ = draw(st.sampled_from(names.facts(Kind.PLACE)))
    return f"{text} within {draw(st.sampled_from(sorted(names.vocabulary.places.parents)))}"


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
    "place": _place,
    "constant": _constant,
    "logic": _logic,
    "not": _not,
    "any": _any,
    "every": _every,
    "benefit": _benefit,
}


# --- trees of clauses


@dataclass
class _Clauses:
    """Names the clauses of one benefit; an approval stands in it once at most."""

    names: Names
    approvals: list[str]
    numbers: Iterator[int] = field(default_factory=count)


@st.composite
def _tree(draw: DrawFn, clauses: _Clauses, depth: int, *, negated: bool = False) -> list[Any]:
    return [draw(_part(clauses, depth, negated=negated)) for _ in range(draw(st.integers(1, 3)))]


@st.composite
def _part(draw: DrawFn, clauses: _Clauses, depth: int, *, negated: bool) -> Any:
    forms = ["clause", "clause", "clause"]
    if depth:
        forms += ["all", "any", "any", "none", "list"]
    if clauses.approvals and not negated:
        forms += ["approval", "approval"]
    form = draw(st.sampled_from(forms))
    assumed = {"basis": "assumed"} if draw(st.integers(0, 4)) == 0 else {}
    if form == "clause":
        text = draw(conditions(clauses.names, draw(st.integers(0, 3))))
        name = f"c{next(clauses.numbers)}"
        return {name: {"that": text, **assumed}} if assumed else {name: text}
    if form == "approval":
        return {"approval": clauses.approvals.pop(), **assumed}
    inside = draw(_tree(clauses, depth - 1, negated=negated or form == "none"))
    return inside if form == "list" else {form: inside}


# --- values of benefits


def _figures(written: tuple[str, ...]) -> SearchStrategy[Any]:
    """Return figures as they may be written, some of them dated around the day of the decision."""
    one = st.sampled_from(written)
    days = [str(AS_OF + timedelta(days=off)) for off in (-400, -1, 0, 1)]
    stages = st.dictionaries(st.sampled_from(days), one | st.none(), min_size=1, max_size=3)
    return one | one | one | stages.filter(lambda dated: any(value is not None for value in dated.values()))


SUMS = _figures(("0元", "0.01元", "2000元", "100万元", "300万元"))
RATES = _figures(("0%", "1%", "15%", "0.333%", "50%", "100%"))
AREAS = _figures(("100 m2", "1000.5 m2"))


@st.composite
def payments(draw: DrawFn, names: Names) -> Any:
    """Draw one part of a value."""
    form = draw(st.sampled_from((*PAID, *PAID, *LISTED)))
    money = values(names, Kind.MONEY, 1, factor=True)
    if form in {"exactly", "up_to", "may_exceed", "principal"}:
        return {form: draw(SUMS)}
    if form == "between":
        lower, upper = draw(st.sampled_from((("0元", "100万元"), ("20万元", "20万元"), ("1元", "2元"))))
        return {"between": [lower, upper]}
    if form == "by":
        text, fact = draw(st.sampled_from(names.facts(Kind.CHOICE)))
        some = draw(st.lists(st.sampled_from(sorted(fact.choices)), unique=True))
        rest = {"else": draw(SUMS)} if len(some) < len(fact.choices) else {}
        return {"by": text, **{choice: draw(SUMS) for choice in some}, **rest}
    if form == "share":
        cap = {"at_most": draw(SUMS)} if draw(st.booleans()) else {}
        return {"share": draw(RATES), "of": draw(money), **cap}
    if form == "monthly":
        kind = draw(st.sampled_from((Kind.COUNT, Kind.NUMBER, Kind.MONTHS)))
        return {"monthly": draw(SUMS), "months": draw(values(names, kind, 1, factor=True))}
    return draw(_listed(form, money))


PAID = ("exactly", "up_to", "between", "by", "by", "share", "share", "monthly")
LISTED = ("may_exceed", "rate", "principal", "area", "extension", "unstated")


@st.composite
def _listed(draw: DrawFn, form: str, money: SearchStrategy[str]) -> Any:
    if form == "rate":
        of = draw(st.just("unstated") | money)
        return {"rate": draw(RATES | RATES.map(lambda rate: {"at_most": rate})), "of": of}
    if form == "area":
        return {"area": draw(AREAS | AREAS.map(lambda area: {"up_to": area})), "for": "3 years"}
    if form == "extension":
        return {"extension": draw(st.sampled_from(("3 months", "10 days")))}
    return "unstated"


# --- rule files


def _in_force() -> SearchStrategy[Any]:
    days = st.sampled_from([AS_OF + timedelta(days=off) for off in (-400, -1, 0, 1, 400)]).map(str)
    assumed = days.map(lambda day: {"date": day, "basis": "assumed"})
    dated = st.fixed_dictionaries({}, optional={"from": days, "until": days | assumed}).filter(_right_way)
    return dated | st.sampled_from(("planned", "exploratory", "closed"))


def _right_way(ends: Any) -> bool:
    first, last = ends.get("from", ""), ends.get("until", "9")
    return bool(ends) and first <= (last["date"] if isinstance(last, dict) else last)


@dataclass(frozen=True)
class Shape:
    """What random rulebooks are like.

    Attributes:
        benefits: how many there are at most.
        depth: how deep lists nest in a condition.
        asking: how often a condition asks about other benefits; 0 is never.
        free: whether every condition is true, so that only values are of interest.
    """

    benefits: int = 4
    depth: int = 2
    asking: int = 2
    free: bool = False


USUAL = Shape()


@st.composite
def documents(draw: DrawFn, shape: Shape = USUAL) -> Document:
    """Draw a rule file, each of whose benefits may ask about those before it."""
    total = draw(st.integers(1, shape.benefits))
    everyone = tuple(f"b{number}" for number in range(total))
    entries = {name: draw(_entry(everyone, number, shape)) for number, name in enumerate(everyone)}
    return {"zone": ZONE, "source": "example-gazette", "benefits": entries}


@st.composite
def _entry(draw: DrawFn, everyone: tuple[str, ...], number: int, shape: Shape) -> Document:
    vocabulary = base().vocabulary
    lists = [record for record in vocabulary.records.values() if record.is_list]
    each = draw(st.none() | st.sampled_from(lists))
    names = Names(vocabulary, each, depth=shape.depth, asking=shape.asking)
    if shape.asking:
        names = replace(names, eligible=everyone[:number], received=everyone)
    approvals = draw(st.lists(st.sampled_from(APPROVALS), unique=True, max_size=2))
    clauses = _Clauses(names, list(approvals))
    # a benefit with little but an approval is the only one that is often conditional
    simple = draw(st.integers(0, 3)) == 0 and bool(approvals)
    when = [{"approval": clauses.approvals.pop()}] if simple else draw(_tree(clauses, 2))
    if shape.free:
        when = [{"c0": "true"}]
    elif simple and draw(st.booleans()):
        when.append(draw(_part(clauses, 0, negated=False)))
    # a value may not ask about other benefits
    part = payments(replace(names, eligible=(), received=()))
    entry: Document = {
        "title": {"zh": "甲", "en": "a"},
        "kind": draw(st.sampled_from(("subsidy", "award", "service"))),
        "paid_to": draw(st.sampled_from(("enterprise", "graduate"))),
        "cite": {"line": 1, "anchor": "x"},
        "when": when,
        "value": draw(part | st.lists(part, min_size=1, max_size=3)),
    }
    if draw(st.integers(0, 5)) == 0:
        entry["in_force"] = draw(_in_force())
    if each is not None:
        entry["each"] = each.name
        if draw(st.booleans()):
            entry["combine"] = draw(st.sampled_from(("sum", "unstated")))
        if draw(st.booleans()):
            entry["total_at_most"] = draw(SUMS)
    return entry


def rulebooks(shape: Shape = USUAL) -> SearchStrategy[Rulebook]:
    """Return random rulebooks, read by the real loader."""
    return documents(shape).map(loaded)
