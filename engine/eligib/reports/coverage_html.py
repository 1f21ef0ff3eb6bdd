"""What the examples of rules reach, as one page of HTML that needs nothing else and prints well.

Enters: a coverage. Leaves: the page: the shares, then a table for each benefit, those with something missing
first. No script, no picture, no font from elsewhere.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, TypeVar

from eligib.messages import Language, render, say
from eligib.reports.coverage import (
    ASPECTS,
    HEADINGS,
    about,
    missing,
    named,
    part_words,
    percent,
    share,
)
from eligib.reports.words import OUTCOMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from eligib.language.vocabulary import Vocabulary
    from eligib.messages import Label, Text
    from eligib.trial.coverage import Cover, Coverage

    Key = TypeVar("Key")

_LANGUAGES: dict[Language, str] = {"zh": "zh-CN", "en": "en"}
_STYLE = """\
:root { color-scheme: light dark; --line: #8884; --good: #2a7d3a; --bad: #b3261e; }
body { font: 15px/1.5 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; margin: 2rem auto;
  max-width: 60rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; } h2 { font-size: 1.05rem; margin: 1.6rem 0 .2rem; }
h2 small { font-weight: normal; opacity: .7; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0; }
th, td { border-bottom: 1px solid var(--line); padding: .2rem .5rem; text-align: left; vertical-align: top; }
td.n { text-align: right; white-space: nowrap; } td.zero { color: var(--bad); font-weight: bold; }
ul { margin: .3rem 0; color: var(--bad); } .done { color: var(--good); }
@media (prefers-color-scheme: dark) { :root { --good: #7bc98a; --bad: #f2b8b5; } }
@media print { body { margin: 0; max-width: none; font-size: 10pt; } section { break-inside: avoid; } }"""


def coverage_html(found: Coverage, vocabulary: Vocabulary, language: Language) -> str:
    """Return the page."""
    page = _Page(vocabulary, language)
    title = page.told(say("What the examples of the rules show"))
    covers = sorted(found.covers, key=lambda cover: not cover.missing)
    body = [
        f"<h1>{title}</h1>",
        *page.table(
            [[page.told(heading), share(found, name)] for name, heading in HEADINGS]
            + [[page.told(say("all together")), f"{percent(found)}%"]]
        ),
        *(line for cover in covers for line in page.benefit(cover)),
    ]
    head = (
        f'<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n<title>{title}</title>'
    )
    html = (
        f'<!doctype html>\n<html lang="{_LANGUAGES[language]}">\n<head>\n{head}\n<style>\n{_STYLE}\n</style>'
    )
    return "\n".join([html, "</head>", "<body>", *body, "</body>", "</html>", ""])


class _Page:
    def __init__(self, vocabulary: Vocabulary, language: Language) -> None:
        self.vocabulary = vocabulary
        self.language = language

    def told(self, text: Text | Label | str) -> str:
        """Return a text in the language of the page, safe in HTML."""
        return escape(render(text, self.language))

    def benefit(self, cover: Cover) -> Iterator[str]:
        """Yield the section of one benefit."""
        yield "<section>"
        yield f"<h2>{self.told(cover.benefit.title)} <small>{escape(cover.benefit.id)}</small></h2>"
        lacks = [f"<li>{span.line}: {self.told(text)}</li>" for span, text in missing(cover, self.vocabulary)]
        if lacks:
            yield f"<ul>{''.join(lacks)}</ul>"
        else:
            yield f'<p class="done">{self.told(say("everything is shown"))}</p>'
        yield from self.table(self._rows(cover))
        yield "</section>"

    def table(self, rows: Iterable[list[str]]) -> Iterator[str]:
        """Yield a table of rows of cells that are HTML already."""
        yield "<table>"
        for cells in rows:
            yield f"<tr>{''.join(_cell(cell, number) for number, cell in enumerate(cells))}</tr>"
        yield "</table>"

    def _rows(self, cover: Cover) -> Iterator[list[str]]:
        for clause in cover.clauses:
            name = f"<code>{escape(clause.clause.id)}</code> {self.told(clause.clause.text)}"
            yield [name, *self._counts(clause.shown, ASPECTS)]
        for point in cover.points:
            yield [self.told(about(point, self.vocabulary)), *self._counts(point.shown, named(point))]
        names = {outcome: OUTCOMES[outcome] for outcome in cover.outcomes}
        yield [self.told(say("outcomes")), *self._counts(cover.outcomes, names)]
        for part in cover.parts:
            yield [self.told(part_words(part, cover)), *self._counts({0: part.shown}, {0: say("given")})]

    def _counts(self, shown: Mapping[Key, int], names: Mapping[Key, Text]) -> Iterator[str]:
        for key, count in shown.items():
            yield f"{self.told(names[key])} {count}"


def _cell(cell: str, number: int) -> str:
    if not number:
        return f"<td>{cell}</td>"
    zero = " zero" if cell.endswith(" 0") else ""
    return f'<td class="n{zero}">{cell}</td>'
