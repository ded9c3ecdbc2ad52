"""Accounts: who may act, made and ended by administrators, the first one by whoever installs the system."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import Engine

from shinchoku.adapters.passwords import RECOMMENDED, Cost, hash_password
from shinchoku.adapters.state.accounts import (
    Account,
    account_of_login,
    account_of_subject,
    add_account,
    count_accounts,
    load_account,
    load_accounts,
    save_account,
)
from shinchoku.adapters.state.change import Change, changing
from shinchoku.adapters.state.nights import last_date
from shinchoku.adapters.state.web_sessions import end_sessions_of
from shinchoku.adapters.terminal import login_name
from shinchoku.city_clock import now
from shinchoku.errors import ConfigurationError
from shinchoku.review.people import NOBODY, Actor, Person, Role, ends_by_default
from shinchoku.review.permissions import Action, acting
from shinchoku.review.wording import require_said
from shinchoku.session import Session
from shinchoku.usecases.account_fields import require_account_name, require_roles, tried_first

_EVERY_PLAN = ""
"""Accounts belong to no plan: their record stands under no plan's name."""


def has_accounts(engine: Engine) -> bool:
    """Tell whether anybody has an account yet."""
    with engine.connect() as connection:
        return count_accounts(connection) > 0


@dataclass(frozen=True, slots=True)
class NewAccount:
    """What an administrator says of a new account; a password is given as it is typed, or not at all."""

    name: str
    label: str
    roles: frozenset[Role]
    departments: frozenset[str] = frozenset()
    login: str = ""
    subject: str = ""
    password: str = ""
    ends_on: date | None = None


def person_at_terminal(session: Session) -> Person:
    """Return whom the login of the operating system stands for; without an account, somebody who may only read."""
    with session.engine.connect() as connection:
        account = account_of_login(connection, login_name())
        # An earlier --as-of does not bring an ended account back.
        day = max(session.as_of, last_date(connection, session.plan.id) or session.as_of)
    return account.person if account is not None and account.is_active(day) else NOBODY


def operating(person: Person) -> Actor:
    """Return who carries out at the terminal what was decided already: an account, or the login itself."""
    if person.account:
        return Actor(person.name, min(person.roles, default=Role.VIEWER))
    return Actor(f"login:{login_name()}", "operator")


def administering(session: Session, person: Person) -> Actor:
    """Return who may manage accounts: an administrator, or anybody at the terminal while there is none.

    Raises:
        NotPermittedError: if there is an administrator, and the person is none.
    """
    with session.engine.connect() as connection:
        accounts = load_accounts(connection)
    if any(one.is_active(session.as_of) and Role.ADMINISTRATOR in one.roles for one in accounts):
        return acting(person, Action.MANAGE_ACCOUNTS)
    return Actor(f"login:{login_name()}", Role.ADMINISTRATOR)


def add(session: Session, actor: Actor, new: NewAccount, reason: str, *, cost: Cost = RECOMMENDED) -> Account:
    """Make an account; it ends on 31 March unless a date is given.

    Raises:
        ConfigurationError: if its name, its departments or its password will not do, or it is there already.
    """
    require_account_name(new.name)
    require_roles(session.plan, new.roles, new.departments)
    account = Account(
        name=new.name,
        label=new.label.strip() or new.name,
        roles=new.roles,
        departments=new.departments,
        created_on=session.as_of,
        ends_on=new.ends_on or ends_by_default(session.as_of),
        login=new.login,
        subject=new.subject,
    )
    if new.password:
        hashed = hash_password(new.password, tried_first(session.plan, account), cost)
        account = replace(account, password=hashed)
    with changing(session.engine, _EVERY_PLAN, actor, require_said(reason), now()) as change:
        _require_free(change, new)
        add_account(change, account)
        change.record("account_add", f"account {account.name}", _told(account))
    return account


def renew(session: Session, actor: Actor, name: str, ends_on: date, reason: str) -> Account:
    """Let an account end on another day.

    Raises:
        ConfigurationError: if there is no such account, or the day is past.
    """
    if ends_on < session.as_of:
        raise ConfigurationError(f"期限 {ends_on} は過ぎています。", f"the end date {ends_on} is past.")
    return _save(session, actor, "account_renew", name, reason, ends_on=ends_on)


def set_roles(
    session: Session, actor: Actor, name: str, roles: frozenset[Role], departments: Iterable[str], reason: str
) -> Account:
    """Give an account other roles and departments; whoever uses it has to log in again.

    Raises:
        ConfigurationError: if there is no such account, or they do not go together.
    """
    own = frozenset(departments)
    require_roles(session.plan, roles, own)
    return _save(session, actor, "account_roles", name, reason, roles=roles, departments=own)


def disable(session: Session, actor: Actor, name: str, reason: str) -> Account:
    """End an account at once, and whatever it is logged in to.

    Raises:
        ConfigurationError: if there is no such account.
    """
    return _save(session, actor, "account_disable", name, reason, is_disabled=True)


def enable(session: Session, actor: Actor, name: str, reason: str) -> Account:
    """Let a disabled account be used again.

    Raises:
        ConfigurationError: if there is no such account.
    """
    return _save(session, actor, "account_enable", name, reason, is_disabled=False)


def set_password(
    session: Session, actor: Actor, name: str, password: str, reason: str, *, cost: Cost = RECOMMENDED
) -> Account:
    """Give an account another password; whoever uses it has to log in again.

    Raises:
        ConfigurationError: if there is no such account, or the password will not do.
    """
    with session.engine.connect() as connection:
        account = load_account(connection, name)
    if account is None:
        raise _no_account(name)
    hashed = hash_password(password, tried_first(session.plan, account), cost)
    return _save(session, actor, "account_password", name, reason, password=hashed)


def _save(session: Session, actor: Actor, action: str, name: str, reason: str, **changed: object) -> Account:
    """Change an account, record it, and end its sessions."""
    with changing(session.engine, _EVERY_PLAN, actor, require_said(reason), now()) as change:
        account = load_account(change.connection, name)
        if account is None:
            raise _no_account(name)
        after = replace(account, **changed)  # type: ignore[arg-type]  # the fields of an account
        _require_an_administrator(change, after, session.as_of)
        save_account(change, after)
        end_sessions_of(change.connection, name)
        change.record(action, f"account {name}", _told(after))
    return after


def _no_account(name: str) -> ConfigurationError:
    """Say that there is no such account."""
    return ConfigurationError(f"アカウント「{name}」はありません。", f"there is no account {name!r}.")


def _require_an_administrator(change: Change, after: Account, as_of: date) -> None:
    """Refuse to end the last administrator: nobody could let anybody in any more."""
    accounts = {one.name: one for one in load_accounts(change.connection)}
    now_there, then_there = (
        any(one.is_active(as_of) and Role.ADMINISTRATOR in one.roles for one in found.values())
        for found in (accounts, {**accounts, after.name: after})
    )
    if now_there and not then_there:
        raise ConfigurationError(
            f"「{after.name}」は最後の管理者です。先に別の管理者を登録してください。",
            f"{after.name!r} is the last administrator: make another one first.",
        )


def _told(account: Account) -> dict[str, str]:
    """Return what the record says of an account: never its password."""
    return {
        "roles": " ".join(sorted(account.roles)),
        "departments": " ".join(sorted(account.departments)),
        "ends_on": account.ends_on.isoformat(),
        "disabled": str(account.is_disabled).lower(),
    }


def _require_free(change: Change, new: NewAccount) -> None:
    """Refuse a name, a login or a subject that another account has."""
    taken = (
        load_account(change.connection, new.name)
        or account_of_login(change.connection, new.login)
        or account_of_subject(change.connection, new.subject)
    )
    if taken is not None:
        raise ConfigurationError(
            f"アカウント「{taken.name}」が、同じ名前かログイン名で既にあります。",
            f"there already is an account {taken.name!r} of that name, login or subject.",
        )
