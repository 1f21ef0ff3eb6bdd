"""Open files in place of those on the disk: what is wrong with them and with all that rests on them."""

from __future__ import annotations

from datetime import date
from shutil import copytree
from typing import TYPE_CHECKING

import pytest

from eligib.diagnostics import Severity
from eligib.editor.book import find_root
from eligib.editor.desk import Desk
from eligib.editor.document import Document
from eligib.editor.kinds import FileKind
from support.small import SMALL

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Return a small rulebook of one's own."""
    copytree(SMALL, tmp_path / "rules")
    return tmp_path / "rules"


@pytest.fixture
def desk(rules: Path) -> Desk:
    return Desk(rules, date(2024, 5, 1))


def opened(desk: Desk, path: Path, text: str) -> dict[str, list[str]]:
    """Put a file on the desk and return the codes of the errors, by the name of the file."""
    desk.put(Document(str(path), text))
    errors = {
        name: [fault.code for fault in faults if fault.severity is Severity.ERROR]
        for name, faults in desk.faults(str(path)).items()
    }
    return {name.rpartition("/")[2]: found for name, found in errors.items() if found or name == str(path)}


def test_what_the_checks_find_is_told_once_a_file_can_be_read(desk: Desk, rules: Path) -> None:
    """A rulebook without errors is held against the checks of `rules validate`, as it stands in the buffers."""
    path = rules / "harbour" / "loans.yaml"
    good = path.read_text("utf-8")

    desk.put(Document(str(path), good.replace("4亿元}", "4亿元}, {never: company.revenue > 5亿元}")))
    found = [fault.code for fault in desk.faults(str(path))[str(path)]]

    assert "never-true" in found
    assert "example-missing" in found


def test_the_buffer_counts_not_the_disk(desk: Desk, rules: Path) -> None:
    """A file that is sound on the disk has the faults of its buffer, and none once they are mended."""
    path = rules / "harbour" / "loans.yaml"
    good = path.read_text("utf-8")

    assert opened(desk, path, good.replace("kind: loan", "kind: laon")) == {"loans.yaml": ["unknown-choice"]}
    assert opened(desk, path, good) == {"loans.yaml": []}


def test_a_fact_that_is_renamed_breaks_the_rules_that_ask_it(desk: Desk, rules: Path) -> None:
    """What is wrong is shown in the files where it is wrong, open or not."""
    path = rules / "vocabulary" / "all.yaml"

    found = opened(desk, path, path.read_text("utf-8").replace("      lease: {", "      leases: {"))

    assert found == {"all.yaml": [], "projects.yaml": ["unknown-name", "unknown-name"]}


def test_a_file_that_is_not_saved_yet_belongs_to_the_rulebook(desk: Desk, rules: Path) -> None:
    """A new file of a new zone is read as if it lay there."""
    path = rules / "inland" / "new.yaml"

    found = opened(desk, path, "zone: coast\nsource: nobody\nbenefits: {}\n")

    assert found == {"new.yaml": ["zone-not-folder", "unknown-source"]}


def test_a_half_written_file_has_one_fault(desk: Desk, rules: Path) -> None:
    """While a line is no YAML, that is all that is said, and what stands in other lines stays known."""
    path = rules / "harbour" / "loans.yaml"
    good = path.read_text("utf-8")

    found = opened(desk, path, good.replace("    kind: loan\n", "    kind: [loan\n    kin"))

    assert found == {"loans.yaml": ["yaml-syntax"]}
    book = desk.book(str(path))
    assert book is not None
    assert "harbour/harbour-loan" in book.rulebook.benefits


def test_a_file_that_goes_away_is_read_from_the_disk(desk: Desk, rules: Path) -> None:
    """A buffer that is closed without saving has no say any more."""
    path, other = rules / "harbour" / "loans.yaml", rules / "rulebook.yaml"
    opened(desk, path, "zone: [")

    desk.drop(str(path))

    assert opened(desk, other, other.read_text("utf-8")) == {"rulebook.yaml": []}


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("harbour/loans.yaml", "", FileKind.RULES),
        ("riverport/families.yaml", "", FileKind.FAMILIES),
        ("vocabulary/all.yaml", "", FileKind.VOCABULARY),
        ("standards/all.yaml", "", FileKind.STANDARDS),
        ("seeds/harbour-news.yaml", "", FileKind.SOURCE),
        ("rulebook.yaml", "", FileKind.VERSION),
        ("notes.yaml", "text: 1", None),
        (".git/notes.yaml", "text: 1", None),
        ("../firm.yaml", "company: {size: small}", FileKind.PROFILE),
        ("../firm.json", '{"company": {}}', FileKind.PROFILE),
        ("../firm.yaml", "# yaml-language-server: $schema=eligib-profile.schema.json\n", FileKind.PROFILE),
        ("../compose.yaml", "services: {web: {image: x}}", None),
        ("../empty.yaml", "", None),
    ],
)
def test_a_file_is_known_by_its_place_or_its_keys(
    desk: Desk, rules: Path, name: str, text: str, kind: FileKind | None
) -> None:
    """Rule files are known by the folder, profiles by what they speak of; any other YAML is left alone."""
    path = (rules / name).resolve()
    desk.put(Document(str(path), text))

    assert desk.kind(str(path)) is kind
    assert find_root(path) == (None if name.startswith("..") else rules)


def test_a_profile_has_the_faults_of_its_reader(desk: Desk, tmp_path: Path) -> None:
    """A wrong choice and an unknown fact are told; a foreign file has no faults of ours."""
    found = opened(desk, tmp_path / "firm.yaml", "company: {size: smal, plase: harbour}")

    assert found == {"firm.yaml": ["unknown-choice", "unknown-fact"]}
    assert opened(desk, tmp_path / "other.yaml", "size: smal") == {"other.yaml": []}


def test_without_rules_there_is_nothing_to_say(tmp_path: Path) -> None:
    """Where no directory of rules is, a file is none of ours."""
    desk = Desk(tmp_path / "nowhere", date(2024, 5, 1))

    assert opened(desk, tmp_path / "firm.yaml", "company: {size: smal}") == {"firm.yaml": []}


def test_a_question_in_between_does_not_read_everything_again(desk: Desk, rules: Path) -> None:
    """Until something is typed, what was read last is enough; a save or an opening looks at the disk again."""
    path, other = rules / "rulebook.yaml", rules / "harbour" / "loans.yaml"
    desk.put(Document(str(path), path.read_text("utf-8")))
    read = desk.refresh(str(path))
    other.write_text("zone: [", "utf-8")

    assert desk.refresh(str(path), forced=False) is read
    assert str(other) in desk.faults(str(path))
    desk.put(Document(str(path), "version: 2"))
    assert desk.refresh(str(path), forced=False) is not read
