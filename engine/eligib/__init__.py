"""Decide which benefits a firm may have, how much, and why.

The public names are loaded when they are first used, so that the command line starts fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from eligib.api import check as check
    from eligib.api import explain_benefit as explain_benefit
    from eligib.decide.decision import Decision as Decision
    from eligib.decide.decision import Result as Result
    from eligib.decide.outcome import Flag as Flag
    from eligib.decide.outcome import Outcome as Outcome
    from eligib.errors import EligibError as EligibError
    from eligib.errors import InputError as InputError
    from eligib.errors import InternalError as InternalError
    from eligib.profile.model import Profile as Profile
    from eligib.profile.read import ProfileReader as ProfileReader
    from eligib.rulebook.load import load_rulebook as load_rulebook
    from eligib.rulebook.model import Rulebook as Rulebook

__version__ = "0.1.0"

_HOMES = {
    "Decision": "eligib.decide.decision",
    "EligibError": "eligib.errors",
    "Flag": "eligib.decide.outcome",
    "InputError": "eligib.errors",
    "InternalError": "eligib.errors",
    "Outcome": "eligib.decide.outcome",
    "Profile": "eligib.profile.model",
    "ProfileReader": "eligib.profile.read",
    "Result": "eligib.decide.decision",
    "Rulebook": "eligib.rulebook.model",
    "check": "eligib.api",
    "explain_benefit": "eligib.api",
    "load_rulebook": "eligib.rulebook.load",
}
__all__ = sorted(_HOMES)  # noqa: PLE0605 - the same names, kept in one place


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    message = f"module 'eligib' has no attribute {name!r}"
    raise AttributeError(message)
