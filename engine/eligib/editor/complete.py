"""What can be written at a place: keys, names, words and the parts of a condition.

Enters: a place in a document. Leaves: `Item`s with their labels in both languages and the stretch of text
that each replaces.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.editor.about import KEYS
from eligib.editor.names import Name, Said, fact_name, names
from eligib.editor.place import Site, site_at, word_around
from eligib.editor.scan import Role
from eligib.editor.shapes import CITE, LABEL, Shape, Sort
from eligib.language.vocabulary import Kind
from eligib.messages import Label, say
from eligib.profile.questions import example

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.editor.book import Book
    from eligib.editor.document import Document
    from eligib.editor.expected import Expected
    from eligib.editor.kinds import FileKind
    from eligib.language.vocabulary import Fact, Record

_FOLLOWING: dict[str, tuple[str, ...]] = {
    "all": (),
    "any": (),
    "none": (),
    "approval": ("zh", "en", "cite", "basis"),
    "exactly": (),
    "up_to": (),
    "between": (),
    "by": ("else",),
    "share": ("of", "at_most"),
    "monthly": ("months",),
    "may_exceed": (),
    "rate": ("of",),
    "principal": (),
    "area": ("for",),
    "extension": (),
    "unstated": (),
}
"""The keys that begin a clause or a part of a value, and those that follow each."""
_SNIPPETS = ((LABEL, "{{zh: {0}, en: {1}}}"), (CITE, "{{line: {0}, anchor: {1}}}"))


class Item(Struct, frozen=True):
    """One thing that can be written.

    Attributes:
        label: how it is listed.
        insert: what is written in place of what stands from `start` to `end`.
        snippet: the same with places to fill in, where the editor can do that.
        about: what it is called.
        note: what more there is to say.
    """

    label: str
    sort: Sort
    insert: str
    start: int
    end: int
    about: Said | None = None
    note: Said | None = None
    snippet: str | None = None


def complete(document: Document, offset: int, kind: FileKind, book: Book) -> list[Item]:
    """Return what can be written at `offset`."""
    site = site_at(document, offset, kind, book)
    if site.is_condition() and (site.token.role is Role.VALUE or not site.shape.keys):
        return list(_in_condition(site))
    found: list[Item] = []
    if site.token.role is not Role.VALUE:
        found += _keys(site, site.shape, "")
        if not site.shape.keys and site.shape.item is not None and site.token.role is Role.ALONE:
            found += [*_keys(site, site.shape.item, "- "), *_values(site, site.shape.item, "- ")]
    if site.token.role is not Role.KEY:
        shape = site.shape
        listed = site.token.role is Role.VALUE or not (shape.item is not None and shape.fact is None)
        found += _values(site, shape, "") if listed else []
        if listed and shape.item is not None and shape.fact is None and not shape.words:
            found += _values(site, shape.item, "")
    return found


def _keys(site: Site, shape: Shape, dash: str) -> Iterator[Item]:
    used = site.siblings() if not dash else {}
    open_ = site.document.text[site.token.end : site.token.end + 1] == ":"
    for key, inner in shape.keys.items():
        if key not in used and _fits(key, shape, used):
            yield _key(site, Name(key, Sort.KEY, *_about(site, key, inner)), inner, dash, open_=open_)
    for name in _named_keys(site, shape):
        if name.name not in used:
            yield _key(site, name, shape.rest, dash, open_=open_)


def _fits(key: str, shape: Shape, used: dict[str, str]) -> bool:
    """Whether `key` begins a mapping of this shape, or follows what has begun it."""
    begun = [follow for first, follow in _FOLLOWING.items() if first in used and first in shape.keys]
    if not _FOLLOWING.keys() & shape.keys.keys() - used.keys():
        return True
    if begun:
        return any(key in follow for follow in begun)
    return not used and key in _FOLLOWING


def _about(site: Site, key: str, shape: Shape) -> tuple[Said, Said | None]:
    """Return what a key is called, and the type of the fact that it is."""
    records = site.book.rulebook.vocabulary.records
    if shape.fact is not None:
        name = fact_name(shape.fact, records[shape.fact.owner])
        return name.label, name.note
    if key in records and key not in KEYS:
        return records[key].label, None
    return KEYS.get(key, Label(key, key)), None


def _named_keys(site: Site, shape: Shape) -> Iterator[Name]:
    if shape.named is Sort.CHOICE:
        yield from names(Sort.CHOICE, site.book, site.table())
    elif shape.named is not None:
        yield from names(shape.named, site.book)


def _key(site: Site, name: Name, shape: Shape | None, dash: str, *, open_: bool) -> Item:
    written = name.name if open_ else f"{dash}{name.name}: "
    fill = None if open_ else _filled(shape)
    snippet = None if fill is None else written + fill.format("$1", "$2")
    return Item(
        name.name, name.sort, written, site.token.start, site.token.end, name.label, name.note, snippet
    )


def _filled(shape: Shape | None) -> str | None:
    """Return the mapping that is always written for a shape, with two places to fill in."""
    return next((text for one, text in _SNIPPETS if one is shape), None)


def _values(site: Site, shape: Shape, dash: str) -> Iterator[Item]:
    start, end = site.token.start, site.token.end
    for sort in shape.values:
        for name in names(sort, site.book, shape.fact):
            written = _short(name.name, site) if sort is Sort.FAMILY else name.name
            yield Item(written, sort, dash + written, start, end, name.label, name.note)
    for word in shape.words:
        yield Item(word, Sort.WORD, dash + word, start, end)
    if not site.text and site.token.role is Role.VALUE:
        yield from _mappings(site, shape)
    examples = shape.examples
    if shape.fact is not None and not shape.values and not shape.words:
        examples = tuple(dict.fromkeys(example(shape.fact, language) for language in ("zh", "en")))
    for text in examples:
        yield Item(text, Sort.WORD, dash + text, start, end, say("an example"))


def _mappings(site: Site, shape: Shape) -> Iterator[Item]:
    """Yield what can be begun in braces on the line of its key."""
    start, end, fill = site.token.start, site.token.end, _filled(shape)
    if fill is not None:
        text = fill.format("", "")
        yield Item(text, Sort.WORD, text, start, end, snippet=fill.format("$1", "$2"))
    for key in shape.keys:
        if key in _FOLLOWING:
            snippet = f"{{{key}: $1}}"
            yield Item(f"{{{key}: }}", Sort.WORD, f"{{{key}: }}", start, end, KEYS.get(key), snippet=snippet)


def _short(name: str, site: Site) -> str:
    """Return a family by its bare name within its zone."""
    zone, _, bare = name.partition("/")
    return bare if site.siblings(()).get("zone") == zone else name


def _in_condition(site: Site) -> Iterator[Item]:
    reader = site.reader()
    first, last = word_around(site.text, len(site.before))
    expected = reader.expected(site.text[:first])
    start, end = site.token.start + first, site.token.start + last
    for name in _fitting(site, expected, reader.each):
        yield Item(name.name, name.sort, name.name, start, end, name.label, name.note)
    for word in expected.words:
        yield Item(word, Sort.WORD, word, start, end)
    if Sort.OPERAND in site.shape.values and not first:
        yield from (Item(word, Sort.WORD, word, start, end) for word in site.shape.words)


def _fitting(site: Site, expected: Expected, each: Record | None) -> Iterator[Name]:
    """Yield the names that fit, those of the record at hand first."""
    for sort in expected.sorts:
        if sort is Sort.FACT:
            facts = {} if expected.record is None else expected.record.facts
            for fact in facts.values():
                if expected.record is not None and _compares(fact, expected):
                    yield fact_name(fact, expected.record)
        elif sort is Sort.RECORD:
            for owner in _owners(site, each):
                for fact in owner.facts.values():
                    if _compares(fact, expected):
                        name = fact_name(fact, owner, whole=True)
                        yield Name(f"{owner.one or owner.name}.{fact.name}", Sort.FACT, name.label, name.note)
        else:
            yield from names(sort, site.book, expected.fact)


def _owners(site: Site, each: Record | None) -> list[Record]:
    """Return the records whose facts are named in full."""
    records = site.book.rulebook.vocabulary.records.values()
    return [*([] if each is None else [each]), *(record for record in records if not record.is_list)]


def _compares(fact: Fact, expected: Expected) -> bool:
    """Whether `fact` can stand where it is compared with what stands before."""
    plain = {Kind.COUNT, Kind.NUMBER}
    other = expected.fact
    return other is None or fact.kind is other.kind or (fact.kind in plain and other.kind in plain)
