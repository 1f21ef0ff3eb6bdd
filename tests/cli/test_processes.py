"""The command among other processes: streams that close, signals, and the child that decides."""

from __future__ import annotations

import json
import os
import select
import signal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from support.command import ENGLISH, FULL, PARTIAL, shell, start

if TYPE_CHECKING:
    import subprocess


def test_a_reader_that_goes_away_is_no_disaster() -> None:
    """With its reader gone, as after `head`, the command ends silently with 1."""
    ran = shell('{ eligib "$@"; echo "$?" >&3; } 3>&2 | true', "check", PARTIAL, *ENGLISH)

    assert ran.err == "1\n"


@pytest.mark.parametrize("words", [(), ("--format", "json"), ("--explain", "qiantang/procurement-credit")])
def test_a_full_disk_is_told(words: tuple[str, ...]) -> None:
    """What cannot be written gives one sentence and 1."""
    ran = shell('eligib "$@" > /dev/full', "check", PARTIAL, *ENGLISH, *words)

    assert (ran.code, ran.err) == (1, "error: the system refused: No space left on device\n")


def test_a_closed_output_is_told() -> None:
    """Without standard output there is nowhere to put the decision."""
    ran = shell('eligib "$@" >&-', "check", PARTIAL, *ENGLISH)

    assert (ran.code, ran.err) == (1, "error: standard output is closed\n")


@pytest.mark.parametrize("redirection", ["2>&-", "2>/dev/full"])
def test_lost_diagnostics_keep_the_exit_code(redirection: str) -> None:
    """Where standard error takes nothing, the exit code still says what is wrong."""
    ran = shell(f'eligib "$@" {redirection}', "check", "missing.yaml", *ENGLISH)

    assert (ran.code, ran.out, ran.err) == (3, "", "")


def test_a_closed_input_is_empty() -> None:
    """`-` with standard input closed is an empty file."""
    ran = shell('eligib "$@" <&-', "check", "-", *ENGLISH)

    assert ran.code == 3
    assert ran.err == "error[empty-file]: `<stdin>` is empty\n"


def test_a_profile_comes_through_a_pipe() -> None:
    """`-` reads standard input, and the report calls the firm by its name."""
    ran = shell('cat "$1" | eligib check - "${@:2}"', FULL, *ENGLISH)

    assert ran.code == 0
    assert ran.out.startswith("钱塘某生物医药有限公司")


def test_a_substituted_process_is_a_file() -> None:
    """A profile may come from `<(...)`, which is a pipe under a file's name."""
    assert shell("eligib check <(echo 'company: {place: hangzhou}') --lang en").code == 0


@pytest.mark.parametrize("endless", ["/dev/zero", "<(yes)", "- < /dev/zero"])
def test_endless_input_is_cut_off(endless: str) -> None:
    """A file without an end is refused once it is too large."""
    ran = shell(f"eligib check {endless} --lang en")

    assert ran.code == 3
    assert "is larger than 16 MiB" in ran.err


def test_an_interrupt_ends_the_command_and_its_child(tmp_path: Path) -> None:
    """Ctrl-C gives one sentence, a code other than 0, and leaves no process behind."""
    process, pipe = reading(tmp_path)
    child = child_of(process)

    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=20)
    os.close(pipe)

    # Python itself ends by the signal where one was ever raised inside `exec`
    assert process.returncode in {1, -signal.SIGINT}
    assert errors == "error: interrupted\n"
    assert not Path(f"/proc/{child}").exists()


def test_a_killed_command_takes_its_child_with_it(tmp_path: Path) -> None:
    """Where the command is killed, the child sees its pipe close and ends."""
    process, pipe = reading(tmp_path)
    child = os.pidfd_open(child_of(process))

    process.kill()
    process.communicate(timeout=20)
    os.close(pipe)

    assert ended(child)
    os.close(child)


def test_the_death_of_the_child_is_told_and_the_decision_given(tmp_path: Path) -> None:
    """Should the deciding child die, the interpreter decides alone, and the report says so."""
    process, pipe = reading(tmp_path)

    os.kill(child_of(process), signal.SIGKILL)
    os.write(pipe, Path(PARTIAL).read_bytes())
    os.close(pipe)
    output, errors = process.communicate(timeout=20)

    assert (process.returncode, errors) == (0, "")
    assert "undetermined" in output
    assert "not cross-checked: killed by SIGKILL" in output


def test_the_death_of_the_child_is_in_the_data(tmp_path: Path) -> None:
    """The JSON names the incident and only the engine that decided."""
    process, pipe = reading(tmp_path, "--format", "json")

    os.kill(child_of(process), signal.SIGKILL)
    os.write(pipe, Path(PARTIAL).read_bytes())
    os.close(pipe)
    output, _ = process.communicate(timeout=20)

    data = json.loads(output)
    assert (data["cross_checked"], data["engines"]) == (False, ["interpreter"])
    assert data["incident"] == "killed by SIGKILL"


def reading(folder: Path, *words: str) -> tuple[subprocess.Popen[str], int]:
    """Start the command on a pipe and return it once it reads, with our end of the pipe."""
    firm = folder / "firm.yaml"
    os.mkfifo(firm)
    process = start("check", str(firm), *ENGLISH, *words)
    return process, os.open(firm, os.O_WRONLY)


def child_of(process: subprocess.Popen[str]) -> int:
    """Return the one child of the command."""
    (child,) = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    return int(child)


def ended(descriptor: int) -> bool:
    """Return whether the process behind a descriptor ends within some seconds."""
    poll = select.poll()
    poll.register(descriptor, select.POLLIN)
    return bool(poll.poll(10_000))
