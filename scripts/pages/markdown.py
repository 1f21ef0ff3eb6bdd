"""Pieces of Markdown with both languages side by side.

Enters: texts of the engine. Leaves: lines of Markdown in which no sign of a text means anything to Markdown.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eligib.messages import LANGUAGES, Label, Text, render

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    Said = Text | Label | str | tuple[Text, ...]

NOTICE = "<!-- Made by `python scripts/reference.py update`; edit the data, not this page. -->"
COLUMNS = ("", "中文", "English")
_MEANING = re.compile(r"([\\`*_\[\]<>|#~])")
_CODE = re.compile(r"(`[^`]+`)")
_NO_ANCHOR = re.compile(r"[^a-z0-9-]+")


def escaped(text: str) -> str:
    """Return `text` without a sign that Markdown would obey; what stands in back-ticks stays code."""
    parts = _CODE.split(text)
    return "".join(
        code(part[1:-1]) if number % 2 else _MEANING.sub(r"\\\1", part) for number, part in enumerate(parts)
    )


def code(text: str) -> str:
    """Return `text` as code, in a cell of a table as well."""
    fence = "``" if "`" in text else "`"
    return f"{fence}{text}{fence}".replace("|", "\\|")


def both(text: Said) -> tuple[str, str]:
    """Return a text in Chinese and in English."""
    zh, en = (escaped(render(text, language)) for language in LANGUAGES)
    return zh, en


def line(text: Said, between: str = " · ") -> str:
    """Return a text in Chinese, then in English; once where both are the same."""
    return between.join(dict.fromkeys(both(text)))


def page(title: Said, *parts: str) -> str:
    """Return a page of parts with an empty line between each two."""
    return "\n\n".join([NOTICE, f"# {line(title)}", *(part for part in parts if part)]) + "\n"


def heading(level: int, text: str, anchor: str) -> str:
    """Return a heading that links can lead to, whatever its script."""
    return f'<a id="{anchor_of(anchor)}"></a>\n\n{"#" * level} {text}'


def anchor_of(name: str) -> str:
    """Return the part of a link that leads to `name`."""
    return _NO_ANCHOR.sub("-", name.lower())


def link(text: str, target: str, name: str = "") -> str:
    """Return a link to a page, or to what is called `name` on it."""
    return f"[{text}]({target}{'#' + anchor_of(name) if name else ''})"


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table; nothing without rows."""
    lines = [[cell.replace("\n", "<br>") for cell in row] for row in rows]
    if not lines:
        return ""
    rule = ["---"] * len(head)
    return "\n".join(f"| {' | '.join(row)} |".replace("|  |", "| |") for row in (head, rule, *lines))
