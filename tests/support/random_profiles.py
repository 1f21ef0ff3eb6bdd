"""Random firms as Hypothesis strategies, and what more may become known of them.

A firm has values for the facts that a rulebook asks about, at its figures and just beside them. `refined`
fills in some unknowns of a firm, `completed` all of them; approvals stay as they are unless told otherwise.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from eligib.language import nodes as n
from eligib.language.vocabulary import Kind
from eligib.profile.model import Candidates, Facts, FactValue, Interval, Members, Profile
from support.asked import DAYS, in_range, is_smallest, less
from support.random_vocabulary import APPROVALS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from hypothesis.strategies import DrawFn, SearchStrategy

    from eligib.language.vocabulary import Fact
    from support.asked import Asked

ALWAYS = st.just(value=True)


# --- values of one fact


def possible(fact: Fact, value: FactValue | None, asked: Asked) -> list[FactValue]:
    """Return the exact values, of those that matter, that a fact of which `value` is known may have."""
    if value is None:
        return asked.exact(fact)
    if isinstance(value, Interval):
        ends = [end for end in (value.lower, value.upper) if end is not None]
        return [*ends, *(day for day in asked.exact(fact) if in_range(fact, day) and _inside(day, value))]
    if isinstance(value, Candidates):
        return [*sorted(value.choices)]
    tree = asked.rulebook.vocabulary.trees.get(fact.kind)
    if tree is not None:
        return [node for node in sorted(tree.inside(str(value))) if is_smallest(node, tree)]
    return [value]


def narrower(
    fact: Fact, value: FactValue | None, asked: Asked, *, whole: bool = True
) -> SearchStrategy[FactValue]:
    """Return what may become known of a fact of which `value` is known; exactly known if `whole`."""
    exactly = st.sampled_from(possible(fact, value, asked))
    if whole:
        return exactly
    if value is None:
        return exactly | rough(fact, asked)
    if isinstance(value, Candidates):
        fewer = st.frozensets(st.sampled_from(sorted(value.choices)), min_size=2)
        return exactly | fewer.map(Candidates)
    tree = asked.rulebook.vocabulary.trees.get(fact.kind)
    return exactly if tree is None else st.sampled_from(sorted(tree.inside(str(value))))


def rough(fact: Fact, asked: Asked) -> SearchStrategy[FactValue]:
    """Return values of `fact` that are known in part, where there are such; else exact ones."""
    if fact.kind is Kind.DATE:
        spans = [span for day in DAYS for span in (_month(day), _year(day))]
        return st.sampled_from([span for span in spans if in_range(fact, span.lower, span.upper)])
    if fact.kind is Kind.CHOICE:
        return st.frozensets(st.sampled_from(sorted(fact.choices)), min_size=2).map(Candidates)
    tree = asked.rulebook.vocabulary.trees.get(fact.kind)
    if tree is not None:
        return st.sampled_from([node for node in tree.parents if not is_smallest(node, tree)])
    return st.sampled_from(asked.exact(fact))


def _inside(day: FactValue, span: Interval) -> bool:
    return not (less(day, span.lower) or less(span.upper, day))


def _month(day: date) -> Interval:
    first = day.replace(day=1)
    following = (first + timedelta(days=31)).replace(day=1)
    return Interval(first, following - timedelta(days=1))


def _year(day: date) -> Interval:
    return Interval(date(day.year, 1, 1), date(day.year, 12, 31))


# --- firms


@st.composite
def profiles(draw: DrawFn, asked: Asked) -> Profile:
    """Draw a firm of which some is known."""
    lists: dict[str, Members] = {}
    for record, facts in asked.lists:
        shape = draw(st.sampled_from(("absent", "closed", "closed", "closed", "open", "open")))
        if shape != "absent":
            size = draw(st.sampled_from((0, 1, 1, 2, 3)))
            members = tuple(draw(_some(facts, asked)) for _ in range(size))
            lists[record.name] = Members(members, is_open=shape == "open")
    known = {fact.path: value for fact, value in draw(_known(asked.facts, asked))}
    facts_of = asked.without_contradiction(known)
    received = draw(st.none() | _received(asked)) if asks_received(asked) else None
    return Profile(facts_of, lists, draw(_decisions(())), received)


@st.composite
def _some(draw: DrawFn, facts: list[Fact], asked: Asked) -> Facts:
    return {fact.name: value for fact, value in draw(_known(facts, asked))}


@st.composite
def _known(draw: DrawFn, facts: list[Fact], asked: Asked) -> list[tuple[Fact, FactValue]]:
    known = []
    for fact in facts:
        how = draw(st.sampled_from(("exact", "exact", "unknown", "rough")))
        if how != "unknown":
            known.append(
                (fact, draw(rough(fact, asked) if how == "rough" else st.sampled_from(asked.exact(fact))))
            )
    return known


def asks_received(asked: Asked) -> bool:
    """Whether any condition asks what the firm has received."""
    return any(isinstance(node, n.BenefitIs) and node.state == "received" for node in asked.nodes)


def _received(asked: Asked) -> SearchStrategy[frozenset[str]]:
    return st.frozensets(st.sampled_from(sorted(asked.rulebook.benefits)))


@st.composite
def _decisions(draw: DrawFn, decided: Iterable[str]) -> dict[str, bool]:
    open_ones = [name for name in APPROVALS if name not in set(decided)]
    drawn = {name: draw(st.sampled_from((None, None, True, False))) for name in open_ones}
    return {name: granted for name, granted in drawn.items() if granted is not None}


# --- what more may become known


def changed(
    profile: Profile,
    *,
    facts: Facts | None = None,
    lists: dict[str, Members] | None = None,
    approvals: dict[str, bool] | None = None,
    received: frozenset[str] | None = None,
) -> Profile:
    """Return the firm with what is given in place of what it has."""
    return Profile(
        profile.facts if facts is None else facts,
        profile.lists if lists is None else lists,
        profile.approvals if approvals is None else approvals,
        profile.received if received is None else received,
    )


@st.composite
def refined(draw: DrawFn, profile: Profile, asked: Asked, *, approvals: bool = False) -> Profile:
    """Draw a firm of which some more is known than of `profile`; approvals are decided only if asked for."""
    return draw(_filled(profile, asked, st.sampled_from((True, False)), approvals=approvals))


@st.composite
def completed(draw: DrawFn, profile: Profile, asked: Asked, *, approvals: bool = False) -> Profile:
    """Draw a firm of which everything is known, and nothing otherwise than `profile` says."""
    complete = draw(_filled(profile, asked, ALWAYS, approvals=approvals, whole=True))
    if approvals:
        undecided = [name for name in APPROVALS if name not in complete.approvals]
        decided = {name: draw(st.booleans()) for name in undecided}
        return changed(complete, approvals={**complete.approvals, **decided})
    return complete


@st.composite
def _filled(
    draw: DrawFn,
    profile: Profile,
    asked: Asked,
    fill: SearchStrategy[bool],
    *,
    approvals: bool,
    whole: bool = False,
) -> Profile:
    facts = dict(profile.facts)
    for fact in asked.facts:
        if draw(fill):
            facts[fact.path] = draw(_in_agreement(fact, facts, asked, whole=whole))
    lists = dict(profile.lists)
    for record, member_facts in asked.lists:
        lists |= draw(_more_members(record.name, member_facts, lists, asked, fill, whole=whole))
    decided = draw(_decisions(profile.approvals)) if approvals else {}
    received = profile.received
    if received is None and draw(fill):
        received = draw(_received(asked))
    return changed(
        profile, facts=facts, lists=lists, approvals={**profile.approvals, **decided}, received=received
    )


def _in_agreement(fact: Fact, facts: Facts, asked: Asked, *, whole: bool) -> SearchStrategy[FactValue]:
    """Return what may become known of a fact of the firm without a contradiction to its other facts."""
    narrow = narrower(fact, facts.get(fact.path), asked, whole=whole)
    if fact.path not in asked.tied:
        return narrow
    return narrow.filter(lambda value: not asked.contradicts({**facts, fact.path: value}))


@st.composite
def _more_members(  # noqa: PLR0913 - what to refine, and how
    draw: DrawFn,
    name: str,
    facts: list[Fact],
    lists: dict[str, Members],
    asked: Asked,
    fill: SearchStrategy[bool],
    *,
    whole: bool,
) -> dict[str, Members]:
    if name not in lists and not draw(fill):
        return {}
    before = lists.get(name, Members((), is_open=True))
    records = [draw(_member(record, facts, asked, fill, whole=whole)) for record in before.records]
    if not before.is_open:
        return {name: Members(tuple(records))}
    for _ in range(draw(st.sampled_from((0, 0, 1, 2)))):
        fresh = st.just(Facts()) if whole else _some(facts, asked)
        records.append(draw(_member(draw(fresh), facts, asked, fill, whole=whole)))
    return {name: Members(tuple(records), is_open=not (whole or draw(st.booleans())))}


@st.composite
def _member(
    draw: DrawFn, record: Facts, facts: list[Fact], asked: Asked, fill: SearchStrategy[bool], *, whole: bool
) -> Facts:
    more = dict(record)
    for fact in facts:
        if draw(fill):
            more[fact.name] = draw(narrower(fact, record.get(fact.name), asked, whole=whole))
    return more
