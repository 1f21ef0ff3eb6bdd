"""Reasoning about conditions: what can hold together, what implies what, and firms that show it.

    reasoner = Reasoner(rulebook)                       # or Reasoner(rulebook, as_of=day)
    reasoner.satisfiable([condition, clause, tree])     # Witness | None | Undecided
    reasoner.implies(old, new)                          # Verdict: holds, and where not, a witness
    reasoner.equivalent(eligible(old), eligible(new))   # the same for whole benefits

A claim is a condition of the language, a clause or tree of the rulebook, an outcome of a benefit (`eligible`,
`possible`, `conditional`, `ineligible`, `unsettled`), or several of them in `AllOf`, `AnyOf`, `Opposite`. It is about a
firm all of whose facts are known, and whose approvals are granted, refused or undecided. What an outcome says
is about the conditions alone: whether a benefit is in force is asked of its dates.

- `satisfiable` gives a `Witness` (its `profile` knows the facts that matter, `as_of` is the day where that
  matters), `None` where no firm can fulfil the claims, or `Undecided` with its reason. `None` is a proof.
- `implies` and `equivalent` give a `Verdict`: `holds` is true, false with a `witness`, or None (`reason`).
- Two rulebooks are compared in one of them: both trees are claims about the same vocabulary by path; facts
  are the same where their paths are.
- Without `as_of` the day is free, derived facts follow the last edition of their standard, and a benefit that
  others ask about counts as in force.
"""

from __future__ import annotations

from eligib.analysis.claims import (
    AllOf,
    AnyOf,
    Claim,
    Opposite,
    conditional,
    eligible,
    ineligible,
    possible,
    unsettled,
)
from eligib.analysis.reasoner import Answer, Reasoner, Undecided, Verdict
from eligib.analysis.witness import Witness

__all__ = [
    "AllOf",
    "Answer",
    "AnyOf",
    "Claim",
    "Opposite",
    "Reasoner",
    "Undecided",
    "Verdict",
    "Witness",
    "conditional",
    "eligible",
    "ineligible",
    "possible",
    "unsettled",
]
