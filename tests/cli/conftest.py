"""The command line, called in this process as the installed command calls it."""

from __future__ import annotations

import contextvars
import os
import sys
import types
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from cli.called import Command, Done, Options
from contract.city import City

from shinchoku.adapters.inbox import Inbox
from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.cli import main
from shinchoku.stages.night import run_night
from shinchoku.stages.report import NightReport
from shinchoku.stages.session import today, writing


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
        monkeypatch.setitem(sys.modules, "flows.nightly", _flow_without_prefect())
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


def _flow_without_prefect() -> types.ModuleType:
    """Return a stand-in for the flow: the same stages, without the orchestrator around them."""

    def nightly(plan: str | None, data: Path, inbox: str | None, as_of: date | None) -> NightReport:
        register = load_plan(find_plan(plan))
        with writing(plan, data, os.environ.get("SHINCHOKU_DATABASE_URL"), as_of or today()) as session:
            return run_night(session, Inbox(inbox or register.inbox.url, 50, sleep=lambda _: None))

    made = types.ModuleType("flows.nightly")
    vars(made)["nightly"] = nightly
    return made


@pytest.fixture
def at(city: City) -> Options:
    """Return the options that place a command in 海辺市."""

    def options(*more: str) -> list[str | Path]:
        return ["--plan", city.plan_file, "--data", city.data, *more]

    return options
