"""A fact that follows from others by a table: exactly what every completion of the firm has, in both engines."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from eligib.engines.durable import DurableChild
from eligib.engines.durable_engine import DurableEngine
from eligib.engines.interpreter.program import Interpreter
from eligib.errors import InputError
from eligib.profile.derive import Deriver
from eligib.profile.model import Candidates
from properties.cases import cases
from support.random_tables import OTHERWISE, SIZE, firms, narrower_firms, tables
from support.semantics import AS_OF

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.profile.model import Facts
    from eligib.rulebook.model import Rulebook
    from support.random_tables import Table

Children = dict[tuple[int, int], DurableChild]


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    """Return the child processes of this file by the shape of the table, which is all that they are told."""
    started: Children = {}
    yield started
    for child in started.values():
        child.close()


@cases(150)
@given(table=tables(), data=st.data())
def test_choices_are_those_of_all_completions(table: Table, data: st.DataObject) -> None:
    """What is derived are the classes that the firm may turn out to have, no fewer and no more."""
    facts = data.draw(firms(table), label="firm")
    rulebook = table.loaded()

    found = _deriver(rulebook).follows(facts)

    assert found.choices == _possible(table, facts)


@cases(150)
@given(table=tables(), data=st.data())
def test_contradiction_is_told_where_no_completion_agrees(table: Table, data: st.DataObject) -> None:
    """A firm is refused where it states a class that it cannot have, and only there."""
    facts = data.draw(firms(table), label="firm")
    interpreter = Interpreter(table.loaded(), AS_OF)
    possible = _possible(table, facts)
    everything = {*table.classes, OTHERWISE}

    if not possible:
        with pytest.raises(InputError, match="contradiction"):
            interpreter.derive(facts)
    elif possible == everything:
        assert interpreter.derive(facts) == {}
    else:
        one = min(possible) if len(possible) == 1 else Candidates(frozenset(possible))
        assert interpreter.derive(facts) == {SIZE: one}


@cases(100)
@given(table=tables(), data=st.data())
def test_knowing_more_never_widens_the_choices(table: Table, data: st.DataObject) -> None:
    """Each fact that becomes known, or narrower, leaves the same choices or fewer."""
    before = data.draw(firms(table), label="before")
    after = data.draw(narrower_firms(table, before), label="after")
    deriver = _deriver(table.loaded())

    assert deriver.follows(after).choices <= deriver.follows(before).choices


@cases(100)
@given(table=tables(), data=st.data())
def test_open_inputs_are_what_may_still_narrow(table: Table, data: st.DataObject) -> None:
    """What is open is not known exactly, and where nothing is open the class is settled."""
    facts = data.draw(firms(table), label="firm")
    facts.pop(SIZE, None)
    found = _deriver(table.loaded()).follows(facts)

    if not found.open_inputs:
        assert len(found.choices) == 1
    for fact in found.open_inputs:
        assert facts.get(fact.path) not in table.leaves
        assert not isinstance(facts.get(fact.path), int | Decimal)


@cases(100)
@given(table=tables(), data=st.data())
def test_durable_derives_the_same(children: Children, table: Table, data: st.DataObject) -> None:
    """The table decided by forward chaining leaves the choices of the table decided by comparing."""
    rulebook = table.loaded()
    interpreter = Interpreter(rulebook, AS_OF)
    shape = len(table.classes), max(len(row.floors) for row in table.rows)
    if shape not in children:
        children[shape] = DurableChild.start()
    durable = DurableEngine(rulebook, AS_OF, interpreter, children[shape])
    for facts in data.draw(st.lists(firms(table), min_size=4, max_size=4), label="firms"):
        if _possible(table, facts):
            assert durable.derive(facts) == interpreter.derive(facts)


def _deriver(rulebook: Rulebook) -> Deriver:
    deriver = Deriver.of(rulebook.derived[SIZE], rulebook.vocabulary, AS_OF)
    assert deriver is not None
    return deriver


def _possible(table: Table, facts: Facts) -> set[str]:
    """Return the classes of the completions that agree with what the firm states of its class."""
    stated, possible = facts.get(SIZE), table.possible(facts)
    if stated is None:
        return possible
    return possible & (stated.choices if isinstance(stated, Candidates) else {str(stated)})
