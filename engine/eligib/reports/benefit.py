"""One benefit as the rulebook has it: the page that answers "what is this, who gets it, what does it ask".

Enters: a benefit. Leaves: a renderable, or the same as data. No firm is looked at.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from msgspec import Struct
from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Styled
from rich.tree import Tree

from eligib.language.vocabulary import Kind
from eligib.messages import LANGUAGES, Language, render, say
from eligib.profile.asked import facts_of
from eligib.profile.questions import choices, form, question
from eligib.reports.catalogue import benefit_data
from eligib.reports.data import apply_data, cite_data, label_data, reported_data
from eligib.reports.promise import counted, dates, promise
from eligib.reports.prose import Prose
from eligib.reports.stacking import combining
from eligib.reports.words import KINDS, citation, payees
from eligib.reports.worth import span
from eligib.rulebook import model as m
from eligib.rulebook.written import condition_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from rich.console import RenderableType

    from eligib.language.vocabulary import Fact, Record
    from eligib.messages import Label, Text
    from eligib.rulebook.model import Benefit, Citation, Rulebook

FORMAT = "eligib.benefits/1"
GROUPS = {"all": say("all of"), "any": say("any of"), "none": say("none of")}
_FEW_CHOICES = 12


def benefit_page(benefit: Benefit, rulebook: Rulebook, language: Language) -> RenderableType:
    """Return the page of one benefit."""
    return _Page(benefit, rulebook, language).render()


def benefits_json(benefits: Iterable[Benefit], rulebook: Rulebook) -> str:
    """Return the benefits with their conditions and facts as one JSON text."""
    data = {
        "format": FORMAT,
        "rulebook": {"version": rulebook.version, "digest": rulebook.digest},
        "benefits": [_data(benefit, rulebook) for benefit in benefits],
    }
    return dumps(data, ensure_ascii=False, indent=2)


def _data(benefit: Benefit, rulebook: Rulebook) -> dict[str, Any]:
    asked = facts_of([benefit], rulebook)
    return {
        **benefit_data(benefit, rulebook),
        "when": _tree_data(benefit.when),
        "facts": [_fact_data(fact, record) for record, facts in asked.facts.items() for fact in facts],
        "lists": [record.name for record in asked.facts if record.is_list],
        "received": list(asked.received),
        "together": [
            {"rule": {language: render(text, language) for language in LANGUAGES}, "cite": cite_data(cite)}
            for text, cite in combining(benefit, rulebook)
        ],
        "reported": [reported_data(case) for case in benefit.reported],
        "apply": apply_data(benefit.apply),
    }


def _tree_data(tree: m.Tree) -> dict[str, Any]:
    if isinstance(tree, m.Group):
        return {tree.kind: [_tree_data(part) for part in tree.parts]}
    data: dict[str, Any] = {
        "id": tree.id,
        "text": label_data(tree.text),
        "basis": "assumed" if tree.assumed else "stated",
        "cite": cite_data(tree.cite),
    }
    if isinstance(tree, m.Clause):
        return data | {"condition": condition_text(tree)}
    return data | {"approval": tree.approval.id, "authority": label_data(tree.approval.authority)}


def _fact_data(fact: Fact, record: Record) -> dict[str, Any]:
    return {
        "path": fact.path,
        "label": label_data(fact.label),
        "question": {language: render(question(fact, record), language) for language in LANGUAGES},
        "type": fact.kind.value,
        "choices": {key: label_data(label) for key, label in fact.choices.items()},
    }


class _Page(Struct, frozen=True):
    benefit: Benefit
    rulebook: Rulebook
    language: Language

    def render(self) -> RenderableType:
        head: list[RenderableType] = [
            Prose(self._say(self.benefit.title), "bold"),
            Prose(self.benefit.id, "dim"),
            Styled(""),
            self._summary(),
        ]
        sections = (self._conditions(), self._combining(), self._facts(), self._cases(), self._apply())
        return Group(*head, *(part for section in sections if section for part in (Styled(""), *section)))

    def _summary(self) -> RenderableType:
        benefit = self.benefit
        zone = self.rulebook.vocabulary.places.labels[benefit.zone]
        rows: list[tuple[Text, str]] = [
            (say("kind"), self._say(KINDS[benefit.kind])),
            (say("zone"), f"{self._say(zone)} ({benefit.zone})"),
            (say("paid to"), self._say(payees(benefit.paid_to))),
        ]
        if benefit.agency is not None:
            rows.append((say("agency"), self._say(benefit.agency)))
        value = self._value()
        rows += [(say("what it grants"), value)] if value else []
        rows.append((say("dates"), self._dates()))
        rows.append((say("source"), self._cite(benefit.cite)))
        table = Table.grid(padding=(0, 2, 0, 0))
        table.add_column(no_wrap=True)
        table.add_column()
        for name, text in rows:
            table.add_row(Styled(self._say(name), style="dim"), Prose(text))
        return _indented(table)

    def _value(self) -> str:
        texts = [self._say(text) for text in promise(self.benefit, self.rulebook.vocabulary)]
        each = counted(self.benefit)
        texts += [] if each is None else [self._say(each)]
        if each is not None and self.benefit.combine == "unstated":
            texts.append(self._say(say("whether several add up is not stated in the source")))
        return "\n".join(texts)

    def _combining(self) -> list[RenderableType]:
        rules = list(combining(self.benefit, self.rulebook))
        if not rules:
            return []
        lines = [f"{self._say(text)}\n{self._cite(cite)}" for text, cite in rules]
        return [self._heading(say("together with others")), *(_indented(Prose(line)) for line in lines)]

    def _dates(self) -> str:
        in_force = self.benefit.in_force
        text = self._say(dates(in_force))
        if in_force.note is not None:
            text += "\n" + self._say(in_force.note)
        elif in_force.assumed:
            text += "\n" + self._say(say("this end is our reading of the source"))
        return text

    def _conditions(self) -> list[RenderableType]:
        return [self._heading(say("conditions")), _indented(self._branch(self.benefit.when))]

    def _branch(self, group: m.Group) -> Tree:
        branch = Tree(Prose(self._say(GROUPS[group.kind])), guide_style="dim")
        for part in group.parts:
            branch.add(self._branch(part) if isinstance(part, m.Group) else self._clause(part))
        return branch

    def _clause(self, clause: m.Clause | m.ApprovalClause) -> RenderableType:
        text = Styled(self._say(clause.text))
        if clause.assumed:
            reading = self._say(say("({text})", text=say("our reading")))
            text.append(reading if self.language == "zh" else f" {reading}", style="yellow")
        lines: list[RenderableType] = [Prose(text)]
        if isinstance(clause, m.ApprovalClause):
            authority = say("decided by {authority}", authority=clause.approval.authority)
            lines.append(Prose(f"{self._say(authority)} · {clause.approval.id}", "dim"))
        else:
            lines.append(Prose(condition_text(clause), "cyan"))
        if clause.cite is not self.benefit.cite:
            lines.append(Prose(self._cite(clause.cite), "dim"))
        return Group(*lines)

    def _facts(self) -> list[RenderableType]:
        asked = facts_of([self.benefit], self.rulebook)
        if not asked.facts and not asked.received:
            return []
        lines: list[RenderableType] = [self._heading(say("facts that it asks"))]
        for record, facts in asked.facts.items():
            if record.is_list and not facts:
                every = say("{list} (all of them, or that there are none)", list=record.label)
                lines.append(self._fact(record.name, self._say(every)))
            lines += [self._fact(fact.path, self._asks(fact, record)) for fact in facts]
        if asked.received:
            text = self._say(say("benefits received so far"))
            lines.append(self._fact("received", f"{text} ({', '.join(asked.received)})"))
        return lines

    def _fact(self, path: str, text: str) -> RenderableType:
        return Group(_indented(Prose(path, "cyan")), _indented(Prose(text), deeper=True))

    def _asks(self, fact: Fact, record: Record) -> str:
        text = self._say(question(fact, record))
        if fact.kind in {Kind.TEXT, Kind.PLACE}:
            return text
        if not fact.choices:
            return f"{text}\n{self._say(form(fact))}"
        shown = choices(fact, self.language)
        return f"{text}\n" + render(
            shown[:_FEW_CHOICES] + (("…",) if len(shown) > _FEW_CHOICES else ()), self.language
        )

    def _cases(self) -> list[RenderableType]:
        if not self.benefit.reported:
            return []
        heading = self._heading(say("cases the source reports: evidence, no entitlement"))
        return [heading, *(_indented(Prose(self._case(case))) for case in self.benefit.reported)]

    def _case(self, case: m.Reported) -> str:
        text = self._say(case.note)
        if case.amount is not None:
            amount = span(case.amount, case.amount)
            text = self._say(say("{note}: {amount}", note=case.note, amount=amount))
        return text if case.cite is self.benefit.cite else f"{text}\n{self._cite(case.cite)}"

    def _apply(self) -> list[RenderableType]:
        apply = self.benefit.apply
        if apply is None:
            return []
        rows: list[tuple[Text, str]] = []
        if apply.channel is not None:
            rows.append((say("channel"), self._say(apply.channel)))
        if apply.documents:
            rows.append((say("documents"), "\n".join(self._say(document) for document in apply.documents)))
        if apply.deadline is not None:
            rows.append((say("deadline"), apply.deadline.isoformat()))
        table = Table.grid(padding=(0, 2, 0, 0))
        for name, text in rows:
            table.add_row(Styled(self._say(name), style="dim"), Prose(text))
        return [self._heading(say("how to apply")), _indented(table)]

    def _heading(self, text: Text) -> RenderableType:
        return Prose(self._say(text), "bold")

    def _cite(self, cite: Citation) -> str:
        same = cite is not self.benefit.cite and cite.source is self.benefit.cite.source
        place = say("line {line}", line=cite.line) if same else citation(cite)
        return self._say(say("{place}: “{anchor}”", place=place, anchor=cite.anchor))

    def _say(self, text: Text | Label | tuple[Text, ...]) -> str:
        return render(text, self.language)


def _indented(inside: RenderableType, *, deeper: bool = False) -> Padding:
    return Padding(inside, (0, 0, 0, 2 + 2 * deeper))
