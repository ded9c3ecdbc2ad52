"""Forged requests: a form is believed only if it came from one of our own pages, shown to the same browser."""

import hmac
from urllib.parse import urlsplit

from starlette.datastructures import FormData
from starlette.requests import Request

from shinchoku.console.secret import Secret
from shinchoku.errors import NotPermittedError

_DEFAULT_PORTS = {"http": 80, "https": 443}
FIELD, HEADER = "csrf", "X-CSRF-Token"


def token_before_login(secret: Secret, context: str) -> str:
    """Return the token of a browser in which nobody is logged in: bound to its cookie, kept nowhere."""
    return secret.sign("csrf", context)


def require_own_page(request: Request) -> None:
    """Refuse what a browser says comes from another site.

    Raises:
        NotPermittedError: if it does.
    """
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    if site != "same-origin" or (origin is not None and not _is_ours(origin, request)):
        raise _forged()


def require_token(request: Request, form: FormData, expected: str) -> None:
    """Refuse a form without the token that our page gave to this browser.

    Raises:
        NotPermittedError: if it is missing or another's.
    """
    given = form.get(FIELD) or request.headers.get(HEADER, "")
    if (
        not isinstance(given, str)
        or not expected
        or not hmac.compare_digest(given.encode(), expected.encode())
    ):
        raise _forged()


def _is_ours(origin: str, request: Request) -> bool:
    """Tell whether an origin is the host that was called; a proxy may have changed the scheme."""
    try:
        came, called = urlsplit(origin), urlsplit(f"//{request.headers.get('Host', '')}")
        ports = came.port, called.port
    except ValueError:
        return False
    default = _DEFAULT_PORTS.get(came.scheme)
    return (came.hostname, ports[0] or default) == (called.hostname, ports[1] or default)


def _forged() -> NotPermittedError:
    """Say that a form is too old or not ours."""
    return NotPermittedError(
        "この画面の有効期限が切れたか、別の場所から送られた操作です。何も変更されていません。画面を開き直して、もう一度お試しください。",
        "this page is too old, or the request came from elsewhere. Nothing was changed: reload and try again.",
    )
