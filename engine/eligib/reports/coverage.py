"""What the examples of rules reach, for a person at a terminal and as data (`eligib.coverage/1`).

Enters: a coverage. Leaves: a renderable: what no example shows, benefit by benefit, then the share of each
kind; or one JSON text with every number.
"""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.padding import Padding
from rich.text import Text as Styled

from eligib.language.words import value_in_words
from eligib.messages import Label, Language, render, say
from eligib.reports.data import label_data
from eligib.reports.prose import Prose
from eligib.reports.trial import place
from eligib.reports.words import OUTCOMES
from eligib.rulebook import model as m
from eligib.trial.thresholds import Threshold

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import RenderableType

    from eligib.diagnostics import Span
    from eligib.language.vocabulary import Vocabulary
    from eligib.messages import Text
    from eligib.trial.coverage import Aspect, Cover, Coverage, PartCover, PointCover
    from eligib.trial.thresholds import Position

FORMAT = "eligib.coverage/1"
ASPECTS: dict[Aspect, Text] = {
    "true": say("true"),
    "false": say("false"),
    "unknown": say("unknown"),
    "decisive": say("decisive"),
}
PLACES: dict[Position, Text] = {-1: say("just below"), 0: say("at it"), 1: say("just above")}
_AROUND: dict[Position, Text] = {-1: say("the day before"), 0: say("the day itself"), 1: say("the day after")}
HEADINGS = (
    ("clauses", say("clauses true, false and unknown")),
    ("decisive", say("clauses that decide alone")),
    ("thresholds", say("thresholds below, at and above")),
    ("outcomes", say("outcomes that can come")),
    ("values", say("parts and rows of values")),
)


def coverage_table(found: Coverage, vocabulary: Vocabulary, language: Language) -> RenderableType:
    """Return what is missing, and what share of each kind is shown."""
    lines: list[RenderableType] = []
    for cover in found.covers:
        if cover.missing:
            lines += [*_benefit(cover, vocabulary, language), Styled("")]
    for name, heading in HEADINGS:
        lines.append(Prose(render(say("{what}: {share}", what=heading, share=share(found, name)), language)))
    n = len(found.covers)
    text = say("shown of all that examples can show: {percent}% (benefits: {n})", percent=percent(found), n=n)
    return Group(*lines, Prose(render(text, language), "bold"))


def percent(found: Coverage) -> str:
    """Return the share in percent with one digit; 100 only where nothing is missing."""
    shown = min(found.percent, 99.9) if found.missing else 100.0
    return f"{shown:.1f}".removesuffix(".0")


def share(found: Coverage, name: str) -> str:
    """Return how much of one kind is shown, as `12 / 14`."""
    counts = [count for cover in found.covers for count in counts_of(cover, name)]
    return f"{sum(map(bool, counts))} / {len(counts)}"


def counts_of(cover: Cover, name: str) -> list[int]:
    """Return how often each thing of one kind is shown."""
    match name:
        case "clauses":
            pairs = (pair for one in cover.clauses for pair in one.shown.items())
            return [count for aspect, count in pairs if aspect != "decisive"]
        case "decisive":
            return [one.shown["decisive"] for one in cover.clauses if "decisive" in one.shown]
        case "thresholds":
            return [count for one in cover.points for count in one.shown.values()]
        case "outcomes":
            return [*cover.outcomes.values()]
        case _:
            return [one.shown for one in cover.parts]


def _benefit(cover: Cover, vocabulary: Vocabulary, language: Language) -> Iterator[RenderableType]:
    title = render(cover.benefit.title, language)
    yield Prose(Styled.assemble((title, "bold"), " ", (f"({cover.benefit.id})", "dim")))
    for span, text in missing(cover, vocabulary):
        line = Styled.assemble((place(span), "yellow"), "  ", render(text, language))
        yield Padding(Prose(line), (0, 0, 0, 2))


def missing(cover: Cover, vocabulary: Vocabulary) -> Iterator[tuple[Span, Text]]:
    """Yield what no example shows, each with the place of what it is about."""
    for clause in cover.clauses:
        never = tuple(ASPECTS[aspect] for aspect, count in clause.shown.items() if not count)
        if never:
            yield (
                clause.clause.span,
                say("`{clause}` is never {aspects}", clause=clause.clause.id, aspects=never),
            )
    for point in cover.points:
        places = tuple(named(point)[place] for place, count in point.shown.items() if not count)
        if places:
            yield (
                span_of(point, cover),
                say("{about}: never tried {places}", about=about(point, vocabulary), places=places),
            )
    outcomes = tuple(OUTCOMES[outcome] for outcome, count in cover.outcomes.items() if not count)
    if outcomes:
        yield cover.benefit.span, say("outcomes never shown: {outcomes}", outcomes=outcomes)
    for part in cover.parts:
        if not part.shown:
            yield cover.benefit.span, say("{part} is never given", part=part_words(part, cover))


def named(point: PointCover) -> dict[Position, Text]:
    """Return what the positions about a threshold are called."""
    return PLACES if isinstance(point.about, Threshold) else _AROUND


def span_of(point: PointCover, cover: Cover) -> Span:
    """Return where a threshold is written."""
    return point.about.clause.span if isinstance(point.about, Threshold) else cover.benefit.span


def about(point: PointCover, vocabulary: Vocabulary) -> Text:
    """Return a threshold in words, as `company's employees, 300`."""
    if not isinstance(point.about, Threshold):
        day = "" if point.day is None else point.day.isoformat()
        return (
            say("the beginning, {day}", day=day) if point.about == "from" else say("the end, {day}", day=day)
        )
    value, constant = (value_in_words(one, vocabulary) for one in (point.about.value, point.about.constant))
    return say(
        "`{clause}`, {value} against {constant}", clause=point.about.clause.id, value=value, constant=constant
    )


def part_words(part: PartCover, cover: Cover) -> Text | Label:
    """Return a part of a value, or a row of a table, in words."""
    if part.choice is not None and isinstance(part.part, m.Table):
        return say("the row `{row}`", row=part.part.ref.fact.choices[part.choice])
    number = next(n for n, one in enumerate(cover.benefit.value, start=1) if one is part.part)
    return say("part {n} of the value", n=number)


def coverage_json(found: Coverage, vocabulary: Vocabulary) -> str:
    """Return every number as one JSON text."""
    data = {
        "format": FORMAT,
        "total": found.total,
        "missing": found.missing,
        "percent": round(found.percent, 4),
        "benefits": [_data(cover, vocabulary) for cover in found.covers],
    }
    return dumps(data, ensure_ascii=False, indent=2)


def _data(cover: Cover, vocabulary: Vocabulary) -> dict[str, Any]:
    return {
        "id": cover.benefit.id,
        "title": label_data(cover.benefit.title),
        "file": cover.benefit.span.source.name,
        "line": cover.benefit.span.line,
        "missing": cover.missing,
        "clauses": [
            {"id": one.clause.id, "line": one.clause.span.line, **one.shown} for one in cover.clauses
        ],
        "thresholds": list(_points(cover.points, vocabulary)),
        "outcomes": {outcome.value: count for outcome, count in cover.outcomes.items()},
        "values": [{"part": render(part_words(one, cover), "en"), "shown": one.shown} for one in cover.parts],
    }


def _points(points: Iterable[PointCover], vocabulary: Vocabulary) -> Iterator[dict[str, Any]]:
    names = {-1: "below", 0: "at", 1: "above"}
    for one in points:
        text = about(one, vocabulary)
        yield {
            "about": {"zh": render(text, "zh"), "en": render(text, "en")},
            **{names[place]: count for place, count in one.shown.items()},
        }
