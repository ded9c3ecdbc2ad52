"""Web sessions: who is logged in to the console. The database knows a token only by its hash."""

import hashlib
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from pydantic import JsonValue
from sqlalchemy import Connection, Engine, bindparam, delete, func, insert, select, update

from shinchoku.adapters.state.accounts import Account, account_from
from shinchoku.adapters.state.codec import Codec
from shinchoku.adapters.state.rows import record_of
from shinchoku.adapters.state.tables_of_people import accounts, web_sessions

_TOKEN_BYTES = 32
_MOST_OF_AN_ACCOUNT = 20
_DATA: Codec[Mapping[str, object]] = Codec(dict[str, JsonValue])


@dataclass(frozen=True, slots=True)
class Limits:
    """How long a session lasts: unused, and at all."""

    idle: timedelta = timedelta(minutes=60)
    absolute: timedelta = timedelta(hours=10)

    def allow(self, created_at: datetime, seen_at: datetime, at: datetime) -> bool:
        """Whether a session is still good at a moment."""
        return at - created_at <= self.absolute and at - seen_at <= self.idle


@dataclass(frozen=True, slots=True)
class WebSession:
    """A session as the console uses it; `data` is what it keeps between two pages."""

    token_hash: str
    account: Account
    csrf: str
    created_at: datetime
    seen_at: datetime
    data: Mapping[str, object] = field(default_factory=dict)


def begin_session(
    engine: Engine, account: str, at: datetime, limits: Limits, data: Mapping[str, object] | None = None
) -> str:
    """Begin a session of an account and return its token, which nobody is told again.

    What has ended is cleared away, and an account's oldest sessions give way to its newest.
    """
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    with engine.begin() as connection:
        connection.execute(
            insert(web_sessions).values(
                token_hash=hash_of(token),
                account=account,
                csrf=secrets.token_urlsafe(_TOKEN_BYTES),
                created_at=at,
                seen_at=at,
                data=_DATA.dump(data or {}),
            )
        )
        ended = (web_sessions.c.created_at < at - limits.absolute) | (
            web_sessions.c.seen_at < at - limits.idle
        )
        connection.execute(delete(web_sessions).where(ended))
        newest = (
            select(web_sessions.c.token_hash)
            .where(web_sessions.c.account == account)
            .order_by(web_sessions.c.created_at.desc())
            .offset(_MOST_OF_AN_ACCOUNT)
        )
        surplus = list(connection.scalars(newest))
        connection.execute(delete(web_sessions).where(web_sessions.c.token_hash.in_(surplus)))
    return token


def load_session(engine: Engine, token: str) -> WebSession | None:
    """Return the session of a token with its account: one question to the database."""
    asked = (
        select(
            web_sessions.c.csrf,
            web_sessions.c.created_at.label("session_created_at"),
            web_sessions.c.seen_at,
            web_sessions.c.data,
            accounts,
        )
        .join(accounts, accounts.c.name == web_sessions.c.account)
        .where(web_sessions.c.token_hash == hash_of(token))
    )
    with engine.connect() as connection:
        row = connection.execute(asked).first()
    if row is None:
        return None
    read = {"account": account_from(row), "created_at": row.session_created_at, "data": _DATA.load(row.data)}
    return record_of(WebSession, row, token_hash=hash_of(token), **read)


def keep_seen(engine: Engine, seen: Mapping[str, datetime]) -> None:
    """Keep when sessions, by the hashes of their tokens, were last used; all at once, now and then."""
    if seen:
        with engine.begin() as connection:
            connection.execute(
                update(web_sessions)
                .where(web_sessions.c.token_hash == bindparam("of"))
                .values(seen_at=bindparam("at")),
                [{"of": token_hash, "at": at} for token_hash, at in seen.items()],
            )


def keep_data(engine: Engine, session: WebSession, data: Mapping[str, object]) -> None:
    """Keep what a session carries from one page to the next."""
    with engine.begin() as connection:
        connection.execute(
            update(web_sessions)
            .where(web_sessions.c.token_hash == session.token_hash)
            .values(data=_DATA.dump(data))
        )


def last_seen(connection: Connection) -> dict[str, datetime]:
    """Return when each account that is logged in was last used, as far as that has been kept."""
    query = select(web_sessions.c.account, func.max(web_sessions.c.seen_at)).group_by(web_sessions.c.account)
    return {row[0]: row[1] for row in connection.execute(query)}


def end_sessions(engine: Engine, token_hashes: Collection[str]) -> None:
    """End sessions, by the hashes of their tokens."""
    if token_hashes:
        with engine.begin() as connection:
            connection.execute(delete(web_sessions).where(web_sessions.c.token_hash.in_(token_hashes)))


def end_sessions_of(connection: Connection, account: str) -> None:
    """End every session of an account: its password, its roles or its right to be here changed."""
    connection.execute(delete(web_sessions).where(web_sessions.c.account == account))


def hash_of(token: str) -> str:
    """Return what the database knows a token by; whoever reads the database cannot log in with it."""
    return hashlib.sha256(token.encode()).hexdigest()
