"""The names that fit a place, each with its label in both languages.

Enters: a rulebook and the sort of name that is wanted. Leaves: pairs of name and label, in the order in which
somebody would look for them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.editor.shapes import Sort
from eligib.language.operands import KIND_NAMES
from eligib.language.vocabulary import Kind
from eligib.messages import Label, Text, say
from eligib.reports.words import KINDS, PAYEES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from eligib.editor.book import Book
    from eligib.language.vocabulary import Fact, Record

Said = Text | Label


class Name(Struct, frozen=True):
    """A name that may be written, what it is called, and what more there is to say beside it."""

    name: str
    sort: Sort
    label: Said
    note: Said | None = None


def names(sort: Sort, book: Book, fact: Fact | None = None) -> Iterator[Name]:
    """Yield every name of the sort; choices are those of `fact`."""
    if sort is Sort.CHOICE:
        yield from () if fact is None else _labelled(sort, fact.choices)
    else:
        yield from _NAMES.get(sort, _none)(book)


def _labelled(sort: Sort, labels: Mapping[str, Said]) -> Iterator[Name]:
    return (Name(name, sort, label) for name, label in labels.items())


def _none(_book: Book) -> Iterator[Name]:
    return iter(())


def _lists(book: Book) -> Iterator[Name]:
    records = book.rulebook.vocabulary.records.values()
    return (Name(record.name, Sort.LIST, record.label) for record in records if record.is_list)


def _facts(book: Book) -> Iterator[Name]:
    for record in book.rulebook.vocabulary.records.values():
        yield from (fact_name(fact, record, whole=True) for fact in record.facts.values())


def _approvals(book: Book) -> Iterator[Name]:
    approvals = book.rulebook.vocabulary.approvals.values()
    return (Name(one.id, Sort.APPROVAL, one.label, one.authority) for one in approvals)


def _sources(book: Book) -> Iterator[Name]:
    sources = book.rulebook.sources.values()
    return (Name(source.id, Sort.SOURCE, source.title, source.publisher) for source in sources)


def _families(book: Book) -> Iterator[Name]:
    return (Name(family.id, Sort.FAMILY, family.title) for family in book.rulebook.families.values())


def _benefits(book: Book) -> Iterator[Name]:
    benefits = book.rulebook.benefits.values()
    return (Name(one.id, Sort.BENEFIT, one.title, KINDS[one.kind]) for one in benefits)


def _standards(book: Book) -> Iterator[Name]:
    for (sort, name), place in book.declared.items():
        if sort is Sort.STANDARD:
            yield Name(name, sort, place.label)


_NAMES: dict[Sort, Callable[[Book], Iterator[Name]]] = {
    Sort.KIND: lambda _: _labelled(Sort.KIND, KINDS),
    Sort.PAYEE: lambda _: _labelled(Sort.PAYEE, PAYEES),
    Sort.PLACE: lambda book: _labelled(Sort.PLACE, book.rulebook.vocabulary.places.labels),
    Sort.INDUSTRY: lambda book: _labelled(
        Sort.INDUSTRY, book.rulebook.vocabulary.trees[Kind.INDUSTRY].labels
    ),
    Sort.LIST: _lists,
    Sort.FACT: _facts,
    Sort.APPROVAL: _approvals,
    Sort.SOURCE: _sources,
    Sort.FAMILY: _families,
    Sort.BENEFIT: _benefits,
    Sort.STANDARD: _standards,
}


def fact_name(fact: Fact, record: Record, *, whole: bool = False) -> Name:
    """Return a fact under its own name, or under its full one if `whole`."""
    label = full_label(fact, record)
    return Name(fact.path if whole else fact.name, Sort.FACT, label if whole else fact.label, type_of(fact))


def full_label(fact: Fact, record: Record) -> Label:
    """Return what a fact is called where its record is not at hand."""
    owner = "" if fact.label.zh.startswith(record.label.zh) else record.label.zh
    return Label(f"{owner}{fact.label.zh}", f"{record.label.en}: {fact.label.en}")


def type_of(fact: Fact) -> Text:
    """Return the type of a fact with its unit."""
    if fact.unit_label is None:
        return KIND_NAMES[fact.kind]
    return say("{type}, in {unit}", type=KIND_NAMES[fact.kind], unit=fact.unit_label)
