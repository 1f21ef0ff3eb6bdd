"""Every way in which the child can fail is a `DurableDied`, promptly, and never a wrong state."""

from __future__ import annotations

import os
import re
import signal
import sys
import threading
import time
from itertools import product
from typing import TYPE_CHECKING

import pytest

from eligib.engines.durable import DurableChild, DurableDied, pipe
from eligib.engines.durable.launch import command
from eligib.engines.formula import AnyOf, Lit, Not
from engines.durable.kleene import RANKS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.engines.formula import State

WIDTH = 11
FORMULA = AnyOf(tuple(Lit(index) for index in range(WIDTH)))
POSTS: list[tuple[int, tuple[State, ...]]] = [(0, states) for states in product(RANKS, repeat=WIDTH)]
"""No two are the same, since the same is asked once."""
POST = POSTS[2]
FORMS = [
    AnyOf(tuple(Not(Lit(index)) if pattern & 1 << index else Lit(index) for index in range(WIDTH)))
    for pattern in range(2**WIDTH)
]
# What a child does that reads requests but is not ours.
INSTEAD = "import os, signal, sys, time\nfor line in sys.stdin:\n    if 'number' in line:\n        {}\n"


@pytest.fixture
def child() -> Iterator[DurableChild]:
    """Return a child with one formula loaded."""
    with DurableChild.start() as child:
        child.load([FORMULA])
        yield child


def reason_of_death(child: DurableChild, posts: int = 1) -> str:
    """Ask, and return why there is no answer; the same is told again, at once."""
    start = time.monotonic()
    with pytest.raises(DurableDied) as death:
        child.decide([POST] if posts == 1 else POSTS[:posts])
    assert time.monotonic() - start < 5
    with pytest.raises(DurableDied) as again:
        child.decide([POST])
    assert again.value.reason == death.value.reason
    assert str(death.value) == f"the durable-rules process gave no decision: {death.value.reason}"
    return death.value.reason


def child_that(monkeypatch: pytest.MonkeyPatch, does: str) -> DurableChild:
    """Return a started child that, in place of deciding, `does` something."""
    monkeypatch.setattr(pipe, "command", lambda _: [sys.executable, "-S", "-c", INSTEAD.format(does)])
    child = DurableChild.start(timeout=2)
    child.load([FORMULA])
    return child


def test_killed_before_the_load_is_read() -> None:
    """A child that is dead when the formulas are sent is reported at the next request."""
    with DurableChild.start() as child:
        os.kill(child.process_id, signal.SIGKILL)
        child.load(FORMS)
        child.load(FORMS)

        assert reason_of_death(child) == "killed by SIGKILL"
        child.load([FORMULA, Lit(0)])
        assert reason_of_death(child) == "killed by SIGKILL"


@pytest.mark.parametrize("number", [signal.SIGSEGV, signal.SIGABRT, signal.SIGKILL, signal.SIGTERM])
def test_killed_between_requests(child: DurableChild, number: signal.Signals) -> None:
    """The signal that ended the child is named."""
    assert child.decide([POST]) == [1]
    os.kill(child.process_id, number)

    assert reason_of_death(child) == f"killed by {number.name}"


@pytest.mark.parametrize("delay", [0.0, 0.05, 0.2, 0.4])
def test_killed_while_it_decides(child: DurableChild, delay: float) -> None:
    """A child killed in the middle of a large request gives no states, not a part of them."""
    killer = threading.Timer(delay, os.kill, (child.process_id, signal.SIGKILL))
    killer.start()

    assert reason_of_death(child, posts=50_000) == "killed by SIGKILL"
    killer.join()


def test_stopped() -> None:
    """A child that does not answer within the time is ended, even one that is stopped in a large request."""
    with DurableChild.start(timeout=1) as child:
        child.load([FORMULA])
        assert child.decide([POST]) == [1]
        process = child.process_id
        os.kill(process, signal.SIGSTOP)

        assert reason_of_death(child, posts=100_000) == "no answer within 1 s"
        with pytest.raises(ProcessLookupError):
            os.kill(process, 0)


@pytest.mark.parametrize(
    ("does", "reason"),
    [
        ("os.kill(os.getpid(), signal.SIGSEGV)", r"killed by SIGSEGV"),
        ("os._exit(0)", r"exit code 0"),
        ("os._exit(7)", r"exit code 7"),
        ("raise MemoryError('no room')", r"exit code 1, MemoryError: no room"),
        ("os.close(1); time.sleep(9)", r"it closed its pipe"),
        ('os.write(1, b\'{"number": 1, "sta\'); os._exit(1)', r"exit code 1"),
        ("os.write(1, b'\\xff\\n')", r"a garbled answer, b'\\xff\\n'"),
        ("os.write(1, b'\\n')", r"a garbled answer, .*"),
        ("os.write(1, b'[]\\n')", r"a garbled answer, .*"),
        ("os.write(1, b'{}\\n')", r"a garbled answer, .*"),
        ("os.write(1, b'[' * 60000 + b'\\n')", r"a garbled answer, .*"),
        ("""os.write(1, b'{"number": 2, "states": "1"}\\n')""", r"a garbled answer, .*"),
        ("""os.write(1, b'{"number": 1, "states": "11"}\\n')""", r"a garbled answer, .*"),
        ("""os.write(1, b'{"number": 1, "states": "x"}\\n')""", r"a garbled answer, .*"),
        ("""os.write(1, b'noise\\n{"number": 1, "states": "1"}\\n')""", r"a garbled answer, .*"),
        ("""os.write(1, b'{"number": 1, "error": "MemoryError: "}\\n')""", r"MemoryError: "),
        ("time.sleep(9)", r"no answer within 2 s"),
        ("[os.write(1, b'x' * 65536) for _ in iter(int, 1)]", r"its answer has no end|no answer within 2 s"),
    ],
)
def test_any_other_answer_is_none(monkeypatch: pytest.MonkeyPatch, does: str, reason: str) -> None:
    """Whatever a child does in place of a well-formed answer to this very request counts as its death."""
    with child_that(monkeypatch, does) as child:
        assert re.fullmatch(reason, reason_of_death(child))


def test_a_fault_inside_durable_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Conditions that durable refuses give its own message, for the whole request."""
    monkeypatch.setattr("eligib.engines.durable.tree.MOST_GATES", 99)
    formula: AnyOf = FORMULA
    for _ in range(20):
        formula = AnyOf((Lit(0), formula))
    with DurableChild.start() as child:
        child.load([formula])

        assert reason_of_death(child) == "RuntimeError: error: Could not create ruleset, error code: 113"


def test_python_that_cannot_be_started(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a Python to run there is no child, which is told at the start."""
    monkeypatch.setattr(sys, "executable", "/nowhere/python")

    with pytest.raises(DurableDied, match="it could not be started"):
        DurableChild.start()


def test_durable_that_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without durable-rules there is no child, which is told at the start."""
    monkeypatch.setattr("importlib.util.find_spec", lambda _: None)

    with pytest.raises(DurableDied, match="`durable` is not installed"):
        DurableChild.start()


def test_durable_that_cannot_be_imported(monkeypatch: pytest.MonkeyPatch) -> None:
    """A child that cannot import durable says so in its last words."""
    monkeypatch.setattr(pipe, "command", lambda timeout: command(timeout)[:-1])
    with DurableChild.start() as child:
        child.load([FORMULA])

        assert reason_of_death(child) == "exit code 1, ModuleNotFoundError: No module named 'durable'"


def test_an_interrupted_request_ends_the_child(child: DurableChild) -> None:
    """After Ctrl-C in the owner a late answer cannot be taken for the answer to the next request."""
    os.kill(child.process_id, signal.SIGSTOP)
    threading.Timer(0.5, os.kill, (os.getpid(), signal.SIGINT)).start()
    with pytest.raises(KeyboardInterrupt):
        child.decide([POST])

    with pytest.raises(DurableDied, match="a request was interrupted"):
        child.decide([POST])


def test_an_orphan_that_never_returns_ends_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """Should durable loop for ever after its owner was killed, the child's own alarm ends it."""
    monkeypatch.setattr("eligib.engines.durable.launch._GRACE", 0)
    with DurableChild.start(timeout=1) as child:
        child.load([FORMULA])
        assert child.decide([POST]) == [1]
        child._timeout = child._pipe._timeout = 5  # an owner that waits longer stands for none

        assert reason_of_death(child, posts=100_000) == "killed by SIGALRM"
