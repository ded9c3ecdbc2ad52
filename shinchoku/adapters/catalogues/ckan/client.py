"""CKAN's action API through ckanapi: reads are repeated, writes never; every failure is one of two kinds.

A read that fails for now is asked again, after as long as the server asks for or with growing waits. A
write that fails may have been carried out all the same, so whoever writes looks again before it writes
again (`stages.publish`); and a guarded write (`package_revise` with `match`) is refused the second time.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import ckanapi
import requests
import stamina
from ckanapi.errors import CKANAPIError, NotAuthorized, NotFound, ValidationError
from pydantic import SecretStr

from shinchoku.adapters.catalogues.ckan.session import Manners, Session
from shinchoku.adapters.catalogues.ckan.troubles import (
    changed_meanwhile,
    failed,
    no_answer,
    not_allowed,
    redirected,
    refused,
    too_large,
)
from shinchoku.catalogues.failures import CatalogueFailedError

T = TypeVar("T")
JsonObject = dict[str, Any]
Upload = tuple[str, bytes, str]
"""A file to send: its name, its bytes, its media type."""

_QUIET, _NOWHERE = logging.getLogger("stamina"), logging.NullHandler()
"""A repeated read is no news for a person; whoever sets up logging still gets its line."""
_TOO_LARGE, _TOO_MANY, _SERVER_ERRORS = 413, 429, 500
_OK, _REDIRECTS = 200, 300
_BAD_REQUEST = 400


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an anonymous reader got: the status, and hash and size of the bytes."""

    status: int
    sha256: str
    size: int


class CkanClient:
    """A site, asked with a token or as anybody; making it opens no connection."""

    def __init__(self, url: str, token: SecretStr | None, manners: Manners, agent: str = "shinchoku") -> None:
        """Keep the address and the manners; the token goes nowhere but into the requests' header.

        `agent` is how the server's log names us.
        """
        _QUIET.addHandler(_NOWHERE)
        self.url = url.rstrip("/")
        self.host = urlsplit(self.url).netloc
        self.writes = 0
        self._manners = self.manners = manners
        self._agent = agent
        self._session, self._anonymous = Session(manners), Session(manners)
        secret = token.get_secret_value() if token else None
        self._reader = ckanapi.RemoteCKAN(
            self.url, secret, agent, get_only=True, session=_Checked(self._session)
        )
        self._writer = ckanapi.RemoteCKAN(self.url, secret, agent, session=_Checked(self._session))

    def read(self, action: str, **asked: str) -> Any:  # noqa: ANN401 -- whatever the action answers
        """Return the answer of an action that changes nothing.

        Raises:
            CatalogueFailedError: if it does not answer, even when asked again.
            CatalogueRefusedError: if it will not say.
            ckanapi.errors.NotFound: if there is no such thing.
        """
        return self._again(lambda: self._call(self._reader, action, asked, None))

    def find(self, action: str, **asked: str) -> Any:  # noqa: ANN401 -- as above
        """Return the answer of an action that changes nothing, or `None` if there is no such thing."""
        try:
            return self.read(action, **asked)
        except NotFound:
            return None

    def write(self, action: str, data: Mapping[str, Any], files: Mapping[str, Upload] | None = None) -> Any:  # noqa: ANN401 -- as above
        """Carry out an action once.

        Raises:
            CatalogueFailedError: if it is not known whether it was carried out, or somebody was faster.
            CatalogueRefusedError: if the server will not do it.
        """
        self.writes += 1
        try:
            return self._call(self._writer, action, data, files)
        except NotFound as error:
            raise changed_meanwhile(self.host, action) from error

    def fetch(self, address: str) -> Fetched:
        """Return what anybody gets at an address, redirects followed.

        Raises:
            CatalogueFailedError: if it does not answer, even when asked again.
        """
        return self._again(lambda: self._fetch(address))

    def close(self) -> None:
        """Give the connections back."""
        self._session.close()
        self._anonymous.close()

    def _fetch(self, address: str) -> Fetched:
        """Get an address once."""
        try:
            answer = self._anonymous.get(
                address, headers={"User-Agent": self._agent, "Cache-Control": "no-cache"}
            )
        except requests.RequestException as error:
            raise no_answer(self.host, address, error) from None
        _require_able(self.host, answer)
        content = answer.content
        return Fetched(answer.status_code, hashlib.sha256(content).hexdigest(), len(content))

    def _call(
        self,
        ckan: ckanapi.RemoteCKAN,
        action: str,
        data: Mapping[str, Any],
        files: Mapping[str, Upload] | None,
    ) -> Any:  # noqa: ANN401 -- as above
        """Call an action once, and say what went wrong in our own words."""
        try:
            return ckan.call_action(action, dict(data), files=dict(files) if files else None)
        except requests.RequestException as error:
            raise no_answer(self.host, action, error) from None
        except NotAuthorized as error:
            raise not_allowed(self.host, action) from error
        except ValidationError as error:
            if ckan.get_only:  # nothing that only asks is ever refused for what it says
                raise failed(self.host, action) from error
            raise refused(self.host, action, error.error_dict) from error
        except NotFound:
            raise
        except CKANAPIError as error:
            raise failed(self.host, action) from error

    def _again(self, ask: Callable[[], T]) -> T:
        """Ask until there is an answer, as often as the manners allow."""
        manners = self._manners
        attempts = stamina.retry_context(
            on=lambda error: _wait(error, manners),
            attempts=manners.attempts,
            timeout=None,
            wait_initial=manners.wait_seconds,
            wait_jitter=manners.wait_seconds,
            wait_max=manners.most_wait_seconds,
        )
        for attempt in attempts:
            with attempt:
                answer = ask()
        return answer


class _Checked:
    """The part of a session that ckanapi uses; what no action could have answered is told apart here."""

    def __init__(self, session: Session) -> None:
        """Keep the session."""
        self._session = session

    def get(self, url: str, **more: Any) -> requests.Response:  # noqa: ANN401 -- as requests declares them
        """Get without following redirects: the token belongs to one address."""
        return _from_action(self._session.get(url, **{**more, "allow_redirects": False}))

    def post(self, url: str, **more: Any) -> requests.Response:  # noqa: ANN401 -- as above
        """Post without following redirects."""
        return _from_action(self._session.post(url, **more))


def _from_action(answer: requests.Response) -> requests.Response:
    """Return an answer that an action may have given."""
    host = urlsplit(answer.url).netloc
    _require_able(host, answer)
    if _REDIRECTS <= answer.status_code < _BAD_REQUEST:
        raise redirected(host, answer.headers.get("Location", ""))
    if answer.status_code == _TOO_LARGE:
        raise too_large(host)
    return answer


def _require_able(host: str, answer: requests.Response) -> None:
    """Raise if the server says that it cannot answer now."""
    if answer.status_code == _TOO_MANY or answer.status_code >= _SERVER_ERRORS:
        raise failed(host, f"HTTP {answer.status_code}", _retry_after(answer))


def _retry_after(answer: requests.Response) -> float:
    """Return how many seconds the server asks us to wait, or 0."""
    said = answer.headers.get("Retry-After", "")
    return float(said) if said.isdigit() else 0.0


def _wait(error: Exception, manners: Manners) -> bool | float:
    """Tell whether to ask again, and how long to wait if the server said so."""
    if not isinstance(error, CatalogueFailedError):
        return False
    return min(error.wait_seconds, manners.most_wait_seconds) or True
