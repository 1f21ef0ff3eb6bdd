"""The errors that a caller may meet.

EligibError
├── InputError        a rule file, profile or option is wrong; carries every diagnostic (exit code 3)
└── InternalError     the engines disagree, or another promise of ours is broken (exit code 1)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.diagnostics import show

if TYPE_CHECKING:
    from collections.abc import Iterable

    from eligib.diagnostics import Diagnostic


class EligibError(Exception):
    """Base of every error this package raises on purpose."""


class InputError(EligibError):
    """A rule file or a profile cannot be used as it is.

    Attributes:
        diagnostics: every fault that was found, in the order of the files.
    """

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__(self.diagnostics)

    def __str__(self) -> str:
        return "\n".join(show(diagnostic, "en") for diagnostic in self.diagnostics)


class InternalError(EligibError):
    """A promise of this package is broken; the message says which, for a bug report."""
