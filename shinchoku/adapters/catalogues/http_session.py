"""One kind of HTTP session for catalogues: every answer whole within its time, at a bounded rate.

`requests` limits the silence between two pieces of an answer, not the time that the whole takes, and it
would take credentials from `~/.netrc` that nobody meant for the catalogue. What is large may take longer,
as long as it moves: the time that a request has grows with the bytes that came through.
"""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import requests
import stamina
from requests.adapters import HTTPAdapter
from requests.auth import AuthBase
from urllib3.exceptions import DecodeError, HTTPError, ReadTimeoutError

from shinchoku.adapters.catalogues.multipart import MultipartBody

_PIECE = 256 * 1024
_MOST_BYTES = 512 * 1024 * 1024
"""The largest answer that is held in memory."""
_MOST_STREAMED_BYTES = 64 * 1024**3
"""The largest file that is read as it comes."""
_SLOWEST_BYTES_PER_SECOND = 32 * 1024
"""What is slower on the whole is no line but a trickle: a file of 300 MB may take two hours and a half."""
PAST_CACHES = {"Cache-Control": "no-cache", "Pragma": "no-cache"}
"""Asks caches on the way to ask the catalogue itself: what was true twenty seconds ago is not what was just written."""


@dataclass(frozen=True, slots=True)
class HttpSettings:
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

    def attempts_at(self, is_worth_it: Callable[[Exception], bool | float]) -> Iterator[stamina.Attempt]:
        """Yield the attempts at a request: another one where the failure is worth it, or says how long to wait."""
        return iter(
            stamina.retry_context(
                on=is_worth_it,
                attempts=self.attempts,
                timeout=None,
                wait_initial=self.wait_seconds,
                wait_jitter=self.wait_seconds,
                wait_max=self.most_wait_seconds,
            )
        )


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a request may take: some seconds, and more for every byte that moved."""

    seconds: float
    begun: float = field(default_factory=time.monotonic)

    def require(self, moved: int) -> None:
        """Require that the request is still in time after so many bytes.

        Raises:
            requests.ReadTimeout: if it is not.
        """
        allowed = self.seconds + moved / _SLOWEST_BYTES_PER_SECOND
        if time.monotonic() - self.begun > allowed:
            raise requests.ReadTimeout(f"{moved} bytes in more than {allowed:.0f} s")


class _AsItIs(AuthBase):
    """Adds no credentials: without it `requests` looks for some of its own."""

    def __call__(self, r: requests.PreparedRequest) -> requests.PreparedRequest:
        """Return the request as it is."""
        return r


class _Bounded(HTTPAdapter):
    """Reads every answer to its end before it is handed on, in time; only a last one that was asked for as a stream is not."""

    def __init__(self, http_settings: HttpSettings) -> None:
        """Keep how a catalogue is asked."""
        super().__init__()
        self._http_settings = http_settings

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,  # noqa: FBT001, FBT002 -- as requests declares it
        *args: Any,  # noqa: ANN401 -- as above
        **more: Any,  # noqa: ANN401 -- as above
    ) -> requests.Response:
        """Send a request, and read the whole answer before its time is over.

        Raises:
            requests.RequestException: if there is no answer, it breaks off, or it takes too long.
        """
        patience = Patience(self._http_settings.timeout_seconds)
        sent = 0
        body: object = request.body  # typed as if a body could not be iterated over
        if isinstance(body, MultipartBody):
            sent, body.watch = len(body), patience.require
        answer = super().send(request, True, *args, **more)  # noqa: FBT003 -- as above
        if not stream or answer.is_redirect:
            later = Patience(patience.seconds + sent / _SLOWEST_BYTES_PER_SECOND, patience.begun)
            content = b"".join(_received(answer, later, _MOST_BYTES, grows=False))
            vars(answer).update(
                _content=content, _content_consumed=True
            )  # there is no other way to hand a body in
        return answer


class BoundedSession(requests.Session):
    """A session that keeps to its settings; making it opens no connection."""

    def __init__(self, http_settings: HttpSettings) -> None:
        """Keep how a catalogue is asked."""
        super().__init__()
        self.auth = _AsItIs()
        self.headers.update(PAST_CACHES)
        for scheme in ("http://", "https://"):
            self.mount(scheme, _Bounded(http_settings))
        self._http_settings = http_settings
        self._earliest = 0.0

    def request(self, method: str | bytes, url: str | bytes, *args: Any, **more: Any) -> requests.Response:  # noqa: ANN401 -- as requests declares them
        """Send a request through the proxy and the authorities of the settings, if they name any."""
        http_settings = self._http_settings
        more["timeout"] = http_settings.timeout_seconds
        if http_settings.ca_file:
            more["verify"] = http_settings.ca_file
        if http_settings.proxy:
            more["proxies"] = {"http": http_settings.proxy, "https": http_settings.proxy}
        return super().request(method, url, *args, **more)

    def send(self, request: requests.PreparedRequest, **more: Any) -> requests.Response:  # noqa: ANN401 -- as requests declares them
        """Send a request when its turn has come.

        Raises:
            requests.RequestException: if there is no answer, it breaks off, or it takes too long.
        """
        self._wait_for_turn()
        return super().send(request, **more)

    def pieces(self, answer: requests.Response) -> Iterator[bytes]:
        """Yield the body of an answer that was asked for as a stream, as long as it comes at a bearable pace.

        Raises:
            requests.RequestException: if it breaks off, stalls, trickles, or has no end.
        """
        patience = Patience(self._http_settings.timeout_seconds)
        yield from _received(answer, patience, _MOST_STREAMED_BYTES, grows=True)

    def _wait_for_turn(self) -> None:
        """Keep the rate: requests follow each other at least `1 / per_second` apart."""
        now = time.monotonic()
        if now < self._earliest:
            time.sleep(self._earliest - now)
        self._earliest = max(now, self._earliest) + 1 / self._http_settings.per_second


def _received(answer: requests.Response, patience: Patience, most: int, *, grows: bool) -> Iterator[bytes]:
    """Yield an answer's body to its end; `grows` gives more time for what has come."""
    received = 0
    try:
        while piece := answer.raw.read1(_PIECE, decode_content=True):
            received += len(piece)
            patience.require(received if grows else 0)
            if received > most:
                raise requests.exceptions.ContentDecodingError("the answer has no end")
            yield piece
    except ReadTimeoutError as error:
        raise requests.ReadTimeout(str(error)) from error
    except DecodeError as error:
        raise requests.exceptions.ContentDecodingError(str(error)) from error
    except HTTPError as error:
        raise requests.exceptions.ChunkedEncodingError(str(error)) from error
    finally:
        answer.close()
    _require_whole(answer, received)


def _require_whole(answer: requests.Response, received: int) -> None:
    """Require as many bytes as the answer said that it has."""
    declared = answer.headers.get("Content-Length", "")
    is_plain = "Content-Encoding" not in answer.headers and answer.request.method != "HEAD"
    if is_plain and declared.isdigit() and int(declared) != received:
        raise requests.exceptions.ChunkedEncodingError(f"{received} of {declared} bytes arrived")
