"""What is printed: the same bytes for the same input, readable at any width, safe in a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from support.command import AS_OF, ENGLISH, FULL, MASKS, PARTIAL, environment, shell

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from support.command import Ran

    Command = Callable[..., Ran]

CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
HOSTILE = 'company: {"\\e[2J\\u202e": 1, size: "\\e[31mred\\n", place: "\\u2066x\\a"}\n'


def test_json_of_one_firm_is_one_object(eligib: Command) -> None:
    """`--format json` prints one JSON object that says which format it is."""
    data = json.loads(eligib("check", PARTIAL, *ENGLISH, "--format", "json").out)

    assert data["format"] == "eligib.decision/1"
    assert data["cross_checked"] is True


def test_json_of_several_firms_is_one_line_each(eligib: Command) -> None:
    """With several files, each decision is one line, in the order of the files."""
    lines = eligib("check", FULL, PARTIAL, *ENGLISH, "--format", "json").out.splitlines()

    names = [json.loads(line)["firm"]["name"] for line in lines]
    assert names == ["钱塘某生物医药有限公司", "杭州某科技有限公司"]


def test_json_is_the_same_in_every_language_and_on_every_run(eligib: Command) -> None:
    """Neither the language nor the run changes a byte of the JSON."""
    words = ("check", PARTIAL, *AS_OF, "--format", "json", "--lang")

    outputs = {eligib(*words, language).out for language in ("zh", "en", "zh")}

    assert len(outputs) == 1


def test_json_is_the_same_in_another_process(eligib: Command) -> None:
    """The order in which Python hashes texts does not show in the output."""
    words = ("check", FULL, *AS_OF, "--format", "json")

    seeds = {shell('eligib "$@"', *words, PYTHONHASHSEED=seed).out for seed in ("1", "2")}

    assert seeds == {eligib(*words).out}


@pytest.mark.parametrize("columns", [40, 60, 80, 200])
@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("words", [(), ("--all",), ("--explain", "qiantang/graduate-living-allowance")])
def test_no_line_is_wider_than_the_terminal(
    eligib: Command, monkeypatch: pytest.MonkeyPatch, columns: int, language: str, words: tuple[str, ...]
) -> None:
    """At any usual width, no line takes more cells than there are, and none ends in blanks."""
    monkeypatch.setenv("COLUMNS", str(columns))

    lines = eligib("check", PARTIAL, *AS_OF, "--lang", language, *words).out.splitlines()

    assert max(cell_len(line) for line in lines) <= columns
    assert [line for line in lines if line != line.rstrip()] == []


@pytest.mark.parametrize("columns", ["0", "1", "7", "abc", "-5", "99999"])
def test_an_odd_width_is_survived(eligib: Command, monkeypatch: pytest.MonkeyPatch, columns: str) -> None:
    """A width that no terminal has does not keep the decision from being printed."""
    monkeypatch.setenv("COLUMNS", columns)

    assert eligib("check", PARTIAL, *ENGLISH).code == 0


@pytest.mark.parametrize("file", [FULL, MASKS])
def test_output_into_a_file_has_no_colours(eligib: Command, file: str) -> None:
    """What is not a terminal gets plain text."""
    assert CONTROL.search(eligib("check", file, *AS_OF).out) is None


def on_terminal(*words: str, **more: str) -> str:
    """Return what the command prints on a terminal."""
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "eligib", *words]
    variables = environment(TERM="xterm-256color", COLUMNS="80", **more)
    process = subprocess.Popen(command, env=variables, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    chunks: list[bytes] = []
    while chunk := read(ours):
        chunks.append(chunk)
    process.wait()
    os.close(ours)
    return b"".join(chunks).decode()


def read(terminal: int) -> bytes:
    """Return the next bytes, none after the end, which a terminal tells by an error."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def test_a_terminal_gets_colours_unless_it_wants_none() -> None:
    """On a terminal outcomes are coloured; NO_COLOR turns that off."""
    assert "\x1b[1;33m" in on_terminal("check", PARTIAL, *ENGLISH)
    assert not re.search(r"\x1b\[[0-9;]*3[0-9]", on_terminal("check", PARTIAL, *ENGLISH, NO_COLOR="1"))


def test_chinese_comes_out_under_the_c_locale() -> None:
    """Output is UTF-8 whatever the locale says."""
    ran = shell('eligib "$@"', "check", PARTIAL, *AS_OF, LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")

    assert (ran.code, ran.err) == (0, "")
    assert "杭州某科技有限公司" in ran.out


@pytest.mark.parametrize("language", ["zh", "en"])
def test_signs_that_a_terminal_obeys_are_written_out_in_diagnostics(
    eligib: Command, tmp_path: Path, language: str
) -> None:
    """Escape sequences and turned writing in a faulty file reach the terminal as text only."""
    firm = tmp_path / "firm.yaml"
    firm.write_text(HOSTILE, "utf-8")

    ran = eligib("check", str(firm), *AS_OF, "--lang", language)

    assert ran.code == 3
    assert CONTROL.search(ran.err) is None
    assert "\\x1b[31mred\\n" in ran.err


def test_signs_that_a_terminal_obeys_are_written_out_in_file_names(eligib: Command, tmp_path: Path) -> None:
    """A file name with an escape sequence is harmless, in the table and in the diagnostics."""
    firm = tmp_path / "\x1b[31m\u202e.yaml"
    firm.write_text("company: {place: hangzhou}\n", "utf-8")

    decided, missing = eligib("check", str(firm), *ENGLISH), eligib("check", f"{firm}x", *ENGLISH)

    assert (decided.code, missing.code) == (0, 3)
    assert CONTROL.search(decided.out + missing.err) is None


def test_an_unknown_option_is_repeated_harmlessly(eligib: Command) -> None:
    """The words of the command line are written out as well."""
    assert CONTROL.search(eligib("check", PARTIAL, "--\x1b[31m").err) is None


def test_a_file_name_that_is_no_utf8_is_printed(tmp_path: Path) -> None:
    """A file named in another encoding is decided, or told to be missing, without a crash."""
    folder = os.fsencode(tmp_path)
    with open(folder + b"/\xff.yaml", "wb") as file:  # noqa: PTH123 - a name of bytes
        file.write(b"company: {place: hangzhou}\n")

    ran = shell("cd \"$1\" && eligib check $'\\xff.yaml' $'\\xfe.yaml' --lang en", str(tmp_path))

    assert ran.code == 3
    assert "\\udcff.yaml" in ran.out
    assert "error[file-missing]: there is no file `\\udcfe.yaml`" in ran.err


def test_many_faults_are_counted_rather_than_all_printed(eligib: Command, tmp_path: Path) -> None:
    """After the first hundred faults of a file only their number is told."""
    firm = tmp_path / "firm.yaml"
    firm.write_text("hires:\n" + "- {degree: docter}\n" * 250, "utf-8")

    ran = eligib("check", str(firm), *ENGLISH)

    assert ran.err.count("error[unknown-choice]") == 100
    assert ran.err.endswith("\n250 faults, the first 100 are shown\n")
