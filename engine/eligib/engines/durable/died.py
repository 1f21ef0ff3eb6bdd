"""What a caller of the child process must be ready for."""

from __future__ import annotations


class DurableDied(Exception):  # noqa: N818  # what happened, not an error of the caller
    """The child is gone, or was ended because it could not be trusted; `reason` says why."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"the durable-rules process gave no decision: {reason}")
        self.reason = reason
