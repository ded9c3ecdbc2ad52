"""The entrance: a request becomes a context, is let in or not, and leaves with what the browser is to keep."""

import logging
import secrets

from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request
from starlette.responses import Response

from shinchoku.adapters.state.web_sessions import keep_data
from shinchoku.console.cookies import Cookie, read_cookie, read_view, write_cookie
from shinchoku.console.database import no_database
from shinchoku.console.forgery import require_own_page, token_before_login
from shinchoku.console.frame import Frame
from shinchoku.console.identity import identify
from shinchoku.console.page import OWN, PUBLIC, Page
from shinchoku.console.request_context import FLASHES, RequestContext
from shinchoku.console.services import ConsoleServices
from shinchoku.errors import NotPermittedError
from shinchoku.review.permissions import acting

_UNAUTHORIZED = 401
_log = logging.getLogger(__name__)


class LoginNeededError(NotPermittedError):
    """Nobody is logged in, or not any more."""

    def __init__(self) -> None:
        """Say what to do."""
        super().__init__("ログインしてください。", "please log in.")


def open_context(services: ConsoleServices, frame: Frame, request: Request) -> RequestContext:
    """Return the context of a request: who comes, in which language, with which token."""
    identity = identify(services, request)
    language, scheme = read_view(request)
    kept: dict[Cookie, str] = {}
    if identity.session is not None:
        csrf = identity.session.csrf
    else:
        before = read_cookie(request, Cookie.VISIT)
        if not before:
            before = kept[Cookie.VISIT] = secrets.token_urlsafe(32)
        csrf = token_before_login(services.secret, before)
    if identity.new_token:
        kept[Cookie.SESSION] = identity.new_token
    context = RequestContext(services, frame, request, identity, csrf, language, scheme)
    context.is_read_only = services.read_only
    context.cookies.update(kept)
    return context


def admit(context: RequestContext, page: Page) -> None:
    """Let a request through to a page, or not.

    Raises:
        LoginNeededError: if the page is not for everybody and nobody is logged in.
        NotPermittedError: if the person may not, or the request was sent from elsewhere.
        OperationalError: if something is to be changed while the database is out of reach.
    """
    if page.method != "GET":
        require_own_page(context.request)
    if page.name not in PUBLIC and context.identity.session is None:
        raise LoginNeededError
    if page.name not in PUBLIC | OWN:
        if page.action is None:
            raise LoginNeededError
        acting(context.person, page.action)
    if page.method != "GET" and context.is_read_only and not page.files_only:
        raise no_database()


def send_to_login(context: RequestContext) -> Response:
    """Ask somebody to log in, and remember what they wanted to see."""
    wanted = context.here if context.request.method in {"GET", "HEAD"} and not context.is_partial else None
    address = context.frame.address("login", {"next": wanted, "again": None if wanted else "1"})
    if context.is_partial:
        return Response(status_code=_UNAUTHORIZED, headers={"HX-Redirect": address})
    return context.redirect("login", query={"next": wanted, "again": None if wanted else "1"})


def finish(context: RequestContext, response: Response) -> Response:
    """Have the browser keep what it is to keep, and the session what is to be said on the next page."""
    for cookie, value in context.cookies.items():
        write_cookie(context.request, response, cookie, value)
    session = context.identity.session
    carried = context.carried_flashes
    left = [] if context.shown_flashes else [*carried, *context.new_flashes]
    engine = context.services.database.engine_if_there()
    if session is not None and engine is not None and left != carried:
        try:
            keep_data(engine, session, {**session.data, FLASHES: left})
        except SQLAlchemyError:
            _log.warning("what is to be said on the next page could not be kept")
    return response
