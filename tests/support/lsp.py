"""An editor of a few lines: messages to a real server process and its answers."""

from __future__ import annotations

import json
import subprocess
import sys
from threading import Timer
from typing import Any

from support.command import environment

LIMIT = 60.0
"""Seconds after which a server that does not answer is ended."""


class Editor:
    """A conversation with `eligib lsp`; what the server tells unasked is kept."""

    def __init__(self, *words: str, **more: str) -> None:
        self.told: list[dict[str, Any]] = []
        self._number = 0
        self._process = subprocess.Popen(
            [sys.executable, "-m", "eligib", "lsp", *words],
            env=environment(**more),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        self._timer = Timer(LIMIT, self._process.kill)
        self._timer.start()

    def ask(self, method: str, **params: Any) -> Any:
        """Return the answer to a request."""
        self._number += 1
        self._send({"id": self._number, "method": method, "params": params})
        while (message := self._receive()).get("id") != self._number:
            self.told.append(message)
        return message["result"]

    def tell(self, method: str, **params: Any) -> None:
        """Send a notification."""
        self._send({"method": method, "params": params})

    def faults(self, uri: str) -> list[dict[str, Any]]:
        """Wait until the server says what is wrong with a file."""
        while True:
            for message in self.told:
                params = message.get("params", {})
                if message.get("method") == "textDocument/publishDiagnostics" and params["uri"] == uri:
                    self.told.remove(message)
                    found: list[dict[str, Any]] = params["diagnostics"]
                    return found
            self.told.append(self._receive())

    def goodbye(self) -> int:
        """End the conversation as the protocol wants and return the exit code."""
        self.ask("shutdown")
        self._send({"method": "exit"})
        code = self._process.wait(LIMIT)
        self.close()
        return code

    def close(self) -> None:
        """End the process, however it stands."""
        self._timer.cancel()
        self._process.kill()
        self._process.communicate()

    def _send(self, message: dict[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self._process.stdin.flush()

    def _receive(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        length = 0
        while (line := self._process.stdout.readline()).strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the server has gone"
        message: dict[str, Any] = json.loads(self._process.stdout.read(length))
        return message
