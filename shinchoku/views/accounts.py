"""Accounts as lists and pages show them: whether each can be used, and when it last was."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from schemas.codes import CodeList
from shinchoku.adapters.state.accounts import Account, load_account, load_accounts
from shinchoku.adapters.state.web_sessions import last_seen
from shinchoku.session import Session

__all__ = [
    "Account",
    "AccountState",
    "ListedAccount",
    "account_state",
    "find_account",
    "labels_of_actors",
    "list_accounts",
]


class AccountState(CodeList):
    """Whether an account can be used on a day."""

    ACTIVE = "active", "有効", "active"
    WITHDRAWN = "withdrawn", "停止", "disabled"
    ENDED = "ended", "期限切れ", "ended"


@dataclass(frozen=True, slots=True)
class ListedAccount:
    """An account, its state on the day of the session, and when it was last used in the console."""

    account: Account
    state: AccountState
    seen: datetime | None = None


def list_accounts(session: Session) -> tuple[ListedAccount, ...]:
    """Return every account, by name."""
    with session.engine.connect() as connection:
        found, seen = load_accounts(connection), last_seen(connection)
    return tuple(ListedAccount(one, account_state(one, session.as_of), seen.get(one.name)) for one in found)


def find_account(session: Session, name: str) -> Account | None:
    """Return the account of a name; nothing if there is none."""
    with session.engine.connect() as connection:
        return load_account(connection, name)


def account_state(account: Account, day: date) -> AccountState:
    """Return whether an account can be used on a day, and why not."""
    if account.is_disabled:
        return AccountState.WITHDRAWN
    return AccountState.ACTIVE if account.is_active(day) else AccountState.ENDED


def labels_of_actors(session: Session) -> Mapping[str, str]:
    """Return what the accounts behind the entries of the trail are called, by the actor that entries name."""
    return {
        f"user:{one.account.name}": one.account.label or one.account.name for one in list_accounts(session)
    }
