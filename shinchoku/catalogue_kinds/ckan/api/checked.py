"""The session that ckanapi speaks through: what no action could have answered is told apart before ckanapi reads it."""

import json
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

import requests

from shinchoku.adapters.catalogues.http_session import BoundedSession
from shinchoku.adapters.catalogues.multipart import FormFile, MultipartBody
from shinchoku.catalogue_kinds.ckan.api.troubles import (
    could_not,
    not_offered,
    redirected,
    server_said,
    too_large,
    unforeseen,
    unusable_page,
)
from shinchoku.catalogues.secrets import without_secrets
from shinchoku.errors import StoppedError

_REDIRECTS, _BAD_REQUEST, _TOO_LARGE, _TOO_MANY, _SERVER_ERRORS = 300, 400, 413, 429, 500


class CheckedSession:
    """The part of a session that ckanapi uses."""

    def __init__(self, session: BoundedSession) -> None:
        """Keep the session."""
        self._session = session
        self._last: requests.Response | None = None

    def get(self, url: str, **more: Any) -> requests.Response:  # noqa: ANN401 -- as requests declares them
        """Get without following redirects: the token belongs to one address."""
        return self._from_action(url, self._session.get(url, **{**more, "allow_redirects": False}))

    def post(
        self,
        url: str,
        *,
        data: Any,  # noqa: ANN401 -- as above
        headers: Mapping[str, str],
        files: Mapping[str, FormFile] | None,
        **more: Any,  # noqa: ANN401 -- as above
    ) -> requests.Response:
        """Post without following redirects; a form with files as a stream."""
        body = data
        if files:
            body = MultipartBody({name.decode(): value for name, value in data.items()}, files)
            headers = {**headers, "Content-Type": body.content_type}
        return self._from_action(url, self._session.post(url, data=body, headers=headers, **more))

    def trouble(self, host: str, action: str) -> StoppedError:
        """Say what the last answer was, which ckanapi made nothing of."""
        answer = self._last
        if answer is None:
            return could_not(host, action)
        if answer.content.lstrip()[:1] == b"{":
            return could_not(host, action) if _is_json(answer.content) else unforeseen(host, action, "JSON")
        if answer.status_code == _BAD_REQUEST and answer.content[:1] == b'"':
            return not_offered(host, action)
        return unusable_page(host, action, answer.status_code)

    def _from_action(self, url: str, answer: requests.Response) -> requests.Response:
        """Return an answer that an action may have given."""
        self._last = answer
        host, action = urlsplit(answer.url).netloc, url.rpartition("/")[2]
        require_able(host, action, answer)
        if _REDIRECTS <= answer.status_code < _BAD_REQUEST:
            raise redirected(host, without_secrets(answer.headers.get("Location", "")))
        if answer.status_code == _TOO_LARGE:
            raise too_large(host)
        return answer


def _is_json(content: bytes) -> bool:
    """Tell whether bytes are JSON to their end."""
    try:
        json.loads(content)
    except (ValueError, RecursionError):
        return False
    return True


def require_able(host: str, what: str, answer: requests.Response) -> None:
    """Raise if the server says that it cannot answer now."""
    if answer.status_code == _TOO_MANY or answer.status_code >= _SERVER_ERRORS:
        raise server_said(host, what, answer.status_code, _retry_after(answer))


def _retry_after(answer: requests.Response) -> float:
    """Return how many seconds the server asks us to wait, or 0."""
    said = answer.headers.get("Retry-After", "")
    return float(said) if said.isdigit() else 0.0
