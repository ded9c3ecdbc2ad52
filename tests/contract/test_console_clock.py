"""What the console does by itself: it releases what is due, keeps who is here, and does not stop over a failure."""

from __future__ import annotations

import logging
import time
from datetime import date, timedelta

import pytest
from builders.console import services_at, serving
from contract.city import City
from sqlalchemy import select, update

from shinchoku.adapters.locking import run_lock
from shinchoku.adapters.state.approvals import load_waiting
from shinchoku.adapters.state.tables_of_people import web_sessions
from shinchoku.city_clock import city_moment, now
from shinchoku.console.clock import Clock, release_what_is_due
from shinchoku.errors import OperationalError
from shinchoku.review.people import Person, Role
from shinchoku.usecases.approve import approve

APPROVER = Person("approver", "承認者", frozenset({Role.APPROVER}))


def approve_until(city: City, until: date) -> None:
    """Let a night pass whose release waits, and approve it for a day."""
    city.register(official_figures=[])
    city.send_all()
    city.first_night("2024-05-01")
    with city.session("2024-05-02") as session:
        with session.engine.connect() as connection:
            (one,) = load_waiting(connection, "umibe")
        approve(session, str(one["digest"]), APPROVER, reason="決裁", embargo=city_moment(until))


def test_what_was_approved_for_a_moment_is_released_at_it(city: City) -> None:
    """Before the moment nothing is public, after it everything; the lock is taken only when there is something to do."""
    approve_until(city, date(2024, 5, 10))
    with run_lock(services_at(city.data, city.plan_file).paths):
        release_what_is_due(services_at(city.data, city.plan_file, today=lambda: date(2024, 5, 9)))
    assert not (city.published / "latest").exists()
    due = services_at(city.data, city.plan_file, today=lambda: date(2024, 5, 10))
    with run_lock(due.paths), pytest.raises(OperationalError):
        release_what_is_due(due)
    release_what_is_due(due)
    assert (city.published / "latest").readlink().name == "2024-05-10"
    release_what_is_due(due)
    assert [path.name for path in (city.published / "releases").iterdir()] == ["2024-05-10"]
    due.close()


def test_a_chore_that_fails_keeps_no_other_from_being_done(caplog: pytest.LogCaptureFixture) -> None:
    """The clock logs what went wrong, goes on, and stops when it is told to."""
    done: list[float] = []

    def _fail() -> None:
        message = "an unforeseen failure"
        raise RuntimeError(message)

    clock = Clock((_fail, lambda: done.append(time.monotonic())), seconds=0.02)
    with caplog.at_level(logging.ERROR):
        clock.start()
        time.sleep(0.3)
        clock.stop()
    times = len(done)
    assert times > 2
    assert "an unforeseen failure" in caplog.text
    time.sleep(0.1)
    assert len(done) == times


def test_who_is_here_is_kept_now_and_then(city: City) -> None:
    """A page writes nothing; the clock keeps when each session was last used, all at once."""
    with serving(services_at(city.data, city.plan_file), clock_seconds=0.05) as served:
        steward = served.logged_in("steward", Role.STEWARD)
        with served.services.engine.begin() as connection:
            connection.execute(update(web_sessions).values(seen_at=now() - timedelta(minutes=30)))
        assert steward.get("/account").status_code == 200
        time.sleep(0.5)
        with served.services.engine.connect() as connection:
            (seen,) = connection.scalars(select(web_sessions.c.seen_at)).all()
        assert now() - seen < timedelta(minutes=1)
        assert served.services.presence.all_seen() == {}
