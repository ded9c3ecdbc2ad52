"""Whom a request comes from: a session's cookie, or a header of the proxy."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError
from starlette.requests import Request

from shinchoku.adapters.state.accounts import account_of_subject
from shinchoku.adapters.state.web_sessions import WebSession, begin_session, hash_of, load_session
from shinchoku.console.cookies import Cookie, read_cookie
from shinchoku.console.desk import Desk
from shinchoku.review.people import NOBODY, Person
from shinchoku.session import now

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


def identify(desk: Desk, request: Request) -> Identity:
    """Return whom a request comes from, from memory while the database is out of reach."""
    token = read_cookie(request, Cookie.SESSION)
    subject = _subject_of(desk, request)
    engine = desk.database.engine_if_there()
    if engine is not None:
        try:
            return _from_database(desk, engine, token, subject)
        except SQLAlchemyError:
            _log.warning("a session could not be looked up")
            desk.database.examine()
    session = desk.presence.known(hash_of(token)) if token else None
    return Identity(session if session and _is_good(desk, session, subject) else None)


def _from_database(desk: Desk, engine: Engine, token: str, subject: str) -> Identity:
    """Return whose session a token is; a trusted proxy's word begins one."""
    session = load_session(engine, token) if token else None
    if session is not None and _is_good(desk, session, subject):
        desk.presence.note(session, now())
        return Identity(session)
    if token:
        desk.presence.forget(hash_of(token))
    if not subject:
        return Identity()
    with engine.connect() as connection:
        account = account_of_subject(connection, subject)
    if account is None or not account.is_active(desk.as_of):
        return Identity()
    new = begin_session(engine, account.name, now(), desk.settings.limits, {_BY: _PROXY, "subject": subject})
    return Identity(load_session(engine, new), new)


def _is_good(desk: Desk, session: WebSession, subject: str) -> bool:
    """Tell whether a session may be used: not left, in time, of an account in force, and still vouched for."""
    if session.token_hash in desk.presence.ended():
        return False
    at = now()
    seen = max(session.seen_at, desk.presence.seen(session.token_hash) or session.seen_at)
    if not desk.settings.limits.allow(session.created_at, seen, at):
        return False
    vouched = session.data.get("subject", "") if session.data.get(_BY) == _PROXY else ""
    if subject != vouched and (subject or vouched):
        return False
    return session.account.is_active(desk.as_of)


def _subject_of(desk: Desk, request: Request) -> str:
    """Return whom a trusted proxy names; the same header from anybody else says nothing."""
    header = desk.settings.proxy.header
    if not header or not request.scope.get(FROM_PROXY):
        return ""
    named = request.headers.getlist(header)
    return named[0].strip() if len(named) == 1 else ""
