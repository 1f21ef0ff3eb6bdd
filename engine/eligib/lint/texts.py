"""The bilingual texts of a rulebook.

Enters: the files as parsed. Leaves: each pair of `zh` and `en`, wherever it stands, and
the texts of a clause.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from eligib.lint.nodes import mappings
from eligib.yamltree import Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.lint.check import Context
    from eligib.rulebook.model import Clause

HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")


def pairs(context: Context) -> Iterator[tuple[Scalar, Scalar]]:
    """Yield the Chinese and the English text of everything that has both."""
    for file in context.files:
        for mapping in mappings(file.tree):
            zh, en = mapping.items.get("zh"), mapping.items.get("en")
            if isinstance(zh, Scalar) and isinstance(en, Scalar):
                yield zh, en


def texts_of(clause: Clause, context: Context) -> dict[str, Scalar]:
    """Return the texts that stand beside the condition of `clause`, by language; none where it has no own."""
    for file in context.zones():
        if file.tree.span.source is not clause.span.source:
            continue
        for mapping in mappings(file.tree):
            that = mapping.items.get("that")
            if that is not None and that.span is clause.span:
                found = {language: mapping.items.get(language) for language in ("zh", "en")}
                return {language: node for language, node in found.items() if isinstance(node, Scalar)}
    return {}
