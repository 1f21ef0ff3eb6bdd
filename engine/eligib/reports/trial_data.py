"""Examples that were run, as data: JSON (`eligib.trial/1`) and JUnit's XML."""

from __future__ import annotations

from json import dumps
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from eligib.diagnostics import show
from eligib.messages import LANGUAGES, Language, render
from eligib.reports.trial import difference, place, why

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.diagnostics import Diagnostic
    from eligib.trial.examples import Trial
    from eligib.trial.verdict import Verdict

FORMAT = "eligib.trial/1"


def trial_json(trial: Trial) -> str:
    """Return the trial as one JSON text; what came out as stated is counted."""
    data = {
        "format": FORMAT,
        "benefits": len(trial.benefits),
        "examples": len(trial.verdicts),
        "as_stated": len(trial.verdicts) - len(trial.differing),
        "unreadable": len(trial.faults),
        "differing": [_data(verdict) for verdict in trial.differing],
    }
    return dumps(data, ensure_ascii=False, indent=2)


def trial_junit(trial: Trial, language: Language) -> str:
    """Return the trial as JUnit's XML, a suite for each benefit, which build servers read."""
    return "\n".join(_suites(trial, language)) + "\n"


def _data(verdict: Verdict) -> dict[str, Any]:
    sentence = why(verdict)
    return {
        "benefit": verdict.benefit.id,
        "file": verdict.example.span.source.name,
        "line": verdict.example.span.line,
        "as_of": verdict.stated.as_of.isoformat(),
        "because": verdict.example.because,
        "differences": [
            {"key": one.key, "stated": one.stated, "found": one.found} for one in verdict.differences
        ],
        "why": {language: render(sentence, language) for language in LANGUAGES} if sentence else None,
    }


def _suites(trial: Trial, language: Language) -> Iterator[str]:
    total, wrong, unread = len(trial.verdicts), len(trial.differing), len(trial.faults)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites tests="{total + unread}" failures="{wrong}" errors="{unread}">'
    for benefit in trial.benefits:
        mine = [verdict for verdict in trial.verdicts if verdict.benefit is benefit]
        failed = sum(not verdict.holds for verdict in mine)
        yield f'  <testsuite name={quoteattr(benefit.id)} tests="{len(mine)}" failures="{failed}">'
        for verdict in mine:
            yield from _case(verdict, language)
        yield "  </testsuite>"
    if unread:
        yield f'  <testsuite name="unreadable" tests="{unread}" errors="{unread}">'
        for fault in trial.faults:
            yield from _error(fault, language)
        yield "  </testsuite>"
    yield "</testsuites>"


def _case(verdict: Verdict, language: Language) -> Iterator[str]:
    where = place(verdict.example.span)
    name = quoteattr(f"{verdict.example.span.line}: {verdict.example.because}")
    file, _, line = where.rpartition(":")
    head = f"    <testcase classname={quoteattr(verdict.benefit.id)} name={name}"
    head += f' file={quoteattr(file)} line="{line}"'
    if verdict.holds:
        yield f"{head}/>"
        return
    texts = [*(difference(one) for one in verdict.differences), why(verdict)]
    told = [render(text, language) for text in texts if text is not None]
    yield f"{head}>"
    yield f"      <failure message={quoteattr(told[0])}>{escape(chr(10).join([where, *told]))}</failure>"
    yield "    </testcase>"


def _error(fault: Diagnostic, language: Language) -> Iterator[str]:
    where = "" if fault.where is None else place(fault.where)
    yield f'    <testcase classname="unreadable" name={quoteattr(where)}>'
    message = quoteattr(render(fault.message, language))
    yield f"      <error message={message}>{escape(show(fault, language))}</error>"
    yield "    </testcase>"
