"""Failed logins: counted by account and by origin, forgotten after an hour, stopped before they fill anything.

An origin is the address somebody comes from, or a device that has logged in to the account before. A row
whose account or origin is `*` says that the other one is locked.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, Engine, and_, delete, insert, or_, select

from shinchoku.adapters.state.tables_of_people import login_attempts

_LOCK = "*"
_FORGOTTEN_AFTER = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class Guard:
    """How many failures lock an account and an origin, counted in a window and for as long as it."""

    of_account: int = 10
    of_origin: int = 50
    window: timedelta = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class Locked:
    """What is locked at a moment."""

    account: bool
    origin: bool


def what_is_locked(engine: Engine, account: str, origin: str, at: datetime, guard: Guard) -> Locked:
    """Tell whether an account or an origin is locked."""
    asked = select(login_attempts.c.account, login_attempts.c.origin).where(
        login_attempts.c.at > at - guard.window,
        or_(
            and_(login_attempts.c.account == account, login_attempts.c.origin == _LOCK),
            and_(login_attempts.c.account == _LOCK, login_attempts.c.origin == origin),
        ),
    )
    with engine.connect() as connection:
        rows = connection.execute(asked).all()
    return Locked(any(row.origin == _LOCK for row in rows), any(row.account == _LOCK for row in rows))


def count_failure(
    engine: Engine, account: str, origin: str, at: datetime, guard: Guard, *, of_device: bool = False
) -> Locked:
    """Keep a failure and return what it locks, which nothing had locked before it.

    An account is named only if there is one: whatever else was typed is nobody's business. The failures
    of a known device lock that device and not the account.
    """
    most_of_origin = guard.of_account if of_device else guard.of_origin
    with engine.begin() as connection:
        _insert(connection, account, origin, at)
        connection.execute(delete(login_attempts).where(login_attempts.c.at < at - _FORGOTTEN_AFTER))
        of_account = and_(login_attempts.c.account == account, login_attempts.c.origin.not_like("device:%"))
        locks_account = (
            bool(account) and not of_device and _reaches(connection, of_account, at, guard, guard.of_account)
        )
        locks_origin = _reaches(connection, login_attempts.c.origin == origin, at, guard, most_of_origin)
        if locks_account:
            _insert(connection, account, _LOCK, at)
        if locks_origin:
            _insert(connection, _LOCK, origin, at)
    return Locked(locks_account, locks_origin)


def forget_failures(engine: Engine, account: str, origin: str) -> None:
    """Forget an account's failures from an origin that has now logged in to it."""
    with engine.begin() as connection:
        connection.execute(
            delete(login_attempts).where(
                login_attempts.c.account == account, login_attempts.c.origin == origin
            )
        )


def _reaches(connection: Connection, which: object, at: datetime, guard: Guard, most: int) -> bool:
    """Tell whether the failures in the window have reached a number, and no lock says so yet."""
    rows = connection.execute(
        select(login_attempts.c.account, login_attempts.c.origin).where(
            which,  # type: ignore[arg-type]  # a column's condition
            login_attempts.c.at > at - guard.window,
        )
    ).all()
    if any(_LOCK in {row.account, row.origin} for row in rows):
        return False
    return len(rows) >= most


def _insert(connection: Connection, account: str, origin: str, at: datetime) -> None:
    """Keep a row."""
    connection.execute(insert(login_attempts).values(account=account, origin=origin, at=at))
