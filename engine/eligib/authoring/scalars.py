"""A text as YAML writes it: plain where that says the same to every reader of YAML, else in quotes.

Enters: a text and whether it stands in braces or brackets. Leaves: its YAML on one line, or on several
where it has line breaks of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.yamltree import Scalar

_BLANKS = "\u00a0\u3000"
_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`=<")
_BRACKETS = frozenset("[]{},")
# what YAML 1.1 or 1.2 takes for nothing, a truth value, a number or a date
_TYPED = re.compile(
    r"~|null|true|false|yes|no|on|off|y|n|<<|=|[-+]?\.(?:inf|nan)|\.nan"
    r"|[-+]?(?:0b[01_]+|0o?[0-7_]+|0x[0-9a-f_]+|[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?)"
    r"|[-+]?(?:\.[0-9]+|[0-9][0-9_]*(?:\.[0-9_]*)?)(?:e[-+]?[0-9]+)?|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}(?:[t\s].*)?",
    re.IGNORECASE,
)
_SHORT = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


def written(text: str, *, plain: bool, flow: bool) -> str:
    """Return `text` on one line.

    Args:
        text: the text.
        plain: it stood without quotes so far, so that what looks like a number may be one.
        flow: it stands in braces or brackets.
    """
    if _may_be_plain(text, flow=flow) and (plain or not _TYPED.fullmatch(text)):
        return text
    if '"' in text and "'" not in text and all(map(_shows, text)):
        return f"'{text}'"
    return '"' + "".join(map(_escaped, text)) + '"'


def _may_be_plain(text: str, *, flow: bool) -> bool:
    if not text or text[0] in _FIRST or text != text.strip(f" {_BLANKS}"):
        return False
    if ": " in text or " #" in text or text.endswith(":") or text.startswith(("...", "---")):
        return False
    return all(_shows(sign) and not (flow and sign in _BRACKETS) for sign in text)


def _shows(sign: str) -> bool:
    return sign.isprintable() or sign in _BLANKS


def _escaped(sign: str) -> str:
    if sign in _SHORT:
        return _SHORT[sign]
    if _shows(sign):
        return sign
    code = ord(sign)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"  # noqa: PLR2004


def one_line(node: Scalar, text: str, *, flow: bool) -> str:
    """Return the scalar `node`, which now says `text`, on one line; nothing stays nothing."""
    if node.is_null:
        return text or ("null" if flow else "")
    return written(text, plain=node.plain, flow=flow)


def lines_of(text: str) -> list[str] | None:
    """Return `text`, which has line breaks, as `|` and its lines; None where it has to be escaped."""
    body = text.removesuffix("\n")
    lines = body.split("\n")
    if not body or text.endswith("\n\n") or lines[0][:1] in {"", " "} or not lines[-1]:
        return None
    if any(line != line.rstrip() or not all(map(_shows, line)) for line in lines):
        return None
    return ["|" if text.endswith("\n") else "|-", *lines]


def folded(text: str, room: int) -> list[str] | None:
    """Return `text` as `>-` and lines of at most `room` columns; None where a break would change it."""
    if "  " in text or text != text.strip() or text.startswith("#") or not all(map(_shows, text)):
        return None
    lines = list(_wrapped(text.split(" "), room))
    return [">-", *lines] if len(lines) > 1 else None


def _wrapped(words: list[str], room: int) -> Iterator[str]:
    line = words[0]
    for word in words[1:]:
        if len(line) + 1 + len(word) > room:
            yield line
            line = word
        else:
            line = f"{line} {word}"
    yield line
