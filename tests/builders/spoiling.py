"""The faults that a request can meet between a publisher and a catalogue, and how each is brought about."""

from __future__ import annotations

import select
import socket
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from builders.wire import Message, answer, reset

_VALIDATION = b'{"success": false, "error": {"__type": "Validation Error", "name": ["Missing value"]}}'
_BROKEN = b'"Internal Server Error"'
_LOGIN = (
    b"<!doctype html><html lang=ja><title>Login</title><form action=/user/login method=post></form></html>"
)
_MOMENT_SECONDS = 0.02


class Fault(StrEnum):
    """What becomes of the request that is spoilt; `after` means that the catalogue acted on it before."""

    RESET = "reset"
    RESET_AFTER = "reset_after"
    TIMEOUT_BEFORE = "timeout_before"
    TIMEOUT_AFTER = "timeout_after"
    STATUS_500 = "status_500"
    STATUS_500_AFTER = "status_500_after"
    STATUS_503_RETRY_AFTER = "status_503_retry_after"
    STATUS_409 = "status_409"
    TRUNCATED = "truncated"
    HTML = "html"
    SLOW_DRIP = "slow_drip"
    DUPLICATE = "duplicate"
    KILL = "kill"
    KILL_AFTER = "kill_after"

    @property
    def is_kill(self) -> bool:
        """Whether the publisher does not survive it."""
        return self in {Fault.KILL, Fault.KILL_AFTER}


_NEVER_DELIVERED = {
    Fault.RESET,
    Fault.TIMEOUT_BEFORE,
    Fault.STATUS_500,
    Fault.STATUS_503_RETRY_AFTER,
    Fault.STATUS_409,
    Fault.KILL,
}
_INSTEAD = {
    Fault.STATUS_500: answer("500 Internal Server Error", _BROKEN),
    Fault.STATUS_500_AFTER: answer("500 Internal Server Error", _BROKEN),
    Fault.STATUS_503_RETRY_AFTER: answer("503 Service Unavailable", b"busy", "text/plain", "Retry-After: 1"),
    Fault.STATUS_409: answer("409 Conflict", _VALIDATION),
    Fault.HTML: answer("200 OK", _LOGIN, "text/html; charset=utf-8"),
}
"""What the publisher is answered, whatever the catalogue said."""


@dataclass(frozen=True, slots=True)
class Timing:
    """How long faults last: longer than the publisher under test has patience."""

    hold_seconds: float = 30
    """How long a socket is held that is never answered, unless the publisher closes it before."""
    drip_seconds: float = 5
    """How long a body drips, a byte at a time, before the rest follows at once."""
    upstream_seconds: float = 60
    """How long the catalogue may take for an answer."""


@dataclass(frozen=True, slots=True)
class Exchange:
    """One request under way: the publisher's socket, how to ask the catalogue, how to kill the publisher.

    `note` is told the status that the publisher is about to be given, if it is given any.
    """

    connection: socket.socket
    forward: Callable[[], Message]
    note: Callable[[int], None]
    kill: Callable[[], None]
    timing: Timing
    closing: threading.Event

    def meet(self, fault: Fault | None) -> None:
        """Let the request meet a fault or none.

        Raises:
            OSError: if either side went away.
        """
        told = None if fault in _NEVER_DELIVERED else self.forward()
        if fault is Fault.DUPLICATE:
            told = self.forward()
        if fault in _INSTEAD:
            told = _INSTEAD[fault]
        match fault:
            case Fault.KILL | Fault.KILL_AFTER:
                self.kill()
            case Fault.RESET | Fault.RESET_AFTER:
                reset(self.connection)
            case Fault.TIMEOUT_BEFORE | Fault.TIMEOUT_AFTER:
                self._hold()
            case _:
                assert told is not None
                self.note(told.status)
                self._tell(fault, told)

    def _tell(self, fault: Fault | None, told: Message) -> None:
        """Answer the publisher: wholly, in half, or a byte at a time."""
        match fault:
            case Fault.TRUNCATED:
                self._cut(_with_length(told))
            case Fault.SLOW_DRIP:
                self._drip(_with_length(told))
            case _:
                self.connection.sendall(told.packed())

    def _hold(self) -> None:
        """Say nothing for as long as the publisher waits."""
        until = time.monotonic() + self.timing.hold_seconds
        while time.monotonic() < until and not self.closing.is_set():
            if select.select([self.connection], [], [], 0.05)[0] and not self.connection.recv(1):
                return

    def _cut(self, told: Message) -> None:
        """Promise the whole body, send half of it, and close."""
        self.connection.sendall(replace(told, body=told.body[: len(told.body) // 2]).packed())

    def _drip(self, told: Message) -> None:
        """Send the body a byte at a time, then the rest."""
        self.connection.sendall(replace(told, body=b"").packed())
        pause = max(_MOMENT_SECONDS, min(0.1, self.timing.drip_seconds / max(1, len(told.body))))
        until = time.monotonic() + self.timing.drip_seconds
        sent = 0
        while sent < len(told.body) and time.monotonic() < until and not self.closing.is_set():
            self.connection.sendall(told.body[sent : sent + 1])
            sent += 1
            time.sleep(pause)
        self.connection.sendall(told.body[sent:])


def _with_length(told: Message) -> Message:
    """Return an answer that says how long its body is, whole or not; an empty one promises something."""
    if told.header("transfer-encoding") is None and told.header("content-length") not in {None, "0"}:
        return told
    kept = tuple(
        line
        for line in told.headers
        if not line.lower().startswith((b"transfer-encoding:", b"content-length:"))
    )
    length = b"Content-Length: %d" % (len(told.body) or 1)
    return replace(told, headers=(*kept, length))
