"""Every line of the semantics file, on every engine."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.engines.durable import DurableChild
from eligib.engines.durable_engine import DurableEngine
from eligib.engines.interpreter.program import Interpreter
from eligib.errors import InputError
from support.semantics import AS_OF, TRUTHS, Case, cases, profile_of, rulebook_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from eligib.rulebook.model import Rulebook

TRUE_OR_NOT = [case for case in cases() if case.truth]
REFUSED = [case for case in cases() if case.error]


@pytest.fixture(scope="module")
def rulebook(tmp_path_factory: pytest.TempPathFactory) -> Rulebook:
    conditions = {case.benefit.rpartition("/")[2]: case.that for case in TRUE_OR_NOT}
    return rulebook_of(conditions, tmp_path_factory.mktemp("semantics"))


@pytest.mark.parametrize("case", TRUE_OR_NOT, ids=lambda case: f"{case.number}: {case.that}")
def test_interpreter_gives_the_truth_of_the_case(case: Case, rulebook: Rulebook) -> None:
    """The interpreter gives each condition its truth from the given facts alone."""
    profile = profile_of(case.given, rulebook)

    truths = Interpreter(rulebook, AS_OF).evaluate(profile)

    assert truths[case.benefit].undecided.truth is TRUTHS[case.truth]


@pytest.fixture(scope="module")
def durable(rulebook: Rulebook) -> Iterator[DurableEngine]:
    with DurableChild.start() as child:
        yield DurableEngine(rulebook, AS_OF, Interpreter(rulebook, AS_OF), child)


@pytest.mark.parametrize("case", TRUE_OR_NOT, ids=lambda case: f"{case.number}: {case.that}")
def test_durable_gives_the_truth_of_the_case(case: Case, rulebook: Rulebook, durable: DurableEngine) -> None:
    """Durable rules give each condition the same truth, through literals that are its leaves."""
    truths = durable.evaluate(profile_of(case.given, rulebook))

    assert truths[case.benefit].undecided.truth is TRUTHS[case.truth]


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: f"{case.number}: {case.that}")
def test_loader_refuses_the_case(case: Case, tmp_path: Path) -> None:
    """What has no meaning is refused before any firm is read, with the code and the advice of the case."""
    with pytest.raises(InputError) as error:
        rulebook_of({"case": case.that}, tmp_path)

    fault = error.value.diagnostics[0]
    assert fault.code == case.error
    assert fault.meant == (case.meant or fault.meant)
