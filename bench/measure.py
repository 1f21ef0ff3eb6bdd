"""Engines timed in turn, round by round, so that what else the machine does falls on all of them alike."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ROUNDS = 31


@dataclass(frozen=True, slots=True)
class Target:
    """That `subject` takes at most `limit` times as long as `base`."""

    subject: str
    base: str
    limit: float


Clock: TypeAlias = "Callable[[], float]"
Times: TypeAlias = dict[str, list[float]]


def in_turn(
    jobs: Mapping[str, Callable[[], int]], rounds: int = ROUNDS, clocks: Mapping[str, Clock] | None = None
) -> Times:
    """Return the seconds of each job in every round; a job tells for how many firms it worked."""
    times: Times = {name: [] for name in jobs}
    for _ in range(rounds):
        for name, job in jobs.items():
            clock = (clocks or {}).get(name, perf_counter)
            start = clock()
            count = job()
            times[name].append((clock() - start) / count)
    return times


def ratio(times: Times, subject: str, base: str) -> float:
    """Return the median of the rounds' ratios."""
    return median(a / b for a, b in zip(times[subject], times[base], strict=True))


def report(times: Times, base: str, unit: str, scale: float) -> None:
    """Print the median of each job and how it compares with `base`."""
    width = max(map(len, times))
    print(f"{'':{width}}  {unit:>9}  against {base}")
    for name in times:
        print(f"{name:{width}}  {median(times[name]) * scale:9.1f}  {ratio(times, name, base):.2f}")


def met(times: Times, targets: tuple[Target, ...]) -> bool:
    """Print and return whether every target is met."""
    held = [(target, ratio(times, target.subject, target.base)) for target in targets]
    for target, found in held:
        word = "met" if found <= target.limit else "MISSED"
        print(f"{word}: {target.subject} / {target.base} = {found:.3f}, at most {target.limit:.3f}")
    return all(found <= target.limit for target, found in held)
