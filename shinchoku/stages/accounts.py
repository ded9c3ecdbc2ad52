"""Accounts: who may act, made and ended by administrators, the first one by whoever installs the system."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from shinchoku.adapters.passwords import RECOMMENDED, Cost, hash_password
from shinchoku.adapters.state.accounts import (
    Account,
    account_of_login,
    account_of_subject,
    add_account,
    load_account,
    load_accounts,
    save_account,
)
from shinchoku.adapters.state.change import Change, changing
from shinchoku.adapters.state.nights import last_date
from shinchoku.adapters.state.web_sessions import end_sessions_of
from shinchoku.adapters.terminal import login_name
from shinchoku.bilingual import Bilingual
from shinchoku.errors import ConfigurationError
from shinchoku.register.plan import Plan
from shinchoku.review.people import NOBODY, Actor, Person, Role, ends_by_default
from shinchoku.review.permissions import Action, acting
from shinchoku.review.wording import require_said
from shinchoku.stages.session import Session, now

_NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,62}")
_EVERY_PLAN = ""
"""Accounts belong to no plan: their record stands under no plan's name."""


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
    _require_sound(session.plan, new)
    account = Account(
        name=new.name,
        label=new.label.strip() or new.name,
        roles=new.roles,
        departments=new.departments,
        created_on=session.as_of,
        ends_on=new.ends_on or ends_by_default(session.as_of),
        login=new.login,
        subject=new.subject,
        password=hash_password(new.password, new.name, cost) if new.password else "",
    )
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
        raise ConfigurationError(
            Bilingual(f"期限 {ends_on} は過ぎています。", f"the end date {ends_on} is past.")
        )
    return _save(session, actor, "account_renew", name, reason, ends_on=ends_on)


def set_roles(
    session: Session, actor: Actor, name: str, roles: frozenset[Role], departments: Iterable[str], reason: str
) -> Account:
    """Give an account other roles and departments; whoever uses it has to log in again.

    Raises:
        ConfigurationError: if there is no such account, or they do not go together.
    """
    own = frozenset(departments)
    _require_roles(session.plan, roles, own)
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
    hashed = hash_password(password, name, cost)
    return _save(session, actor, "account_password", name, reason, password=hashed)


def _save(session: Session, actor: Actor, action: str, name: str, reason: str, **changed: object) -> Account:
    """Change an account, record it, and end its sessions."""
    with changing(session.engine, _EVERY_PLAN, actor, require_said(reason), now()) as change:
        account = load_account(change.connection, name)
        if account is None:
            raise ConfigurationError(
                Bilingual(f"アカウント「{name}」はありません。", f"there is no account {name!r}.")
            )
        after = replace(account, **changed)  # type: ignore[arg-type]  # the fields of an account
        _require_an_administrator(change, after, session.as_of)
        save_account(change, after)
        end_sessions_of(change.connection, name)
        change.record(action, f"account {name}", _told(after))
    return after


def _require_an_administrator(change: Change, after: Account, as_of: date) -> None:
    """Refuse to end the last administrator: nobody could let anybody in any more."""
    accounts = {one.name: one for one in load_accounts(change.connection)}
    now_there, then_there = (
        any(one.is_active(as_of) and Role.ADMINISTRATOR in one.roles for one in found.values())
        for found in (accounts, {**accounts, after.name: after})
    )
    if now_there and not then_there:
        raise ConfigurationError(
            Bilingual(
                f"「{after.name}」は最後の管理者です。先に別の管理者を登録してください。",
                f"{after.name!r} is the last administrator: make another one first.",
            )
        )


def _told(account: Account) -> dict[str, str]:
    """Return what the record says of an account: never its password."""
    return {
        "roles": " ".join(sorted(account.roles)),
        "departments": " ".join(sorted(account.departments)),
        "ends_on": account.ends_on.isoformat(),
        "disabled": str(account.is_disabled).lower(),
    }


def _require_sound(plan: Plan, new: NewAccount) -> None:
    """Refuse a name that is no account's, and roles that do not go with the departments."""
    if not _NAME.fullmatch(new.name):
        raise ConfigurationError(
            Bilingual(
                f"アカウント名「{new.name}」は使えません。半角の小文字・数字・ . _ - で63字までにしてください（例: dx-steward）。",
                f"{new.name!r} is no account name: use lower-case letters, digits, . _ - (like dx-steward).",
            )
        )
    _require_roles(plan, new.roles, new.departments)


def _require_roles(plan: Plan, roles: frozenset[Role], departments: frozenset[str]) -> None:
    """Refuse no roles at all, unknown departments, and a department's account without its department."""
    if not roles:
        raise ConfigurationError(Bilingual("役割を1つ以上指定してください。", "give at least one role."))
    unknown = sorted(departments - plan.departments_by_code.keys())
    if unknown:
        raise ConfigurationError(
            Bilingual(
                f"所属「{unknown[0]}」は登録簿にありません。コード（{plan.departments[0].code} など）で指定してください。",
                f"no department {unknown[0]!r} in the register: give a code like {plan.departments[0].code}.",
            )
        )
    if (Role.DEPARTMENT in roles) != bool(departments):
        raise ConfigurationError(
            Bilingual(
                "所属担当には所属を、所属を指定するときは所属担当の役割を、あわせて指定してください。",
                "the department role and its departments go together: give both or neither.",
            )
        )


def _require_free(change: Change, new: NewAccount) -> None:
    """Refuse a name, a login or a subject that another account has."""
    taken = (
        load_account(change.connection, new.name)
        or account_of_login(change.connection, new.login)
        or account_of_subject(change.connection, new.subject)
    )
    if taken is not None:
        raise ConfigurationError(
            Bilingual(
                f"アカウント「{taken.name}」が、同じ名前かログイン名で既にあります。",
                f"there already is an account {taken.name!r} of that name, login or subject.",
            )
        )
