"""CKAN's action API through ckanapi: reads are repeated, writes never; every failure is one of two kinds.

A read that fails for now is asked again, after as long as the server asks for or with growing waits. A
write that fails may have been carried out all the same, so whoever writes looks again before it writes
again (`stages.publish`); and a guarded write (`package_revise` with `match`) is refused the second time.
"""

import hashlib
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar
from urllib.parse import urlsplit

import ckanapi
from ckanapi.errors import CKANAPIError, NotAuthorized, NotFound, ServerIncompatibleError, ValidationError
from pydantic import SecretStr

from shinchoku.adapters.catalogues.connection import TRANSPORT_ERRORS
from shinchoku.adapters.catalogues.http_session import BoundedSession, HttpSettings
from shinchoku.adapters.catalogues.multipart import FileSource, FormFile
from shinchoku.catalogue_kinds.ckan.api.answers import UnforeseenError, require_foreseen
from shinchoku.catalogue_kinds.ckan.api.checked import CheckedSession, require_able
from shinchoku.catalogue_kinds.ckan.api.troubles import (
    changed_meanwhile,
    could_not,
    no_answer,
    not_allowed,
    not_there,
    refused,
    unforeseen,
)
from shinchoku.catalogues.failures import CatalogueFailedError
from shinchoku.catalogues.secrets import without_secrets

__all__ = ["CkanClient", "Fetched", "FileSource", "FormFile"]

T = TypeVar("T")
JsonObject = dict[str, Any]

_QUIET, _NOWHERE = logging.getLogger("stamina"), logging.NullHandler()
"""A repeated read is no news for a person; whoever sets up logging still gets its line."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an anonymous reader got: the status, hash and size of the bytes, and what tells this state from others."""

    status: int
    sha256: str
    size: int
    etag: str = ""
    """The header of the last answer, as it was; empty if there was none."""
    last_modified: str = ""
    """As above."""


class CkanClient:
    """A site, asked with a token or as anybody; making it opens no connection."""

    def __init__(
        self, url: str, token: SecretStr | None, http_settings: HttpSettings, agent: str = "shinchoku"
    ) -> None:
        """Keep the address and how to ask; the token goes nowhere but into the requests' header.

        `agent` is how the server's log names us.
        """
        _QUIET.addHandler(_NOWHERE)
        self.url = url.rstrip("/")
        self.host = urlsplit(self.url).netloc
        self.writes = 0
        self._http_settings = self.http_settings = http_settings
        self._agent = agent
        self._session, self._anonymous = BoundedSession(http_settings), BoundedSession(http_settings)
        secret = token.get_secret_value() if token else None
        self._secret = secret or ""
        self._answers = CheckedSession(self._session)
        self._reader = ckanapi.RemoteCKAN(self.url, secret, agent, get_only=True, session=self._answers)
        self._writer = ckanapi.RemoteCKAN(self.url, secret, agent, session=self._answers)

    def read(self, action: str, **asked: str) -> Any:  # noqa: ANN401 -- whatever the action answers
        """Return the answer of an action that changes nothing.

        Raises:
            CatalogueFailedError: if it does not answer, even when asked again, or what it should know is not there.
            CatalogueRefusedError: if it will not say.
        """
        try:
            return self._again(lambda: self._call(self._reader, action, asked, None))
        except NotFound:
            raise not_there(self.host, action) from None

    def find(self, action: str, **asked: str) -> Any:  # noqa: ANN401 -- as above
        """Return the answer of an action that changes nothing, or `None` if there is no such thing."""
        try:
            return self._again(lambda: self._call(self._reader, action, asked, None))
        except NotFound:
            return None

    def write(self, action: str, data: Mapping[str, Any], files: Mapping[str, FormFile] | None = None) -> Any:  # noqa: ANN401 -- as above
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
        """Get an address once, in pieces."""
        digest, size = hashlib.sha256(), 0
        try:
            with self._anonymous.get(address, stream=True, headers={"User-Agent": self._agent}) as answer:
                require_able(self.host, without_secrets(address), answer)
                for piece in self._anonymous.pieces(answer):
                    digest.update(piece)
                    size += len(piece)
        except TRANSPORT_ERRORS as error:
            raise no_answer(self.host, without_secrets(address), error) from None
        headers = answer.headers
        told = headers.get("ETag", ""), headers.get("Last-Modified", "")
        return Fetched(answer.status_code, digest.hexdigest(), size, *told)

    def _call(
        self,
        ckan: ckanapi.RemoteCKAN,
        action: str,
        data: Mapping[str, Any],
        files: Mapping[str, FormFile] | None,
    ) -> Any:  # noqa: ANN401 -- as above
        """Call an action once, and say what went wrong in our own words."""
        try:
            answer = ckan.call_action(action, dict(data), files=dict(files) if files else None)
            return require_foreseen(action, answer)
        except NotAuthorized:
            raise not_allowed(self.host, action) from None
        except ValidationError as error:
            if ckan.get_only:  # nothing that only asks is ever refused for what it says
                raise could_not(self.host, action) from None
            raise refused(self.host, action, error.error_dict, self._secret) from None
        except NotFound:
            raise
        except (CKANAPIError, ServerIncompatibleError):
            raise self._answers.trouble(self.host, action) from None
        except UnforeseenError as error:
            raise unforeseen(self.host, action, str(error)) from None
        except TRANSPORT_ERRORS as error:
            raise no_answer(self.host, action, error) from None
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError) as error:
            # what ckanapi stumbles over in an answer that is JSON and not CKAN's
            raise unforeseen(self.host, action, type(error).__name__) from None

    def _again(self, ask: Callable[[], T]) -> T:
        """Ask until there is an answer, as often as the settings allow."""
        http_settings = self._http_settings
        for attempt in http_settings.attempts_at(lambda error: _wait(error, http_settings)):
            with attempt:
                answer = ask()
        return answer


def _wait(error: Exception, http_settings: HttpSettings) -> bool | float:
    """Tell whether to ask again, and how long to wait if the server said so."""
    if not isinstance(error, CatalogueFailedError):
        return False
    return min(error.wait_seconds, http_settings.most_wait_seconds) or True
