"""One page a record or list: each fact with its type, unit, range, choices, question and headings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.language.operands import KIND_NAMES
from eligib.language.words import figure
from eligib.messages import LANGUAGES, Label
from eligib.profile.asked import facts_of
from eligib.profile.questions import question
from pages.benefits import benefit_link
from pages.markdown import COLUMNS, both, code, escaped, heading, line, page, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.language.vocabulary import Fact, Record
    from eligib.rulebook.model import Rulebook

FOLDER = "facts"


def fact_pages(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each page."""
    asked = _asked(rulebook)
    for record in rulebook.vocabulary.records.values():
        one = (
            ""
            if record.one is None
            else f"{line(Label('列表，其中一项写作', 'a list; one member is'))} {code(record.one)}"
        )
        facts = [part for fact in record.facts.values() for part in _fact(fact, record, asked)]
        yield f"{FOLDER}/{record.name}.md", page(record.label, code(record.name), one, *facts)


def _asked(rulebook: Rulebook) -> dict[str, list[str]]:
    """Return the benefits that ask each fact."""
    found: dict[str, list[str]] = {}
    for benefit in sorted(rulebook.benefits.values(), key=lambda one: one.id):
        for facts in facts_of([benefit], rulebook).facts.values():
            for fact in facts:
                found.setdefault(fact.path, []).append(benefit.id)
    return found


def _fact(fact: Fact, record: Record, asked: dict[str, list[str]]) -> Iterator[str]:
    yield heading(2, f"{code(fact.path)} {line(fact.label)}", fact.path)
    rows = [(_bold("类型", "type"), *both(KIND_NAMES[fact.kind]))]
    if fact.unit_label is not None:
        rows.append((_bold("单位", "unit"), *both(fact.unit_label)))
    if fact.lower is not None or fact.upper is not None:
        rows.append((_bold("范围", "range"), _range(fact, zh=True), _range(fact, zh=False)))
    rows.append((_bold("提问", "question"), *both(question(fact, record))))
    yield table(COLUMNS, rows)
    yield table(
        (_plain("选项", "choice"), "中文", "English", _plain("其他名称", "other names")),
        (
            (code(name), *both(label), ", ".join(escaped(also) for also in fact.also.get(name, ())))
            for name, label in fact.choices.items()
        ),
    )
    if fact.headings:
        yield f"{_bold('表头', 'headings')}: {', '.join(escaped(one) for one in fact.headings)}"
    benefits = asked.get(fact.path, [])
    if benefits:
        links = ", ".join(benefit_link(benefit, "../") for benefit in benefits)
        yield f"{_bold('相关事项', 'asked by')} ({len(benefits)}): {links}"


def _plain(zh: str, en: str) -> str:
    return line(Label(zh, en))


def _bold(zh: str, en: str) -> str:
    return f"**{_plain(zh, en)}**"


def _range(fact: Fact, *, zh: bool) -> str:
    language = LANGUAGES[0] if zh else LANGUAGES[1]
    low, high = (
        None if bound is None else escaped(figure(fact.kind, bound, language))
        for bound in (fact.lower, fact.upper)
    )
    if low is not None and high is not None:
        return f"{low}至{high}" if zh else f"{low} to {high}"
    if low is not None:
        return f"不低于{low}" if zh else f"at least {low}"
    return f"不超过{high}" if zh else f"at most {high}"
