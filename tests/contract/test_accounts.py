"""Accounts of posts: the first administrator, their end in March, and whom a login stands for, on both databases."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from builders.people import ADMINISTRATOR, STEWARD
from contract.city import City

from shinchoku.adapters.passwords import verify_password
from shinchoku.adapters.state.accounts import Account, load_account, load_accounts
from shinchoku.adapters.state.audit import walk
from shinchoku.adapters.state.trail import TrailFilter, load_trail
from shinchoku.adapters.state.web_sessions import Limits, begin_session, load_session
from shinchoku.adapters.terminal import login_name
from shinchoku.errors import ConfigurationError, NotPermittedError
from shinchoku.review.people import NOBODY, Actor, Person, Role
from shinchoku.session import Session
from shinchoku.usecases.accounts import (
    NewAccount,
    add,
    administering,
    disable,
    enable,
    person_at_terminal,
    renew,
    set_password,
    set_roles,
)

AT = datetime(2024, 5, 2, tzinfo=UTC)
LIMITS = Limits(idle=timedelta(hours=1), absolute=timedelta(hours=8))
ADMIN = Actor("user:admin", "administrator")
PASSWORD = "umibe-no-matsu-1966"  # noqa: S105 -- an invented one


@pytest.fixture
def session(city_on: City) -> Iterator[Session]:
    """海辺市 on 2 May 2024, with a database and nobody in it."""
    with city_on.session("2024-05-02") as made:
        yield made


@pytest.fixture
def peopled(session: Session) -> Session:
    """The same with an administrator and a steward."""
    add(session, ADMIN, NewAccount("admin", "", frozenset({Role.ADMINISTRATOR})), "着任")
    add(
        session,
        ADMIN,
        NewAccount("dx", "デジタル行政戦略課", frozenset({Role.STEWARD}), password=PASSWORD),
        "着任",
    )
    return session


def account(session: Session, name: str) -> Account:
    """Return an account; the record must be whole."""
    with session.engine.connect() as connection:
        assert walk(connection).broken is None
        found = load_account(connection, name)
    assert found is not None
    return found


def test_whoever_installs_the_system_makes_the_first_administrator(session: Session) -> None:
    """While there is none, the login of the terminal administers; the record says which login it was."""
    actor = administering(session, NOBODY)
    assert actor == Actor(f"login:{login_name()}", "administrator")
    add(session, actor, NewAccount("admin", "", frozenset({Role.ADMINISTRATOR})), "設置")
    with session.engine.connect() as connection:
        (entry,) = load_trail(connection, "umibe", TrailFilter(), 10)
    assert (entry.action, entry.subject, entry.actor, entry.reason) == (
        "account_add",
        "account admin",
        actor.name,
        "設置",
    )


def test_once_there_is_an_administrator_nobody_else_administers(peopled: Session) -> None:
    """Neither the terminal nor any other role."""
    for person in (NOBODY, STEWARD):
        with pytest.raises(NotPermittedError):
            administering(peopled, person)
    assert administering(peopled, ADMINISTRATOR) == ADMIN


def test_an_administrator_whose_time_is_over_locks_nobody_out(peopled: Session, city_on: City) -> None:
    """After 31 March nobody has renewed it: whoever runs the system makes a new one at the terminal."""
    assert account(peopled, "admin").ends_on == date(2025, 3, 31)
    later = Session(peopled.plan, city_on.plan_file, peopled.paths, peopled.engine, date(2025, 4, 1))
    assert administering(later, NOBODY).name == f"login:{login_name()}"


def test_an_account_ends_on_31_march_unless_renewed(peopled: Session) -> None:
    """That day it may still be used, the next day not; renewed, it may."""
    one = account(peopled, "dx")
    assert [one.is_active(day) for day in (date(2025, 3, 31), date(2025, 4, 1))] == [True, False]
    renewed = renew(peopled, ADMIN, "dx", date(2026, 3, 31), "異動なし")
    assert renewed.is_active(date(2025, 4, 1))
    with pytest.raises(ConfigurationError, match="is past"):
        renew(peopled, ADMIN, "dx", date(2024, 5, 1), "昨日まで")
    assert account(peopled, "dx").ends_on == date(2026, 3, 31)


CHANGES: dict[str, Callable[[Session], object]] = {
    "disable": lambda session: disable(session, ADMIN, "dx", "離任"),
    "roles": lambda session: set_roles(session, ADMIN, "dx", frozenset({Role.VIEWER}), (), "担当替え"),
    "password": lambda session: set_password(session, ADMIN, "dx", "hama-no-akari-1971", "失念"),
}


@pytest.mark.parametrize("what", CHANGES)
def test_who_is_logged_in_is_logged_out_by_a_change(peopled: Session, what: str) -> None:
    """Sessions of the account end at once; those of others stay."""
    tokens = {name: begin_session(peopled.engine, name, AT, LIMITS) for name in ("dx", "admin")}
    assert load_session(peopled.engine, tokens["dx"]) is not None
    CHANGES[what](peopled)
    assert load_session(peopled.engine, tokens["dx"]) is None
    assert load_session(peopled.engine, tokens["admin"]) is not None


def test_a_disabled_account_comes_back_as_it_was(peopled: Session) -> None:
    """Enabled again it has its roles, its end and its password."""
    before = account(peopled, "dx")
    assert not disable(peopled, ADMIN, "dx", "休職").is_active(peopled.as_of)
    assert enable(peopled, ADMIN, "dx", "復職") == before == account(peopled, "dx")
    assert verify_password(before.password, PASSWORD).is_right


def test_a_login_of_the_system_stands_for_its_account(
    peopled: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The owner of the process counts, whatever the environment says; without an account it may only read."""
    monkeypatch.setenv("USER", "admin")
    monkeypatch.setenv("LOGNAME", "admin")
    assert person_at_terminal(peopled) == NOBODY
    add(peopled, ADMIN, NewAccount("terminal", "", frozenset({Role.STEWARD}), login=login_name()), "端末")
    assert person_at_terminal(peopled) == Person("terminal", "terminal", frozenset({Role.STEWARD}))
    disable(peopled, ADMIN, "terminal", "離任")
    assert person_at_terminal(peopled) == NOBODY


@pytest.mark.skipif(os.name == "nt", reason="Windows has no numbers of users")
def test_a_number_without_a_name_is_a_login_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """A container may run under a number that no list of users has."""
    monkeypatch.setattr(os, "getuid", lambda: 3_000_000_001)
    assert login_name() == "3000000001"


def test_no_two_accounts_share_a_name_a_login_or_a_subject(peopled: Session) -> None:
    """Nobody takes over another post's account by its login."""
    roles = frozenset({Role.VIEWER})
    add(peopled, ADMIN, NewAccount("one", "", roles, login="os1", subject="s1"), "着任")
    for new in (
        NewAccount("one", "", roles),
        NewAccount("two", "", roles, login="os1"),
        NewAccount("two", "", roles, subject="s1"),
    ):
        with pytest.raises(ConfigurationError, match="'one'"):
            add(peopled, ADMIN, new, "着任")
    add(peopled, ADMIN, NewAccount("two", "", roles), "着任")
    with peopled.engine.connect() as connection:
        assert [one.name for one in load_accounts(connection)] == ["admin", "dx", "one", "two"]


@pytest.mark.parametrize(
    "new",
    [
        NewAccount("", "", frozenset({Role.VIEWER})),
        NewAccount("Admin", "", frozenset({Role.VIEWER})),
        NewAccount("a b", "", frozenset({Role.VIEWER})),
        NewAccount("-x", "", frozenset({Role.VIEWER})),
        NewAccount("x" * 64, "", frozenset({Role.VIEWER})),
        NewAccount("x", "", frozenset()),
        NewAccount("x", "", frozenset({Role.DEPARTMENT})),
        NewAccount("x", "", frozenset({Role.VIEWER}), frozenset({"kikaku"})),
        NewAccount("x", "", frozenset({Role.DEPARTMENT}), frozenset({"nowhere"})),
        NewAccount("x", "", frozenset({Role.VIEWER}), password="short"),  # noqa: S106 -- an invented one
    ],
)
def test_what_is_no_account_is_refused(peopled: Session, new: NewAccount) -> None:
    """Names, roles without their departments, departments without the role, and passwords that will not do."""
    with pytest.raises(ConfigurationError):
        add(peopled, ADMIN, new, "着任")
    with peopled.engine.connect() as connection:
        assert len(load_accounts(connection)) == 2


def test_the_last_administrator_stays(peopled: Session) -> None:
    """Neither disabled nor made something else, until there is another one."""
    for end in (
        lambda: disable(peopled, ADMIN, "admin", "離任"),
        lambda: set_roles(peopled, ADMIN, "admin", frozenset({Role.VIEWER}), (), "担当替え"),
    ):
        with pytest.raises(ConfigurationError, match="last administrator"):
            end()
    add(peopled, ADMIN, NewAccount("second", "", frozenset({Role.ADMINISTRATOR})), "着任")
    assert disable(peopled, ADMIN, "admin", "離任").is_disabled


def test_the_record_tells_everything_but_the_password(peopled: Session) -> None:
    """Each change with who, why, roles and end; no password and no hash, and no reason is no change."""
    set_password(peopled, ADMIN, "dx", "hama-no-akari-1971", "失念")
    with pytest.raises(ConfigurationError, match="give a reason"):
        disable(peopled, ADMIN, "dx", " ")
    with pytest.raises(ConfigurationError, match="no account"):
        disable(peopled, ADMIN, "nobody", "離任")
    with peopled.engine.connect() as connection:
        entries = load_trail(connection, "umibe", TrailFilter(), 10)
    assert [one.action for one in entries] == ["account_add", "account_add", "account_password"]
    assert "argon2" not in str(entries)
    assert "hama-no-akari" not in str(entries)
    assert entries[-1].detail == {
        "roles": "steward",
        "departments": "",
        "ends_on": "2025-03-31",
        "disabled": "false",
    }
