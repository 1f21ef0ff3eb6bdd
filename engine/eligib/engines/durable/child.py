"""The owner's side of the child process that decides formulas with durable-rules.

Enters: formulas, then posts, each a formula's number with the states of the literals. Leaves: the states of
the formulas. What comes in is checked before it crosses, what comes back is checked before it is believed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import msgspec
from msgspec import Struct

from eligib.engines.durable.died import DurableDied
from eligib.engines.durable.pipe import Pipe
from eligib.engines.durable.plan import plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from types import TracebackType
    from typing import Self

    from eligib.engines.durable.plan import Program
    from eligib.engines.formula import Formula, State

_LETTER_OF: dict[State, str] = {-1: "?", 0: "0", 1: "1"}
_STATE_OF: dict[str, State] = {letter: state for state, letter in _LETTER_OF.items()}


class _Loaded(Struct, frozen=True):
    """What the child calls a formula, and the literals it needs, in order.

    Formulas that differ in nothing but their literals are one to the child: a rulebook of hundreds has a
    few dozen forms, and a firm asks each of them few different questions.
    """

    number: int
    literals: tuple[int, ...]


class DurableChild:
    """One child process, one owner, one firm at a time; after its death it raises `DurableDied` for ever."""

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._pipe = Pipe(timeout)
        self._programs: list[_Loaded] = []
        self._loaded = b""
        self._asked = 0
        self._dead: str | None = None

    @classmethod
    def start(cls, timeout: float = 30.0) -> DurableChild:
        """Start a child and return at once, while it still imports durable.

        A request must be answered within `timeout` seconds.

        Raises:
            DurableDied: no process could be made.
        """
        return cls(timeout)

    @property
    def process_id(self) -> int:
        """The child's; another one after other formulas are loaded."""
        return self._pipe.process_id

    def load(self, formulas: Sequence[Formula]) -> None:
        """Send `formulas` in place of those before; faults of the child show at the next `decide`.

        Raises:
            ValueError: a formula is malformed; those before stay loaded.
        """
        numbers: dict[bytes, int] = {}
        programs = [_loaded(plan(formula), numbers) for formula in formulas]
        line = b'{"load":[%b]}\n' % b",".join(numbers)
        if line != self._loaded and self._dead is None:
            if self._loaded:
                self._renew()
            self._pipe.send(line)
        self._programs, self._loaded = programs, line

    def decide(self, posts: Sequence[tuple[int, Sequence[State]]]) -> list[State]:
        """Return the state of each post's formula, given its number as loaded and the state of each literal.

        Raises:
            ValueError: a post is malformed; nothing has crossed.
            DurableDied: there is no answer, or none to trust.
        """
        if self._dead is not None:
            raise DurableDied(self._dead)
        encoded = self._encoded(posts)
        if not encoded:
            return []
        try:
            self._asked += 1
            distinct = list(dict.fromkeys(encoded))
            answer = self._pipe.ask(_line({"number": self._asked, "posts": distinct}))
            states = dict(zip(distinct, _states(answer, self._asked, len(distinct)), strict=True))
            return [states[post] for post in encoded]
        except DurableDied as death:
            self._die(death.reason)
            raise
        except BaseException:
            self._die("a request was interrupted")
            raise

    def close(self) -> None:
        """End the child; it keeps nothing that would need an orderly end."""
        self._die(self._dead or "it was closed")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def _renew(self) -> None:
        """Take a new process, for durable never gives back the memory of a ruleset (3 MB for 40 formulas)."""
        self._pipe.end()
        try:
            self._pipe = Pipe(self._timeout)
        except DurableDied as death:
            self._dead = death.reason

    def _die(self, reason: str) -> None:
        self._dead = reason
        self._pipe.end()

    def _encoded(self, posts: Iterable[tuple[int, Sequence[State]]]) -> list[tuple[int, str]]:
        encoded: list[tuple[int, str]] = []
        checked: Sequence[State] | None = None
        for number, states in posts:
            if states is not checked:  # the vector of one firm often serves all its formulas
                _check(states)
                checked = states
            program = self._program(number)
            encoded.append((program.number, _letters(program, states)))
        return encoded

    def _program(self, number: int) -> _Loaded:
        if type(number) is int and 0 <= number < len(self._programs):
            return self._programs[number]
        message = f"there is no formula `{number!r}`, {len(self._programs)} are loaded"
        raise ValueError(message)


def _loaded(program: Program, numbers: dict[bytes, int]) -> _Loaded:
    return _Loaded(numbers.setdefault(msgspec.json.encode(program.steps), len(numbers)), program.literals)


def _check(states: Sequence[State]) -> None:
    try:
        wrong = set(states) - _LETTER_OF.keys()
    except TypeError as error:
        message = f"states are 1, 0 or -1: {error}"
        raise ValueError(message) from None
    if wrong:
        message = f"a state is 1, 0 or -1, not `{wrong.pop()!r}`"
        raise ValueError(message)


def _letters(program: _Loaded, states: Sequence[State]) -> str:
    """Return the states of those literals that the formula has."""
    try:
        return "".join([_LETTER_OF[states[index]] for index in program.literals])
    except IndexError:
        message = f"literal {max(program.literals)} has no state, {len(states)} are given"
        raise ValueError(message) from None


def _line(request: object) -> bytes:
    return msgspec.json.encode(request) + b"\n"


def _states(line: bytes, number: int, count: int) -> list[State]:
    """Return the states that the answer `line` gives to request `number`."""
    try:
        answer = json.loads(line)
        if answer["number"] == number and "error" in answer:
            raise DurableDied(str(answer["error"]))
        states = [_STATE_OF[letter] for letter in answer["states"]]
        if answer["number"] == number and len(states) == count:
            return states
    except (ValueError, TypeError, KeyError, RecursionError):
        pass  # told below, like an answer to something else
    reason = f"a garbled answer, {line[:60]!r}"
    raise DurableDied(reason)
