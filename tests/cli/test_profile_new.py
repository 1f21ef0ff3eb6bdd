"""`eligib profile new` and `eligib profile schema`: what is asked, and files written whole or not at all."""

from __future__ import annotations

import json
import os
import re
import stat
from typing import TYPE_CHECKING

import jsonschema
import pytest

from support.command import shell
from support.core_yaml import json_of
from support.small import SMALL

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.command import Ran

    Command = Callable[..., Ran]

RULES = ("--rules", str(SMALL), "--lang", "en")
NEW = ("profile", "new", *RULES)
SCHEMA = ("profile", "schema", *RULES)
BESIDE = "eligib-profile.schema.json"


@pytest.fixture(autouse=True)
def in_a_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def keys(text: str) -> list[str]:
    """Return the facts of the firm that a profile asks."""
    return re.findall(r"^  ([a-z_]+):", text, re.MULTILINE)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        (("--benefit", "harbour-loan"), ["name", "place", "revenue"]),
        (("--benefit", "study"), ["name", "sectors"]),
        (
            ("--benefit", "study", "--benefit", "harbour/harbour-loan"),
            ["name", "place", "revenue", "sectors"],
        ),
        (("--zone", "harbour"), ["name", "place", "revenue"]),
        (("--zone", "harbour", "--benefit", "study"), ["name", "place", "revenue", "sectors"]),
    ],
    ids=" ".join,
)
def test_the_benefits_chosen_decide_what_is_asked(
    eligib: Command, words: tuple[str, ...], asked: list[str]
) -> None:
    """Facts come from the benefits named, those of the zone, or both together."""
    ran = eligib(*NEW, *words)

    assert (ran.code, ran.err) == (0, "")
    assert keys(ran.out) == asked


def test_a_zone_brings_the_benefits_inside_and_around_it(eligib: Command) -> None:
    """A firm in the biopark may meet the city's benefits; one of the coast those of city and harbour."""
    park, coast = (eligib(*NEW, "--zone", zone).out for zone in ("biopark", "coast"))

    assert "(benefits: 3," in park
    assert "place:  # e.g. biopark" in park
    assert "(benefits: 4," in coast


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--zone", "riverprt"), "`--zone`: unknown `riverprt`; did you mean `riverport`?"),
        (("--zone", "inland"), "`--zone`: no benefit is known there: `inland`"),
        (("--benefit", "rent"), "`--benefit`: `rent` is not one of "),
        (
            ("--benefit", "rent-releif"),
            "`--benefit`: unknown `rent-releif`; did you mean `riverport/rent-relief`?",
        ),
        (("--output", "none/firm.yaml"), "`--output`: there is no directory `none`"),
        (("--output", "."), "`--output`: `.` is a directory, not a file"),
        (("--output", ""), "`--output`: `` is a directory, not a file"),
        (("--output", "/"), "`--output`: `/` is a directory, not a file"),
        (("--output",), "option `--output` needs a value"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_wrong_word_is_explained(
    eligib: Command, tmp_path: Path, words: tuple[str, ...], said: str
) -> None:
    """A wrong name or place to write to exits with 2, and nothing is written."""
    ran = eligib(*NEW, *words)

    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"error: {said}")
    assert list(tmp_path.iterdir()) == []


def test_a_file_comes_with_the_schema_that_editors_look_for(eligib: Command, tmp_path: Path) -> None:
    """The first line names the schema, which stands beside the file and accepts it."""
    ran = eligib(*NEW, "--output", "firm.yaml")

    assert (ran.code, ran.out, ran.err) == (0, "", f"written: firm.yaml, {BESIDE}\n")
    text = (tmp_path / "firm.yaml").read_text("utf-8")
    assert text.splitlines()[0] == f"# yaml-language-server: $schema={BESIDE}"
    assert "then: eligib check firm.yaml" in text
    schema = json.loads((tmp_path / BESIDE).read_text("utf-8"))
    jsonschema.validate(json_of(text), schema, jsonschema.Draft202012Validator)
    assert sorted(path.name for path in tmp_path.iterdir()) == [BESIDE, "firm.yaml"]


def test_the_file_can_be_decided_at_once(eligib: Command) -> None:
    """`eligib check` takes the file as it is written."""
    eligib(*NEW, "--output", "firm.yaml")

    ran = eligib("check", "firm.yaml", *RULES, "--as-of", "2024-06-01", "--format", "json")

    assert (ran.code, ran.err) == (0, "")
    outcomes = [benefit["outcome"] for benefit in json.loads(ran.out)["benefits"]]
    assert sorted(outcomes) == ["planned", "undetermined", "undetermined", "undetermined"]


def test_no_schema_leaves_the_file_alone(eligib: Command, tmp_path: Path) -> None:
    """With `--no-schema` one file is written, without the line that names a schema."""
    ran = eligib(*NEW, "--output", "firm.yaml", "--no-schema")

    assert (ran.code, ran.err) == (0, "")
    assert [path.name for path in tmp_path.iterdir()] == ["firm.yaml"]
    assert "$schema" not in (tmp_path / "firm.yaml").read_text("utf-8")


@pytest.mark.parametrize("words", [NEW, SCHEMA])
def test_nothing_is_overwritten_unless_asked_for(
    eligib: Command, tmp_path: Path, words: tuple[str, ...]
) -> None:
    """A file that is there stays as it is; `--force` replaces it and keeps who may read it."""
    file = tmp_path / "mine"
    file.write_text("mine\n", "utf-8")
    file.chmod(0o640)

    refused = eligib(*words, "--output", "mine")
    assert (refused.code, file.read_text("utf-8")) == (2, "mine\n")
    assert refused.err.startswith(
        "error: `--output`: there is a file `mine` already; `--force` overwrites it"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]

    assert eligib(*words, "--output", "mine", "--force").code == 0
    assert file.read_text("utf-8") != "mine\n"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


def test_a_schema_of_somebody_else_is_not_overwritten(eligib: Command, tmp_path: Path) -> None:
    """A foreign file under the schema's name stays, and no profile is written that would point to it."""
    (tmp_path / BESIDE).write_text("{}", "utf-8")

    ran = eligib(*NEW, "--output", "firm.yaml")

    assert ran.code == 2
    assert ran.err.startswith(f"error: `{BESIDE}` is no schema of eligib; use `--no-schema` or `--force`")
    assert [path.name for path in tmp_path.iterdir()] == [BESIDE]
    assert eligib(*NEW, "--output", "firm.yaml", "--force").code == 0
    assert eligib(*NEW, "--output", "other.yaml").code == 0


def test_a_link_is_written_through(eligib: Command, tmp_path: Path) -> None:
    """Where the name is a link, the file it leads to is replaced and the link stays."""
    (tmp_path / "real.yaml").write_text("old\n", "utf-8")
    (tmp_path / "firm.yaml").symlink_to("real.yaml")

    assert eligib(*NEW, "--output", "firm.yaml", "--no-schema", "--force").code == 0

    assert (tmp_path / "firm.yaml").is_symlink()
    assert (tmp_path / "real.yaml").read_text("utf-8") != "old\n"


@pytest.mark.parametrize("words", [NEW, SCHEMA])
def test_a_full_disk_is_told(words: tuple[str, ...]) -> None:
    """A device that takes nothing gives one sentence and 1, named as output or written to by the shell."""
    for script in ('eligib "$@" --output /dev/full', 'eligib "$@" > /dev/full'):
        ran = shell(script, *words)
        assert (ran.code, ran.err) == (1, "error: the system refused: No space left on device\n")


def test_a_disk_that_fills_up_leaves_the_old_file(
    eligib: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where writing fails half-way, the file stays as it was and no draft is left behind."""

    def full(_descriptor: int) -> None:
        raise OSError(28, os.strerror(28))

    (tmp_path / "firm.yaml").write_text("old\n", "utf-8")
    monkeypatch.setattr("eligib.cli.output.os.fsync", full)
    monkeypatch.setattr("eligib.cli.run.give_up", lambda: None)

    ran = eligib(*NEW, "--output", "firm.yaml", "--force")

    assert (ran.code, ran.err) == (1, "error: the system refused: No space left on device\n")
    assert (tmp_path / "firm.yaml").read_text("utf-8") == "old\n"
    assert [path.name for path in tmp_path.iterdir()] == ["firm.yaml"]


def test_a_dash_is_standard_output(eligib: Command, tmp_path: Path) -> None:
    """`--output -` prints, as without the option."""
    assert eligib(*NEW, "--output", "-").out == eligib(*NEW).out
    assert list(tmp_path.iterdir()) == []


def test_standard_output_may_be_named_as_a_file() -> None:
    """`--output /dev/stdout` prints without a schema beside it."""
    assert shell('eligib "$@" --output /dev/stdout | head -1', *NEW).out.startswith("# What eligib asks")


def test_the_schema_is_json_in_either_language(eligib: Command) -> None:
    """Titles speak the language asked for; keys do not change with it."""
    schemas = [
        json.loads(eligib("profile", "schema", "--rules", str(SMALL), "--lang", language).out)
        for language in ("zh", "en")
    ]

    assert [schema["properties"]["company"]["title"] for schema in schemas] == ["企业", "company"]
    assert schemas[0]["properties"].keys() == schemas[1]["properties"].keys()
