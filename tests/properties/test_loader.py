"""The rule files that the other tests draw are read from a disk as they are read from memory."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from eligib.engines.interpreter.program import Interpreter
from eligib.rulebook.model import Rulebook
from eligib.rulebook.packing import pack, unpack
from properties.cases import cases
from support.asked import Asked
from support.random_profiles import profiles
from support.random_rules import documents
from support.random_vocabulary import loaded, loaded_from_disk
from support.semantics import AS_OF

if TYPE_CHECKING:
    from support.random_vocabulary import Document


@cases(40)
@given(document=documents(), data=st.data())
def test_rulebook_from_disk_means_the_same(document: Document, data: st.DataObject) -> None:
    """A rulebook loaded from a directory gives the truths of the one read from memory."""
    rulebook = loaded(document)
    firm = data.draw(profiles(Asked(rulebook)), label="firm")

    with TemporaryDirectory() as folder:
        from_disk = loaded_from_disk(document, Path(folder))

    assert list(from_disk.benefits) == list(rulebook.benefits)
    found = Interpreter(from_disk, AS_OF).evaluate(firm, reasons=True)
    assert found == Interpreter(rulebook, AS_OF).evaluate(firm, reasons=True)


@cases(40)
@given(document=documents(), data=st.data())
def test_rulebook_that_was_kept_means_the_same(document: Document, data: st.DataObject) -> None:
    """A rulebook taken to bytes and back gives the truths of the one that went in."""
    rulebook = loaded(document)
    firm = data.draw(profiles(Asked(rulebook)), label="firm")

    back = unpack(pack(rulebook, {}))

    assert isinstance(back, Rulebook)
    found = Interpreter(back, AS_OF).evaluate(firm, reasons=True)
    assert found == Interpreter(rulebook, AS_OF).evaluate(firm, reasons=True)
