"""Accounts: who may act, until when, and how they prove who they are."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from sqlalchemy import ColumnElement, Connection, Row, func, select

from shinchoku.adapters.state.change import Change
from shinchoku.adapters.state.codec import SORTED, Codec
from shinchoku.adapters.state.rows import record_of, values_of
from shinchoku.adapters.state.tables_of_people import accounts
from shinchoku.review.people import Person, Role

_ROLES: Codec[frozenset[Role]] = Codec(Annotated[frozenset[Role], SORTED])
_DEPARTMENTS: Codec[frozenset[str]] = Codec(Annotated[frozenset[str], SORTED])


@dataclass(frozen=True, slots=True)
class Account:
    """An account of a post. `password` is an argon2id hash; empty means that none can be given.

    `login` is the operating system's, `subject` the identity provider's or the proxy's name of the post.
    """

    name: str
    label: str
    roles: frozenset[Role]
    departments: frozenset[str]
    created_on: date
    ends_on: date
    login: str = ""
    subject: str = ""
    password: str = ""
    is_disabled: bool = False

    def is_active(self, as_of: date) -> bool:
        """Whether the account may be used on a day."""
        return not self.is_disabled and as_of <= self.ends_on

    @property
    def person(self) -> Person:
        """The person whom decisions see."""
        return Person(self.name, self.label, self.roles, self.departments)


def add_account(change: Change, account: Account) -> None:
    """Keep a new account."""
    change.insert(accounts, **_values(account))


def save_account(change: Change, account: Account) -> None:
    """Keep what changed of an account."""
    change.update(accounts, accounts.c.name == account.name, **_values(account))


def load_account(connection: Connection, name: str) -> Account | None:
    """Return an account by its name."""
    row = connection.execute(select(accounts).where(accounts.c.name == name)).first()
    return None if row is None else account_from(row)


def account_of_login(connection: Connection, login: str) -> Account | None:
    """Return the account that a login of the operating system maps to."""
    return _only(connection, accounts.c.login == login) if login else None


def account_of_subject(connection: Connection, subject: str) -> Account | None:
    """Return the account that an identity provider or a proxy names so."""
    return _only(connection, accounts.c.subject == subject) if subject else None


def load_accounts(connection: Connection) -> list[Account]:
    """Return all accounts by name."""
    return [account_from(row) for row in connection.execute(select(accounts).order_by(accounts.c.name))]


def count_accounts(connection: Connection) -> int:
    """Return how many accounts there are."""
    return connection.scalar(select(func.count()).select_from(accounts)) or 0


def _only(connection: Connection, which: ColumnElement[bool]) -> Account | None:
    """Return the one account that a condition names; two are none."""
    rows = connection.execute(select(accounts).where(which).limit(2)).all()
    return account_from(rows[0]) if len(rows) == 1 else None


def _values(account: Account) -> dict[str, object]:
    """Return an account as the table holds it."""
    roles, departments = _ROLES.dump(account.roles), _DEPARTMENTS.dump(account.departments)
    return values_of(accounts, account, roles=roles, departments=departments)


def account_from(row: Row[Any]) -> Account:
    """Read an account back."""
    return record_of(
        Account, row, roles=_ROLES.load(row.roles), departments=_DEPARTMENTS.load(row.departments)
    )
