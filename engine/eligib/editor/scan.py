"""A text that may be half-written to its keys and values, each with the path of keys that leads to it.

Enters: YAML or JSON as somebody types it. Leaves: one `Token` for each scalar. Nothing is ever refused: an
open bracket ends where the indentation falls back, an open quote at the end of its line. On a well-formed
file the tokens are those of `yamltree`, which the tests hold them to.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import TypeAlias

from msgspec import Struct, field

Path: TypeAlias = tuple[str | int, ...]

MARK = "\ue001"
"""Stands for the word that is not there yet, where one is about to be typed."""

_KEY = re.compile(r"""("(?:[^"\\\n]|\\.)*"|'(?:[^'\n]|'')*'|[^\s"'#\[\]{},|>][^#\n]*?)[ \t]*:(?=\s|$)""")
_BLOCK = re.compile(r"[|>][+-]?[0-9]?[+-]?[ \t]*(?:#[^\n]*)?(?:\n|$)")
_CLOSERS = {"{": "}", "[": "]"}


class Role(StrEnum):
    """What a scalar is to those around it."""

    KEY = "key"
    VALUE = "value"
    ALONE = "alone"
    """On a line of its own: a value, or a key whose colon is not typed yet."""


class Token(Struct, frozen=True):
    """A scalar between two offsets, quotes left out; a key bears the path of the mapping that it is in."""

    path: Path
    role: Role
    start: int
    end: int
    quoted: bool = False

    def touches(self, offset: int) -> bool:
        """Whether a cursor at `offset` is on the scalar or at one of its ends."""
        return self.start <= offset <= self.end


class _Frame(Struct):
    indent: int
    key: str | int


class _Bracket(Struct):
    closer: str
    path: Path
    key: str | None = None
    index: int = 0

    @property
    def inside(self) -> Path:
        """The path of a value that stands here."""
        if self.closer == "]":
            return (*self.path, self.index)
        return self.path if self.key is None else (*self.path, self.key)


@lru_cache(maxsize=8)
def scan(text: str) -> tuple[Token, ...]:
    """Return every scalar of `text`, in order of writing; one question of an editor asks it many times."""
    scanner = _Scanner(text)
    while scanner.at < len(text):
        scanner.line()
    return tuple(scanner.tokens)


def token_at(text: str, offset: int) -> Token:
    """Return the scalar that `offset` touches, or would touch if the next word were typed there."""
    found = [token for token in scan(text) if token.touches(offset)]
    if found:
        return found[-1]
    marked = scan(f"{text[:offset]}{MARK}{text[offset:]}")
    token = next((token for token in marked if token.touches(offset)), None)
    if token is None:
        return Token((), Role.ALONE, offset, offset)
    return Token(token.path, token.role, token.start, token.end - len(MARK), token.quoted)


class _Scanner(Struct):
    text: str
    at: int = 0
    tokens: list[Token] = field(default_factory=list)
    stack: list[_Frame] = field(default_factory=list)

    def line(self) -> None:
        """Take the line that begins at `at`, with all that its value extends over."""
        end = self._end_of_line(self.at)
        at = self._past_blanks(self.at, end)
        column = at - self.at
        while self.text[at : at + 1] == "-" and self.text[at + 1 : at + 2] in {"", " ", "\n", "\r"}:
            self._enter_item(column)
            inner = self._past_blanks(at + 1, end)
            column += inner - at
            at = inner
        if at >= end or self.text[at] == "#" or self.text.startswith("---", at):
            self.at = end + 1
            return
        key = None if self.text[at] in _CLOSERS else _KEY.match(self.text, at, end)
        if key is None:
            self._leave(column)
            self._value(at, end, Role.ALONE)
            return
        name, token = _unquoted(key[1]), key.span(1)
        self._leave(column)
        self._add(self._path(), Role.KEY, *token)
        self.stack.append(_Frame(column, name))
        at = self._past_blanks(key.end(), end)
        if at >= end or self.text[at] == "#":
            self.at = end + 1
        else:
            self._value(at, end, Role.VALUE)

    def _enter_item(self, column: int) -> None:
        index = 0
        while self.stack and self.stack[-1].indent >= column:
            top = self.stack[-1]
            if top.indent == column and isinstance(top.key, str):
                break  # a list may stand below its key without indentation
            if top.indent == column and isinstance(top.key, int):
                index = top.key + 1
            self.stack.pop()
        self.stack.append(_Frame(column, index))

    def _leave(self, column: int) -> None:
        while self.stack and self.stack[-1].indent >= column:
            self.stack.pop()

    def _value(self, at: int, end: int, role: Role) -> None:
        region = self._region(end)
        if self.text[at] in _CLOSERS:
            self.at = self._flow(at, region)
        elif self.text[at] in "\"'":
            self.at = self._quoted(at, end, region, role)
        elif _BLOCK.match(self.text, at):
            first = self._past_blanks(min(end + 1, region), region)
            self._add(self._path(), role, first, first + len(self.text[first:region].rstrip()))
            self.at = region
            return
        else:
            self.at = self._plain(at, end, region, role)
        # what was never closed ends where a line begins
        self.at = region if self.at >= region else self._end_of_line(self.at) + 1

    def _region(self, end: int) -> int:
        """Return where the text ends that is indented more than the key or dash before the value."""
        indent = self.stack[-1].indent if self.stack else -1
        at = end + 1
        while at < len(self.text):
            following = self._end_of_line(at)
            first = self._past_blanks(at, following)
            if first < following and first - at <= indent:
                return at
            at = following + 1
        return len(self.text)

    def _plain(self, at: int, end: int, region: int, role: Role) -> int:
        stop = _until_comment(self.text, at, end)
        following = end + 1
        while following < region and stop == _stripped(self.text, at, end):
            last = self._end_of_line(following)
            first = self._past_blanks(following, last)
            if first >= last or self.text[first] in "#-" or _KEY.match(self.text, first, last):
                break
            end, stop = last, _until_comment(self.text, first, last)
            following = last + 1
        self._add(self._path(), role, at, stop)
        return stop

    def _quoted(self, at: int, end: int, region: int, role: Role) -> int:
        close = _closing(self.text, at, region)
        stop = end if close is None else close
        self._add(self._path(), role, at + 1, stop, quoted=True)
        return stop

    def _flow(self, at: int, region: int) -> int:
        """Take what stands in brackets from `at` on; return where they end."""
        open_: list[_Bracket] = []
        while at < region:
            sign = self.text[at]
            if sign in _CLOSERS:
                path = open_[-1].inside if open_ else self._path()
                open_.append(_Bracket(_CLOSERS[sign], path))
            elif sign in "}]":
                open_.pop()
                if not open_:
                    return at + 1
            elif sign == ",":
                open_[-1].key = None
                open_[-1].index += 1
            elif sign == "#" and self.text[at - 1].isspace():
                at = self._end_of_line(at)
                continue
            elif not sign.isspace() and sign != ":":
                at = self._in_flow(at, region, open_[-1])
                continue
            at += 1
        return region

    def _in_flow(self, at: int, region: int, inside: _Bracket) -> int:
        quoted = self.text[at] in "\"'"
        if quoted:
            close = _closing(self.text, at, region)
            start, stop = at + 1, self._end_of_line(at) if close is None else close
            after = stop if close is None else stop + 1
        else:
            start, after = at, _end_of_plain(self.text, at, region)
            stop = start + len(self.text[start:after].rstrip())
        is_key = inside.closer == "}" and inside.key is None
        role = Role.KEY if is_key else Role.VALUE
        self._add(inside.path if is_key else inside.inside, role, start, stop, quoted=quoted)
        if is_key:
            inside.key = self.text[start:stop]
        return max(after, at + 1)

    def _add(self, path: Path, role: Role, start: int, end: int, *, quoted: bool = False) -> None:
        if role is Role.KEY and not quoted and end - start > 1 and self.text[start] in "\"'":
            start, end, quoted = start + 1, end - 1, True
        self.tokens.append(Token(path, role, start, max(start, end), quoted))

    def _path(self) -> Path:
        return tuple(frame.key for frame in self.stack)

    def _end_of_line(self, at: int) -> int:
        found = self.text.find("\n", at)
        return len(self.text) if found < 0 else found

    def _past_blanks(self, at: int, end: int) -> int:
        while at < end and self.text[at] in " \t\r":
            at += 1
        return at


def _unquoted(key: str) -> str:
    return key[1:-1] if key[0] in "\"'" and len(key) > 1 else key


def _until_comment(text: str, at: int, end: int) -> int:
    comment = re.compile(r"\s#").search(text, at, end)
    return _stripped(text, at, end if comment is None else comment.start())


def _stripped(text: str, at: int, end: int) -> int:
    return at + len(text[at:end].rstrip())


def _closing(text: str, at: int, end: int) -> int | None:
    """Return where the quote opened at `at` is closed."""
    quote, at = text[at], at + 1
    while at < end:
        if quote == '"' and text[at] == "\\":
            at += 2
            continue
        if text[at] == quote:
            if quote == "'" and text[at + 1 : at + 2] == "'":
                at += 2
                continue
            return at
        at += 1
    return None


def _end_of_plain(text: str, at: int, end: int) -> int:
    """Return where a text without quotes ends in brackets; a list inside a condition is part of it."""
    depth = 0
    while at < end:
        sign, following = text[at], text[at + 1 : at + 2]
        depth += sign == "["
        if sign == "]" and depth:
            depth -= 1
        elif sign in "]}{" or (sign == "," and not depth) or _ends_word(sign, following):
            break
        at += 1
    return at


def _ends_word(sign: str, following: str) -> bool:
    """Whether a colon or comment begins here."""
    if sign == ":":
        return not following or following in " \n\r,]}"
    return sign.isspace() and following == "#"
