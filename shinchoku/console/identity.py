"""Whom a request comes from: a session's cookie, or a header of the proxy."""

import logging
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request

from shinchoku.adapters.state.accounts import account_of_subject
from shinchoku.adapters.state.web_sessions import WebSession, begin_session, hash_of, load_session
from shinchoku.city_clock import now
from shinchoku.console.cookies import Cookie, read_cookie
from shinchoku.console.services import ConsoleServices
from shinchoku.review.people import NOBODY, Person

_BY = "by"
_PROXY = "proxy"
FROM_PROXY = "shinchoku.from_proxy"
"""Where the gate notes in a request's scope that it came through the proxy."""
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a request comes from; `new_token` has to be given to the browser."""

    session: WebSession | None = None
    new_token: str = ""

    @property
    def person(self) -> Person:
        """The person; somebody without an account if nobody is logged in."""
        return self.session.account.person if self.session else NOBODY


def identify(services: ConsoleServices, request: Request) -> Identity:
    """Return whom a request comes from, from memory while the database is out of reach."""
    token = read_cookie(request, Cookie.SESSION)
    subject = _subject_of(services, request)
    engine = services.database.engine_if_there()
    if engine is not None:
        try:
            return _from_database(services, engine, token, subject)
        except SQLAlchemyError:
            _log.warning("a session could not be looked up")
            services.database.examine()
    session = services.presence.known(hash_of(token)) if token else None
    return Identity(session if session and _is_good(services, session, subject) else None)


def _from_database(services: ConsoleServices, engine: Engine, token: str, subject: str) -> Identity:
    """Return whose session a token is; a trusted proxy's word begins one."""
    session = load_session(engine, token) if token else None
    if session is not None and _is_good(services, session, subject):
        services.presence.note(session, now())
        return Identity(session)
    if token:
        services.presence.forget(hash_of(token))
    if not subject:
        return Identity()
    with engine.connect() as connection:
        account = account_of_subject(connection, subject)
    if account is None or not account.is_active(services.as_of):
        return Identity()
    new = begin_session(
        engine, account.name, now(), services.settings.limits, {_BY: _PROXY, "subject": subject}
    )
    return Identity(load_session(engine, new), new)


def _is_good(services: ConsoleServices, session: WebSession, subject: str) -> bool:
    """Tell whether a session may be used: not left, in time, of an account in force, and still vouched for."""
    if session.token_hash in services.presence.ended():
        return False
    at = now()
    seen = max(session.seen_at, services.presence.seen(session.token_hash) or session.seen_at)
    if not services.settings.limits.allow(session.created_at, seen, at):
        return False
    vouched = session.data.get("subject", "") if session.data.get(_BY) == _PROXY else ""
    if subject != vouched and (subject or vouched):
        return False
    return session.account.is_active(services.as_of)


def _subject_of(services: ConsoleServices, request: Request) -> str:
    """Return whom a trusted proxy names; the same header from anybody else says nothing."""
    header = services.settings.proxy.header
    if not header or not request.scope.get(FROM_PROXY):
        return ""
    named = request.headers.getlist(header)
    return named[0].strip() if len(named) == 1 else ""
