"""What a comparison of random rulebooks says is true of every firm that can be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from eligib.changes.compare import compare
from eligib.changes.model import Book, Verdict
from eligib.decide.decider import Decider
from eligib.decide.outcome import Outcome
from eligib.diagnostics import Source
from eligib.errors import InputError
from eligib.profile.read import ProfileReader
from support.asked import Asked
from support.mutations import mutated
from support.random_profiles import completed, profiles
from support.random_rules import Shape, documents
from support.random_vocabulary import loaded
from support.semantics import AS_OF

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

    from eligib.changes.model import Changes
    from eligib.rulebook.model import Rulebook

SHAPE = Shape(benefits=3, depth=1)


@st.composite
def edited(draw: DrawFn) -> tuple[Rulebook, Rulebook]:
    """Draw a rulebook and what became of it."""
    document = draw(documents(SHAPE))
    changed = draw(mutated(document))
    try:
        return loaded(document), loaded(changed)
    except InputError:
        return loaded(document), loaded(document)


@st.composite
def compared(draw: DrawFn) -> Changes:
    """Draw the comparison of two rulebooks."""
    return compare(*draw(edited()), AS_OF)


@given(changes=compared())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_every_witness_separates(changes: Changes) -> None:
    """Read from its text, a witness is eligible by the one rulebook and not by the other, as is said."""
    for change in changes.benefits:
        for witness in change.witnesses:
            outcomes = [
                Decider(book, witness.as_of)
                .decide(ProfileReader(book).parse(Source("firm.yaml", witness.profile)))
                .results[change.id]
                .outcome
                for book in (changes.old, changes.new)
            ]
            if change.as_if:
                continue
            assert outcomes == [witness.old, witness.new]
            first = outcomes[0 if witness.admitted_by is Book.OLD else 1]
            assert first is Outcome.ELIGIBLE
            assert outcomes[0] != outcomes[1]


@given(data=st.data(), changes=compared())
@settings(max_examples=60, deadline=None, derandomize=True)
def test_no_firm_contradicts_the_verdict(data: st.DataObject, changes: Changes) -> None:
    """What is called equal or wording decides every firm alike; who is let in or shut out fits the verdict."""
    deciders = [Decider(book, AS_OF) for book in (changes.old, changes.new)]
    asked = Asked(changes.old if data.draw(st.booleans()) else changes.new)
    for _ in range(6):
        firm = data.draw(profiles(asked))
        _holds(changes, deciders, firm, complete=False)
        _holds(changes, deciders, data.draw(completed(firm, asked, approvals=True)), complete=True)


def _holds(changes: Changes, deciders: list[Decider], firm: object, *, complete: bool) -> None:
    old, new = (decider.decide(firm).results for decider in deciders)  # type: ignore[arg-type]
    for change in changes.benefits:
        before, after = old[change.id], new[change.id]
        if change.verdict in {Verdict.EQUAL, Verdict.WORDING}:
            assert (before.outcome, before.flags, before.value) == (after.outcome, after.flags, after.value)
        elif change.verdict is Verdict.TERMS and "conditions" not in change.aspects:
            assert before.outcome == after.outcome
        elif complete and change.proved:
            eligible = before.outcome is Outcome.ELIGIBLE, after.outcome is Outcome.ELIGIBLE
            assert eligible not in _IMPOSSIBLE.get(change.verdict, ())


_IMPOSSIBLE = {
    Verdict.SAME: ((True, False), (False, True)),
    Verdict.LOOSER: ((True, False),),
    Verdict.STRICTER: ((False, True),),
}
