"""The command line, called in this process as the installed command calls it."""

from __future__ import annotations

import contextvars
import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from cli.called import Appoint, Command, Done, Options, Sit
from contract.city import ENVIRONMENT, PLANNING, SHEETS, City

import flows.nightly
from flows.nightly import run_night
from shinchoku.adapters.inbox import Inbox
from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.adapters.terminal import login_name
from shinchoku.city_clock import today
from shinchoku.cli import main
from shinchoku.night.report import NightReport
from shinchoku.review.people import NOBODY, Role
from shinchoku.session import writing
from shinchoku.usecases.accounts import NewAccount, add, administering


@pytest.fixture(autouse=True)
def _own_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Leave the environment as it was, and let nothing in it steer a command."""
    before = dict(os.environ)
    for name in [name for name in os.environ if name.startswith("SHINCHOKU_")]:
        monkeypatch.delenv(name)
    yield
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Run a command with its arguments."""

    def command(*arguments: str | Path) -> Done:
        monkeypatch.setattr(sys, "argv", ["shinchoku", *map(str, arguments)])
        monkeypatch.setattr(flows.nightly, "nightly", _without_a_server)
        capsys.readouterr()
        code: object = 0
        try:
            contextvars.copy_context().run(main)
        except SystemExit as stop:
            code = stop.code or 0
        out, err = capsys.readouterr()
        assert isinstance(code, int)
        return Done(code, out, err)

    return command


def _without_a_server(plan: str | None, data: Path, inbox: str | None, as_of: date | None) -> NightReport:
    """Carry out the night as the flow does, without a server of Prefect around it."""
    register = load_plan(find_plan(plan))
    with writing(plan, data, os.environ.get("SHINCHOKU_DATABASE_URL"), as_of or today()) as session:
        return run_night(session, Inbox(inbox or register.inbox.url, 50, sleep=lambda _: None))


@pytest.fixture
def at(city: City) -> Options:
    """Return the options that place a command in 海辺市."""

    def options(*more: str) -> list[str | Path]:
        return ["--plan", city.plan_file, "--data", city.data, *more]

    return options


@pytest.fixture
def appoint(city: City) -> Appoint:
    """Give whoever runs the tests an account in 海辺市, as the first administrator would."""

    def account(*roles: Role, name: str = "tester", departments: tuple[str, ...] = ()) -> None:
        new = NewAccount(name, "", frozenset(roles), frozenset(departments), login=login_name())
        with city.session("2024-05-01") as session:
            add(session, administering(session, NOBODY), new, "着任")

    return account


@pytest.fixture
def sit(city: City, monkeypatch: pytest.MonkeyPatch) -> Sit:
    """Have somebody sit down at the terminal, with an account of their own if roles are given.

    The operating system vouches for a login by its number; each name has one here.
    """
    known: dict[str, int] = {}

    def down(name: str, *roles: Role, departments: tuple[str, ...] = ()) -> None:
        is_new = name not in known
        number = known.setdefault(name, 70001 + len(known))
        monkeypatch.setattr(os, "getuid", lambda: number)
        if is_new and roles:
            new = NewAccount(name, "", frozenset(roles), frozenset(departments), login=str(number))
            with city.session("2024-05-01") as session:
                add(session, administering(session, NOBODY), new, "着任")

    return down


@pytest.fixture
def doubtful(run: Command, at: Options, city: City) -> str:
    """Let a night pass over a figure that contradicts its status; return the finding, which may be waived."""
    city.send_all()
    city.send(PLANNING, SHEETS[PLANNING].replace("||110", "||90"))
    city.send(ENVIRONMENT, SHEETS[ENVIRONMENT].replace("48", "約48"))
    assert run("nightly", *at("--inbox", str(city.inbox), "--as-of", "2024-05-12")).code == 0
    (found,) = city.findings("SH501")
    return str(found["fingerprint"])
