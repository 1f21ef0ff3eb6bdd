"""A profile to fill in: the facts that matter for some benefits, each with its question, nothing known yet.

Enters: benefits. Leaves: YAML in which every fact is empty, that is unknown, so that the file is valid as
it is written. Lists hold one member as a comment to copy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.language.vocabulary import ELSEWHERE, Kind
from eligib.messages import Label, Language, Text, render, say
from eligib.profile.asked import Asked, facts_of, sources_of
from eligib.profile.questions import choices, example, form, named, question
from eligib.reports.fold import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from eligib.language.vocabulary import Fact, Record
    from eligib.rulebook.model import Benefit, Rulebook

WIDTH = 96
_NAME = "company.name"
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789 _-/.%()")


def profile_template(
    benefits: Iterable[Benefit],
    rulebook: Rulebook,
    language: Language,
    *,
    home: str | None = None,
    file: str = "firm.yaml",
) -> str:
    """Return the text of a profile that asks what `benefits` ask.

    Args:
        benefits: those the firm is to be decided for.
        rulebook: the one they are of.
        language: that of the questions.
        home: the place of which is known that the firm cares about it; it is the example of a place.
        file: the name under which the profile will be decided.
    """
    found = list(benefits)
    return _Template(facts_of(found, rulebook), rulebook, language, len(found), home, file).text()


class _Template(Struct, frozen=True):
    asked: Asked
    rulebook: Rulebook
    language: Language
    number: int
    home: str | None
    file: str

    def text(self) -> str:
        blocks = [self._head(), *(self._block(record) for record in self._records())]
        if self.asked.approvals:
            blocks.append(self._approvals())
        blocks.append(self._received())
        return "\n\n".join("\n".join(block) for block in blocks) + "\n"

    def _records(self) -> list[Record]:
        """Return what is asked, the firm first: without its name a report calls it by its file."""
        records = self.rulebook.vocabulary.records.values()
        return [record for record in records if record in self.asked.facts or _named(record)]

    def _head(self) -> list[str]:
        title = say(
            "What eligib asks of a firm (benefits: {n}, rulebook {version})",
            n=self.number,
            version=self.rulebook.version,
        )
        return [
            *self._prose(title),
            *self._prose(say("write each answer after its colon; what stays empty is unknown, not none")),
            *self._prose(say("where you know a choice only in part, list what it may be: `[a, b]`")),
            *self._prose(say("then: {command}", command=f"eligib check {self.file}")),
        ]

    def _block(self, record: Record) -> list[str]:
        return self._list(record) if record.is_list else self._record(record)

    def _record(self, record: Record) -> list[str]:
        lines = [self._title(record.label), f"{record.name}:"]
        for number, fact in enumerate(self._facts(record)):
            lines += [""] if number else []
            lines += self._prose(self._question(fact, record), "  # ")
            lines += self._choices(fact, "  #   ")
            lines += self._derived(fact) or [f"  {fact.name}:  # {self._given(self._example(fact))}"]
        return lines

    def _given(self, value: str) -> str:
        return self._say(say("e.g. {example}", example=value))

    def _derived(self, fact: Fact) -> list[str]:
        """Return the lines of a fact that follows from others; an example could contradict theirs."""
        derivation = self.rulebook.derived.get(fact.path)
        if derivation is None:
            return []
        names = tuple(source.label for source in sources_of(derivation))
        text = say("may stay empty: follows from {facts}", facts=names)
        return [*self._prose(text, "  #   "), f"  {fact.name}:"]

    def _facts(self, record: Record) -> list[Fact]:
        asked = self.asked.facts.get(record, ())
        return [fact for fact in record.facts.values() if fact in asked or fact.path == _NAME]

    def _list(self, record: Record) -> list[str]:
        none = say("all of them, one `- ` each; if there are none, write `{none}`", none=f"{record.name}: []")
        more = say("if there may be more, write `known:` and put those you know below it")
        lines = [self._title(record.label), *self._prose(none), *self._prose(more), f"{record.name}:"]
        facts = self.asked.facts[record]
        column = max((len(fact.name) for fact in facts), default=0)
        for fact in facts:
            lead = f"  # {'':{column}}  "
            asks = self._prose(self._question(fact, record), lead)
            lines += [f"  # {fact.name:{column}}  {asks[0].removeprefix(lead)}", *asks[1:]]
            lines += self._choices(fact, lead)
        return [*lines, *self._member(facts)]

    def _member(self, facts: tuple[Fact, ...]) -> Iterator[str]:
        if not facts:
            yield "  # - {}"
            return
        yield from self._prose(say("one to copy, without the `# ` before each line"), "  # ")
        for number, fact in enumerate(facts):
            yield f"  # {'  ' if number else '- '}{fact.name}: {self._example(fact)}"

    def _question(self, fact: Fact, record: Record) -> Text | Label:
        asks = question(fact, record)
        if fact.kind in {Kind.TEXT, Kind.PLACE, Kind.INDUSTRY, Kind.CHOICE}:
            return asks
        return say("{question} ({form})", question=asks, form=form(fact))

    def _choices(self, fact: Fact, lead: str) -> list[str]:
        if fact.kind is Kind.PLACE:
            return self._places(lead)
        if fact.kind is Kind.INDUSTRY:
            return self._sections(lead)
        listed = render(choices(fact, self.language), self.language)
        return self._prose(Label(listed, listed), lead) if listed else []

    def _places(self, lead: str) -> list[str]:
        """Return the places that some condition names, below those they lie in."""
        places = self.rulebook.vocabulary.places
        wanted = self.asked.places | ({self.home} if self.home else set())
        shown = {outer for place in wanted for outer in places.up(place)}
        lines = [
            f"{lead}{'  ' * (len(places.up(place)) - 1)}{named(place, places.labels[place], self.language)}"
            for place in places.parents
            if place in shown
        ]
        rest = say("in none of those listed inside a place: `<place>/{rest}`", rest=ELSEWHERE)
        return [*lines, *self._prose(rest, lead)] if lines else []

    def _sections(self, lead: str) -> list[str]:
        """Return the largest industries by name: whoever knows no code can write one of these."""
        tree = self.rulebook.vocabulary.trees[Kind.INDUSTRY]
        tops = [self._say(tree.labels[node]) for node, outer in tree.parents.items() if outer is None]
        text = ("；" if self.language == "zh" else "; ").join(tops)
        return self._prose(Label(text, text), lead)

    def _approvals(self) -> list[str]:
        lines = [
            self._title(say("what others decide")),
            *self._prose(say("`granted` or `refused` where it has been decided, else leave it empty")),
            "approvals:",
        ]
        word = "已批准" if self.language == "zh" else "granted"
        for number, approval in enumerate(self.asked.approvals):
            text = say(
                "{approval}, decided by {authority}", approval=approval.label, authority=approval.authority
            )
            lines += [""] if number else []
            lines += self._prose(text, "  # ")
            lines.append(f"  {approval.id}:  # {self._given(word)}")
        return lines

    def _received(self) -> list[str]:
        lines = [
            self._title(say("benefits received so far")),
            *self._prose(say("all of them by id; if there are none, write `{none}`", none="received: []")),
            "received:",
        ]
        for name in self.asked.received or tuple(self.rulebook.benefits)[:1]:
            lines += [f"  # - {name}  # {self._say(self.rulebook.benefits[name].title)}"]
        return lines

    def _example(self, fact: Fact) -> str:
        if fact.kind is Kind.PLACE:
            return self._place()
        if fact.path == _NAME:
            return self._say(say("Example Co Ltd"))
        text = example(fact, self.language)
        return f"[{quoted(text)}]" if fact.kind is Kind.CHOICES else quoted(text)

    def _place(self) -> str:
        places = self.rulebook.vocabulary.places
        first = next((place for place in places.parents if place in self.asked.places), None)
        place = self.home or first or next(iter(places.parents))
        return quoted(places.labels[place].zh if self.language == "zh" else place)

    def _title(self, label: Text | Label) -> str:
        return f"# ---- {self._say(label)} ----"

    def _prose(self, text: Text | Label, lead: str = "# ") -> list[str]:
        lines = folded(self._say(text), WIDTH - len(lead))
        return [lead + line for line in lines]

    def _say(self, text: Text | Label) -> str:
        return render(text, self.language)


def _named(record: Record) -> bool:
    return any(fact.path == _NAME for fact in record.facts.values())


def quoted(text: str) -> str:
    """Return the text as YAML takes it, in a flow list too."""
    plain = all(
        sign in _PLAIN or (sign.isalnum() and not sign.isascii()) or sign in "（）、" for sign in text
    )
    if plain and text == text.strip() and not text.startswith(("-", "%")):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
