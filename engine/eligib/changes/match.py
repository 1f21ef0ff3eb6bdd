"""Which benefit of the new rulebook is which of the old one.

Enters: both rulebooks. Leaves: pairs, by id; then, of those left over, by all that they mean, and by title
and citation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from eligib.changes.aspects import conditions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from eligib.changes.forms import Form, Forms
    from eligib.rulebook.model import Benefit, Rulebook

    Pairs = list[tuple[Benefit | None, Benefit | None]]


def matched(old: Rulebook, new: Rulebook, books: tuple[Forms, Forms]) -> Pairs:
    """Return each benefit with what became of it, in the order of the new rulebook, the removed ones last."""
    gone = {name: benefit for name, benefit in old.benefits.items() if name not in new.benefits}
    come = {name: benefit for name, benefit in new.benefits.items() if name not in old.benefits}
    before = {name: old.benefits[name] for name in new.benefits if name in old.benefits}
    for key in (_meaning, _heading):
        left = [one for one in gone.values() if one not in before.values()]
        right = [one for name, one in come.items() if name not in before]
        before |= _alike(left, right, books, key)
    found: Pairs = [(before.get(name), benefit) for name, benefit in new.benefits.items()]
    taken = {benefit.id for benefit in before.values()}
    return [*found, *((benefit, None) for name, benefit in gone.items() if name not in taken)]


def _alike(
    left: list[Benefit],
    right: list[Benefit],
    books: tuple[Forms, Forms],
    key: Callable[[Benefit, Forms], Form],
) -> dict[str, Benefit]:
    """Return, by the new id, the one old benefit of the same key, where there is one on each side."""
    olds, news = _by_key(left, books[0], key), _by_key(right, books[1], key)
    return {
        found[0].id: olds[form][0]
        for form, found in news.items()
        if len(found) == 1 and len(olds.get(form, ())) == 1
    }


def _by_key(
    benefits: Iterable[Benefit], forms: Forms, key: Callable[[Benefit, Forms], Form]
) -> dict[Form, list[Benefit]]:
    found: dict[Form, list[Benefit]] = {}
    for benefit in benefits:
        found.setdefault(key(benefit, forms), []).append(benefit)
    return found


def _meaning(benefit: Benefit, forms: Forms) -> Form:
    value = tuple(forms.part(part) for part in benefit.value if type(part).__name__ != "Unstated")
    return (
        benefit.kind,
        benefit.paid_to,
        conditions(benefit, forms),
        forms.dates(benefit),
        value,
        benefit.cite.source.id,
    )


def _heading(benefit: Benefit, _forms: Forms) -> Form:
    return (benefit.title, benefit.cite.source.id, benefit.cite.line)
