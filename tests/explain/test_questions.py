"""What to answer first, and what is said of a firm of which nothing but the name is known."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from eligib.cli.run import run
from eligib.decide.outcome import Outcome
from eligib.explain.explanation import Explainer
from eligib.explain.questions import questions
from eligib.language import nodes as n
from eligib.profile.model import Profile
from eligib.rulebook.link import clauses
from support.examples import decider

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from eligib.rulebook.model import Benefit

AS_OF = date(2021, 1, 15)
NAMED = Profile(facts={"company.name": "甲"}, name="甲")


def explainer(profile: Profile) -> Explainer:
    """Return what explains the decision for the firm."""
    return Explainer(decider(AS_OF).decide(profile), decider(AS_OF).interpreter)


def reads_nothing(benefit: Benefit) -> bool:
    """Return whether no condition of the benefit looks at the firm."""
    nodes = (node for clause in clauses(benefit.when) for node in n.walk(clause.condition))
    return all(isinstance(node, n.Constant) for node in nodes)


def test_of_a_name_alone_nothing_follows_that_depends_on_more() -> None:
    """Final are only what is offered to everybody, what is planned and what is out of force."""
    for result in decider(AS_OF).decide(NAMED).results.values():
        if result.outcome in {Outcome.ELIGIBLE, Outcome.CONDITIONAL}:
            assert reads_nothing(result.benefit), result.benefit.id
        assert result.outcome is not Outcome.INELIGIBLE, result.benefit.id


def test_the_most_telling_question_comes_first() -> None:
    """Of a firm of which nothing is known, the place settles most; what settles less comes later."""
    asked = questions(explainer(NAMED))

    assert asked[0].need.path == "company.place"
    assert len(asked[0].benefits) > len(asked[1].benefits)
    assert set(asked[0].alone) < set(asked[0].benefits)


def test_every_undetermined_benefit_is_asked_about() -> None:
    """No benefit waits for something that no question is about, and no question is for nothing."""
    whole = explainer(NAMED)
    open_ones = {name for name, one in whole.decision.results.items() if one.outcome is Outcome.UNDETERMINED}

    asked = questions(whole)

    assert {name for question in asked for name in question.benefits} == open_ones
    assert all(question.benefits for question in asked)


def test_an_answer_settles_those_that_wait_for_it_alone() -> None:
    """With the place given, nothing that waited for the place alone is open any more."""
    alone = questions(explainer(NAMED))[0].alone

    given = decider(AS_OF).decide(Profile(facts={"company.place": "pharma-port"}))

    assert alone
    assert all(given.results[name].outcome is not Outcome.UNDETERMINED for name in alone)


def test_a_derived_fact_is_asked_with_what_it_follows_from() -> None:
    """The size may be stated, or follow from industry and figures; these are named with it."""
    [size] = [one for one in questions(explainer(NAMED)) if one.need.path == "company.size"]

    assert set(size.need.instead) == {
        "company.industry",
        "company.employees",
        "company.revenue",
        "company.assets",
    }


def test_what_waits_for_least_is_listed_first(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """The printed groups of undetermined benefits go from one missing fact to many."""
    firm = tmp_path / "firm.yaml"
    firm.write_text("company: {name: 甲}\n", "utf-8")

    run(["check", str(firm), "--as-of", AS_OF.isoformat(), "--lang", "zh"])

    printed = "".join(capsys.readouterr().out.split())
    missing = re.findall(r"待补充信息（\d+项），缺少：([^：]*)：", printed)
    counts = [len(re.sub(r"（[^（）]*）", "", facts).split("、")) for facts in missing]
    assert len(counts) > 10
    assert counts == sorted(counts)
