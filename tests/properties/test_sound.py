"""What the interpreter says of a condition is so whatever the unknown facts turn out to be."""

from __future__ import annotations

from datetime import date
from itertools import islice, product
from typing import TYPE_CHECKING

from hypothesis import assume, given
from hypothesis import strategies as st

from eligib.engines.interpreter.program import Interpreter
from eligib.language import nodes as n
from eligib.language.vocabulary import Kind
from eligib.profile.model import Members
from eligib.rulebook.model import Clause
from properties.cases import cases
from properties.naive import Naive
from support.asked import Asked, in_range
from support.random_conditions import conditions
from support.random_names import ORDERED, Names
from support.random_profiles import changed, completed, narrower, possible, profiles
from support.random_vocabulary import ZONE, base, rulebook_of
from support.semantics import AS_OF

if TYPE_CHECKING:
    from eligib.engines.protocol import Truth
    from eligib.language.vocabulary import Fact
    from eligib.profile.model import Facts, FactValue, Profile
    from eligib.rulebook.model import Rulebook

MOST = 200
"""Completions that are tried of one firm."""


PRODUCTS = st.builds(
    "{} * {} {} {}".format,
    st.sampled_from(("0%", "3%", "0", "2", "1.5")),
    st.sampled_from(("company.revenue", "loan.amount")),
    st.sampled_from(("<", "<=", ">", ">=")),
    st.sampled_from(("0元", "0.01元", "100万元")),
)
"""Products with an unknown factor, which 0 settles."""
SMALL = Names(base().vocabulary, received=("b0",), depth=1)


@cases(400)
@given(rulebook=conditions(SMALL, 2).map(rulebook_of), data=st.data())
def test_what_is_said_is_so_in_every_completion(rulebook: Rulebook, data: st.DataObject) -> None:
    """A condition said to be true or false of a firm is so for all that the firm may turn out to be."""
    asked = Asked(rulebook)
    firm = data.draw(profiles(asked), label="firm")
    truth = _truth(rulebook, firm)
    assume(truth is not None)

    completions = data.draw(_completions(firm, asked), label="completions")

    condition = _condition(rulebook)
    for complete in completions:
        assert Naive(rulebook, complete, AS_OF).holds(condition) is truth


@cases(400)
@given(rulebook=(conditions(SMALL, 0) | conditions(SMALL, 1) | PRODUCTS).map(rulebook_of), data=st.data())
def test_one_fact_is_open_only_where_it_matters(rulebook: Rulebook, data: st.DataObject) -> None:
    """A condition on one fact is unknown only where that fact may still make it true or false."""
    condition = _condition(rulebook)
    refs = [node for node in n.walk(condition) if isinstance(node, n.FactRef)]
    assume(len(refs) == 1 and _has_witnesses(condition))
    asked = Asked(rulebook)
    firm = data.draw(profiles(asked), label="firm")
    # what else is known of the firm may say more of a fact that follows from it
    firm = changed(
        firm, facts={path: value for path, value in firm.facts.items() if path == refs[0].fact.path}
    )

    fact, known = refs[0].fact, firm.facts.get(refs[0].fact.path)
    values = [*possible(fact, known, asked), *(_extremes(fact) if known is None else ())]
    firms = [changed(firm, facts={fact.path: value}) for value in values]
    found = {Naive(rulebook, complete, AS_OF).holds(condition) for complete in firms}
    expected = found.pop() if len(found) == 1 else None
    assert _truth(rulebook, firm) is expected


def _has_witnesses(condition: n.Condition) -> bool:
    """Whether the values that are tried show it if a condition on one fact can be both true and false."""
    nodes = list(n.walk(condition))
    reckoned = any(isinstance(node, n.Arithmetic) for node in nodes)
    equal = any(isinstance(node, n.Compare) and node.op in {n.Op.EQ, n.Op.NE} for node in nodes)
    lists = any(isinstance(node, n.Count | n.Total | n.Exists | n.Every | n.BenefitIs) for node in nodes)
    return not lists and not (reckoned and equal)


def _extremes(fact: Fact) -> list[FactValue]:
    """Return values far beyond all figures, and the ends of the declared range."""
    far: list[FactValue] = [-(10**9), 10**9]
    if fact.kind is Kind.DATE:
        far = [date(1900, 1, 1), date(2200, 12, 31)]
    elif fact.kind is Kind.MONEY:
        far = [-(10**18), 10**18]
    elif fact.kind not in ORDERED:
        return []
    ends = [end for end in (fact.lower, fact.upper) if end is not None]
    return [value for value in (*far, *ends) if in_range(fact, value)]


def _condition(rulebook: Rulebook) -> n.Condition:
    clause = rulebook.benefits[f"{ZONE}/b0"].when.parts[0]
    assert isinstance(clause, Clause)
    return clause.condition


def _truth(rulebook: Rulebook, firm: Profile) -> Truth:
    return Interpreter(rulebook, AS_OF).evaluate(firm)[f"{ZONE}/b0"].undecided.truth


@st.composite
def _completions(draw: st.DrawFn, firm: Profile, asked: Asked) -> list[Profile]:
    """Draw values for everything unknown of the firm; return the firms of all their combinations."""
    facts = {fact.path: draw(_values(fact, firm.facts.get(fact.path), asked)) for fact in asked.facts}
    lists = {
        record.name: draw(_lists(firm.lists.get(record.name), member_facts, asked))
        for record, member_facts in asked.lists
    }
    whole = draw(completed(firm, asked))
    drawn = (dict(zip(facts, values, strict=True)) for values in product(*facts.values()))
    consistent = [whole.facts, *islice((one for one in drawn if not asked.contradicts(one)), MOST)]
    return [
        changed(whole, facts=one, lists=dict(zip(lists, members, strict=True)))
        for members in product(*lists.values())
        for one in consistent
    ][:MOST]


@st.composite
def _lists(draw: st.DrawFn, members: Members | None, facts: list[Fact], asked: Asked) -> list[Members]:
    known, is_open = ((), True) if members is None else (members.records, members.is_open)
    choices = [list(draw(_records(record, facts, asked))) for record in known]
    closed = [tuple(chosen) for chosen in islice(product(*choices), MOST // 10)]
    more: list[tuple[Facts, ...]] = [()]
    if is_open:
        fresh = draw(_records({}, facts, asked))
        more += [(one,) for one in fresh] + [tuple(fresh)]
    return [Members(base_members + further) for base_members in closed for further in more]


@st.composite
def _records(draw: st.DrawFn, record: Facts, facts: list[Fact], asked: Asked) -> list[Facts]:
    """Draw a few members that `record` may turn out to be."""
    options = [draw(_values(fact, record.get(fact.name), asked)) for fact in facts]
    return [
        {fact.name: value for fact, value in zip(facts, chosen, strict=True)}
        for chosen in islice(product(*options), 6)
    ]


def _values(fact: Fact, value: FactValue | None, asked: Asked) -> st.SearchStrategy[list[FactValue]]:
    """Return up to three values that may turn out to be that of a fact of which `value` is known."""
    return st.lists(narrower(fact, value, asked), min_size=1, max_size=3, unique=True)
