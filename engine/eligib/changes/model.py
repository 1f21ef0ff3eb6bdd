"""What a comparison of two rulebooks finds, as plain data for every report."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from datetime import date

    from eligib.decide.decision import Decision
    from eligib.decide.outcome import Outcome
    from eligib.explain.explanation import Explanation
    from eligib.explain.paths import Leaf
    from eligib.rulebook.model import Benefit, Rulebook


class Verdict(StrEnum):
    """What became of a benefit.

    `wording`: every decision stays the same. `terms`: it admits the same firms to something else. `same`: its
    conditions are not the same, yet no firm was found that one admits and the other does not.
    """

    EQUAL = "equal"
    WORDING = "wording"
    SAME = "same"
    TERMS = "terms"
    LOOSER = "looser"
    STRICTER = "stricter"
    DIFFERENT = "different"
    ADDED = "added"
    REMOVED = "removed"


class Aspect(StrEnum):
    """A side of a benefit that can change by itself."""

    ID = "id"
    CONDITIONS = "conditions"
    DATES = "dates"
    VALUE = "value"
    PAYEE = "payee"
    KIND = "kind"
    EACH = "each"
    FAMILY = "family"
    BASIS = "basis"
    TITLE = "title"
    TEXTS = "texts"
    CITE = "cite"
    APPLY = "apply"
    AGENCY = "agency"
    REPORTED = "reported"


TERMS = frozenset(
    {
        Aspect.ID,
        Aspect.DATES,
        Aspect.VALUE,
        Aspect.PAYEE,
        Aspect.KIND,
        Aspect.EACH,
        Aspect.FAMILY,
        Aspect.BASIS,
    }
)
"""The aspects, besides the conditions, in which a change is one of meaning."""


class Book(StrEnum):
    """One of the two rulebooks."""

    OLD = "old"
    NEW = "new"


class ClauseChange(Struct, frozen=True):
    """A clause that came, went or says something else; None on the side that has none."""

    id: str
    old: Leaf | None
    new: Leaf | None


class Witness(Struct, frozen=True):
    """A firm that one rulebook admits and the other does not, decided by both.

    Attributes:
        admitted_by: the rulebook that admits it.
        profile: the firm as the text of a YAML file.
        as_of: the day of the decision.
        old, new: the outcome by each rulebook; None where the benefit can be had on no day and its conditions
            alone were compared.
    """

    admitted_by: Book
    profile: str
    as_of: date
    old: Outcome | None
    new: Outcome | None


class BenefitChange(Struct, frozen=True):
    """One benefit in both rulebooks.

    Attributes:
        proved: what the verdict says of all firms follows from the rules, and was not only found by trying.
        in_part: firms of which little is known may still be decided differently; only where `same`.
        as_if: the benefit is in force on no common day, and its conditions were compared as if it were.
    """

    verdict: Verdict
    old: Benefit | None
    new: Benefit | None
    aspects: tuple[Aspect, ...] = ()
    clauses: tuple[ClauseChange, ...] = ()
    witnesses: tuple[Witness, ...] = ()
    proved: bool = True
    as_if: bool = False

    @property
    def id(self) -> str:
        """The benefit's id, the newer one where it was renamed."""
        return (self.new or self.old).id  # type: ignore[union-attr]

    @property
    def meant(self) -> bool:
        """Whether some decision may come out differently."""
        return not (self.verdict in _HARMLESS or (self.verdict is Verdict.SAME and self.proved))


_HARMLESS = frozenset({Verdict.EQUAL, Verdict.WORDING})


class WordChange(Struct, frozen=True):
    """A name of the vocabulary, a standard or a family that came, went or means something else.

    Attributes:
        sort: `fact`, `list`, `place`, `industry`, `approval`, `standard` or `family`.
        instead: the name under which something with the same label came in its stead.
        details: what differs of it, as `choices` or `range`.
    """

    sort: str
    name: str
    how: str
    instead: str | None = None
    details: tuple[str, ...] = ()


class Told(Struct, frozen=True, eq=False):
    """One benefit of a firm as one rulebook decides it, with the reasons."""

    explanation: Explanation
    decision: Decision


class FirmChange(Struct, frozen=True, eq=False):
    """One benefit of one firm that the two rulebooks decide differently; None where a rulebook lacks it."""

    id: str
    old: Told | None
    new: Told | None


class FirmReport(Struct, frozen=True, eq=False):
    """What the change of rulebook means for one firm."""

    name: str
    file: str
    changes: tuple[FirmChange, ...]


class Changes(Struct, frozen=True):
    """Everything that differs."""

    old: Rulebook
    new: Rulebook
    as_of: date
    words: tuple[WordChange, ...]
    benefits: tuple[BenefitChange, ...]

    @property
    def meant(self) -> bool:
        """Whether some decision may come out differently."""
        # a new name harms no firm; one that went, or means something else, makes files unreadable
        return any(one.meant for one in self.benefits) or any(one.how != "added" for one in self.words)
