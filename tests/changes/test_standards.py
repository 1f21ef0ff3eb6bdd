"""A changed table of classes, told apart by the firms that it classes otherwise."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from shutil import copytree

from eligib.changes.compare import compare
from eligib.changes.model import Verdict
from eligib.rulebook.load import load_rulebook
from support.examples import shipped

ROOT = Path(__file__).parents[2]
FLOORS = "company.employees: [1000, 300, 20]"


def test_moved_floor_lets_in_the_firms_between(tmp_path: Path) -> None:
    """Where small begins at fewer people, whoever asks for small or micro firms lets in other ones."""
    copytree(ROOT / "rules", tmp_path / "rules")
    copytree(ROOT / "seeds", tmp_path / "seeds")
    table = tmp_path / "rules" / "standards" / "sme-size.yaml"
    table.write_text(table.read_text("utf-8").replace(FLOORS, FLOORS.replace("300", "400"), 1), "utf-8")

    changes = compare(shipped(), load_rulebook(tmp_path / "rules"), date(2021, 1, 15))

    assert [(one.sort, one.name, one.how) for one in changes.words] == [
        ("standard", "company.size", "changed")
    ]
    found = {change.id: change for change in changes.benefits if change.verdict is not Verdict.EQUAL}
    loosened = found["binhai/union-fee-refund"]
    assert (loosened.verdict, loosened.proved) == (Verdict.LOOSER, False)
    (witness,) = loosened.witnesses
    assert re.search("employees: 3[0-9][0-9]\n", witness.profile)
    assert "industry:" in witness.profile
    # medium begins where it did, so nobody is told apart; but that is not proved
    assert (found["xiangtan/helper-loan"].verdict, found["xiangtan/helper-loan"].proved) == (
        Verdict.SAME,
        False,
    )
