"""Random values of benefits: what they pay, in every form that a rule file knows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

from eligib.language.vocabulary import Kind
from support.random_conditions import values
from support.semantics import AS_OF

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn, SearchStrategy

    from support.random_names import Names


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
