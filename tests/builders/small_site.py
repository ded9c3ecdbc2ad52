"""A tiny web site on loopback that says what it is told to and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self


@dataclass(frozen=True, slots=True)
class Page:
    """What an address answers."""

    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    sent: int | None = None
    """How many bytes of the body are sent, if not all that are promised."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it came."""

    method: str
    target: str
    headers: Mapping[str, str]
    body: bytes


class SmallSite:
    """The site: `pages` by path, without the query; what is not there is 404."""

    def __init__(self, pages: Mapping[str, Page] | None = None) -> None:
        """Listen on a free port."""
        self.pages = dict(pages or {})
        self.asked: list[Asked] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            """Answers from the pages."""

            def do_GET(self) -> None:
                """Remember the request and answer it."""
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                site.asked.append(Asked(self.command, self.path, dict(self.headers), body))
                page = site.pages.get(self.path.partition("?")[0], Page(b"not here", 404))
                self.send_response(page.status)
                self.send_header("Content-Length", str(len(page.body)))
                for name, value in page.headers.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(page.body[: page.sent])

            do_POST = do_GET  # noqa: N815 -- the name that http.server calls

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def place(self) -> tuple[str, int]:
        """Its host and port."""
        return "127.0.0.1", self._server.server_port

    @property
    def url(self) -> str:
        """Its address."""
        return "http://{}:{}".format(*self.place)

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Go away."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
