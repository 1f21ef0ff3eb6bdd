"""One page a zone: each benefit with what it grants, its conditions in words, its source and its cases."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from eligib.messages import Label, say
from eligib.reports.benefit import GROUPS
from eligib.reports.promise import counted, dates, promise
from eligib.reports.stacking import combining
from eligib.reports.words import KINDS, citation, payees
from eligib.reports.worth import span
from eligib.rulebook.model import ApprovalClause, Clause, Group
from eligib.rulebook.written import condition_text
from pages.markdown import COLUMNS, both, code, heading, line, link, page, table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.messages import Text
    from eligib.rulebook.model import Benefit, Citation, Reported, Rulebook, Tree
    from pages.markdown import Said

FOLDER = "benefits"


def benefit_pages(rulebook: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield the path and the text of each page."""
    benefits = sorted(rulebook.benefits.values(), key=lambda benefit: (benefit.zone, benefit.id))
    labels = rulebook.vocabulary.places.labels
    for zone, found in groupby(benefits, key=lambda benefit: benefit.zone):
        here = list(found)
        contents = "\n".join(f"- {link(line(one.title), '', one.id)}" for one in here)
        parts = [part for benefit in here for part in _benefit(benefit, rulebook)]
        yield f"{FOLDER}/{zone}.md", page(labels[zone], contents, *parts)


def _benefit(benefit: Benefit, rulebook: Rulebook) -> Iterator[str]:
    yield heading(2, line(benefit.title), benefit.id)
    yield code(benefit.id)
    yield table(
        COLUMNS, ((f"**{line(name)}**", *_cells(texts)) for name, texts in _summary(benefit, rulebook))
    )
    yield f"**{line(say('conditions'))}**\n\n" + "\n".join(_tree(benefit.when, benefit.cite, ""))
    if benefit.reported:
        title = line(say("cases the source reports: evidence, no entitlement"))
        cases = "\n".join(
            f"- {line(_case(case))}{_own(case.cite, benefit.cite)}" for case in benefit.reported
        )
        yield f"**{title}**\n\n{cases}"


def _cells(texts: tuple[Said, ...]) -> tuple[str, str]:
    zh, en = zip(*(both(text) for text in texts), strict=True)
    return "\n".join(zh), "\n".join(en)


def _summary(benefit: Benefit, rulebook: Rulebook) -> Iterator[tuple[Text, tuple[Said, ...]]]:
    yield say("kind"), (KINDS[benefit.kind],)
    yield say("paid to"), (payees(benefit.paid_to),)
    if benefit.agency is not None:
        yield say("agency"), (benefit.agency,)
    each = counted(benefit)
    value = (*promise(benefit, rulebook.vocabulary), *(() if each is None else (each,)))
    if value:
        yield say("what it grants"), value
    note = benefit.in_force.note
    if note is None and benefit.in_force.assumed:
        yield say("dates"), (dates(benefit.in_force), say("this end is our reading of the source"))
    else:
        yield say("dates"), (dates(benefit.in_force), *(() if note is None else (note,)))
    together = tuple(text for text, _ in combining(benefit, rulebook))
    if together:
        yield say("together with others"), together
    yield from _apply(benefit)
    yield say("source"), (_cited(citation(benefit.cite), benefit.cite),)


def _apply(benefit: Benefit) -> Iterator[tuple[Text, tuple[Said, ...]]]:
    apply = benefit.apply
    if apply is None:
        return
    if apply.channel is not None:
        yield say("channel"), (apply.channel,)
    if apply.documents:
        yield say("documents"), apply.documents
    if apply.deadline is not None:
        yield say("deadline"), (apply.deadline.isoformat(),)


def _cited(place: Text, cite: Citation) -> Text:
    return say("{place}: “{anchor}”", place=place, anchor=cite.anchor)


def _tree(tree: Tree, cite: Citation, indent: str) -> Iterator[str]:
    if isinstance(tree, Group):
        yield f"{indent}- {line(GROUPS[tree.kind])}"
        for part in tree.parts:
            yield from _tree(part, cite, indent + "  ")
        return
    assumed = f" ({line(say('our reading'))})" if tree.assumed else ""
    yield f"{indent}- {line(tree.text)}{assumed}<br>{_rule(tree)}{_own(tree.cite, cite)}"


def _rule(clause: Clause | ApprovalClause) -> str:
    if isinstance(clause, Clause):
        return code(condition_text(clause))
    who = line(say("decided by {authority}", authority=clause.approval.authority))
    return f"{link(code(clause.approval.id), '../approvals.md', clause.approval.id)}, {who}"


def _own(cite: Citation, usual: Citation) -> str:
    """Return where something is written that is not written where the benefit is."""
    if cite is usual:
        return ""
    same = cite.source is usual.source
    place = say("line {line}", line=cite.line) if same else citation(cite)
    return f"<br>{line(_cited(place, cite))}"


def _case(case: Reported) -> Text | Label:
    if case.amount is None:
        return case.note
    return say("{note}: {amount}", note=case.note, amount=span(case.amount, case.amount))


def benefit_link(benefit: str, up: str = "") -> str:
    """Return the link to a benefit from a page that is `up` from the folder of pages."""
    return link(code(benefit), f"{up}{FOLDER}/{benefit.partition('/')[0]}.md", benefit)
