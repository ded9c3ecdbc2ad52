"""A proxy between a publisher and a real catalogue that numbers requests and spoils the one it is told to.

It stands in front of the catalogue (its address is given as the catalogue's), or is named as the HTTP proxy
of the client, so that downloads that leave by absolute addresses pass it too. What it is not told to spoil
goes through byte for byte, each request on a connection of its own.
"""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import Self
from urllib.parse import urlsplit

from builders.spoiling import Exchange, Fault, Timing
from builders.wire import Message, answer, read_answer, read_request

_REFUSED = answer("500 Internal Server Error", b"<!doctype html><title>500</title>", "text/html")
"""What a catalogue answers that serves no files."""


@dataclass(frozen=True, slots=True)
class Request:
    """One request as it passed; nothing of its headers is kept."""

    number: int
    method: str
    path: str
    received: int
    """Bytes of its body."""
    fault: Fault | None = None
    upstream: tuple[int, ...] = ()
    """What the catalogue answered, as often as it was asked."""
    status: int = 0
    """What the publisher was answered, or began to be; 0 if nothing, or not yet."""

    @property
    def is_write(self) -> bool:
        """Whether it may change the catalogue."""
        return self.method not in {"GET", "HEAD", "OPTIONS"}

    @property
    def line(self) -> str:
        """The request in a line, for tables: the method, the last part of its path."""
        return f"{self.number} {self.method} {self.path.rpartition('/')[2]}"


@dataclass
class _Watch:
    """What is counted and spoilt from one arming to the next."""

    spoilt: int = 0
    fault: Fault | None = None
    kill: Callable[[], None] = lambda: None
    log: list[Request] = field(default_factory=list)


class FaultProxy:
    """One such proxy, in threads of this process, which outlives a publisher that is killed."""

    def __init__(self, host: str, port: int, timing: Timing | None = None, *, refused: str = "") -> None:
        """Listen on a free port of loopback, in front of a catalogue; paths that hold `refused` are never served."""
        self._refused = refused
        self._upstream = (host, port)
        self._timing = timing or Timing()
        self._watch = _Watch()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._socket = socket.create_server(("127.0.0.1", 0), backlog=64)
        self._acceptor = threading.Thread(target=self._accept, name="fault-proxy", daemon=True)
        self._threads: list[threading.Thread] = []

    @property
    def address(self) -> str:
        """Where it listens: the address to give as the catalogue's, or as the client's HTTP proxy."""
        return f"http://127.0.0.1:{self._socket.getsockname()[1]}"

    @property
    def requests(self) -> tuple[Request, ...]:
        """What has come since it was last armed, in order."""
        with self._lock:
            return tuple(self._watch.log)

    @property
    def writes(self) -> tuple[Request, ...]:
        """Those of the requests that may have changed the catalogue."""
        return tuple(one for one in self.requests if one.is_write)

    def arm(
        self, spoilt: int = 0, fault: Fault | None = None, kill: Callable[[], None] = lambda: None
    ) -> None:
        """Forget what came, count from 1 again, and spoil the request of this number; none without a fault."""
        with self._lock:
            self._watch = _Watch(spoilt, fault, kill)

    def __enter__(self) -> Self:
        """Take connections."""
        self._acceptor.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Take no more, and let go of those that are held."""
        self._closing.set()
        with suppress(OSError):
            self._socket.shutdown(socket.SHUT_RDWR)
        self._acceptor.join()
        self._socket.close()
        for thread in self._threads:
            thread.join(5)

    def _accept(self) -> None:
        """Give every connection a thread."""
        while not self._closing.is_set():
            try:
                connection, _ = self._socket.accept()
            except OSError:
                return
            thread = threading.Thread(target=self._serve, args=(connection,), daemon=True)
            self._threads = [*(one for one in self._threads if one.is_alive()), thread]
            thread.start()

    def _serve(self, connection: socket.socket) -> None:
        """Serve one connection, which is one request."""
        with connection, suppress(OSError):
            connection.settimeout(self._timing.hold_seconds)
            request = read_request(connection)
            if request is None:  # the publisher died in the middle of it: the catalogue never sees it whole
                return
            request = _without_host(request)
            watch, noted = self._number(request)

            def forward() -> Message:
                """Ask the catalogue, and keep what it answered."""
                is_refused = self._refused and self._refused in noted.path
                told = _REFUSED if is_refused else self._forward(request)
                self._note(watch, noted.number, upstream=told.status)
                return told

            def note(status: int) -> None:
                """Keep what the publisher is answered."""
                self._note(watch, noted.number, status=status)

            Exchange(connection, forward, note, watch.kill, self._timing, self._closing).meet(noted.fault)

    def _forward(self, request: Message) -> Message:
        """Ask the catalogue.

        Raises:
            OSError: if it does not answer wholly; the publisher's connection is then closed as well.
        """
        with socket.create_connection(self._upstream, self._timing.upstream_seconds) as upstream:
            upstream.sendall(request.packed())
            told = read_answer(upstream, to=request.method)
        if told is None:
            raise ConnectionAbortedError
        return told

    def _number(self, request: Message) -> tuple[_Watch, Request]:
        """Give a request its number, and its fault if it is the one."""
        with self._lock:
            watch = self._watch
            number = len(watch.log) + 1
            fault = watch.fault if watch.spoilt == number else None
            path = urlsplit(request.target).path
            watch.log.append(Request(number, request.method, path, len(request.body), fault))
            return watch, watch.log[-1]

    def _note(self, watch: _Watch, number: int, *, upstream: int = 0, status: int = 0) -> None:
        """Keep how a request went on, with those that it came with."""
        with self._lock:
            noted = watch.log[number - 1]
            asked = (*noted.upstream, upstream) if upstream else noted.upstream
            watch.log[number - 1] = replace(noted, upstream=asked, status=status or noted.status)


def kill_process(pid: Callable[[], int]) -> Callable[[], None]:
    """Return what kills a publisher as `kill -9` does, whose number is asked for when it is time."""
    return lambda: os.kill(pid(), signal.SIGKILL)


def _without_host(request: Message) -> Message:
    """Return a request with a path, also if it was sent as to an HTTP proxy, with an address."""
    parts = urlsplit(request.target)
    if not parts.scheme:
        return request
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    method, _, version = request.first.split(b" ")
    return replace(request, first=b" ".join((method, path.encode("latin-1"), version)))
