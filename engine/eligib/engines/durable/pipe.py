"""The two pipes of the child process: lines go in, lines come out, and a death is told, not hung upon.

Enters: lines for the child. Leaves: its answers, one line each, or `DurableDied`. Nothing waits without a
limit. The process ends when it is closed or dropped, when its owner exits, and when the owner is killed,
which closes the pipes.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import time
import weakref
from typing import IO, cast

from eligib.engines.durable.died import DurableDied
from eligib.engines.durable.launch import cause, command, end, spawn

_CHUNK = 1 << 16
_MOST = 1 << 26
_ROOM = 1 << 20


class Pipe:
    """One child process, for the process that made it alone."""

    def __init__(self, timeout: float) -> None:
        self._timeout = timeout
        self._process = spawn(command(timeout))
        self._stdin = cast("IO[bytes]", self._process.stdin).fileno()
        self._stdout = cast("IO[bytes]", self._process.stdout).fileno()
        self._unsent = bytearray()
        self._owner = os.getpid()
        self._end = weakref.finalize(self, end, self._process, self._owner)
        for descriptor in (self._stdin, self._stdout):
            os.set_blocking(descriptor, False)
        # Room for a whole rulebook, where the system can; elsewhere the rest goes with the first request.
        with contextlib.suppress(OSError, AttributeError):
            fcntl.fcntl(self._stdin, fcntl.F_SETPIPE_SZ, _ROOM)

    @property
    def process_id(self) -> int:
        """The child's."""
        return self._process.pid

    @property
    def usable(self) -> bool:
        """Say whether it is there and ours: a fork of the owner would write between the owner's lines."""
        return self._end.alive and os.getpid() == self._owner

    def send(self, line: bytes) -> None:
        """Hand over what the pipe takes at once; the rest, or a death, comes with the next request."""
        if self.usable:  # a closed descriptor may by now be some other file
            self._unsent += line
            self._write()

    def ask(self, line: bytes) -> bytes:
        """Return the child's answer to `line`."""
        if not self.usable:
            reason = "it was ended, or belongs to another process"
            raise DurableDied(reason)
        try:
            self.send(line)
            return self._answer(time.monotonic() + self._timeout)
        except BaseException:
            self.end()  # an answer that is still under way would be taken for the next one
            raise

    def end(self) -> None:
        """Kill the child, reap it and close the pipes, at most once."""
        self._end()

    def _answer(self, deadline: float) -> bytes:
        answer = bytearray()
        while not answer.endswith(b"\n"):
            self._wait(deadline)
            self._write()
            with contextlib.suppress(BlockingIOError):
                if not (chunk := os.read(self._stdout, _CHUNK)):
                    raise DurableDied(cause(self._process))
                answer += chunk
            if len(answer) > _MOST:
                reason = "its answer has no end"
                raise DurableDied(reason)
        return bytes(answer)

    def _wait(self, deadline: float) -> None:
        poll = select.poll()
        poll.register(self._stdout, select.POLLIN)
        if self._unsent:
            poll.register(self._stdin, select.POLLOUT)
        left = deadline - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            reason = f"no answer within {self._timeout:g} s"
            raise DurableDied(reason)

    def _write(self) -> None:
        try:
            while self._unsent:
                del self._unsent[: os.write(self._stdin, self._unsent[:_CHUNK])]
        except BlockingIOError:
            pass  # the pipe is full until the child reads on
        except OSError:
            self._unsent.clear()  # the child is gone, which its end of the other pipe will say
