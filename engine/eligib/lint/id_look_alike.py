"""A name with a letter of another script that looks like a plain one, as the Cyrillic `а` in `grаnt`."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from eligib.diagnostics import Diagnostic, Severity
from eligib.lint.check import Check
from eligib.lint.nodes import mappings
from eligib.messages import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context

CODE = "id-look-alike"
_FROM = "абвеікмнорсстухуѕјԁһԛԝгοαενικρτυχγ‐‑‒–—−_"
_TO = "a6beikmhopcctyxysjdhqwroaevikptuxy------_"
_PLAIN = str.maketrans(_FROM, _TO)


def run(context: Context) -> Iterator[Diagnostic]:
    """Yield each key that is not plain ASCII; every key of a rule file is a name or a word of ours."""
    for file in context.files:
        for mapping in mappings(file.tree):
            for name, key in mapping.keys.items():
                if not name.isascii():
                    message = say("`{name}` holds a sign that is no plain letter or digit", name=name)
                    yield Diagnostic(CODE, message, key.span, meant=_plain(name))


def _plain(name: str) -> str | None:
    folded = normalize("NFKC", name).casefold().translate(_PLAIN)
    return folded if folded.isascii() else None


CHECK = Check(CODE, Severity.ERROR, say("a name with a sign that only looks plain"), run, whole=False)
