"""Embargoes that end by themselves: at the moment that was given, and with the catalogues told of it."""

from __future__ import annotations

from datetime import datetime

import pytest
from contract.city import City

from shinchoku.adapters.locking import run_lock
from shinchoku.adapters.state.approvals import is_due, load_waiting
from shinchoku.adapters.state.catalogue_lines import load_lines
from shinchoku.catalogues.outbox import CatalogueStatus
from shinchoku.errors import OperationalError
from shinchoku.night.publishing.publish import ALONE
from shinchoku.paths import DataPaths
from shinchoku.review.people import Person, Role
from shinchoku.usecases.approve import approve, return_candidate
from shinchoku.usecases.embargoes import Ended, end_embargoes

APPROVER = Person("approver", "承認者", frozenset({Role.APPROVER}))
MOMENT = datetime.fromisoformat("2024-05-10T15:30:00+09:00")


@pytest.fixture
def scheduled(city: City) -> City:
    """海辺市 with a folder as its catalogue, and a first release that was approved for half past three on 10 May."""
    (city.root / "share").mkdir()
    share = {"name": "share", "kind": "directory", "path": str(city.root / "share")}
    city.register(official_figures=[], catalogues=[share])
    city.send_all()
    city.first_night("2024-05-01")
    waiting = digest(city)
    with city.session("2024-05-02") as session:
        approve(session, waiting, APPROVER, reason="決裁", embargo=MOMENT)
    return city


def digest(city: City) -> str:
    """Return what waits."""
    with city.session("2099-12-31") as session, session.engine.connect() as connection:
        (one,) = load_waiting(connection, "umibe")
    return str(one["digest"])


def end(city: City) -> Ended | None:
    """Look for what is due, as the schedule does every minute; by now the moment is long past."""
    return end_embargoes(str(city.plan_file), city.data, city.database, ALONE)


def test_it_is_due_from_the_minute_on(scheduled: City) -> None:
    """Not a moment before, and no other plan's."""
    with scheduled.session("2099-12-31") as session, session.engine.connect() as connection:
        before = MOMENT.replace(minute=29, second=59)
        assert [is_due(connection, "umibe", at) for at in (before, MOMENT)] == [False, True]
        assert not is_due(connection, "another", MOMENT)


def test_what_is_due_goes_out_once_and_the_catalogues_have_it(scheduled: City) -> None:
    """A machine that slept through the moment does it on waking; a second look finds nothing."""
    done = end(scheduled)
    assert done is not None
    assert (scheduled.published / "latest").readlink().name == done.version
    with scheduled.session("2099-12-31") as session, session.engine.connect() as connection:
        line = load_lines(connection, "umibe")["share"]
    assert (line.status, line.version) == (CatalogueStatus.PUBLISHED, done.version)
    assert end(scheduled) is None


def test_while_a_run_is_going_it_waits_and_says_so(scheduled: City) -> None:
    """The run does it, or the next minute; without anything due the lock is not even asked for."""
    with run_lock(DataPaths(scheduled.data)), pytest.raises(OperationalError, match="another run is going"):
        end(scheduled)
    assert not (scheduled.published / "latest").exists()
    waiting = digest(scheduled)
    with scheduled.session("2024-05-03") as session:
        return_candidate(session, waiting, APPROVER, "やり直し")
    with run_lock(DataPaths(scheduled.data)):
        assert end(scheduled) is None, "what was returned is not due"


def test_before_the_first_night_nothing_is_due_and_nothing_is_made(city: City) -> None:
    """Looking makes no database."""
    assert end(city) is None
    assert not city.data.exists()
