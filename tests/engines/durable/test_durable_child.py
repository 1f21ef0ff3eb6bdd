"""What the owner of the child may rely on as long as the child lives."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import eligib
from eligib.engines.durable import DurableChild, DurableDied
from eligib.engines.formula import AllOf, AnyOf, Lit, Not

if TYPE_CHECKING:
    from collections.abc import Iterator

    from eligib.engines.formula import State

PACKAGE = Path(eligib.__file__).parent
BOTH = AllOf((Lit(0), Lit(1)))
EITHER = AnyOf((Lit(0), Lit(1)))


@pytest.fixture
def child() -> Iterator[DurableChild]:
    """Return a child with two formulas loaded."""
    with DurableChild.start() as child:
        child.load([BOTH, EITHER])
        yield child


def test_start_and_load_do_not_wait_for_the_child() -> None:
    """Both return while the child is stopped and can do nothing; it answers once it goes on."""
    with DurableChild.start() as child:
        os.kill(child.process_id, 19)
        child.load([_pattern(number) for number in range(1000)])
        os.kill(child.process_id, 18)

        assert child.decide([(999, [0] * 40), (0, [0] * 40)]) == [1, 0]


def _pattern(number: int) -> AnyOf:
    """Return some of 40 literals, those negated that have a bit in `number`: no two have the same form."""
    return AnyOf(tuple(Not(Lit(index)) if number >> index & 1 else Lit(index) for index in range(40)))


def test_formulas_of_one_form_are_one_to_the_child(child: DurableChild) -> None:
    """What differs only in its literals is sent once, and decided by the literals of each."""
    numbers = range(200)
    child.load([AllOf((Lit(number), Not(Lit(number + 1)))) for number in numbers])

    states: list[State] = [1 if number % 3 else 0 for number in range(201)]

    assert len(child._loaded) < 200
    expected = [int(states[number] and not states[number + 1]) for number in numbers]
    assert child.decide([(number, states) for number in numbers]) == expected


def test_no_posts_have_no_states(child: DurableChild) -> None:
    """An empty request is answered with an empty list."""
    assert child.decide([]) == []


def test_other_formulas_replace_the_loaded_ones(child: DurableChild) -> None:
    """After another load the numbers are those of the new formulas alone."""
    assert child.decide([(0, [1, 0]), (1, [1, 0])]) == [0, 1]

    child.load([EITHER])

    assert child.decide([(0, [1, 0])]) == [1]
    with pytest.raises(ValueError, match="there is no formula `1`, 1 are loaded"):
        child.decide([(1, [1, 0])])


def test_the_same_formulas_need_no_new_process(child: DurableChild) -> None:
    """Loading what is loaded changes nothing."""
    before = child.process_id
    child.load([BOTH, EITHER])

    assert child.process_id == before
    assert child.decide([(0, [1, 1])]) == [1]


def test_malformed_formulas_leave_the_loaded_ones(child: DurableChild) -> None:
    """A load that is refused has changed nothing."""
    with pytest.raises(ValueError, match="index of a literal"):
        child.load([Lit(-1)])

    assert child.decide([(0, [1, 1])]) == [1]


@pytest.mark.parametrize(
    ("number", "states", "message"),
    [
        (0, [1, 2], "a state is 1, 0 or -1, not `2`"),
        (0, [1, None], "a state is 1, 0 or -1, not `None`"),
        (0, [1, float("nan")], "a state is 1, 0 or -1, not `nan`"),
        (0, [1, []], "states are 1, 0 or -1: unhashable"),
        (0, "11", "a state is 1, 0 or -1, not `'1'`"),
        (0, [1], "literal 1 has no state, 1 are given"),
        (2, [1, 1], "there is no formula `2`, 2 are loaded"),
        (-1, [1, 1], "there is no formula `-1`"),
        (0.0, [1, 1], "there is no formula `0.0`"),
        ("0", [1, 1], "there is no formula `'0'`"),
    ],
)
def test_malformed_posts_are_refused(
    child: DurableChild, number: int, states: list[State], message: str
) -> None:
    """A malformed post is a ValueError that names what is wrong, and the child still serves."""
    with pytest.raises(ValueError, match=message):
        child.decide([(0, [1, 1]), (number, states)])

    assert child.decide([(0, [1, 1])]) == [1]


def test_nothing_is_decided_before_anything_is_loaded() -> None:
    """Without a load there is no formula to ask for."""
    with DurableChild.start() as child, pytest.raises(ValueError, match="there is no formula `0`"):
        child.decide([(0, [])])


def test_close_leaves_no_process_and_no_pipe(child: DurableChild) -> None:
    """After close the process is reaped, the descriptors are given back, and closing again is harmless."""
    open_before = _open_files()
    process = child.process_id

    child.close()
    child.close()

    assert not Path(f"/proc/{process}").exists()
    assert _open_files() == open_before - 3
    with pytest.raises(DurableDied, match="it was closed"):
        child.decide([(0, [1, 1])])


def test_a_dropped_child_ends() -> None:
    """A child that nobody holds any more ends without a ResourceWarning, which would fail this test."""
    child = DurableChild.start()
    process = child.process_id

    del child
    gc.collect()

    assert not Path(f"/proc/{process}").exists()


def test_a_child_that_is_never_closed_ends_with_its_owner() -> None:
    """An owner that exits without close leaves no process and no warning."""
    done = _python(
        "from eligib.engines.durable import DurableChild\n"
        "child = DurableChild.start(); child.load([]); print(child.process_id)\n"
    )

    assert done.stderr == ""
    assert _gone(int(done.stdout))


def test_the_child_of_a_killed_owner_ends() -> None:
    """An owner that is killed closes the pipes by that, and the child ends."""
    done = _python(
        "import os; from eligib.engines.durable import DurableChild; from eligib.engines.formula import Lit\n"
        "child = DurableChild.start(); child.load([Lit(0)]); child.decide([(0, [1])])\n"
        "print(child.process_id, flush=True); os.kill(os.getpid(), 9)\n"
    )

    assert done.returncode == -9
    assert _gone(int(done.stdout))


def test_a_fork_of_the_owner_leaves_the_child_alone() -> None:
    """A fork can neither ask the child nor end it; the owner goes on."""
    done = _python(
        "import os; from eligib.engines.durable import DurableChild, DurableDied\n"
        "from eligib.engines.formula import Lit\n"
        "child = DurableChild.start(); child.load([Lit(0)])\n"
        "if not os.fork():\n"
        "    try: child.load([Lit(0)]); child.decide([(0, [1])])\n"
        "    except DurableDied as death: print(death.reason, flush=True)\n"
        "    os._exit(0)\n"
        "os.wait(); print(child.decide([(0, [1])]))\n"
    )

    assert done.stderr == ""
    assert done.stdout == "it was ended, or belongs to another process\n[1]\n"


def test_the_child_is_not_in_the_group_that_ctrl_c_reaches(child: DurableChild) -> None:
    """Ctrl-C in a terminal goes to the owner's process group; sent to the child alone it changes nothing."""
    assert os.getpgid(child.process_id) != os.getpgid(0)
    assert child.decide([(0, [1, 1])]) == [1]

    os.kill(child.process_id, 2)

    assert child.decide([(0, [1, 1])]) == [1]


def test_durable_is_imported_in_the_child_alone() -> None:
    """The owner never loads durable-rules, whose C code could take it down."""
    done = _python(
        "import sys\n"
        "from eligib.engines.durable import DurableChild; from eligib.engines.formula import Lit\n"
        "with DurableChild.start() as child: child.load([Lit(0)]); child.decide([(0, [1])])\n"
        "print([name for name in sys.modules if name.startswith('durable')])\n"
    )

    assert (done.stdout, done.stderr) == ("[]\n", "")


def test_the_package_may_lie_in_a_zip_file(tmp_path: Path) -> None:
    """The child finds its side in a zip file too, and hostile settings of Python do not reach it."""
    archive = tmp_path / "eligib 包.zip"
    with zipfile.ZipFile(archive, "w") as target:
        for file in PACKAGE.rglob("*.py"):
            target.write(file, Path("eligib") / file.relative_to(PACKAGE))
    (tmp_path / "random.py").write_text("raise SystemExit('not the library')", encoding="utf-8")
    done = _python(
        "import os, eligib.engines.durable as d; from eligib.engines.formula import Lit\n"
        f"os.environ.update(PYTHONPATH={str(tmp_path)!r}, PYTHONWARNINGS='error', PYTHONINSPECT='1')\n"
        "with d.DurableChild.start() as child: child.load([Lit(0)]); print(child.decide([(0, [-1])]))\n"
        "print('.zip' in d.__file__)\n"
        "del os.environ['PYTHONINSPECT']\n",
        where=str(archive),
    )

    assert (done.stdout, done.stderr) == ("[-1]\nTrue\n", "")


def _python(program: str, where: str = str(PACKAGE.parent)) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-W", "error", "-X", "dev", "-c", program],
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": where},
        timeout=60,
    )


def _open_files() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def _gone(process: int) -> bool:
    """Say whether `process` ends within five seconds; one that only waits to be reaped has."""
    for _ in range(500):
        try:
            if Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.01)
    return False
