"""An example to put into a rule: a firm and what comes out for it, as a rule file writes them.

Enters: a firm, a day and a result. Leaves: the lines of an example; only `because` is left to its author.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.language.vocabulary import Fact, Kind
from eligib.profile.model import Candidates, Interval
from eligib.trial.notation import bounds_text, figure_text, listed_text, names_text
from eligib.trial.stated import Bounds
from eligib.trial.verdict import listed

if TYPE_CHECKING:
    from datetime import date

    from eligib.decide.decision import Result
    from eligib.language.vocabulary import Vocabulary
    from eligib.profile.model import Facts, FactValue, Members, Profile


def example_text(profile: Profile, as_of: date, result: Result, vocabulary: Vocabulary) -> str:
    """Return the example as YAML, to be indented as its neighbours are."""
    given, then = given_text(profile, vocabulary), then_text(result, as_of)
    return f"- given: {given}\n  then: {then}\n  because:"


def given_text(profile: Profile, vocabulary: Vocabulary) -> str:
    """Return what is known of a firm on one line, as `{company: {place: qiantang}}`."""
    owners: dict[str, Facts] = {}
    for path, value in profile.facts.items():
        owner, _, name = path.partition(".")
        owners.setdefault(owner, {})[name] = value
    parts = [f"{owner}: {_record(facts, vocabulary, owner)}" for owner, facts in owners.items()]
    parts += [f"{name}: {_members(one, vocabulary, name)}" for name, one in profile.lists.items()]
    if profile.approvals:
        decided = (f"{name}: {'granted' if yes else 'refused'}" for name, yes in profile.approvals.items())
        parts.append(f"approvals: {{{', '.join(decided)}}}")
    if profile.received is not None:
        parts.append(f"received: {names_text(profile.received)}")
    return f"{{{', '.join(parts)}}}"


def then_text(result: Result, as_of: date) -> str:
    """Return what came out on one line, as `{outcome: eligible, value: [0元, 100万元]}`."""
    parts = [] if as_of == result.benefit.cite.source.latest else [f"as_of: {as_of.isoformat()}"]
    parts.append(f"outcome: {result.outcome.value}")
    if result.value.pays:
        parts.append(f"value: {bounds_text(Bounds(result.value.lower, result.value.upper))}")
    parts_listed = listed(result)
    if any(part.bounds is not None for part in parts_listed):
        parts.append(f"listed: {listed_text(parts_listed)}")
    if result.flags:
        parts.append(f"flags: {names_text(flag.value for flag in result.flags)}")
    return f"{{{', '.join(parts)}}}"


def _members(members: Members, vocabulary: Vocabulary, name: str) -> str:
    rows = f"[{', '.join(_record(row, vocabulary, name) for row in members.records)}]"
    return f"{{known: {rows}}}" if members.is_open else rows


def _record(facts: Facts, vocabulary: Vocabulary, owner: str) -> str:
    declared = vocabulary.records[owner].facts
    return f"{{{', '.join(f'{name}: {_value(value, declared[name])}' for name, value in facts.items())}}}"


def _value(value: FactValue, fact: Fact) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case Candidates():
            return names_text(value.choices)
        case frozenset():
            return names_text(value)
        case Interval():
            return figure_text(Kind.DATE, value.lower)[:7]
        case _:
            return figure_text(fact.kind, value)
