"""What benefits ask of a firm: everything that can matter for them, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from eligib.profile.asked import facts_of
from support.examples import shipped
from support.small import small

if TYPE_CHECKING:
    from eligib.profile.asked import Asked

LOAN, GRANT, RELIEF, STUDY = (
    "harbour/harbour-loan",
    "riverport/pilot-line-grant",
    "riverport/rent-relief",
    "riverport/study",
)
GRANT_FACTS = {
    "company.place", "company.size", "company.founded_on", "company.listed",
    "projects.investment", "projects.kind",
}  # fmt: skip
OWN_FACTS = {
    "company.employees",
    "company.rd_rate",
    "company.plant",
    "company.lease",
    "company.grace",
    "company.score",
}


def asked(*names: str) -> Asked:
    """Return what benefits of the small rulebook ask."""
    return facts_of([small().benefits[name] for name in names], small())


def paths(found: Asked) -> set[str]:
    """Return the facts by path."""
    return {fact.path for facts in found.facts.values() for fact in facts}


@pytest.mark.parametrize(
    ("names", "facts"),
    [
        ((LOAN,), {"company.place", "company.revenue"}),
        ((STUDY,), {"company.sectors"}),
        ((GRANT,), GRANT_FACTS),
        ((RELIEF,), GRANT_FACTS | OWN_FACTS),
        ((LOAN, STUDY), {"company.place", "company.revenue", "company.sectors"}),
        ((), set()),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_the_facts_of_conditions_and_values_are_asked(names: tuple[str, ...], facts: set[str]) -> None:
    """Facts of groups, of members, of values, and of the benefits whose eligibility is needed."""
    assert paths(asked(*names)) == facts


def test_a_list_may_be_asked_without_any_fact_of_its_members() -> None:
    """Where only the number of members matters, the list itself is asked."""
    lists = {record.name: facts for record, facts in asked(RELIEF).facts.items() if record.is_list}

    assert lists["awards"] == ()
    assert [fact.name for fact in lists["projects"]] == ["investment", "kind"]


def test_approvals_receipts_and_places_are_collected() -> None:
    """What others decide, what the firm has had, and which places conditions name."""
    found = asked(GRANT)

    assert [approval.id for approval in found.approvals] == ["riverport/project-review"]
    assert found.received == (RELIEF,)
    assert found.places == {"riverport", "biopark"}
    assert asked(STUDY).approvals == ()


def test_facts_come_in_the_order_of_the_vocabulary() -> None:
    """The order is that of the declarations, whatever benefit asks first."""
    found = asked(STUDY, LOAN)

    assert [fact.name for facts in found.facts.values() for fact in facts] == ["place", "revenue", "sectors"]


def test_what_a_fact_follows_from_is_asked_with_it() -> None:
    """The size class follows from industry, revenue, employees and assets, so these are asked too."""
    rulebook = shipped()

    found = facts_of([rulebook.benefits["qiantang/procurement-credit"]], rulebook)

    derived = {"company.size", "company.industry", "company.employees", "company.revenue", "company.assets"}
    assert derived <= paths(found)
