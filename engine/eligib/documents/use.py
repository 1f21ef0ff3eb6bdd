"""How much of the rulebook rests on each source.

Enters: a rulebook. Leaves: for each source the number of its citations and the ids of the benefits that cite
it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from eligib.documents.citations import citations

if TYPE_CHECKING:
    from eligib.rulebook.model import Rulebook, Source


class Use(Struct, frozen=True, eq=False):
    """A source, how many citations name it, and the benefits that do."""

    source: Source
    citations: int
    benefits: tuple[str, ...]


def uses(rulebook: Rulebook) -> list[Use]:
    """Return the use of every source, the oldest first."""
    cited = citations(rulebook)
    found = []
    for source in sorted(rulebook.sources.values(), key=lambda source: (source.earliest, source.id)):
        own = [one for one in cited if one.cite.source is source]
        ids = dict.fromkeys(one.benefit.id for one in own if one.benefit is not None)
        found.append(Use(source, len(own), tuple(ids)))
    return found
