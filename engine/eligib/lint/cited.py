"""The documents beside the rules: which figures stand on the lines that a citation names.

Enters: a rulebook and the folder with its documents. Leaves: whether a literal of a rule is carried by the
lines of some citations.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from msgspec import Struct, field

from eligib.documents.carried import literal_figure
from eligib.documents.citations import citations_of, open_folder
from eligib.documents.finds import scan
from eligib.documents.flow import bare
from eligib.documents.grants import plain
from eligib.documents.passages import belongs
from eligib.documents.patterns import CHINESE
from eligib.language.faults import Fault
from eligib.language.literals import measured, quantity
from eligib.language.numerals import numeral
from eligib.language.vocabulary import Kind

if TYPE_CHECKING:
    from eligib.documents.document import Document
    from eligib.documents.figures import Figure
    from eligib.documents.finds import Find
    from eligib.language.nodes import Literal
    from eligib.lint.check import Context
    from eligib.rulebook.model import Benefit, Citation
    from eligib.yamltree import Scalar

# a page break splits a paragraph into lines, and what is cited may stand on either side of it
_NEAR = 2
_DIGITS = re.compile(r"[0-9][0-9,]*(?:\.[0-9]+)?")
_CHINESE = re.compile(f"[{CHINESE}][{CHINESE}万亿]*")


class Library(Struct, frozen=True, eq=False):
    """The documents by source, and what was already looked up in them."""

    documents: dict[str, Document]
    finds: dict[str, list[Find]] = field(default_factory=dict)
    figures: dict[tuple[str, int], frozenset[Figure]] = field(default_factory=dict)

    @classmethod
    def of(cls, context: Context) -> Library:
        """Return the documents of the context's folder; one that is not there is told of elsewhere."""
        folder = None if context.documents is None else open_folder(context.rulebook, context.documents)
        return cls({} if folder is None else folder.documents)

    def carries(self, cites: list[Citation], literal: Literal) -> bool:
        """Return whether the lines of `cites` state `literal`; true where a document is not at hand."""
        return any(self._states(cite, literal) for cite in cites)

    def cites(self, benefit: Benefit) -> list[Citation]:
        """Return what `benefit` cites for more than a reported case."""
        reported = [id(case.cite) for case in benefit.reported if case.cite is not benefit.cite]
        return [cite for cite in citations_of(benefit) if id(cite) not in reported]

    def literal(self, scalar: Scalar) -> Literal | None:
        """Return the figure that a value states in `scalar`, None where that is a word."""
        digits, _, unit = scalar.text.partition(" ")
        try:
            return measured(digits, unit) if unit else quantity(digits)
        except (Fault, InvalidOperation):
            return None

    def _states(self, cite: Citation, literal: Literal) -> bool:
        document = self.documents.get(cite.source.id)
        if document is None or isinstance(literal.value, str) or _is_word(literal):
            return True
        if isinstance(literal.value, date):
            return f"{literal.value.month}月{literal.value.day}日" in _text(document, cite.line)
        figure = literal_figure(literal)
        if figure is not None:
            return figure in self._figures(document, cite)
        return Decimal(literal.value) in set(_counts(_text(document, cite.line)))

    def _figures(self, document: Document, cite: Citation) -> frozenset[Figure]:
        key = (cite.source.id, cite.line)
        if key not in self.figures:
            finds = self.finds.get(key[0]) or self.finds.setdefault(key[0], scan(document))
            near = (find for find in finds if belongs(find, cite.line))
            self.figures[key] = frozenset(value for find in near for value in find.values)
        return self.figures[key]


def _is_word(literal: Literal) -> bool:
    """Return whether people write the figure as a word: nothing, free of charge, in full."""
    return literal.value == 0 or (literal.kind is Kind.RATE and literal.value == 1)


def _text(document: Document, line: int) -> str:
    start, end = document.bounds(max(1, line - _NEAR), line + _NEAR)
    return plain(bare(document.text[start:end]))


def _counts(text: str) -> list[Decimal]:
    arabic = [Decimal(found[0].replace(",", "")) for found in _DIGITS.finditer(text)]
    chinese = [numeral(found[0]) for found in _CHINESE.finditer(text)]
    return arabic + [value for value in chinese if value is not None]
