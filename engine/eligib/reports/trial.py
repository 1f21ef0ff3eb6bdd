"""Examples that came out otherwise than they state, for a person at a terminal.

Enters: a trial. Leaves: a renderable: each example that differs with its place, what is stated beside what
was found, and why; then one line with the numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.text import Text as Styled

from eligib.messages import Language, render, say
from eligib.reports.prose import Prose
from eligib.reports.reasons import reason

if TYPE_CHECKING:
    from rich.console import RenderableType

    from eligib.diagnostics import Span
    from eligib.messages import Text
    from eligib.trial.examples import Trial
    from eligib.trial.verdict import Difference, Verdict


def trial_table(trial: Trial, language: Language) -> RenderableType:
    """Return what differs and the numbers."""
    lines: list[RenderableType] = []
    for verdict in trial.differing:
        lines += [*_verdict(verdict, language), Styled("")]
    without = tuple(benefit.id for benefit in trial.benefits if not benefit.examples)
    if without:
        lines.append(Prose(render(say("without any example: {names}", names=without), language), "yellow"))
    return Group(*lines, Prose(render(summary(trial), language), "bold"))


def summary(trial: Trial) -> Text:
    """Return how many examples held and how many did not."""
    run, benefits, wrong = len(trial.verdicts), len(trial.benefits), len(trial.differing)
    if not wrong:
        return say("examples run: {n} (benefits: {benefits}), all as stated", n=run, benefits=benefits)
    return say(
        "examples run: {n} (benefits: {benefits}); as stated: {held}, otherwise: {wrong}",
        n=run,
        benefits=benefits,
        held=run - wrong,
        wrong=wrong,
    )


def place(span: Span) -> str:
    """Return where something is written, as `rules/zone/file.yaml:12`."""
    return f"{span.source.name}:{span.line}"


def difference(one: Difference) -> Text:
    """Return one difference as a sentence."""
    return say("{key}: stated {stated}, found {found}", key=one.key, stated=one.stated, found=one.found)


def why(verdict: Verdict) -> Text | None:
    """Return why the benefit came out as it did, None where it came out as stated."""
    if verdict.why is None:
        return None
    return say("why: {reason}", reason=reason(verdict.why.explanation, verdict.why.decision))


def _verdict(verdict: Verdict, language: Language) -> list[RenderableType]:
    title = render(verdict.benefit.title, language)
    head = Styled.assemble(
        (place(verdict.example.span), "bold red"), f"  {title} ", (f"({verdict.benefit.id})", "dim")
    )
    because = say("because: {text}", text=verdict.example.because)
    texts = [*(difference(one) for one in verdict.differences), why(verdict), because]
    return [Prose(head), *(_indented(text, language) for text in texts if text is not None)]


def _indented(text: Text, language: Language) -> RenderableType:
    return Padding(Prose(render(text, language)), (0, 0, 0, 2))
