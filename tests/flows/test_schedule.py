"""`shinchoku schedule`: what was approved for a moment goes out at it, not with the next night."""

from __future__ import annotations

import logging
import subprocess
import time
from pathlib import Path

import pytest
from builders.command import ROOT, SHINCHOKU
from contract.city import City

from flows.embargoes import MINUTE_SECONDS, EmbargoWatch, until_the_minute
from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.city_clock import city_moment
from shinchoku.errors import OperationalError
from shinchoku.review.people import Person, Role
from shinchoku.usecases.approve import approve

APPROVER = Person("approver", "承認者", frozenset({Role.APPROVER}))
_STARTS_WITHIN_SECONDS = 120


@pytest.fixture
def city(tmp_path: Path) -> City:
    """海辺市 with a folder as its catalogue, and a first release that was approved for a day that has come."""
    made = City(tmp_path / "umibe")
    (made.root / "share").mkdir()
    share = {"name": "share", "kind": "directory", "path": str(made.root / "share")}
    made.register(official_figures=[], catalogues=[share])
    made.send_all()
    made.night("2024-05-01")
    with made.session("2024-05-02") as session:
        with session.engine.connect() as connection:
            (one,) = load_waiting(connection, "umibe")
        day = city_moment(session.as_of.replace(day=10))
        approve(session, str(one["digest"]), APPROVER, reason="決裁", embargo=day)
    return made


def test_the_schedule_releases_what_is_due_and_tells_the_catalogues(city: City, tmp_path: Path) -> None:
    """The real command with its Prefect server: with the next minute it is public, in the folder and the catalogue."""
    command = [SHINCHOKU, "schedule", "--plan", city.plan_file, "--data", city.data, "--inbox", city.inbox]
    log = tmp_path / "log"
    with log.open("wb") as out, subprocess.Popen(command, cwd=ROOT, stdout=out, stderr=out) as process:
        try:
            until = time.monotonic() + _STARTS_WITHIN_SECONDS + MINUTE_SECONDS
            there = city.root / "share" / city.plan.dataset / "latest"
            while not there.exists() and process.poll() is None and time.monotonic() < until:
                time.sleep(0.2)
        finally:
            process.terminate()
    assert there.exists(), log.read_text(encoding="utf-8")
    assert (city.published / "latest").readlink().name == there.resolve().name
    assert "Traceback" not in log.read_text(encoding="utf-8")


@pytest.mark.parametrize(("at", "seconds"), [(0.0, 60.0), (59.5, 0.5), (119.0, 1.0)])
def test_it_looks_at_the_beginning_of_every_minute(at: float, seconds: float) -> None:
    """An embargo is given in minutes, so that is when one can end."""
    assert until_the_minute(at) == seconds


def test_what_stops_a_look_is_said_once_and_looked_at_again(caplog: pytest.LogCaptureFixture) -> None:
    """A run that is going, an unforeseen failure: the thread lives, and the log is not filled."""
    busy = OperationalError("別の処理が実行中です", "another run is going")
    comes = iter([busy, busy, RuntimeError("broken"), None, busy])

    def end() -> None:
        error = next(comes)
        if error is not None:
            raise error

    watch = EmbargoWatch(end)
    with caplog.at_level(logging.WARNING):
        for _ in range(5):
            watch.look()
    said = [record.getMessage() for record in caplog.records]
    assert [("another run" in one, "broken" in one) for one in said] == [
        (True, False),
        (False, True),
        (True, False),
    ]
