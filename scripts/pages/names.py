"""The names that rules share: places, industries, standards and derived facts, approvals, sources."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from eligib.language.vocabulary import Kind
from eligib.language.words import figure
from eligib.messages import LANGUAGES, Label
from eligib.profile.asked import facts_of
from pages.benefits import benefit_link
from pages.markdown import code, escaped, heading, line, page, table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from eligib.language.vocabulary import Tree
    from eligib.rulebook.model import Derivation, Row, Rulebook
    from eligib.rulebook.standards import Standard


def tree_page(title: Label, tree: Tree) -> str:
    """Return the page of places or industries, each below what it lies in."""
    return page(title, "\n".join(_nodes(tree, None, "")))


def _nodes(tree: Tree, parent: str | None, indent: str) -> Iterator[str]:
    for name, above in tree.parents.items():
        if above != parent:
            continue
        also = tree.also.get(name, ())
        others = f" ({', '.join(escaped(one) for one in also)})" if also else ""
        yield f"{indent}- {code(name)} {line(tree.labels[name])}{others}"
        yield from _nodes(tree, name, indent + "  ")


def approvals_page(rulebook: Rulebook) -> str:
    """Return the page of approvals with the benefits that wait for each."""
    asked: dict[str, list[str]] = {}
    for benefit in sorted(rulebook.benefits.values(), key=attrgetter("id")):
        for approval in facts_of([benefit], rulebook).approvals:
            asked.setdefault(approval.id, []).append(benefit.id)
    parts = []
    for approval in sorted(rulebook.vocabulary.approvals.values(), key=attrgetter("id")):
        parts.append(heading(2, f"{code(approval.id)} {line(approval.label)}", approval.id))
        who = line(Label("由谁决定", "decided by"))
        parts.append(f"**{who}**: {line(approval.authority)}")
        parts.append(_benefits(asked.get(approval.id, [])))
    return page(Label("认定与审批", "Approvals"), *parts)


def sources_page(rulebook: Rulebook) -> str:
    """Return the page of documents with the benefits that each states."""
    parts = []
    for source in sorted(rulebook.sources.values(), key=attrgetter("id")):
        parts.append(heading(2, line(source.title), source.id))
        day, last = source.earliest.isoformat(), source.latest.isoformat()
        dated = day if day == last else f"{day} – {last}"
        parts.append(f"{code(source.id)}, {line(source.publisher)}, {dated}")
        found = [one.id for one in rulebook.benefits.values() if one.cite.source is source]
        parts.append(_benefits(sorted(found)))
    return page(Label("来源", "Sources"), *parts)


def _benefits(names: Iterable[str]) -> str:
    links = [benefit_link(name) for name in names]
    return f"**{line(Label('相关事项', 'benefits'))}** ({len(links)}): {', '.join(links)}" if links else ""


def standards_page(rulebook: Rulebook, standards: dict[str, Standard]) -> str:
    """Return the page of shared days and of facts that follow from others."""
    head = (
        line(Label("名称", "name")),
        line(Label("日期", "day")),
        line(Label("依据", "basis")),
        "中文",
        "English",
    )
    stated, assumed = Label("来源写明", "stated"), Label("我们的理解", "our reading")
    rows = (
        (code(name), one.day.isoformat(), line(assumed if one.assumed else stated), *_label(one.title))
        for name, one in sorted(standards.items())
    )
    derived = [part for one in rulebook.derived.values() for part in _derived(one)]
    return page(Label("共用日期与推定事实", "Shared days and derived facts"), table(head, rows), *derived)


def _label(label: Label) -> tuple[str, str]:
    return escaped(label.zh), escaped(label.en)


def _derived(derivation: Derivation) -> Iterator[str]:
    fact = derivation.fact
    yield heading(2, f"{code(fact.path)} {line(derivation.title)}", fact.path)
    yield line(derivation.document)
    lowest = Label(
        f"各项指标分别达到的最高一档中，取最低的一档；不在任何一行的为{fact.choices[derivation.otherwise].zh}",
        "the lowest of the classes that the indicators reach; "
        f"what no row covers is {fact.choices[derivation.otherwise].en}",
    )
    yield f"{line(lowest)} ({code(derivation.by.path)})"
    for edition in derivation.editions:
        head = (
            f"{edition.start.isoformat()} –",
            line(Label("指标", "indicator")),
            *(f"{line(fact.choices[name])} ≥" for name in derivation.classes[:-1]),
        )
        yield table(head, (cells for row in edition.rows for cells in _row(row)))


def _row(row: Row) -> Iterator[tuple[str, ...]]:
    for number, (fact, floors) in enumerate(row.floors):
        label = "" if number else line(row.label)
        shown = (
            line(Label(*(figure(fact.kind, floor, language) for language in LANGUAGES))) for floor in floors
        )
        yield label, code(fact.path), *shown


def place_pages(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of the two trees."""
    trees = rulebook.vocabulary.trees
    yield "places.md", tree_page(Label("地区", "Places"), trees[Kind.PLACE])
    yield "industries.md", tree_page(Label("行业", "Industries"), trees[Kind.INDUSTRY])
