"""One kind of HTTP session for catalogues: every answer whole within a deadline, at a bounded rate.

`requests` limits the silence between two pieces of an answer, not the time that the whole takes, and it
would take credentials from `~/.netrc` that nobody meant for the catalogue.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

import requests
from requests.auth import AuthBase
from urllib3.exceptions import HTTPError

_PIECE = 256 * 1024
_MOST_BYTES = 512 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class Manners:
    """How a catalogue is asked: how long, how often, how many times, through what."""

    timeout_seconds: float = 60
    per_second: float = 10
    attempts: int = 4
    wait_seconds: float = 0.5
    """The first wait between two attempts; it doubles, with as much jitter, up to `most_wait_seconds`."""
    most_wait_seconds: float = 60
    """No longer than this is waited, whatever the catalogue asks for."""
    ca_file: str = ""
    proxy: str = ""


class _AsItIs(AuthBase):
    """Adds no credentials: without it `requests` looks for some of its own."""

    def __call__(self, r: requests.PreparedRequest) -> requests.PreparedRequest:
        """Return the request as it is."""
        return r


class Session(requests.Session):
    """A session that keeps its manners; making it opens no connection."""

    def __init__(self, manners: Manners) -> None:
        """Keep the manners."""
        super().__init__()
        self.auth = _AsItIs()
        self._manners = manners
        self._earliest = 0.0

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **more: Any) -> requests.Response:  # noqa: ANN401 -- as requests declares them
        """Send a request through the proxy and the authorities of the settings, if they name any."""
        manners = self._manners
        more["timeout"] = manners.timeout_seconds
        if manners.ca_file:
            more["verify"] = manners.ca_file
        if manners.proxy:
            more["proxies"] = {"http": manners.proxy, "https": manners.proxy}
        return super().request(method, url, *args, **more)

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:  # noqa: ANN401 -- as requests declares them
        """Send a request when its turn has come, and read the whole answer before its time is over.

        Raises:
            requests.RequestException: if there is no answer, it breaks off, or it takes too long.
        """
        self._wait_for_turn()
        end = time.monotonic() + self._manners.timeout_seconds
        answer = super().send(request, **{**more, "stream": True})
        if not vars(answer)["_content_consumed"]:  # `requests` has no other way to hand a body in
            vars(answer).update(_content=_whole(answer, end), _content_consumed=True)
        return answer

    def _wait_for_turn(self) -> None:
        """Keep the rate: requests follow each other at least `1 / per_second` apart."""
        now = time.monotonic()
        if now < self._earliest:
            time.sleep(self._earliest - now)
        self._earliest = max(now, self._earliest) + 1 / self._manners.per_second


def _whole(answer: requests.Response, end: float) -> bytes:
    """Read an answer's body to its end.

    Raises:
        requests.RequestException: if it breaks off, is endless, or its time is over.
    """
    content = bytearray()
    try:
        while piece := answer.raw.read1(_PIECE, decode_content=True):
            content += piece
            if time.monotonic() > end:
                message = "the answer took too long"
                raise requests.ReadTimeout(message)
            if len(content) > _MOST_BYTES:
                message = "the answer has no end"
                raise requests.exceptions.ContentDecodingError(message)
    except HTTPError as error:
        raise requests.exceptions.ChunkedEncodingError(str(error)) from error
    finally:
        answer.close()
    declared = answer.headers.get("Content-Length", "")
    is_plain = "Content-Encoding" not in answer.headers and answer.request.method != "HEAD"
    if is_plain and declared.isdigit() and int(declared) != len(content):
        message = f"{len(content)} of {declared} bytes arrived"
        raise requests.exceptions.ChunkedEncodingError(message)
    return bytes(content)
