"""What is proved or shown of random rulebooks is so: held against the interpreter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import event, given
from hypothesis import strategies as st

from eligib.analysis import (
    Claim,
    Reasoner,
    Witness,
    conditional,
    eligible,
    ineligible,
    unsettled,
)
from eligib.engines.interpreter.program import Interpreter
from properties.cases import cases
from support.asked import Asked
from support.random_profiles import completed, profiles
from support.random_rules import rulebooks
from support.semantics import AS_OF

if TYPE_CHECKING:
    from eligib.engines.protocol import Truths
    from eligib.profile.model import Profile
    from eligib.rulebook.model import Benefit, Rulebook

CLAIMS = {
    "eligible": eligible,
    "conditional": conditional,
    "ineligible": ineligible,
    "undetermined": unsettled,
}


def outcome(truths: Truths) -> str:
    """Return what the conditions make of a firm."""
    if truths.undecided.truth is True:
        return "eligible"
    if truths.granted.truth is False:
        return "ineligible"
    return "conditional" if truths.granted.truth is True else "undetermined"


def outcomes(rulebook: Rulebook, profile: Profile) -> dict[str, str]:
    """Return what the interpreter says of every benefit."""
    return {name: outcome(truths) for name, truths in Interpreter(rulebook, AS_OF).evaluate(profile).items()}


@cases(50)
@given(rulebook=rulebooks())
def test_a_witness_has_the_outcome_it_was_asked_for(rulebook: Rulebook) -> None:
    """The interpreter gives a witness the outcome of which it is the witness."""
    reasoner = Reasoner(rulebook, AS_OF)
    for name, benefit in rulebook.benefits.items():
        for word, claim in CLAIMS.items():
            answer = reasoner.satisfiable([claim(benefit)])
            event(f"{word}: {type(answer).__name__}")
            if isinstance(answer, Witness):
                assert outcomes(rulebook, answer.profile)[name] == word, answer.profile


@cases(50)
@given(rulebook=rulebooks(), data=st.data())
def test_no_firm_refutes_a_proof(rulebook: Rulebook, data: st.DataObject) -> None:
    """What a firm shows to be possible is never proved impossible, of one benefit or of two together."""
    asked = Asked(rulebook)
    firm = data.draw(completed(data.draw(profiles(asked)), asked), label="firm")
    found = outcomes(rulebook, firm)
    reasoner = Reasoner(rulebook, AS_OF)
    claims = [_claim(rulebook.benefits[name], word) for name, word in found.items()]
    assert all(reasoner.satisfiable([claim]) is not None for claim in claims)
    assert reasoner.satisfiable(claims) is not None


def _claim(benefit: Benefit, word: str) -> Claim:
    return CLAIMS[word](benefit)
