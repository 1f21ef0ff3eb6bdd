"""`eligib rules fmt`."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.command import Ran

LOOSE, NEAT = "a:   {b: 1}\n", "a: {b: 1}\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    """Return a directory with one file in the style and one that is not."""
    (tmp_path / "neat.yaml").write_text(NEAT, "utf-8")
    (tmp_path / "zone").mkdir()
    (tmp_path / "zone" / "loose.yaml").write_text(LOOSE, "utf-8")
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "loose.yaml").write_text(LOOSE, "utf-8")
    return tmp_path


def test_writes_what_is_not_in_the_style(eligib: Callable[..., Ran], files: Path) -> None:
    """A directory is formatted with all its files but hidden ones, and what changed is named."""
    ran = eligib("rules", "fmt", "--lang", "en", str(files))

    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"formatted: {files}/zone/loose.yaml\n"
    assert (files / "zone" / "loose.yaml").read_text("utf-8") == NEAT
    assert (files / ".hidden" / "loose.yaml").read_text("utf-8") == LOOSE
    assert not list(files.rglob("*.loose*"))


def test_check_names_the_files(eligib: Callable[..., Ran], files: Path) -> None:
    """`--check` writes nothing, names what is not in the style and exits with 1."""
    ran = eligib("rules", "fmt", "--check", "--lang", "en", str(files))

    assert ran.code == 1
    assert ran.err == f"would be changed: {files}/zone/loose.yaml\n1 of 2 files are in the style\n"
    assert (files / "zone" / "loose.yaml").read_text("utf-8") == LOOSE


def test_check_is_content(eligib: Callable[..., Ran], files: Path) -> None:
    """`--check` exits with 0 where all is in the style, and says so."""
    ran = eligib("rules", "fmt", "--check", "--lang", "zh", str(files / "neat.yaml"))

    assert (ran.code, ran.err) == (0, "1 个文件中有 1 个符合统一格式\n")


def test_diff_shows(eligib: Callable[..., Ran], files: Path) -> None:
    """`--diff` prints a unified diff and writes nothing."""
    path = files / "zone" / "loose.yaml"

    ran = eligib("rules", "fmt", "--diff", str(path))

    assert ran.code == 0
    assert ran.out == f"--- {path}\n+++ {path}\n@@ -1 +1 @@\n-{LOOSE}+{NEAT}"
    assert path.read_text("utf-8") == LOOSE


def test_faulty_file_stays(eligib: Callable[..., Ran], files: Path) -> None:
    """A file with a fault is reported and left alone; the others are formatted."""
    bad = files / "bad.yaml"
    bad.write_text("a: {b\n", "utf-8")

    ran = eligib("rules", "fmt", "--lang", "en", str(files))

    assert ran.code == 3
    assert "error[yaml-syntax]" in ran.err
    assert bad.read_text("utf-8") == "a: {b\n"
    assert (files / "zone" / "loose.yaml").read_text("utf-8") == NEAT


def test_standard_input(eligib: Callable[..., Ran], monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` reads standard input and prints the text, as editors want it."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(LOOSE.encode())))

    ran = eligib("rules", "fmt", "-")

    assert (ran.code, ran.out, ran.err) == (0, NEAT, "")


def test_whole_rulebook_is_in_style(eligib: Callable[..., Ran]) -> None:
    """Without a path, the files of the rules directory and its sources are meant."""
    ran = eligib("rules", "fmt", "--check", "--lang", "en")

    assert ran.code == 0
    assert "files are in the style" in ran.err


def test_missing_path(eligib: Callable[..., Ran], tmp_path: Path) -> None:
    """A path that does not exist is a fault of its own, an empty directory a wrong use."""
    assert "file-missing" in eligib("rules", "fmt", str(tmp_path / "none.yaml")).err
    assert eligib("rules", "fmt", str(tmp_path)).code == 2
