"""What the name under the cursor is the name of.

Enters: a place in a document. Leaves: a `Reference`, None where no name stands there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.editor.kinds import FileKind
from eligib.editor.place import Site, word_around
from eligib.editor.scan import Role
from eligib.editor.shapes import Sort
from eligib.language.vocabulary import Kind
from eligib.profile.names import by_name

if TYPE_CHECKING:
    from eligib.language.vocabulary import Fact
    from eligib.messages import Label

_SECTIONS = {
    "approvals": Sort.APPROVAL,
    "places": Sort.PLACE,
    "industries": Sort.INDUSTRY,
    "standards": Sort.STANDARD,
    "records": Sort.RECORD,
    "lists": Sort.RECORD,
}


class Reference(Struct, frozen=True):
    """A name between two offsets: `name` in full, as it is declared; of a choice `fact` has it."""

    sort: Sort
    name: str
    start: int
    end: int
    fact: Fact | None = None

    @property
    def key(self) -> str:
        """The name under which the declaration is kept."""
        return f"{self.fact.path}/{self.name}" if self.sort is Sort.CHOICE and self.fact else self.name


def reference(site: Site) -> Reference | None:
    """Return what the name at `site` refers to."""
    if not site.text:
        return None
    if site.is_condition():
        return _in_condition(site)
    return _key(site) if site.token.role is Role.KEY else _value(site)


def _whole(site: Site, sort: Sort, name: str, fact: Fact | None = None) -> Reference:
    return Reference(sort, name, site.token.start, site.token.end, fact)


def _key(site: Site) -> Reference | None:
    path, text, shape = site.token.path, site.text, site.shape
    if site.kind is FileKind.VOCABULARY:
        return _declaration(site)
    if path == ("benefits",):
        return _whole(site, Sort.BENEFIT, f"{site.siblings(()).get('zone', '')}/{text}")
    if path == ("families",):
        return _whole(site, Sort.FAMILY, f"{site.siblings(()).get('zone', '')}/{text}")
    if path == ("standards",):
        return _whole(site, Sort.STANDARD, text)
    if text in shape.keys:
        fact = shape.keys[text].fact
        if fact is not None:
            return _whole(site, Sort.FACT, fact.path)
        is_record = text in site.book.rulebook.vocabulary.records and shape.keys[text].keys
        return _whole(site, Sort.RECORD if is_record else Sort.KEY, text)
    if shape.named is Sort.CHOICE:
        return _whole(site, Sort.CHOICE, text, site.table())
    return None if shape.named is None else _whole(site, shape.named, text)


def _declaration(site: Site) -> Reference | None:
    path, text = site.token.path, site.text
    section = path[-1] if path else ""
    if section == "facts":
        return _whole(site, Sort.FACT, f"{path[-2]}.{text}")
    if section == "choices":
        record = site.book.rulebook.vocabulary.records.get(str(path[1]))
        return _whole(site, Sort.CHOICE, text, None if record is None else record.facts.get(str(path[-2])))
    sort = _SECTIONS.get(str(section))
    return _whole(site, Sort.KEY if sort is None else sort, text)


def _value(site: Site) -> Reference | None:
    shape, text = site.shape, site.text
    sorts = shape.values or (shape.item.values if shape.item is not None else ())
    if not sorts:
        return None
    sort = sorts[0]
    if sort is Sort.CHOICE and shape.fact is not None:
        text = _named(text, shape.fact.choices, shape.fact.also)
    elif sort in {Sort.PLACE, Sort.INDUSTRY}:
        tree = site.book.rulebook.vocabulary.trees[Kind.PLACE if sort is Sort.PLACE else Kind.INDUSTRY]
        text = _named(text, tree.labels, tree.also)
    elif sort is Sort.FAMILY and "/" not in text:
        text = f"{site.siblings(()).get('zone', '')}/{text}"
    return _whole(site, sort, text, shape.fact)


def _named(text: str, labels: dict[str, Label], also: dict[str, tuple[str, ...]]) -> str:
    """Return the key that a profile names by one of its labels, the text itself where there is none."""
    return by_name(text, labels, also) or text


def _in_condition(site: Site) -> Reference | None:
    first, last = word_around(site.text, site.offset - site.token.start)
    word = site.text[first:last]
    if not word:
        return None
    start, end = site.token.start + first, site.token.start + last
    reader = site.reader()
    expected = reader.expected(site.text[:first])
    for sort in expected.sorts:
        if sort is Sort.FACT and expected.record is not None and word in expected.record.facts:
            return Reference(sort, f"{expected.record.name}.{word}", start, end)
        if sort is Sort.RECORD and site.text[last:].lstrip().startswith("."):
            return Reference(sort, word, start, end)
        if sort not in {Sort.FACT, Sort.RECORD} and word not in expected.words:
            return Reference(sort, word, start, end, expected.fact)
    return None
