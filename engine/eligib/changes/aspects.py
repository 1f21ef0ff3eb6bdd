"""The sides of a benefit, one by one, and what of them differs between two rulebooks.

Enters: a benefit as each rulebook has it. Leaves: the aspects that differ, and the clauses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from eligib.changes.model import Aspect, ClauseChange
from eligib.changes.normal import Normal
from eligib.explain.paths import leaves
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from collections.abc import Callable

    from eligib.changes.forms import Form, Forms
    from eligib.explain.paths import Leaf


def differing(old: m.Benefit, new: m.Benefit, books: tuple[Forms, Forms]) -> tuple[Aspect, ...]:
    """Return the aspects in which the two differ."""
    found = {aspect for aspect, form in _FORMS.items() if form(old, books[0]) != form(new, books[1])}
    same = Aspect.CONDITIONS not in found
    found |= {aspect for aspect, differ in _OF_CLAUSES.items() if differ(_common(old, new, books))}
    if same and _order(old) != _order(new):
        found.add(Aspect.TEXTS)
    if same and _based(old, books[0]) != _based(new, books[1]):
        found.add(Aspect.BASIS)
    return tuple(aspect for aspect in Aspect if aspect in found)


def clause_changes(old: m.Benefit, new: m.Benefit, books: tuple[Forms, Forms]) -> tuple[ClauseChange, ...]:
    """Return the clauses that differ in more than their texts: by id, and what only one of the two has."""
    before, after = _clauses(old, books[0]), _clauses(new, books[1])
    # a clause that only has another name says nothing new
    gone = [leaf for key, leaf in before.items() if key not in after]
    come = [leaf for key, leaf in after.items() if key not in before]
    named = {leaf.id: leaf for leaf in come}
    found = [ClauseChange(leaf.id, leaf, named.pop(leaf.id, None)) for leaf in gone]
    return (*found, *(ClauseChange(leaf.id, None, leaf) for leaf in come if leaf.id in named))


def _clauses(benefit: m.Benefit, forms: Forms) -> dict[Form, Leaf]:
    normal = Normal(forms)
    return {(normal.tree(leaf).form): leaf for leaf in leaves(benefit.when)}


def conditions(benefit: m.Benefit, forms: Forms) -> Form:
    """Return the conditions of a benefit in normal form, with what it is decided for."""
    return (_each(benefit, forms), Normal(forms).tree(benefit.when).form)


def _each(benefit: m.Benefit, _forms: Forms) -> Form:
    return None if benefit.each is None else benefit.each.name


def _value(benefit: m.Benefit, forms: Forms) -> Form:
    total = benefit.total_at_most
    cap = total.values if isinstance(total, m.Dated) else total
    return (
        tuple(forms.part(part) for part in benefit.value if not isinstance(part, m.Unstated)),
        _unstated(benefit),
        cap,
        benefit.combine,
    )


def _unstated(benefit: m.Benefit) -> int:
    return sum(isinstance(part, m.Unstated) for part in benefit.value)


def _families(benefit: m.Benefit, forms: Forms) -> Form:
    """Return the families around the benefit, from the inside out."""
    found: list[Form] = []
    name: str | None = benefit.id
    while name is not None:
        family = next((one for one in forms.rulebook.families.values() if name in one.members), None)
        if family is not None:
            found.append((family.id, family.combine, family.cap, family.assumed))
        name = None if family is None else family.id
    return tuple(found)


def _based(benefit: m.Benefit, forms: Forms) -> Form:
    """Return the conditions with what of them is only our reading."""
    return conditions(benefit, replace(forms, based=True, _facts={}))


def _order(benefit: m.Benefit) -> list[str]:
    return [leaf.id for leaf in leaves(benefit.when)]


def _common(old: m.Benefit, new: m.Benefit, books: tuple[Forms, Forms]) -> list[tuple[Leaf, Leaf]]:
    """Return the clauses that say the same in both, by what they say and then by id."""
    before, after = _clauses(old, books[0]), _clauses(new, books[1])
    return [(leaf, after[key]) for key, leaf in before.items() if key in after]


def _texts(benefit: m.Benefit, _forms: Forms) -> Form:
    whats = tuple(part.what for part in benefit.value if isinstance(part, m.Unstated))
    return (benefit.in_force.note, whats)


def _cite(cite: m.Citation) -> Form:
    return (cite.source.id, cite.line, cite.anchor)


def _apply(benefit: m.Benefit, _forms: Forms) -> Form:
    apply = benefit.apply
    return apply and (apply.channel, apply.documents, apply.deadline)


def _reported(benefit: m.Benefit, _forms: Forms) -> Form:
    return tuple((case.note, case.amount, _cite(case.cite)) for case in benefit.reported)


_FORMS: dict[Aspect, Callable[[m.Benefit, Forms], Form]] = {
    Aspect.ID: lambda benefit, _forms: benefit.id,
    Aspect.CONDITIONS: conditions,
    Aspect.DATES: lambda benefit, forms: forms.dates(benefit),
    Aspect.VALUE: _value,
    Aspect.PAYEE: lambda benefit, _forms: benefit.paid_to,
    Aspect.KIND: lambda benefit, _forms: benefit.kind,
    Aspect.EACH: _each,
    Aspect.FAMILY: _families,
    Aspect.TITLE: lambda benefit, _forms: benefit.title,
    Aspect.TEXTS: _texts,
    Aspect.CITE: lambda benefit, _forms: _cite(benefit.cite),
    Aspect.APPLY: _apply,
    Aspect.REPORTED: _reported,
    Aspect.AGENCY: lambda benefit, _forms: benefit.agency,
}
_OF_CLAUSES: dict[Aspect, Callable[[list[tuple[Leaf, Leaf]]], bool]] = {
    Aspect.BASIS: lambda pairs: any(old.assumed is not new.assumed for old, new in pairs),
    Aspect.TEXTS: lambda pairs: any((old.id, old.text) != (new.id, new.text) for old, new in pairs),
    Aspect.CITE: lambda pairs: any(_cite(old.cite) != _cite(new.cite) for old, new in pairs),
}
