"""A proxy in front of a real catalogue that answers in its place as a test says: from a cache, with a page of its own."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from builders.fault_proxy import FaultProxy
from builders.wire import Message

Ask = Callable[[], Message]
"""Asks the catalogue itself."""
Answer = Callable[[Message, Ask], Message]
"""Answers a request, with or without asking the catalogue."""


class GoingBetween(FaultProxy):
    """A proxy whose answers are somebody's; `answers` may be changed while it runs."""

    answers: Answer = staticmethod(lambda _, ask: ask())

    def _forward(self, request: Message) -> Message:
        """Answer as the test says."""
        ask = super()._forward
        return self.answers(request, lambda: ask(request))


@dataclass
class Cache:
    """Keeps every answer to a GET for some seconds, whatever the request says of that: as a reverse proxy may."""

    seconds: float
    hits: int = 0
    _kept: dict[str, tuple[float, Message]] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self, request: Message, ask: Ask) -> Message:
        """Answer from what is kept, or ask."""
        if request.method != "GET":
            return ask()
        with self._lock:
            until, kept = self._kept.get(request.target, (0.0, None))
        if kept is not None and time.monotonic() < until:
            self.hits += 1
            return kept
        told = ask()
        with self._lock:
            self._kept[request.target] = (time.monotonic() + self.seconds, told)
        return told


@dataclass(frozen=True)
class Downloads:
    """Spoils downloads alone, for good: each comes as `spoilt` makes of it."""

    spoilt: Callable[[Message], Message]
    of: str = "/download/"

    def __call__(self, request: Message, ask: Ask) -> Message:
        """Answer a download otherwise, the rest as it is."""
        told = ask()
        return self.spoilt(told) if self.of in request.target and told.status == 200 else told


def with_body(told: Message, body: bytes) -> Message:
    """Return an answer with another body, its length said."""
    kept = tuple(line for line in told.headers if not line.lower().startswith(b"content-length:"))
    return replace(told, headers=(*kept, f"Content-Length: {len(body)}".encode()), body=body)
