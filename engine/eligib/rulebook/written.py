"""A condition as it stands in its rule file, for those who want the rule itself beside the sentence.

Enters: a clause. Leaves: the text of its condition on one line, without YAML's quotes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import Source
from eligib.yamltree import Scalar, parse_yaml

if TYPE_CHECKING:
    from eligib.diagnostics import Span
    from eligib.rulebook.model import Clause


def condition_text(clause: Clause) -> str:
    """Return the condition of `clause` in the rule language, as somebody wrote it."""
    text = _cut_out(clause.span)
    tree, faults = parse_yaml(Source(clause.span.source.name, text))
    written = tree.text if isinstance(tree, Scalar) and not faults else text
    return " ".join(written.split())


def _cut_out(span: Span) -> str:
    lines = [span.source.line(number) for number in range(span.line, span.end_line + 1)]
    lines[-1] = lines[-1][: span.end_column - 1]
    lines[0] = lines[0][span.column - 1 :]
    return "\n".join(lines)
