"""What is said with half the facts stays true when the rest arrives: see `cases.py` for how many cases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from eligib.decide.decider import Decider
from eligib.decide.outcome import Outcome
from properties.cases import FIRMS, cases
from support.asked import Asked
from support.random_profiles import completed, profiles, refined
from support.random_rules import rulebooks
from support.semantics import AS_OF

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

    from eligib.decide.amount import Value
    from eligib.decide.decision import Result
    from eligib.engines.protocol import Truth, Truths
    from eligib.profile.model import Profile
    from eligib.rulebook.model import Rulebook

FINAL = (Outcome.ELIGIBLE, Outcome.INELIGIBLE, Outcome.NOT_IN_FORCE, Outcome.PLANNED)
NARROWS = {
    (Outcome.ELIGIBLE, Outcome.ELIGIBLE),
    (Outcome.CONDITIONAL, Outcome.CONDITIONAL),
    (Outcome.UNDETERMINED, Outcome.UNDETERMINED),
    (Outcome.UNDETERMINED, Outcome.CONDITIONAL),
    (Outcome.UNDETERMINED, Outcome.ELIGIBLE),
}
"""From which outcome to which the bounds of a value can only come closer while approvals stay as they are.

From conditional to eligible they need not: a conditional value holds if every approval is granted.
"""


@cases(120)
@given(rulebook=rulebooks(), data=st.data())
def test_truth_stays(rulebook: Rulebook, data: st.DataObject) -> None:
    """More facts turn no true into false or back: of a benefit, member or clause, in any of the four worlds.

    What holds of the blank member, which stands for those not known, holds of every one that becomes known.
    """
    decider = Decider(rulebook, AS_OF)
    for before, after in data.draw(_steps(Asked(rulebook), approvals=False), label="steps"):
        first = decider.interpreter.evaluate(before, reasons=True)
        then = decider.interpreter.evaluate(after, reasons=True)

        for name in rulebook.benefits:
            _check_truths(first[name], then[name])


@cases(120)
@given(rulebook=rulebooks(), data=st.data())
def test_outcome_stays_final(rulebook: Rulebook, data: st.DataObject) -> None:
    """More facts, and approvals decided, turn no final outcome and no settled truth into another."""
    decider = Decider(rulebook, AS_OF)
    for before, after in data.draw(_steps(Asked(rulebook), approvals=True), label="steps"):
        first, then = decider.results(before), decider.results(after)

        for name, result in first.items():
            truths = result.truths
            if result.outcome in FINAL:
                assert then[name].outcome is result.outcome
            assert _stays(truths.undecided.truth, then[name].truths.undecided.truth)
            assert _stays(truths.sure_undecided.truth, then[name].truths.sure_undecided.truth)
            # what no grant could bring stays out of reach; what grants would bring may be refused
            assert truths.granted.truth is not False or then[name].truths.granted.truth is False


@cases(120)
@given(rulebook=rulebooks(), data=st.data())
def test_value_only_narrows(rulebook: Rulebook, data: st.DataObject) -> None:
    """More facts never lower the lower bound of a value nor raise the upper one; lower is at most upper."""
    decider = Decider(rulebook, AS_OF)
    for before, after in data.draw(_steps(Asked(rulebook), approvals=False), label="steps"):
        first, then = decider.results(before), decider.results(after)

        for name, result in first.items():
            _check_order(result.value)
            if (result.outcome, then[name].outcome) in NARROWS:
                _check_narrows(result, then[name])


def _steps(asked: Asked, *, approvals: bool) -> SearchStrategy[list[tuple[Profile, Profile]]]:
    """Return firms, each before and after more of it is known."""
    return st.lists(_step(asked, approvals=approvals), min_size=FIRMS, max_size=FIRMS)


@st.composite
def _step(draw: st.DrawFn, asked: Asked, *, approvals: bool) -> tuple[Profile, Profile]:
    before = draw(profiles(asked))
    further = completed if draw(st.integers(0, 3)) == 0 else refined
    return before, draw(further(before, asked, approvals=approvals))


def _stays(before: Truth, after: Truth) -> bool:
    return before is None or after is before


def _check_truths(before: Truths, after: Truths) -> None:
    for first, then in zip(before[:4], after[:4], strict=True):
        assert _stays(first.truth, then.truth)
        for old, new in zip(first.members, then.members, strict=False):
            assert _stays(old, new)
        if not first.more:
            assert not then.more
            assert not any(then.members[len(first.members) :])
    for rows, later in zip(before.clauses, after.clauses, strict=True):
        for number, row in enumerate(later):
            for old, new in zip(_row(rows, number, len(before.undecided.members)), row, strict=False):
                assert _stays(old, new)


def _row(rows: tuple[tuple[Truth, ...], ...], number: int, known: int) -> tuple[Truth, ...]:
    """Return the row of a known member, else the one without members or of the blank one; empty if none."""
    if number < known:
        return rows[number]
    return rows[-1] if len(rows) > known else ()


def _check_order(value: Value) -> None:
    if value.pays:
        assert value.lower is not None
        assert value.lower >= 0
        assert value.upper is None or value.lower <= value.upper
    else:
        assert value.lower is None
        assert value.upper is None


def _check_narrows(before: Result, after: Result) -> None:
    old, new = before.value, after.value
    # where some row of a table has no figure, whether anything is paid may itself be unknown
    if not (old.pays and new.pays):
        return
    assert old.lower is not None
    assert new.lower is not None
    assert new.lower >= old.lower
    assert old.upper is None or (new.upper is not None and new.upper <= old.upper)
