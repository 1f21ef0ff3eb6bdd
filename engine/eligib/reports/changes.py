"""Two rulebooks compared, for the terminal: words first, then each benefit that changed, then the firms.

Enters: a comparison. Leaves: rich renderables; the caller owns the console.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from msgspec import Struct
from rich.console import Group
from rich.padding import Padding
from rich.text import Text as Styled

from eligib.changes.model import Book, Verdict
from eligib.diagnostics import visible
from eligib.messages import Language, render, say
from eligib.reports.changes_words import doubt, lines, verdict, word
from eligib.reports.prose import Prose
from eligib.reports.reasons import reason
from eligib.reports.words import OUTCOMES
from eligib.reports.worth import worth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from rich.console import RenderableType

    from eligib.changes.model import BenefitChange, Changes, FirmChange, FirmReport, Told, Witness
    from eligib.reports.changes_words import Words

_ORDER = (
    Verdict.REMOVED,
    Verdict.ADDED,
    Verdict.DIFFERENT,
    Verdict.STRICTER,
    Verdict.LOOSER,
    Verdict.TERMS,
    Verdict.SAME,
    Verdict.WORDING,
)
_STYLES = {
    Verdict.REMOVED: "bold red",
    Verdict.ADDED: "bold green",
    Verdict.DIFFERENT: "bold magenta",
    Verdict.STRICTER: "bold red",
    Verdict.LOOSER: "bold green",
    Verdict.TERMS: "bold yellow",
    Verdict.SAME: "bold cyan",
    Verdict.WORDING: "dim",
}
_BOOKS = {Book.OLD: say("only the old rules admit"), Book.NEW: say("only the new rules admit")}


def changes_page(
    changes: Changes, firms: Sequence[FirmReport], names: tuple[str, str | None], language: Language
) -> RenderableType:
    """Return the whole report; `names` are the rulebooks as the user calls them."""
    return _Page(changes, tuple(firms), names, language).render()


class _Page(Struct, eq=False):
    changes: Changes
    firms: tuple[FirmReport, ...]
    names: tuple[str, str | None]
    language: Language

    def render(self) -> RenderableType:
        changed = [one for one in self.changes.benefits if one.verdict is not Verdict.EQUAL]
        changed.sort(key=lambda one: _ORDER.index(one.verdict))
        sections = [[self._head()], [*self._words()]]
        sections += [[*self._benefit(change)] for change in changed]
        sections += [[*self._firm(firm)] for firm in self.firms]
        parts = [part for section in sections if section for part in (*section, Styled(""))]
        return Group(*parts, self._counts())

    def _head(self) -> RenderableType:
        new = say("the rules in use") if self.names[1] is None else visible(self.names[1])
        text = say("{old} → {new}", old=visible(self.names[0]), new=new)
        return Prose(self._say(text), "bold")

    def _words(self) -> Iterator[RenderableType]:
        if not self.changes.words:
            return
        yield Prose(
            self._say(say("the vocabulary; what only one of the two knows is unknown to the other:")), "bold"
        )
        for change in self.changes.words:
            yield self._line(self._say(word(change)))

    def _benefit(self, change: BenefitChange) -> Iterator[RenderableType]:
        benefit = change.new or change.old
        if benefit is None:
            return
        head = Styled.assemble(
            (self._say(verdict(change)), _STYLES[change.verdict]),
            "  ",
            self._say(benefit.title),
            (f"  {benefit.id}", "dim"),
        )
        yield Prose(head)
        for line in lines(change, self.changes):
            text = say("{name}: {old} → {new}", name=line.name, old=line.old, new=line.new)
            yield self._line(self._say(text))
        left = doubt(change)
        if left is not None:
            yield self._line(self._say(left), style="yellow")
        for witness in change.witnesses:
            yield from self._witness(witness)

    def _witness(self, witness: Witness) -> Iterator[RenderableType]:
        who, day = _BOOKS[witness.admitted_by], witness.as_of.isoformat()
        if witness.old is None or witness.new is None:
            text = say("{who} this firm, were the benefit in force:", who=who)
        else:
            text = say(
                "{who} this firm, as of {day} ({old} → {new}):",
                who=who,
                day=day,
                old=OUTCOMES[witness.old],
                new=OUTCOMES[witness.new],
            )
        yield self._line(self._say(text), style="bold")
        yield Padding(Styled(witness.profile.rstrip("\n")), (0, 0, 0, 6))

    def _firm(self, firm: FirmReport) -> Iterator[RenderableType]:
        day = self.changes.as_of.isoformat()
        head = say(
            "{firm}, as of {day}; benefits decided differently: {n}",
            firm=visible(firm.name),
            day=day,
            n=len(firm.changes),
        )
        yield Prose(self._say(head), "bold")
        for change in firm.changes:
            yield from self._decision(change)

    def _decision(self, change: FirmChange) -> Iterator[RenderableType]:
        told = change.new or change.old
        if told is None:
            return
        title = told.explanation.result.benefit.title
        text = say(
            "{title}: {old} → {new}",
            title=title,
            old=self._outcome(change.old),
            new=self._outcome(change.new),
        )
        yield self._line(self._say(text))
        for one in (change.old, change.new):
            if one is not None:
                why = reason(one.explanation, one.decision, short=True)
                text = say("old: {why}", why=why) if one is change.old else say("new: {why}", why=why)
                yield self._line(self._say(text), indent=6, style="dim")

    def _outcome(self, told: Told | None) -> Words:
        if told is None:
            return say("not there")
        result = told.explanation.result
        value = worth(result.value, result.benefit)
        return (
            say("{outcome} ({value})", outcome=OUTCOMES[result.outcome], value=value)
            if value
            else OUTCOMES[result.outcome]
        )

    def _counts(self) -> RenderableType:
        order = (*_ORDER, Verdict.EQUAL)
        counted = Counter(
            verdict(change)
            for change in sorted(self.changes.benefits, key=lambda one: order.index(one.verdict))
        )
        texts = tuple(say("{what} {n}", what=what, n=n) for what, n in counted.items())
        return Prose(self._say(say("benefits: {counts}", counts=texts)), "bold")

    def _line(self, text: str, *, indent: int = 4, style: str = "") -> RenderableType:
        return Padding(Prose(text, style), (0, 0, 0, indent))

    def _say(self, text: object) -> str:
        return render(text, self.language)
