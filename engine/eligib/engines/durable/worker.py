"""The child's side: durable-rules behind one JSON line per request and per answer.

Enters on stdin: `{"load": [[step, ...], ...]}`, without an answer, and
`{"number": n, "posts": [[formula, "10?"], ...]}`, where `?` is the unknown state.
Leaves on stdout: `{"number": n, "states": "1?0"}` or `{"number": n, "error": "..."}`.
Run with neither `site` nor the rest of eligib, which would only take time; see launch.py.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from typing import TYPE_CHECKING, Any

from durable import engine

if TYPE_CHECKING:
    from collections.abc import Callable

# durable finds the children of a node in a table of 512, one by one, and searches a full table for ever.
STEPS_PER_RULESET = 40
# One session for all: different ids can collide, a deleted one is dear to make again, a post leaves nothing.
SESSION = 1
STATE_OF = {"?": -1, "0": 0, "1": 1}
LETTER_OF = {state: letter for letter, state in STATE_OF.items()}


class _Host(engine.Host):  # type: ignore[misc]  # durable has no types
    """durable's host without the two threads it starts; a second thread has killed the process."""

    def _run(self) -> None:
        pass


class Rulebook:
    """The loaded formulas; each step is two rules of a ruleset, guarded by its number in field `f`."""

    def __init__(self, formulas: list[list[list[Any]]]) -> None:
        self._fired: list[tuple[int, object, object]] = []
        self._posted = 0
        self._formulas: list[list[tuple[str, int, list[int | None]]]] = []
        conditions: list[tuple[object, object]] = []
        for steps in formulas:
            self._formulas.append([])
            for references, true, false in steps:
                name, guard = divmod(len(conditions), STEPS_PER_RULESET)
                self._formulas[-1].append((f"r{name}", guard, references))
                conditions.append((true, false))
        self._host = _Host()
        for name, start in enumerate(range(0, len(conditions), STEPS_PER_RULESET)):
            rules = self._rules(conditions[start : start + STEPS_PER_RULESET])
            self._host.set_rulesets({f"r{name}": rules})

    def _rules(self, conditions: list[tuple[object, object]]) -> dict[str, object]:
        rules: dict[str, object] = {}
        for guard, pair in enumerate(conditions):
            for state, condition in zip((1, 0), pair, strict=True):
                # The guard comes first, so that rules of other steps take no place on durable's stack of 64,
                # and the state document, which has no such field, never matches.
                test = {"$and": [{"f": guard}, condition]}
                rules[f"{guard}is{state}"] = _rule(test, 1, self._note(state, guard))
        # An event that no rule takes is an exception, and deleting such has corrupted the heap.
        rules["unknown"] = _rule({"$gte": {"f": 0}}, 2, self._note_unknown())
        return rules

    def _note(self, state: int, guard: int) -> Callable[[Any], None]:
        # Exactly one parameter: with a second, even one with a default, durable takes it as asynchronous.
        def action(context: Any) -> None:  # noqa: ANN401  # durable has no types
            self._fired.append((state, guard, context.m.id))

        return action

    def _note_unknown(self) -> Callable[[Any], None]:
        def action(context: Any) -> None:  # noqa: ANN401  # durable has no types
            self._fired.append((-1, context.m.f, context.m.id))

        return action

    def decide(self, formula: int, letters: str) -> int:
        """Return the state of `formula`, whose literals have the states `letters`."""
        literals = [STATE_OF[letter] for letter in letters]
        states: list[int] = []
        for name, guard, references in self._formulas[formula]:
            event = {"sid": SESSION, "f": guard}
            for position, reference in enumerate(references):
                event[f"l{position}"] = _state(reference, literals, states)
            states.append(self._post(name, event))
        return states[-1]

    def _post(self, name: str, event: dict[str, int]) -> int:
        self._fired.clear()
        self._posted += 1
        self._host.post(name, {**event, "id": self._posted})
        if len(self._fired) == 1 and self._fired[0][1:] == (event["f"], self._posted):
            return self._fired[0][0]
        message = f"{len(self._fired)} rules fired on one event, or one of another event"
        raise RuntimeError(message)


def _rule(test: object, priority: int, action: Callable[[Any], None]) -> dict[str, object]:
    return {"all": [{"m": test}], "pri": priority, "run": action}


def _state(reference: int | None, literals: list[int], steps: list[int]) -> int:
    if reference is None:
        return 1
    return literals[reference] if reference >= 0 else steps[~reference]


class Server:
    """Answers requests; what fails is answered too, so that no state is ever guessed."""

    def __init__(self) -> None:
        self._rulebook: Rulebook | None = None
        self._fault = "nothing is loaded"

    def answer(self, line: bytes) -> dict[str, object] | None:
        """Return the answer to the request of one line, None if it has none."""
        request = json.loads(line)
        try:
            if "load" in request:
                self._rulebook = None
                self._rulebook = Rulebook(request["load"])
                return None
            return {"number": request["number"], "states": self._states(request["posts"])}
        except Exception as error:  # noqa: BLE001  # every fault is the parent's to judge
            self._fault = f"{type(error).__name__}: {error}"
            return {"number": request["number"], "error": self._fault} if "number" in request else None

    def _states(self, posts: list[tuple[int, str]]) -> str:
        if self._rulebook is None:
            raise RuntimeError(self._fault)
        decide = self._rulebook.decide
        return "".join(LETTER_OF[decide(formula, letters)] for formula, letters in posts)


def main(limit: int) -> None:
    """Serve until stdin ends; a request that takes longer than `limit` seconds ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the owner
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    with os.fdopen(os.dup(1), "wb") as answers:
        os.dup2(2, 1)  # what a library prints must not come between the answers
        server = Server()
        for line in iter(sys.stdin.buffer.readline, b""):
            # Should durable never return, the parent's timeout ends us; should the parent be gone, this does.
            signal.alarm(limit)
            answer = server.answer(line)
            signal.alarm(0)
            if answer is not None:
                answers.write(json.dumps(answer).encode() + b"\n")
                answers.flush()
    os._exit(0)
