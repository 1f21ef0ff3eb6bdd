"""Condition text to syntax tree, by Lark from `grammar.lark`.

Enters: the text of one condition. Leaves: Lark's tree with the offset of each token, or a `SyntaxFault`
that says where and why in the author's terms. Building the parser from the grammar takes ten times as long
as loading it, so its table is shipped beside the grammar, under the digest of grammar and Lark version: a
stale one is never used.
"""

from __future__ import annotations

import io
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

import lark
from lark import Lark, Token, Tree

from eligib.language.faults import Fault
from eligib.messages import Text, say

if TYPE_CHECKING:
    from typing import TypeAlias

    Syntax: TypeAlias = Tree[Token] | Token

MAX_LENGTH = 4000
MAX_NESTING = 60
MAX_DEPTH = 100
GRAMMAR = Path(__file__).with_name("grammar.lark")
TABLE = Path(__file__).with_name("grammar.table")


@lru_cache(maxsize=256)
def parse(text: str) -> Tree[Token]:
    """Return the syntax tree of a condition, not to be changed; raises `Fault` where it cannot be read."""
    _refuse_oversize(text)
    try:
        tree = _parser().parse(text)
    except lark.UnexpectedInput as error:
        raise _explain(text, error) from None
    _refuse_depth(tree)
    return tree


def tokens(text: str) -> list[str]:
    """Return the words and signs of a condition that `parse` can read."""
    return [str(token) for token in _parser().lex(text)]


@lru_cache(maxsize=1)
def _parser() -> Lark:
    grammar = GRAMMAR.read_text("utf-8")
    key = digest(grammar)
    try:
        shipped = TABLE.read_bytes()
    except OSError:
        shipped = b""
    if shipped.startswith(key):
        return Lark.load(io.BytesIO(shipped[len(key) :]))
    return build(grammar)


def digest(grammar: str) -> bytes:
    """Return what a table must begin with to belong to this grammar and this Lark."""
    return sha256(f"{lark.__version__}\n{grammar}".encode()).digest()


def build(grammar: str) -> Lark:
    """Return a parser made from the grammar's text."""
    return Lark(grammar, parser="lalr", maybe_placeholders=False, propagate_positions=True)


def write_table(path: Path = TABLE) -> None:
    """Write the shipped table anew: after a change of the grammar, or for another Lark."""
    grammar = GRAMMAR.read_text("utf-8")
    buffer = io.BytesIO()
    build(grammar).save(buffer)
    path.write_bytes(digest(grammar) + buffer.getvalue())


def _refuse_oversize(text: str) -> None:
    if len(text) > MAX_LENGTH:
        raise Fault("syntax", say("a condition has at most {n} characters", n=MAX_LENGTH))
    depth = 0
    for at, char in enumerate(text):
        depth += (char == "(") - (char == ")")
        if depth > MAX_NESTING:
            message = say("parentheses nest more than {n} deep", n=MAX_NESTING)
            raise Fault("syntax", message, at, at + 1)


def _refuse_depth(tree: Tree[Token]) -> None:
    """Refuse what nests deeper than a reader follows: `not not not ...` needs no parentheses to do so."""
    level: list[Syntax] = [tree]
    for _ in range(MAX_DEPTH):
        level = [child for node in level if isinstance(node, Tree) for child in node.children]
        if not level:
            return
    raise Fault("syntax", say("a condition nests at most {n} deep", n=MAX_DEPTH))


_ADVICE: tuple[tuple[str, Text, str | None], ...] = (
    ("=<", say("write `<=`"), "<="),
    ("=>", say("write `>=`"), ">="),
    ("≤", say("write `<=`"), "<="),
    ("≥", say("write `>=`"), ">="),
    ("≠", say("write `!=`"), "!="),
    ("<>", say("write `!=`"), "!="),
    ("&&", say("write `and`"), "and"),
    ("||", say("write `or`"), "or"),
    ("!", say("write `not`"), "not"),
    ("=", say("write `==` for numbers, money, dates and texts, `is` for a choice"), "=="),
    ("'", say("a text stands in double quotes"), None),
    ("，", say("write an ASCII comma"), ","),
    ("（", say("write ASCII parentheses"), "("),
    ("）", say("write ASCII parentheses"), ")"),
)


def _explain(text: str, error: lark.UnexpectedInput) -> Fault:
    found: int | None = error.pos_in_stream
    at = -1 if found is None else found
    token = getattr(error, "token", None)
    if at < 0 or (isinstance(token, Token) and token.type == "$END"):
        at = len(text.rstrip())
        message = say("the condition ends where something is still expected")
        return Fault("syntax", message, max(0, at - 1), max(1, at))
    rest = text[at:]
    word = str(token) if isinstance(token, Token) else rest[:1]
    if rest.startswith("/"):
        hint = say("multiply the other side instead: `a >= 3% * b`")
        return Fault("no-division", say("there is no division"), at, at + 1, hint=hint)
    if rest.startswith(("not in", "not  in")):
        message = say("`not in` is not part of the language")
        return Fault("syntax", message, at, at + 6, meant=_not_in(text, at))
    # an operator may begin one character earlier than the place where Lark gave up
    for back in (1, 0):
        for sign, hint, meant in _ADVICE:
            start = max(0, at - back)
            if text[start:].startswith(sign) and (back == 0 or len(sign) > 1):
                message = say("`{word}` is not part of the language", word=sign)
                return Fault("syntax", message, start, start + len(sign), hint=hint, meant=meant)
    message = say("`{word}` is not expected here", word=word)
    return Fault("syntax", message, at, at + max(1, len(word)))


def _not_in(text: str, at: int) -> str:
    close = text.find("]", at)
    subject = text[:at].rpartition("(")[2].split(" and ")[-1].split(" or ")[-1].strip()
    return f"not ({subject} in {text[at + 6 : close + 1].strip()})"
