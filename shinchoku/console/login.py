"""Logging in: the same answer and the same effort for every name, and an end to guessing."""

import ipaddress
import logging
from dataclasses import replace
from datetime import datetime
from threading import Lock

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from shinchoku.adapters.oidc import Begun, Provider
from shinchoku.adapters.passwords import verify_password
from shinchoku.adapters.state.accounts import Account, account_of_subject, load_account, save_account
from shinchoku.adapters.state.change import changing
from shinchoku.adapters.state.login_attempts import Locked, count_failure, forget_failures, what_is_locked
from shinchoku.adapters.state.web_sessions import begin_session, end_sessions, hash_of, load_session
from shinchoku.city_clock import now
from shinchoku.console.cookies import Cookie, read_cookie
from shinchoku.console.identity import Identity
from shinchoku.console.request_context import RequestContext
from shinchoku.errors import NotPermittedError
from shinchoku.review.people import Actor

__all__ = [
    "CONSOLE",
    "Begun",
    "LoginRefusedError",
    "Provider",
    "account_vouched_for",
    "log_in",
    "log_out",
    "prove",
]

CONSOLE = Actor("system:console", "console")
"""The console itself: it locks what is being guessed at, and decides nothing."""

_EVERY_PLAN = ""
_SUBNET = 64
_MOST_CHARACTERS = 64
_counting = Lock()
_log = logging.getLogger(__name__)


class LoginRefusedError(NotPermittedError):
    """A login failed; why is nobody's business."""

    def __init__(self) -> None:
        """Say the same for every reason."""
        super().__init__(
            "ログインできませんでした。アカウント名とパスワードを確かめてください。続けて失敗すると、しばらくログインできなくなります。",
            "The login failed: check the account's name and the password. After several failures it is "
            "locked for a while.",
        )


def account_vouched_for(context: RequestContext, subject: str) -> Account | None:
    """Return the account of whom the identity provider vouches for, if there is one."""
    with context.services.engine.connect() as connection:
        return account_of_subject(connection, subject)


def prove(context: RequestContext, name: str, password: str) -> Account:
    """Return the account that a name and a password prove.

    Every attempt that is looked at costs one hash, whether there is such an account or not. An origin
    that has failed too often is not looked at. A device that has logged in to the account before is counted
    by itself, so that others' guesses lock out nobody who belongs here.

    Raises:
        LoginRefusedError: if it is wrong, locked, ended or not there.
        OperationalError: if too many log in at once, or the database is out of reach.
    """
    services, name, at = context.services, _possible(name), now()
    engine, guard = services.engine, services.settings.guard
    device = services.secret.device_of(read_cookie(context.request, Cookie.DEVICE), name)
    origin = f"device:{device}" if device else origin_of(context)
    with engine.connect() as connection:
        account = load_account(connection, name)
    known = account.name if account else ""
    locked = what_is_locked(engine, known, origin, at, guard)
    if locked.origin:
        raise LoginRefusedError
    kept = account.password if account else ""
    verdict = verify_password(kept, password, services.settings.password_cost)
    is_open = (
        account is not None and account.is_active(services.as_of) and (bool(device) or not locked.account)
    )
    if account is None or not is_open or not verdict.is_right:
        counted = "" if locked.account and not device else known
        with _counting:
            locks = count_failure(engine, counted, origin, at, guard, of_device=bool(device))
            _record(engine, known, origin, locks, at)
        raise LoginRefusedError
    forget_failures(engine, account.name, origin)
    if verdict.renewed:
        _keep_renewed(engine, account, verdict.renewed, at)
    context.cookies[Cookie.DEVICE] = services.secret.with_device(
        read_cookie(context.request, Cookie.DEVICE), account.name
    )
    return account


def log_in(context: RequestContext, account: Account, data: dict[str, object] | None = None) -> None:
    """Begin a session under a new token; whatever the browser had before is worth nothing any more."""
    engine = context.services.engine
    log_out(context)
    token = begin_session(engine, account.name, now(), context.services.settings.limits, data)
    context.identity = Identity(load_session(engine, token), token)
    context.cookies[Cookie.SESSION] = token
    context.cookies[Cookie.VISIT] = ""


def log_out(context: RequestContext) -> None:
    """End the session that the browser has; while the database is away it ends here, and there later."""
    token = read_cookie(context.request, Cookie.SESSION)
    if token:
        context.services.presence.end(hash_of(token))
        context.cookies[Cookie.SESSION] = ""
    engine = context.services.database.engine_if_there()
    if engine is not None:
        ended = context.services.presence.ended()
        end_sessions(engine, ended)
        context.services.presence.was_told(ended)
    context.identity = Identity()


def origin_of(context: RequestContext) -> str:
    """Return where a request comes from: an address, or the network that one machine of IPv6 has to itself."""
    client = context.request.client
    try:
        address = ipaddress.ip_address(client.host if client else "")
    except ValueError:
        return "unknown"
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    return str(ipaddress.ip_network(f"{address}/{_SUBNET}", strict=False))


def _possible(name: str) -> str:
    """Return what was typed if it may be an account's name; what cannot be is looked up as nothing."""
    typed = name.strip()
    return typed if len(typed) <= _MOST_CHARACTERS and typed.isprintable() else ""


def _record(engine: Engine, account: str, origin: str, locks: Locked, at: datetime) -> None:
    """Enter a lock into the record, once; that it could not be entered helps nobody to get in."""
    subjects = [f"account {account}"] if locks.account else []
    subjects += [f"origin {origin}"] if locks.origin else []
    for subject in subjects:
        try:
            with changing(engine, _EVERY_PLAN, CONSOLE, "too many failed logins", at) as change:
                change.record("login_locked", subject, {"origin": origin})
        except SQLAlchemyError:
            _log.exception("a lock-out could not be entered into the record")


def _keep_renewed(engine: Engine, account: Account, renewed: str, at: datetime) -> None:
    """Keep a password under today's parameters."""
    try:
        with changing(engine, _EVERY_PLAN, CONSOLE, "the hash had old parameters", at) as change:
            current = load_account(change.connection, account.name) or account
            password = renewed if current.password == account.password else current.password
            save_account(change, replace(current, password=password))
            change.record("account_rehash", f"account {account.name}")
    except SQLAlchemyError:
        _log.exception("a password could not be kept under today's parameters")
