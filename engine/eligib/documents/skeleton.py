"""The beginning of a rule for what was found on a line, and of the file that names a new document.

Enters: a document, its source if it has one, and the finds that were chosen. Leaves: YAML in which every
`TODO` waits for the author; what stands there already is a guess but for the citation.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING

from eligib.documents.anchors import anchor_of
from eligib.documents.finds import MAX_TEXT
from eligib.documents.grants import is_traditional
from eligib.documents.guess import TODO, VALUES, kind_of, value_of
from eligib.messages import Language, render, say

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from eligib.documents.document import Document
    from eligib.documents.finds import Find
    from eligib.messages import Text

_PLAIN = re.compile(r"\w[\w%./()（）]*")
_SCALARS = re.compile(r"[0-9.]+|true|false|null|yes|no|on|off", re.IGNORECASE)


def rule_skeleton(source: str, finds: Sequence[Find], language: Language) -> str:
    """Return a rule file with one benefit for each figure in `finds` that may be a value, or one a line."""
    lines = [
        f"zone: {TODO} # {render(say('a place of vocabulary/places.yaml'), language)}",
        f"source: {source}",
        "",
        "benefits:",
    ]
    for number in dict.fromkeys(find.line for find in finds):
        same = [find for find in finds if find.line == number]
        chosen = [find for find in same if find.kind in VALUES] or same[:1]
        for index, find in enumerate(chosen, 1):
            key = f"line-{number}-{index}" if len(chosen) > 1 else f"line-{number}"
            lines += _benefit(key, find, same, language)
    return "\n".join(lines) + "\n"


def _benefit(key: str, find: Find, same: Sequence[Find], language: Language) -> Iterator[str]:
    def note(text: Text) -> str:
        return f" # {render(text, language)}"

    kind, word = kind_of(find)
    cite = f"{{line: {find.line}, anchor: {quoted(anchor_of(find))}}}"
    guessed = say("guessed from {word}", word=word) if word else say("no word near tells the kind")
    value = value_of(find, same) if find.kind in VALUES else "unstated"
    yield f"  {key}:" + note(say("a name of small letters"))
    yield f"    title: {{zh: {TODO}, en: {TODO}}}"
    yield f"    kind: {kind}" + note(guessed)
    yield "    paid_to: unstated" + note(
        say("enterprise, graduate, talent ...; unstated where the source is silent")
    )
    yield f"    cite: {cite}"
    yield "    in_force: {}" + note(say("`from` and `until`, as far as the source states them"))
    yield "    when:" + note(say("one item for each condition that the source states"))
    yield "      - condition:"
    yield f"          that: {TODO}"
    yield f"          cite: {cite}"
    yield f"          zh: {TODO}"
    yield f"          en: {TODO}"
    yield f"    value: {value}" + note(say("guessed from {word}", word=_shown(find)))
    yield "    examples: []" + note(say("one for each outcome, just below, at and above each threshold"))


def _shown(find: Find) -> str:
    before, text, after = find.around(6)
    return f"{before}{text}{after}"[:MAX_TEXT]


def source_skeleton(document: Document) -> str:
    """Return the file of `seeds/` for a document that has none yet."""
    return "\n".join(
        (
            f"title: {{zh: {TODO}, en: {TODO}}}",
            f"publisher: {{zh: {TODO}, en: {TODO}}}",
            f"date: {TODO}",
            "language: zh",
            f"script: {'traditional' if is_traditional(document.text) else 'simplified'}",
            "file:",
            f"  name: {quoted(document.name)}",
            f"  bytes: {document.length}",
            f"  sha256: {document.sha256}",
            "",
        )
    )


def source_id(document: Document) -> str:
    """Return an id for a document that has none yet, from its name."""
    stem = re.sub(r"[^a-z0-9]+", "-", PurePath(document.name).stem.lower()).strip("-")
    return stem if stem[:1].isalpha() else f"document-{stem}".rstrip("-")


def quoted(text: str) -> str:
    """Return `text` as one YAML scalar, in quotes where it needs them."""
    if _PLAIN.fullmatch(text) and not _SCALARS.fullmatch(text):
        return text
    return "'" + text.replace("'", "''") + "'"
