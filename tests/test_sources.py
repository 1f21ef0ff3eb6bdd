"""Files before their content is looked at."""

from __future__ import annotations

import os
from io import BytesIO, TextIOWrapper
from pathlib import Path

import pytest

from eligib.diagnostics import Diagnostic, Source, show
from eligib.sources import MAX_BYTES, read_source

FIRM = "company: {name: 杭州某公司}\n"


def refused(path: str | Path) -> tuple[str, str]:
    """Return code and text of the diagnostic for a file that cannot be read."""
    fault = read_source(path)
    assert isinstance(fault, Diagnostic)
    return fault.code, show(fault, "en")


def stdin_of(monkeypatch: pytest.MonkeyPatch, raw: bytes) -> None:
    """Let standard input hold these bytes."""
    monkeypatch.setattr("sys.stdin", TextIOWrapper(BytesIO(raw), "ascii"))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_a_text_is_read(tmp_path: Path, encoding: str) -> None:
    """UTF-8 is read with or without a byte order mark, under the name the user gave."""
    file = tmp_path / "企业.yaml"
    file.write_text(FIRM, encoding)

    source = read_source(str(file))

    assert isinstance(source, Source)
    assert (source.name, source.text) == (str(file), FIRM)


def test_standard_input_is_read_as_utf8(monkeypatch: pytest.MonkeyPatch) -> None:
    """`-` is standard input, in UTF-8 whatever the locale says."""
    stdin_of(monkeypatch, FIRM.encode())

    source = read_source("-")

    assert isinstance(source, Source)
    assert (source.name, source.text) == ("<stdin>", FIRM)


def test_closed_standard_input_is_empty(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the shell closed standard input there is nothing to read."""
    monkeypatch.setattr("sys.stdin", None)

    source = read_source("-")

    assert isinstance(source, Source)
    assert source.text == ""


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("gb18030", "it looks like GB18030"),
        ("gbk", "it looks like GB18030"),
        ("utf-16", "it looks like UTF-16"),
        ("utf-16-be", "is a binary file"),
        ("utf-32", "it looks like UTF-16"),
    ],
)
def test_another_encoding_is_told(tmp_path: Path, encoding: str, said: str) -> None:
    """A text in another encoding is never guessed at, but told by its name where that can be seen."""
    file = tmp_path / "firm.yaml"
    file.write_text(FIRM, encoding)

    code, shown = refused(file)

    assert code == "file-not-text"
    assert said in shown


def test_bytes_that_are_no_text_are_told_by_line(tmp_path: Path) -> None:
    """The line of the first byte that is not UTF-8 is told, with what to do."""
    file = tmp_path / "firm.yaml"
    file.write_bytes(b"a: 1\nb: \xff\xff\n")

    code, shown = refused(file)

    assert code == "file-not-text"
    assert "(line 2)" in shown
    assert "save the file as UTF-8" in shown


@pytest.mark.parametrize("raw", [b"\x7fELF\x00\x01", b"\x89PNG\r\n\x1a\n\x00\xff", b"a: 1\x00\n"])
def test_a_binary_file_is_told(tmp_path: Path, raw: bytes) -> None:
    """A file with NUL bytes is no text."""
    file = tmp_path / "firm.yaml"
    file.write_bytes(raw)

    assert refused(file)[0] == "file-not-text"


def test_a_file_at_the_limit_is_read(tmp_path: Path) -> None:
    """Sixteen MiB are read."""
    file = tmp_path / "firm.yaml"
    file.write_bytes(b"#" * MAX_BYTES)

    assert isinstance(read_source(file), Source)


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 50 * 1024 * 1024])
def test_a_file_beyond_the_limit_is_refused(tmp_path: Path, size: int) -> None:
    """A byte more than sixteen MiB is too much."""
    file = tmp_path / "firm.yaml"
    with file.open("wb") as large:
        large.truncate(size)

    code, shown = refused(file)

    assert code == "file-too-large"
    assert "larger than 16 MiB" in shown


def test_an_endless_file_is_cut_off() -> None:
    """Reading stops at the limit where a file has no end."""
    assert refused("/dev/zero")[0] == "file-too-large"


def test_a_directory_is_told(tmp_path: Path) -> None:
    """A directory is no file."""
    assert refused(tmp_path)[0] == "file-is-directory"


@pytest.mark.parametrize("name", ["", "missing.yaml", "missing/firm.yaml"])
def test_a_missing_file_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    """A name that leads nowhere, the empty one too, is a missing file."""
    monkeypatch.chdir(tmp_path)

    assert refused(name) == ("file-missing", f"error[file-missing]: there is no file `{name}`")


def test_a_file_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that may not be read is told in our own words."""

    def denied(*_arguments: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", denied)

    code, shown = refused(tmp_path / "firm.yaml")

    assert code == "file-unreadable"
    assert "you have no permission to read" in shown


@pytest.mark.parametrize("name", ["x" * 5000, "a\0b", "/proc/self/mem"])
def test_a_file_that_cannot_be_read_is_told(name: str) -> None:
    """Whatever else the system says is passed on."""
    assert refused(name)[0] == "file-unreadable"


def test_a_link_in_a_circle_is_told(tmp_path: Path) -> None:
    """A link that leads to itself cannot be read."""
    (tmp_path / "a").symlink_to(tmp_path / "a")

    assert refused(tmp_path / "a")[0] == "file-unreadable"


def test_a_pipe_is_read(tmp_path: Path) -> None:
    """A named pipe is read until its writer closes it."""
    pipe = tmp_path / "firm.yaml"
    os.mkfifo(pipe)
    if os.fork() == 0:
        pipe.write_text(FIRM, "utf-8")
        os._exit(0)

    source = read_source(pipe)
    os.wait()

    assert isinstance(source, Source)
    assert source.text == FIRM
