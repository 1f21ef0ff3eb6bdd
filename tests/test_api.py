"""The Python API, as the README shows it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import eligib
from eligib import InputError, Outcome, Profile, check, explain_benefit, load_rulebook

EXAMPLE = Path(__file__).parents[1] / "examples" / "qiantang-biopharma.yaml"
AS_OF = date(2021, 1, 15)


def test_four_lines_lead_from_file_to_decision() -> None:
    """A file is decided in four lines; sums are whole fen."""
    rulebook = load_rulebook()
    decision = check(EXAMPLE, rulebook, as_of=AS_OF)
    result = decision.results["qiantang/graduate-living-allowance"]

    assert (result.outcome, result.value.lower) == (Outcome.ELIGIBLE, 220_000_00)
    assert decision.engines == ("interpreter",)


def test_cross_check_decides_with_durable_rules() -> None:
    """Asked for, the durable engine decides and the interpreter confirms every truth."""
    rulebook = load_rulebook()

    plain = check(EXAMPLE, rulebook, as_of=AS_OF)
    crossed = check(EXAMPLE, rulebook, as_of=AS_OF, cross_check=True)

    assert crossed.cross_checked
    assert crossed.engines == ("durable", "interpreter")
    assert {name: (r.outcome, r.value, r.truths) for name, r in plain.results.items()} == {
        name: (r.outcome, r.value, r.truths) for name, r in crossed.results.items()
    }


def test_profile_may_be_built_in_code() -> None:
    """A profile needs no file: facts by path, money in fen."""
    profile = Profile({"company.place": "binjiang"}, name="x")

    decision = check(profile, load_rulebook(), as_of=AS_OF)

    assert decision.results["qiantang/procurement-credit"].outcome is Outcome.INELIGIBLE
    deciding = explain_benefit(decision, "qiantang/procurement-credit").deciding
    assert [clause.clause.id for clause in deciding] == ["in-qiantang"]


def test_faulty_file_raises_with_every_diagnostic(tmp_path: Path) -> None:
    """A file that cannot be used raises one error that carries all faults."""
    path = tmp_path / "firm.yaml"
    path.write_text("company: {plce: x, size: smal}\n", "utf-8")

    with pytest.raises(InputError) as caught:
        check(path, load_rulebook(), as_of=AS_OF)

    assert [fault.code for fault in caught.value.diagnostics] == ["unknown-choice", "unknown-fact"] or [
        fault.code for fault in caught.value.diagnostics
    ] == ["unknown-fact", "unknown-choice"]


def test_public_names_are_all_there() -> None:
    """Every name that the package promises can be imported."""
    assert [name for name in eligib.__all__ if getattr(eligib, name, None) is None] == []
    with pytest.raises(AttributeError):
        _ = eligib.nothing_of_the_kind
