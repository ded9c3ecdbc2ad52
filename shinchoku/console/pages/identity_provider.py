"""Logging in at the identity provider: there and back again."""

from __future__ import annotations

import logging

from starlette.responses import RedirectResponse, Response

from shinchoku.bilingual import Bilingual
from shinchoku.console.cookies import Cookie, read_cookie
from shinchoku.console.login import Begun, Provider, account_vouched_for, log_in
from shinchoku.console.refusals import NotFoundError
from shinchoku.console.routes import Page
from shinchoku.console.visit import Visit
from shinchoku.errors import NotPermittedError

_PURPOSE, _SECONDS = "provider", 600
_log = logging.getLogger(__name__)


def begin(visit: Visit) -> Response:
    """Send the browser to the identity provider, with what proves later that it was this browser.

    Raises:
        NotFoundError: if none is set up.
        OperationalError: if it cannot be reached.
    """
    address, begun = _provider(visit).ask(_redirect_uri(visit))
    kept = {**begun.as_data(), "next": visit.frame.own_address(visit.query.get("next", ""))}
    visit.cookies[Cookie.PROVIDER] = visit.desk.secret.seal(_PURPOSE, kept, _SECONDS)
    return RedirectResponse(address, 303)


def come_back(visit: Visit) -> Response:
    """Log in whom the identity provider vouches for, if there is an account for them.

    Raises:
        NotFoundError: if none is set up.
        NotPermittedError: if its answer does not hold, or there is no account.
        OperationalError: if it cannot be reached.
    """
    provider = _provider(visit)
    kept = visit.desk.secret.unseal(_PURPOSE, read_cookie(visit.request, Cookie.PROVIDER))
    visit.cookies[Cookie.PROVIDER] = ""
    if kept is None:
        raise NotPermittedError(
            Bilingual(
                "このブラウザーで始めたログインではないか、時間が切れました。ログイン画面から、もう一度お試しください。",
                "this login was not begun in this browser, or its time is over: please log in again.",
            )
        )
    begun = Begun(kept["state"], kept["nonce"], kept["verifier"])
    subject = provider.finish(begun, dict(visit.query), _redirect_uri(visit))
    account = account_vouched_for(visit, subject)
    if account is None or not account.is_active(visit.desk.as_of):
        _log.warning("the identity provider vouched for somebody without an account in force")
        raise NotPermittedError(
            Bilingual(
                "認証はできましたが、この仕組みのアカウントがないか、期限が切れています。管理者に登録または更新を依頼してください。",
                "you were recognised, but there is no account in force for you: ask an administrator for one.",
            )
        )
    log_in(visit, account, {"by": "provider"})
    return visit.redirect_to_own(kept.get("next", ""))


def _provider(visit: Visit) -> Provider:
    """Return the identity provider.

    Raises:
        NotFoundError: if none is set up.
    """
    if visit.desk.provider is None:
        raise NotFoundError
    return visit.desk.provider


def _redirect_uri(visit: Visit) -> str:
    """Return where the browser comes back to; the host that was called is one of ours."""
    url = visit.request.url
    return f"{url.scheme}://{url.netloc}{visit.frame.address('oidc_answer', {})}"


PAGES = (
    Page("/login/provider", "oidc_begin", begin, None),
    Page("/login/provider/answer", "oidc_answer", come_back, None),
)
