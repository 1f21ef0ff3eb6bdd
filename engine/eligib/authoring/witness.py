"""Firms for the examples of a new benefit: one for each outcome that is found.

Enters: a rulebook and one of its benefits. Leaves: examples as a rule file has them. Firms are made of the
figures, choices and places that the conditions name, just below, at and above each; then whatever the outcome
does not rest on is taken away. What no such firm reaches is left to the author.
"""

from __future__ import annotations

from datetime import date, timedelta
from itertools import islice, product
from typing import TYPE_CHECKING, TypeAlias

from eligib.authoring.scalars import written
from eligib.decide.decider import Decider
from eligib.diagnostics import Source
from eligib.language import nodes as n
from eligib.language.vocabulary import Fact, Kind
from eligib.profile.read import ProfileReader
from eligib.rulebook.model import ApprovalClause, Group
from eligib.trial.notation import figure_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from eligib.decide.decision import Result
    from eligib.language.vocabulary import Tree
    from eligib.rulebook.model import Benefit, Rulebook
    from eligib.rulebook.model import Tree as Clauses

Path: TypeAlias = tuple[str, str]
Firm: TypeAlias = "dict[Path, str]"
_MANY = 3000
_APPROVALS = "approvals"
_WAN_IN_FEN = 1_000_000
BECAUSE = {
    "eligible": "every condition is met",
    "conditional": "every condition is met and an approval is still to come",
    "undetermined": "what is known does not settle it",
    "ineligible": "a condition fails",
    "not_in_force": "it is not in force on that day",
    "planned": "it is only announced",
}
"""What an example shows, for its author to say better."""


def examples_of(rulebook: Rulebook, benefit: Benefit) -> list[str]:
    """Return an example in braces for each outcome that some firm reaches."""
    day = benefit.cite.source.latest
    decider, reader = Decider(rulebook, day), ProfileReader(rulebook)

    def decided(firm: Firm) -> Result:
        profile = reader.parse(Source("", _given(firm, rulebook)))
        return decider.results(profile)[benefit.id]

    found: dict[str, Firm] = {}
    for firm in islice(_firms(benefit, rulebook.vocabulary.trees), _MANY):
        found.setdefault(decided(firm).outcome.value, firm)
    examples = []
    for outcome, firm in found.items():
        least = _least(firm, outcome, decided)
        given, then = _given(least, rulebook), _then(decided(least))
        examples.append(f"{{given: {given}, then: {then}, because: {BECAUSE[outcome]}}}")
    return examples


def _least(firm: Firm, outcome: str, decided: Callable[[Firm], Result]) -> Firm:
    """Return what of `firm` the outcome rests on."""
    for path in list(firm):
        less = {other: text for other, text in firm.items() if other != path}
        if decided(less).outcome.value == outcome:
            firm = less
    return firm


def _then(result: Result) -> str:
    parts = [f"outcome: {result.outcome.value}"]
    if result.flags:
        parts.append(f"flags: [{', '.join(flag.value for flag in result.flags)}]")
    return f"{{{', '.join(parts)}}}"


def _given(firm: Firm, rulebook: Rulebook) -> str:
    owners: dict[str, list[str]] = {}
    for (owner, name), text in firm.items():
        owners.setdefault(owner, []).append(f"{name}: {text}")
    parts = []
    for owner, facts in owners.items():
        record = rulebook.vocabulary.records.get(owner)
        inside = f"{{{', '.join(facts)}}}"
        parts.append(
            f"{owner}: [{inside}]" if record is not None and record.is_list else f"{owner}: {inside}"
        )
    return f"{{{', '.join(parts)}}}"


def _firms(benefit: Benefit, trees: dict[Kind, Tree]) -> Iterator[Firm]:
    """Yield firms: first those that have every fact that is asked, then the one of which nothing is known."""
    choices = _candidates(benefit, trees)
    for values in product(*choices.values()):
        yield dict(zip(choices, values, strict=True))
    yield {}
    decided = [path for path in choices if path[0] == _APPROVALS]
    for values in product(*(texts for path, texts in choices.items() if path not in decided)):
        yield dict(zip((path for path in choices if path not in decided), values, strict=True))


def _candidates(benefit: Benefit, trees: dict[Kind, Tree]) -> dict[Path, list[str]]:
    """Return for each fact that the conditions ask the values that may matter."""
    found: dict[Path, dict[str, None]] = {}
    for condition in _leaves(benefit.when):
        if isinstance(condition, ApprovalClause):
            found[_APPROVALS, condition.approval.id] = {"granted": None, "refused": None}
            continue
        parts = list(n.walk(condition))
        literals = [part for part in parts if isinstance(part, n.Literal)]
        for part in parts:
            ref = getattr(part, "ref", part)
            if isinstance(ref, n.FactRef):
                known = found.setdefault((ref.fact.owner, ref.fact.name), {})
                known.update(dict.fromkeys(_values(part, ref.fact, literals, trees)))
    return {path: list(texts) for path, texts in found.items() if texts}


def _leaves(tree: Clauses) -> Iterator[n.Condition | ApprovalClause]:
    if isinstance(tree, Group):
        for part in tree.parts:
            yield from _leaves(part)
    else:
        yield tree if isinstance(tree, ApprovalClause) else tree.condition


def _values(part: object, fact: Fact, literals: list[n.Literal], trees: dict[Kind, Tree]) -> Iterator[str]:
    match part:
        case n.Within():
            yield from (part.place, *_outside(part.place, trees[fact.kind]))
        case n.OneOf():
            yield part.choices[0]
            yield from islice((name for name in fact.choices if name not in part.choices), 1)
        case n.Has():
            yield from (f"[{part.choice}]", "[]")
        case n.IsTrue():
            yield from ("true", "false")
        case _:
            for literal in literals:
                if literal.kind is fact.kind:
                    yield from _around(literal)


def _outside(name: str, tree: Tree) -> list[str]:
    """Return a place or an industry that is not `name`, nor in it or around it."""
    inside, around = tree.inside(name), tree.around(name)
    return [other for other in tree.parents if other not in inside and other not in around][:1]


def _around(literal: n.Literal) -> Iterator[str]:
    """Yield the figure, one above and one below."""
    value = literal.value
    if isinstance(value, date):
        yield from (str(value + timedelta(days=off)) for off in (0, 1, -1))
    elif isinstance(value, str):
        yield from (written(value, plain=False, flow=True), '"-"')
    else:
        step = _WAN_IN_FEN if literal.kind is Kind.MONEY else 1
        near = (value + off for off in (0, step, -step))
        yield from (figure_text(literal.kind, one) for one in near if one >= 0)
