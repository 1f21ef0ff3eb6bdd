"""Sentences that a user may see, kept apart from the language they are shown in.

Enters: an English template with its arguments, marked with `say`. Leaves: a `Text` that any layer can pass
up; only the outermost layer turns it into Chinese or English with `render`. Templates are the message ids
of the Babel catalogues in `locale/`, so a missing translation is found by extraction, not by a user.
"""

from __future__ import annotations

import gettext
from functools import lru_cache
from pathlib import Path
from typing import Literal

from msgspec import Struct

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = ("zh", "en")
DOMAIN = "eligib"
LOCALE = Path(__file__).parent / "locale"


class Label(Struct, frozen=True):
    """A name or sentence that the rulebook gives in both languages."""

    zh: str
    en: str


class Text(Struct, frozen=True):
    """A template of the catalogue with its arguments; an argument may itself be a `Text` or a `Label`."""

    template: str
    args: tuple[tuple[str, object], ...] = ()


def say(template: str, /, **args: object) -> Text:
    """Mark `template` for translation and bind its arguments."""
    return Text(template, tuple(args.items()))


def render(text: object, language: Language) -> str:
    """Return `text` in `language`; lists are joined the way that language joins them."""
    if isinstance(text, Text):
        template = _catalogue(language).gettext(text.template) if text.template else ""
        return template.format(**{name: render(value, language) for name, value in text.args})
    if isinstance(text, Label):
        return text.zh if language == "zh" else text.en
    if isinstance(text, tuple | list):
        return ("、" if language == "zh" else ", ").join(render(part, language) for part in text)
    return str(text)


@lru_cache(maxsize=2)
def _catalogue(language: Language) -> gettext.NullTranslations:
    """Return the catalogue of `language`; English needs none, since its sentences are the message ids."""
    if language == "en":
        return gettext.NullTranslations()
    return gettext.translation(DOMAIN, LOCALE, ["zh_CN"])
