"""A server in front of a real CKAN that hands out fewer rows at once than it is asked for, as `rows_max` has it do."""

from __future__ import annotations

import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Self
from urllib.error import HTTPError
from urllib.parse import parse_qsl, urlencode, urlsplit
from urllib.request import ProxyHandler, Request, build_opener

_DIRECTLY = build_opener(ProxyHandler({}))


def at_most(rows: int) -> Callable[[dict[str, str]], dict[str, str]]:
    """Return what lowers the limit of a search."""
    return lambda asked: {**asked, "limit": str(min(rows, int(asked["limit"])))}


def without_offset(asked: dict[str, str]) -> dict[str, str]:
    """Answer the first rows again and again, as a cache does that leaves out what it is asked."""
    return {**asked, "limit": "1", "offset": "0"}


class FewerRows:
    """The server; `changed` is what becomes of the parameters of `datastore_search`."""

    def __init__(self, url: str, changed: Callable[[dict[str, str]], dict[str, str]]) -> None:
        """Listen on a free port, in front of a CKAN."""
        self.searches = 0
        front = self

        class Handler(BaseHTTPRequestHandler):
            """Passes everything on, searches with other parameters."""

            def do_GET(self) -> None:
                """Pass a request on, and its answer back."""
                parts = urlsplit(self.path)
                query = dict(parse_qsl(parts.query))
                if parts.path.endswith("/datastore_search"):
                    front.searches += 1
                    query = changed(query)
                body = self.rfile.read(int(self.headers.get("Content-Length", 0))) or None
                headers = {name: told for name, told in self.headers.items() if name.lower() not in _OWN}
                request = Request(f"{url}{parts.path}?{urlencode(query)}", body, headers, method=self.command)  # noqa: S310 -- the tests' own CKAN
                try:
                    with _DIRECTLY.open(request, timeout=60) as answer:
                        self._answer(answer.status, answer.headers.get("Content-Type", ""), answer.read())
                except HTTPError as error:
                    with error:
                        self._answer(error.code, error.headers.get("Content-Type", ""), error.read())

            do_POST = do_GET  # noqa: N815 -- the name that http.server calls

            def _answer(self, status: int, kind: str, body: bytes) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,), daemon=True)

    @property
    def url(self) -> str:
        """Its address."""
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


_OWN = frozenset({"host", "content-length", "connection", "accept-encoding"})
