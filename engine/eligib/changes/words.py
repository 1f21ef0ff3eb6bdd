"""What differs in the vocabularies of two rulebooks: facts, places, approvals, standards and families.

Enters: both rulebooks. Leaves: what came, went, means something else, and what probably only has a new name.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.changes.model import WordChange
from eligib.language.vocabulary import Kind

if TYPE_CHECKING:
    from collections.abc import Mapping

    from eligib.changes.forms import Form, Forms
    from eligib.language.vocabulary import Fact
    from eligib.messages import Label
    from eligib.rulebook.model import Family, Rulebook

_Named = dict[str, tuple["Label", dict[str, "Form"]]]
"""By name: the label, and what it means, by detail."""
_TREES = {Kind.PLACE: "place", Kind.INDUSTRY: "industry"}


def word_changes(old: Rulebook, new: Rulebook, books: tuple[Forms, Forms]) -> tuple[WordChange, ...]:
    """Return what differs in the words themselves."""
    pairs = zip(_sorts(old, books[0]).items(), _sorts(new, books[1]).values(), strict=True)
    return tuple(change for (sort, before), after in pairs for change in _compared(sort, before, after))


def _sorts(book: Rulebook, forms: Forms) -> dict[str, _Named]:
    vocabulary = book.vocabulary
    facts = {
        fact.path: (fact.label, _fact(fact))
        for record in vocabulary.records.values()
        for fact in record.facts.values()
    }
    records: _Named = {
        name: (record.label, {"form": record.one}) for name, record in vocabulary.records.items()
    }
    approvals: _Named = {name: (approval.label, {}) for name, approval in vocabulary.approvals.items()}
    standards: _Named = {
        name: (one.title, {"rows": forms.derivation(one)}) for name, one in book.derived.items()
    }
    families = {name: (family.title, _family(family)) for name, family in book.families.items()}
    trees = {sort: _tree(book, kind) for kind, sort in _TREES.items()}
    return {
        "list": records,
        "fact": facts,
        **trees,
        "approval": approvals,
        "standard": standards,
        "family": families,
    }


def _fact(fact: Fact) -> dict[str, Form]:
    return {
        "type": fact.kind.value,
        "choices": frozenset(fact.choices),
        "range": (fact.lower, fact.upper),
        "unit": fact.unit,
    }


def _family(family: Family) -> dict[str, Form]:
    return {
        "combine": (family.combine, family.cap),
        "members": frozenset(family.members),
        "basis": family.assumed,
    }


def _tree(book: Rulebook, kind: Kind) -> _Named:
    tree = book.vocabulary.trees.get(kind)
    if tree is None:
        return {}
    return {name: (tree.labels[name], {"inside": parent}) for name, parent in tree.parents.items()}


def _compared(sort: str, before: _Named, after: _Named) -> list[WordChange]:
    gone = [name for name in before if name not in after]
    come = {name: label for name, (label, _) in after.items() if name not in before}
    found: list[WordChange] = []
    for name in gone:
        label = before[name][0]
        heirs = [other for other, one in come.items() if one.zh == label.zh and _like(sort, name, other)]
        instead = heirs[0] if len(heirs) == 1 else None
        found.append(WordChange(sort, name, "removed", instead))
    found += [WordChange(sort, name, "added") for name in come]
    for name in (name for name in before if name in after):
        details = _differing(before[name][1], after[name][1])
        if details:
            found.append(WordChange(sort, name, "changed", details=details))
    return found


def _like(sort: str, name: str, other: str) -> bool:
    """Whether one may have taken the other's place: a fact stays with its record."""
    return sort != "fact" or name.partition(".")[0] == other.partition(".")[0]


def _differing(before: Mapping[str, Form], after: Mapping[str, Form]) -> tuple[str, ...]:
    return tuple(key for key in before if before[key] != after[key])
