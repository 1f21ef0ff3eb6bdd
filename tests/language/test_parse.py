"""The shipped parser table."""

from __future__ import annotations

from eligib.language.parse import GRAMMAR, TABLE, build, digest, parse


def test_shipped_table_belongs_to_the_grammar() -> None:
    """The table beside the grammar is that of this grammar and this Lark; after a change, write it anew."""
    assert TABLE.read_bytes().startswith(digest(GRAMMAR.read_text("utf-8")))


def test_table_and_grammar_parse_alike() -> None:
    """A parser loaded from the table gives the tree that one built from the grammar gives."""
    text = "any(hires where degree in [doctor, master]) and company.revenue >= 3% * (company.assets + 1万元)"

    assert parse(text) == build(GRAMMAR.read_text("utf-8")).parse(text)
