"""Whatever lies in the place of a kept rulebook is harmless, and so is whoever else writes there."""

from __future__ import annotations

import os
import pickle
import resource
import stat
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from msgspec import msgpack

from eligib.rulebook import store
from eligib.rulebook.files import read_files
from eligib.rulebook.load import load_rulebook
from eligib.rulebook.store import KEPT, Store
from support.stored import engine, flat, kept

if TYPE_CHECKING:
    from collections.abc import Callable


class _Trap:
    """Unpickled, it would create a file."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("trapped",)


def _sealed(content: bytes, place: Store) -> bytes:
    """Return `content` under a seal that holds, as one who may write the file could."""
    return store._digest((place.key or b"", content)) + content


def _row(name: str, *fields: object) -> bytes:
    return msgpack.encode((fields, [(name, 1, [[n] for n in range(len(fields))])]))


DAMAGES: dict[str, Callable[[bytes, Store], bytes]] = {
    "empty": lambda _whole, _place: b"",
    "only a seal": lambda whole, _place: whole[:32],
    "cut off": lambda whole, _place: whole[:-1],
    "half": lambda whole, _place: whole[: len(whole) // 2],
    "longer": lambda whole, _place: whole + b"\0",
    "a bit in the seal": lambda whole, _place: bytes([whole[0] ^ 1]) + whole[1:],
    "a bit in the middle": lambda whole, _place: whole[:5000] + bytes([whole[5000] ^ 1]) + whole[5001:],
    "a text": lambda _whole, _place: "别的文件".encode(),
    "a pickle": lambda _whole, _place: pickle.dumps(_Trap()),
    "a sealed pickle": lambda _whole, place: _sealed(pickle.dumps(_Trap()), place),
    "sealed under another key": lambda whole, place: _sealed(whole[32:], Store(place.folder, b"other")),
    "nothing inside": lambda _whole, place: _sealed(msgpack.encode(([], [])), place),
    "no rulebook": lambda _whole, place: _sealed(_row("eligib.messages:Label", "甲", "a"), place),
    "no class": lambda _whole, place: _sealed(_row("eligib.messages:say", "甲"), place),
    "a command": lambda _whole, place: _sealed(_row("os:mkdir", "trapped"), place),
    "a class of others": lambda _whole, place: _sealed(_row("pathlib:Path", "x"), place),
    "a class of ours by way of others": lambda _whole, place: _sealed(_row("eligib.rulebook.store:os", "x"), place),
    "wrong fields": lambda _whole, place: _sealed(_row("eligib.messages:Label", "甲"), place),
    "places that are not there": lambda _whole, place: _sealed(msgpack.encode(([], [("tuple", 1, [[7]])])), place),
    "a number without end": lambda _whole, place: _sealed(_row("Decimal", "x" * 9), place),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_passed_over_and_replaced(
    rules: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, damage: str
) -> None:
    """Whatever lies in its place, the rules are read, nothing in it runs, and the next process finds all well."""
    monkeypatch.chdir(rules)
    whole = flat(load_rulebook(rules, cache=cache))
    (file,) = cache.iterdir()
    file.write_bytes(DAMAGES[damage](file.read_bytes(), Store.of(read_files(rules), cache)))

    assert kept(rules, cache) is None
    assert flat(load_rulebook(rules, cache=cache)) == whole

    assert kept(rules, cache) is not None
    assert not Path("trapped").exists()


@pytest.mark.parametrize("mode", [0o620, 0o602])
def test_a_file_that_others_may_write_is_passed_over(rules: Path, cache: Path, mode: int) -> None:
    """What another user could have written is not believed."""
    load_rulebook(rules, cache=cache)
    (file,) = cache.iterdir()
    file.chmod(mode)

    assert kept(rules, cache) is None


@pytest.mark.parametrize("kind", ["pipe", "directory", "dangling"])
def test_what_is_no_file_is_passed_over(rules: Path, cache: Path, kind: str) -> None:
    """A pipe in its place makes nobody wait, a directory does no harm, a link leads nowhere."""
    load_rulebook(rules, cache=cache)
    (file,) = cache.iterdir()
    file.unlink()
    {"pipe": os.mkfifo, "directory": os.mkdir, "dangling": lambda name: name.symlink_to("nowhere")}[kind](
        file
    )

    assert load_rulebook(rules, cache=cache).benefits


def test_it_is_for_its_owner_alone(rules: Path, cache: Path) -> None:
    """The directory is 0700 and the file 0600, whatever the user's mask allows."""
    before = os.umask(0)
    try:
        load_rulebook(rules, cache=cache)
    finally:
        os.umask(before)

    (file,) = cache.iterdir()
    assert (stat.S_IMODE(cache.stat().st_mode), stat.S_IMODE(file.stat().st_mode)) == (0o700, 0o600)


def test_where_nothing_can_be_written_nothing_is_said(rules: Path, tmp_path: Path) -> None:
    """A cache that is a file, lies under one, or takes no files, not even from root, only costs time."""
    (tmp_path / "file").write_text("mine")
    places = (tmp_path / "file", tmp_path / "file" / "below", "/dev/full", "/proc/eligib", "/proc/self", "\0")

    for place in places:
        assert load_rulebook(rules, cache=place).benefits

    assert (tmp_path / "file").read_text() == "mine"


def test_a_full_disk_leaves_nothing_behind(rules: Path, cache: Path) -> None:
    """Where the file cannot be written whole, none is left, and the decision is given."""
    script = "from eligib import load_rulebook; import sys; print(len(load_rulebook(sys.argv[1], cache=sys.argv[2]).benefits))"

    done = subprocess.run(
        [sys.executable, "-B", "-c", script, rules, cache],
        env=engine(),
        capture_output=True,
        check=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096)),
    )

    assert (done.stdout, done.stderr) == (b"101\n", b"")
    assert not list(cache.iterdir())


def test_several_processes_at_once(rules: Path, cache: Path) -> None:
    """Processes that find nothing, all at once, each decide, and one whole file is left."""
    script = "from eligib import load_rulebook; import sys; print(load_rulebook(sys.argv[1], cache=sys.argv[2]).digest)"
    command = [sys.executable, "-c", script, str(rules), str(cache)]

    running = [subprocess.Popen(command, env=engine(), stdout=subprocess.PIPE) for _ in range(3)]
    printed = {process.communicate()[0] for process in running}

    assert [process.returncode for process in running] == [0, 0, 0]
    assert printed == {f"{load_rulebook(rules).digest}\n".encode()}
    assert len(list(cache.iterdir())) == 1
    assert kept(rules, cache) is not None


def test_the_newest_stay(rules: Path, cache: Path) -> None:
    """Eight rulebooks are kept, and what is not ours is never touched."""
    cache.mkdir(parents=True)
    others = {cache / "notes.txt", cache / "rulebook-notes.txt"}
    for other in others:
        other.write_text("mine")
        os.utime(other, (0, 0))
    abandoned, underway = cache / "rulebook-0a.new", cache / "rulebook-0b.new"
    for unfinished in (abandoned, underway):
        unfinished.write_text("half")
    os.utime(abandoned, (1, 1))
    old = [cache / f"rulebook-{n}.bin" for n in range(KEPT + 3)]
    for age, file in enumerate(old):
        file.write_bytes(b"")
        os.utime(file, (1000 + age, 1000 + age))

    load_rulebook(rules, cache=cache)

    assert set(cache.iterdir()) - {Store.of(read_files(rules), cache)._path} == others | {
        underway,
        *old[-KEPT + 1 :],
    }
