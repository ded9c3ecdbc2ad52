"""Logging in at the identity provider: there and back again."""

import logging

from starlette.responses import RedirectResponse, Response

from shinchoku.console.cookies import Cookie, read_cookie
from shinchoku.console.login import Begun, Provider, account_vouched_for, log_in
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.sent import require_found
from shinchoku.errors import NotPermittedError

_PURPOSE, _SECONDS = "provider", 600
_log = logging.getLogger(__name__)


def begin(context: RequestContext) -> Response:
    """Send the browser to the identity provider, with what proves later that it was this browser.

    Raises:
        NotFoundError: if none is set up.
        OperationalError: if it cannot be reached.
    """
    address, begun = _provider(context).ask(_redirect_uri(context))
    kept = {**begun.as_data(), "next": context.frame.own_address(context.query.get("next", ""))}
    context.cookies[Cookie.PROVIDER] = context.services.secret.seal(_PURPOSE, kept, _SECONDS)
    return RedirectResponse(address, 303)


def come_back(context: RequestContext) -> Response:
    """Log in whom the identity provider vouches for, if there is an account for them.

    Raises:
        NotFoundError: if none is set up.
        NotPermittedError: if its answer does not hold, or there is no account.
        OperationalError: if it cannot be reached.
    """
    provider = _provider(context)
    kept = context.services.secret.unseal(_PURPOSE, read_cookie(context.request, Cookie.PROVIDER))
    context.cookies[Cookie.PROVIDER] = ""
    if kept is None:
        raise NotPermittedError(
            "このブラウザーで始めたログインではないか、時間が切れました。ログイン画面から、もう一度お試しください。",
            "this login was not begun in this browser, or its time is over: please log in again.",
        )
    begun = Begun(kept["state"], kept["nonce"], kept["verifier"])
    subject = provider.finish(begun, dict(context.query), _redirect_uri(context))
    account = account_vouched_for(context, subject)
    if account is None or not account.is_active(context.services.as_of):
        _log.warning("the identity provider vouched for somebody without an account in force")
        raise NotPermittedError(
            "認証はできましたが、この仕組みのアカウントがないか、期限が切れています。管理者に登録または更新を依頼してください。",
            "you were recognised, but there is no account in force for you: ask an administrator for one.",
        )
    log_in(context, account, {"by": "provider"})
    return context.redirect_to_own(kept.get("next", ""))


def _provider(context: RequestContext) -> Provider:
    """Return the identity provider."""
    return require_found(context.services.provider)


def _redirect_uri(context: RequestContext) -> str:
    """Return where the browser comes back to; the host that was called is one of ours."""
    url = context.request.url
    return f"{url.scheme}://{url.netloc}{context.frame.address('oidc_answer', {})}"


PAGES = (
    Page("/login/provider", "oidc_begin", begin, None),
    Page("/login/provider/answer", "oidc_answer", come_back, None),
)
