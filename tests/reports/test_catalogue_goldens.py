"""Lists, pages and profiles to fill in, to the letter, for a small rulebook that does not grow."""

from __future__ import annotations

import pytest

from eligib.cli.run import run
from support.goldens import FOLDER, check_golden
from support.small import SMALL

COMMANDS = {
    "list": ["rules", "list"],
    "list-in-force": ["rules", "list", "--in-force", "2026-05-01"],
    "show": ["rules", "show", "pilot-line-grant", "rent-relief"],
    "new": ["profile", "new"],
    "new-harbour": ["profile", "new", "--zone", "harbour"],
}
WIDTHS = {"list": (50, 80, 120), "show": (50, 80)}
CASES = [
    (f"catalogue/{name}.{columns}.{language}.txt", name, columns, language)
    for name in COMMANDS
    for columns in WIDTHS.get(name, (80,))
    for language in ("zh", "en")
]


@pytest.mark.parametrize(("golden", "name", "columns", "language"), CASES, ids=[case[0] for case in CASES])
def test_what_is_printed_of_a_rulebook_is_as_it_was_read(
    golden: str,
    name: str,
    columns: int,
    language: str,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The list, the pages and the profiles stay as somebody read and accepted them."""
    monkeypatch.setenv("COLUMNS", str(columns))

    code = run([*COMMANDS[name], "--rules", str(SMALL), "--lang", language])

    assert code == 0
    check_golden(golden, capsys.readouterr().out)


@pytest.mark.parametrize("name", ["list", "show"])
def test_the_same_as_data_is_as_it_was_read(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    """List and pages as JSON are the same bytes, run after run."""
    run([*COMMANDS[name], "--rules", str(SMALL), "--format", "json"])

    check_golden(f"catalogue/{name}.json", capsys.readouterr().out)


def test_no_golden_of_the_catalogue_is_orphaned() -> None:
    """Every golden belongs to a test."""
    known = {case[0] for case in CASES} | {"catalogue/list.json", "catalogue/show.json"}

    assert {f"catalogue/{path.name}" for path in (FOLDER / "catalogue").iterdir()} == known
