"""Changes to rules that no example notices, for a person at a terminal and as data (`eligib.mutations/1`).

Enters: what became of all changes. Leaves: a renderable: each survivor with its place, the change in words
and an example that would notice it; then the numbers, and what is not known of them.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.padding import Padding
from rich.text import Text as Styled

from eligib.messages import LANGUAGES, Language, render, say
from eligib.reports.prose import Prose
from eligib.reports.trial import place
from eligib.reports.words import OUTCOMES
from eligib.trial.mutation.run import Effect
from eligib.trial.proposal import example_text, given_text, then_text

if TYPE_CHECKING:
    from rich.console import RenderableType

    from eligib.language.vocabulary import Vocabulary
    from eligib.messages import Text
    from eligib.trial.mutation.run import Mutations, Survivor, Telling

FORMAT = "eligib.mutations/1"
_EFFECTS = {
    Effect.OUTCOME: say("no example notices these, which change an outcome"),
    Effect.VALUE: say("no example notices these, which change a value"),
    Effect.FLAGS: say("no example notices these, which change a doubt"),
    Effect.TOTALS: say(
        "no example notices these, which change totals: `paid_to` or `family` in an example would"
    ),
}


def mutations_table(found: Mutations, vocabulary: Vocabulary, language: Language) -> RenderableType:
    """Return the survivors, the gravest first, and the numbers."""
    lines: list[RenderableType] = []
    for effect, heading in _EFFECTS.items():
        mine = [survivor for survivor in found.survivors if survivor.effect is effect]
        if mine:
            lines += [Styled(render(say("{heading}: {n}", heading=heading, n=len(mine)), language), "bold")]
            lines += [line for one in mine for line in _survivor(one, vocabulary, language)]
            lines.append(Styled(""))
    return Group(*lines, *(Prose(render(text, language), style) for text, style in _numbers(found)))


def mutations_json(found: Mutations, vocabulary: Vocabulary) -> str:
    """Return the survivors and the numbers as one JSON text."""
    data = {
        "format": FORMAT,
        "benefits": found.benefits,
        "changes": found.total,
        "noticed": found.noticed,
        "equal": found.equal,
        "alike_as_far_as_tried": found.alike,
        "broken": [benefit.id for benefit in found.broken],
        "survivors": [_data(survivor, vocabulary) for survivor in found.survivors],
    }
    return dumps(data, ensure_ascii=False, indent=2)


def _numbers(found: Mutations) -> list[tuple[Text, str]]:
    counted = say(
        "changes: {n} (benefits: {benefits}); noticed by an example: {noticed}, without effect: {equal}, "
        "not noticed: {survivors}",
        n=found.total,
        benefits=found.benefits,
        noticed=found.noticed,
        equal=found.equal + found.alike,
        survivors=len(found.survivors),
    )
    lines = [(counted, "bold")]
    if found.broken:
        names = tuple(benefit.id for benefit in found.broken)
        text = say("not changed, since their examples come out otherwise as it is: {names}", names=names)
        lines.append((text, "red"))
    if found.alike:
        doubt = say(
            "of those without effect, {n} are so for all firms that were tried, and there can be others",
            n=found.alike,
        )
        lines.append((doubt, "dim"))
    return lines


def _survivor(survivor: Survivor, vocabulary: Vocabulary, language: Language) -> list[RenderableType]:
    mutant = survivor.mutant
    head = Styled.assemble((place(mutant.span), "yellow"), "  ", (mutant.benefit.id, "dim"))
    lines: list[RenderableType] = [
        Padding(Prose(head), (0, 0, 0, 2)),
        Padding(Prose(render(mutant.words, language)), (0, 0, 0, 4)),
    ]
    if survivor.telling is not None:
        lines += _telling(survivor.telling, vocabulary, language)
    return lines


def _telling(one: Telling, vocabulary: Vocabulary, language: Language) -> list[RenderableType]:
    if one.effect is Effect.OUTCOME:
        both = (OUTCOMES[one.rule.outcome], OUTCOMES[one.mutant.outcome])
        text = say("this firm would come out {after} instead of {before}:", before=both[0], after=both[1])
    else:
        text = say("this firm would tell, with what the rule gives it:")
    lines: list[RenderableType] = [Padding(Prose(render(text, language), "dim"), (0, 0, 0, 4))]
    written = example_text(one.profile, one.as_of, one.rule, vocabulary).split("\n")
    # an example to be copied keeps its lines, however long
    return lines + [Padding(Styled(line, overflow="fold"), (0, 0, 0, 6)) for line in written]


def _data(survivor: Survivor, vocabulary: Vocabulary) -> dict[str, Any]:
    mutant, one = survivor.mutant, survivor.telling
    told = None
    if one is not None:
        told = {
            "as_of": one.as_of.isoformat(),
            "given": given_text(one.profile, vocabulary),
            "then": then_text(one.rule, one.as_of),
            "changed": then_text(one.mutant, one.as_of),
        }
    return {
        "benefit": mutant.benefit.id,
        "file": mutant.span.source.name,
        "line": mutant.span.line,
        "change": mutant.change.value,
        "effect": survivor.effect.value,
        "words": {language: render(mutant.words, language) for language in LANGUAGES},
        "telling": told,
    }
