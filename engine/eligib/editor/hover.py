"""What there is to say of the name or clause under the cursor, in both languages.

Enters: a place in a document. Leaves: a `Card` of lines, and the stretch of text that it is about.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct

from eligib.editor.about import KEYS
from eligib.editor.names import full_label, names, type_of
from eligib.editor.place import Site, site_at
from eligib.editor.refer import Reference, reference
from eligib.editor.shapes import Sort
from eligib.language.check import read_condition
from eligib.language.faults import Fault
from eligib.language.vocabulary import Kind
from eligib.language.words import figure, in_words
from eligib.messages import LANGUAGES, Label, Text, say
from eligib.profile.questions import question
from eligib.reports.promise import dates, promise
from eligib.reports.words import KINDS, citation
from eligib.rulebook.model import Benefit, Clause, Group

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.editor.book import Book
    from eligib.editor.document import Document
    from eligib.editor.kinds import FileKind
    from eligib.language.vocabulary import Fact, Record
    from eligib.rulebook.model import Tree

Said: TypeAlias = Text | Label | tuple[Text, ...]
_FEW = 12


class Card(Struct, frozen=True):
    """What is said: the name as it is written, what it is called, and lines of more."""

    name: str
    title: Said | None
    lines: tuple[Said, ...]
    start: int
    end: int


def hover(document: Document, offset: int, kind: FileKind, book: Book) -> Card | None:
    """Return what there is to say at `offset`, None where there is nothing."""
    site = site_at(document, offset, kind, book)
    found = reference(site)
    card = None if found is None else _card(site, found)
    if card is None and site.is_condition():
        return _condition(site)
    return card


def _card(site: Site, found: Reference) -> Card | None:
    title, lines = _said(site, found)
    if title is None and not lines:
        return None
    return Card(found.name, title, lines, found.start, found.end)


def _said(site: Site, found: Reference) -> tuple[Said | None, tuple[Said, ...]]:
    vocabulary = site.book.rulebook.vocabulary
    match found.sort:
        case Sort.KEY:
            return KEYS.get(found.name), ()
        case Sort.FACT:
            owner, _, name = found.name.partition(".")
            record = vocabulary.records.get(owner)
            fact = None if record is None else record.facts.get(name)
            if record is None or fact is None:
                return None, ()
            return full_label(fact, record), tuple(_fact(fact, record))
        case Sort.RECORD | Sort.LIST:
            one = vocabulary.records.get(found.name) or vocabulary.members.get(found.name)
            return (None if one is None else one.label), ()
        case Sort.BENEFIT:
            benefit = site.book.rulebook.benefits.get(found.name)
            return (None, ()) if benefit is None else (benefit.title, tuple(_benefit(benefit, site.book)))
        case Sort.CLAUSE:
            return None, tuple(_clause(site, found.name))
        case Sort.PLACE | Sort.INDUSTRY:
            return _node(found, site.book)
        case _:
            named = {one.name: one for one in names(found.sort, site.book, found.fact)}.get(found.name)
            if named is None:
                return None, ()
            return named.label, () if named.note is None else (named.note,)


def _fact(fact: Fact, record: Record) -> Iterator[Said]:
    yield type_of(fact)
    yield question(fact, record)
    for bound, text in ((fact.lower, _at_least), (fact.upper, _at_most)):
        if bound is not None:
            zh, en = (figure(fact.kind, bound, language) for language in LANGUAGES)
            yield text(Label(zh, en))
    if fact.choices:
        shown = [Label(f"{label.zh}({key})", f"{label.en} ({key})") for key, label in fact.choices.items()]
        more = [Label("……", "...")] if len(shown) > _FEW else []
        yield say("choices: {names}", names=tuple(shown[:_FEW] + more))


def _at_least(bound: Label) -> Text:
    return say("at least {figure}", figure=bound)


def _at_most(bound: Label) -> Text:
    return say("at most {figure}", figure=bound)


def _benefit(benefit: Benefit, book: Book) -> Iterator[Said]:
    yield KINDS[benefit.kind]
    yield from promise(benefit, book.rulebook.vocabulary)
    yield dates(benefit.in_force)
    yield citation(benefit.cite)


def _node(found: Reference, book: Book) -> tuple[Said | None, tuple[Said, ...]]:
    """Return a place or industry with what it lies in."""
    tree = book.rulebook.vocabulary.trees[Kind.PLACE if found.sort is Sort.PLACE else Kind.INDUSTRY]
    if found.name not in tree:
        return None, ()
    around = tree.up(found.name)[1:]
    zh, en = (" › ".join(getattr(tree.labels[node], one) for node in reversed(around)) for one in LANGUAGES)
    return tree.labels[found.name], (Label(zh, en),) if around else ()


def _clause(site: Site, name: str) -> Iterator[Said]:
    """Yield the text of a clause and its condition in words, as the rulebook read them."""
    path = site.token.path
    zone = site.siblings(()).get("zone", "")
    benefit = site.book.rulebook.benefits.get(f"{zone}/{path[1]}") if len(path) > 1 else None
    for clause in () if benefit is None else _clauses(benefit.when):
        if clause.id == name:
            words = in_words(clause.condition, site.book.rulebook.vocabulary)
            yield from dict.fromkeys((clause.text, words))


def _clauses(tree: Tree) -> Iterator[Clause]:
    if isinstance(tree, Clause):
        yield tree
    elif isinstance(tree, Group):
        for part in tree.parts:
            yield from _clauses(part)


def _condition(site: Site) -> Card | None:
    try:
        condition = read_condition(site.text, site.book.rulebook.vocabulary, site.each())
    except Fault:
        return None
    words = in_words(condition, site.book.rulebook.vocabulary)
    return Card("", words, (), site.token.start, site.token.end)
