"""The benefits of a rule file with their clauses, for the outline of an editor.

Enters: a document. Leaves: `Symbol`s in order of writing, from the text alone, so that a half-written file
keeps its outline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.editor.kinds import FileKind
from eligib.editor.scan import Path, Role, Token, scan

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.editor.document import Document

_SECTIONS = {
    FileKind.RULES: ("benefits",),
    FileKind.FAMILIES: ("families",),
    FileKind.VOCABULARY: ("records", "lists", "places", "industries", "approvals"),
    FileKind.STANDARDS: ("standards", "derived"),
}
_GROUPS = frozenset({"any", "none", "all"})
_NO_CLAUSES = _GROUPS | {"approval", "zh", "en", "cite", "basis"}


class Symbol(Struct, frozen=True):
    """A named part of the file: its name, title, extent, and the parts inside it."""

    name: str
    title: str
    start: int
    end: int
    name_end: int
    children: tuple[Symbol, ...] = ()


def symbols(document: Document, kind: FileKind) -> list[Symbol]:
    """Return the outline of the document."""
    text, tokens = document.text, scan(document.text)
    found = []
    for at, token in enumerate(tokens):
        if token.role is Role.KEY and len(token.path) == 1 and token.path[0] in _SECTIONS.get(kind, ()):
            found.append(_whole(_Part(text, token, tokens[at + 1 :]), kind))
    return found


class _Part(Struct, frozen=True):
    """A key with all tokens that follow it."""

    text: str
    head: Token
    following: tuple[Token, ...]

    @property
    def name(self) -> str:
        return self.written(self.head)

    @property
    def path(self) -> Path:
        return (*self.head.path, self.name)

    def written(self, token: Token) -> str:
        return self.text[token.start : token.end]

    def inside(self) -> tuple[Token, ...]:
        """Return the tokens below the key."""
        return tuple(one for one in self.following if one.path[: len(self.path)] == self.path)

    def at(self, *keys: str) -> str:
        """Return the text under `keys`, nothing where there is none."""
        wanted = (*self.path, *keys)
        found = (one for one in self.inside() if one.role is not Role.KEY and one.path == wanted)
        return next((self.written(one) for one in found), "")

    def symbol(self, title: str, children: tuple[Symbol, ...] = ()) -> Symbol:
        end = max((one.end for one in self.inside()), default=self.head.end)
        return Symbol(self.name, title, self.head.start, end, self.head.end, children)


def _whole(part: _Part, kind: FileKind) -> Symbol:
    inner = _clauses(part) if kind is FileKind.RULES else _facts(part)
    return part.symbol(part.at("title", "zh") or part.at("label", "zh"), tuple(inner))


def _clauses(part: _Part) -> Iterator[Symbol]:
    when = (*part.path, "when")
    inside = part.inside()
    for at, token in enumerate(inside):
        if token.path[: len(when)] != when:
            continue
        below, written = token.path[len(when) :], part.written(token)
        if below[-1:] == ("approval",) and token.role is not Role.KEY:
            yield Symbol(written, "", token.start, token.end, token.end)
        elif token.role is Role.KEY and written not in _NO_CLAUSES and _is_group(below):
            clause = _Part(part.text, token, inside[at + 1 :])
            yield clause.symbol(" ".join((clause.at("that") or clause.at()).split()))


def _is_group(path: Path) -> bool:
    return all(isinstance(key, int) or key in _GROUPS for key in path)


def _facts(part: _Part) -> Iterator[Symbol]:
    inside = part.inside()
    for at, token in enumerate(inside):
        if token.role is Role.KEY and token.path == (*part.path, "facts"):
            fact = _Part(part.text, token, inside[at + 1 :])
            yield fact.symbol(fact.at("label", "zh"))
