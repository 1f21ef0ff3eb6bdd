"""What changed of a benefit, in words: each aspect with its name, and how it reads before and after.

Enters: a change. Leaves: texts for every report.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from eligib.changes.model import Aspect, BenefitChange, Verdict, WordChange
from eligib.explain.paths import leaves
from eligib.language.words import in_words
from eligib.messages import Label, Text, say
from eligib.reports.promise import dates, promise
from eligib.reports.words import KINDS, citation, payees
from eligib.rulebook import model as m

if TYPE_CHECKING:
    from collections.abc import Callable

    from eligib.changes.model import Changes, ClauseChange
    from eligib.explain.paths import Leaf

Words: TypeAlias = "Text | Label | tuple[Words, ...] | str"

VERDICTS: dict[Verdict, Text] = {
    Verdict.EQUAL: say("unchanged"),
    Verdict.WORDING: say("wording only"),
    Verdict.SAME: say("no difference found"),
    Verdict.TERMS: say("same firms, other terms"),
    Verdict.LOOSER: say("looser"),
    Verdict.STRICTER: say("stricter"),
    Verdict.DIFFERENT: say("other firms"),
    Verdict.ADDED: say("added"),
    Verdict.REMOVED: say("removed"),
}
ASPECTS: dict[Aspect, Text] = {
    Aspect.ID: say("id"),
    Aspect.CONDITIONS: say("conditions"),
    Aspect.DATES: say("dates"),
    Aspect.VALUE: say("value"),
    Aspect.PAYEE: say("paid to"),
    Aspect.KIND: say("kind"),
    Aspect.EACH: say("decided for each"),
    Aspect.FAMILY: say("combined with"),
    Aspect.BASIS: say("our reading"),
    Aspect.TITLE: say("title"),
    Aspect.TEXTS: say("wording"),
    Aspect.CITE: say("citation"),
    Aspect.APPLY: say("how to apply"),
    Aspect.AGENCY: say("agency"),
    Aspect.REPORTED: say("reported cases"),
}
SORTS: dict[str, Text] = {
    "list": say("list or record"),
    "fact": say("fact"),
    "place": say("place"),
    "industry": say("industry"),
    "approval": say("approval"),
    "standard": say("standard"),
    "family": say("family"),
}
_DETAILS: dict[str, Text] = {
    "type": say("type"),
    "choices": say("choices"),
    "range": say("range"),
    "unit": say("unit"),
    "inside": say("what it lies in"),
    "form": say("name of one member"),
    "rows": say("rows"),
    "combine": say("how members combine"),
    "members": say("members"),
    "basis": say("basis"),
}
_NONE = say("none")


class Line(NamedTuple):
    """What changed, how it read and how it reads."""

    name: Words
    old: Words
    new: Words


def verdict(change: BenefitChange) -> Text:
    """Return the verdict, and whether it was proved where that is in question."""
    if change.verdict is Verdict.SAME and change.proved:
        return say("same firms, written otherwise")
    return VERDICTS[change.verdict]


def doubt(change: BenefitChange) -> Text | None:
    """Return what the verdict leaves open, None where it is proved."""
    if change.proved:
        return None
    match change.verdict:
        case Verdict.SAME:
            return say("the conditions differ; that they admit the same firms is not proved")
        case Verdict.LOOSER:
            return say("no firm was found that is shut out; that there is none is not proved")
        case Verdict.STRICTER:
            return say("no firm was found that is let in; that there is none is not proved")
        case _:
            return None


def word(change: WordChange) -> Text:
    """Return what became of a word of the vocabulary."""
    sort = SORTS[change.sort]
    if change.how == "added":
        return say("{sort} `{name}` added", sort=sort, name=change.name)
    if change.how == "changed":
        details = tuple(_DETAILS[detail] for detail in change.details)
        return say("{sort} `{name}` changed: {details}", sort=sort, name=change.name, details=details)
    if change.instead is not None:
        return say(
            "{sort} `{name}` removed; `{instead}` has the same label",
            sort=sort,
            name=change.name,
            instead=change.instead,
        )
    return say("{sort} `{name}` removed", sort=sort, name=change.name)


def lines(change: BenefitChange, changes: Changes) -> list[Line]:
    """Return a line for each aspect that changed, the clauses one by one."""
    old, new = change.old, change.new
    if old is None or new is None:
        return []
    found = [_clause(one, changes) for one in change.clauses]
    if Aspect.CONDITIONS in change.aspects and not found:
        found = [Line(ASPECTS[Aspect.CONDITIONS], say("how the clauses are joined"), say("joined otherwise"))]
    for aspect in change.aspects:
        if aspect in _READ:
            read = _READ[aspect]
            before, after = read(old, changes.old), read(new, changes.new)
            found.append(Line(ASPECTS[aspect], before or _NONE, after or _NONE))
    if Aspect.TEXTS in change.aspects:
        found += _texts(old, new)
    if Aspect.CITE in change.aspects:
        found += _cites(old, new)
    return found


def _clause(one: ClauseChange, changes: Changes) -> Line:
    old, new = one.old, one.new
    told = old is None or new is None or old.text != new.text
    before = _NONE if old is None else _leaf(old, changes.old, told=told)
    after = _NONE if new is None else _leaf(new, changes.new, told=told)
    if before == after:  # a fact is derived otherwise, or a place holds other places
        after = say("the same words, which mean something else")
    return Line(say("clause `{id}`", id=one.id), before, after)


def _leaf(leaf: Leaf, book: m.Rulebook, *, told: bool) -> Words:
    """Return the clause's text; where both rulebooks have the same text, what the condition itself says."""
    if told or isinstance(leaf, m.ApprovalClause):
        return leaf.text
    return in_words(leaf.condition, book.vocabulary)


def _texts(old: m.Benefit, new: m.Benefit) -> list[Line]:
    before, after = ({leaf.id: leaf.text for leaf in leaves(one.when)} for one in (old, new))
    found = [
        Line(say("text of `{id}`", id=name), text, after[name])
        for name, text in before.items()
        if name in after and after[name] != text
    ]
    if list(before) != list(after):
        found.append(Line(say("names and order of the clauses"), ", ".join(before), ", ".join(after)))
    notes = _notes(old), _notes(new)
    return found if notes[0] == notes[1] else [*found, Line(ASPECTS[Aspect.TEXTS], *notes)]


def _notes(benefit: m.Benefit) -> Words:
    """Return what is said beside the conditions, in words alone."""
    note = benefit.in_force.note
    whats = [part.what for part in benefit.value if isinstance(part, m.Unstated) and part.what]
    return (*(() if note is None else (note,)), *whats) or _NONE


def _cites(old: m.Benefit, new: m.Benefit) -> list[Line]:
    before, after = _cited(old), _cited(new)
    return [
        Line(
            ASPECTS[Aspect.CITE] if not name else say("citation of `{id}`", id=name),
            before[name],
            after[name],
        )
        for name in before
        if name in after and before[name] != after[name]
    ]


def _cited(benefit: m.Benefit) -> dict[str, Words]:
    cites = {"": benefit.cite} | {leaf.id: leaf.cite for leaf in leaves(benefit.when)}
    return {
        name: say("{place} “{anchor}”", place=citation(cite), anchor=cite.anchor)
        for name, cite in cites.items()
    }


def _dates(benefit: m.Benefit, _book: m.Rulebook) -> Words:
    text = dates(benefit.in_force)
    return say("{dates} (our reading)", dates=text) if benefit.in_force.assumed else text


def _families(benefit: m.Benefit, book: m.Rulebook) -> Words:
    return tuple(family.title for family in book.families.values() if benefit.id in family.members)


def _basis(benefit: m.Benefit, _book: m.Rulebook) -> Words:
    return tuple(leaf.id for leaf in leaves(benefit.when) if leaf.assumed)


def _apply(benefit: m.Benefit, _book: m.Rulebook) -> Words:
    apply = benefit.apply
    if apply is None:
        return ()
    deadline = () if apply.deadline is None else (apply.deadline.isoformat(),)
    return (*(() if apply.channel is None else (apply.channel,)), *apply.documents, *deadline)


_READ: dict[Aspect, Callable[[m.Benefit, m.Rulebook], Words]] = {
    Aspect.ID: lambda benefit, _book: benefit.id,
    Aspect.DATES: _dates,
    Aspect.VALUE: lambda benefit, book: promise(benefit, book.vocabulary),
    Aspect.PAYEE: lambda benefit, _book: payees(benefit.paid_to),
    Aspect.KIND: lambda benefit, _book: KINDS[benefit.kind],
    Aspect.EACH: lambda benefit, _book: () if benefit.each is None else benefit.each.label,
    Aspect.FAMILY: _families,
    Aspect.BASIS: _basis,
    Aspect.TITLE: lambda benefit, _book: benefit.title,
    Aspect.AGENCY: lambda benefit, _book: benefit.agency or (),
    Aspect.APPLY: _apply,
    Aspect.REPORTED: lambda benefit, _book: tuple(case.note for case in benefit.reported),
}
