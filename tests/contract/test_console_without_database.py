"""The console while its database is out of reach: people read on, nothing is changed, and it recovers by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import psycopg
import pytest
from builders.console import Browser, Served, services_at, serving
from contract.city import City
from sqlalchemy.engine import make_url
from starlette.responses import PlainTextResponse, Response

from shinchoku.adapters.state.nights import last_date
from shinchoku.bilingual import Bilingual
from shinchoku.console.page import Page
from shinchoku.console.request_context import RequestContext
from shinchoku.console.routes import PAGES
from shinchoku.console.settings import ConsoleSettings
from shinchoku.review.people import Role
from shinchoku.review.permissions import Action

Outage = Callable[[], AbstractContextManager[None]]


def files(context: RequestContext) -> Response:
    """Say what is public, from files alone."""
    return context.render(
        "error.html", title=context.session.plan.dataset, message=str(context.session.as_of)
    )


def state(context: RequestContext) -> Response:
    """Say what only the database knows."""
    with context.session.engine.connect() as connection:
        return PlainTextResponse(str(last_date(connection, context.session.plan.id)))


TRIALS = (
    Page("/trial/files", "trial_files", files, Action.SEE_RELEASES, nav=Bilingual("公表", "Public"), files_only=True),
    Page("/trial/state", "trial_state", state, Action.SEE_PLAN, nav=Bilingual("状態", "State")),
    Page("/trial/change", "trial_change", state, Action.SEE_PLAN, "POST"),
)  # fmt: skip


@pytest.fixture
def served(city_on: City) -> Iterator[Served]:
    """A console of 海辺市 on a database of each kind, which is asked again soon after a failure."""
    settings = ConsoleSettings(retry_seconds=0.1)
    services = services_at(city_on.data, city_on.plan_file, database=city_on.database, settings=settings)
    with serving(services, pages=(*PAGES, *TRIALS)) as made:
        yield made


@pytest.fixture
def outage(city_on: City) -> Outage:
    """A way to take the database away for a while."""
    if city_on.database is None:
        return lambda: _file_away(city_on.data / "state" / "shinchoku.db")
    return lambda: _server_away(str(city_on.database))


@contextmanager
def _file_away(file: Path) -> Iterator[None]:
    """Take a database's file away and bring it back."""
    file.rename(file.with_suffix(".away"))
    yield
    file.with_suffix(".away").rename(file)


@contextmanager
def _server_away(database: str) -> Iterator[None]:
    """Have a server close a database to everybody, and open it again."""
    url = make_url(database)
    with psycopg.connect(
        f"host={url.query['host']} user=postgres dbname=postgres", autocommit=True
    ) as connection:
        connection.execute(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS false".encode())
        ended = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s"
        connection.execute(ended, [url.database])
        yield
        connection.execute(f"ALTER DATABASE {url.database} ALLOW_CONNECTIONS true".encode())


def test_people_read_on_and_are_told(served: Served, outage: Outage) -> None:
    """Who is logged in sees the pages that need files alone; a change is refused in words; then all is as before."""
    steward: Browser = served.logged_in("steward", Role.STEWARD)
    token = steward.csrf()
    assert "閲覧のみ" not in steward.get("/trial/files").text
    with outage():
        page = steward.get("/trial/files")
        assert (page.status_code, "閲覧のみ（データベースに接続できません）" in page.text) == (200, True)
        assert ("/trial/files" in page.text, "/trial/state" in page.text) == (True, False)
        for answer in (
            steward.get("/trial/state"),
            steward.client.post("/trial/change", data={"csrf": token}),
        ):
            assert (answer.status_code, "いまは閲覧のみです" in answer.text) == (503, True)
        assert served.browser().get("/login").status_code == 200
        assert served.browser().log_in("steward").status_code == 503
        assert served.browser().get("/trial/files").status_code == 303
        assert steward.get("/health").text == "read-only\n"
    time.sleep(0.3)
    assert steward.get("/trial/state").status_code == 200
    assert "閲覧のみ" not in steward.get("/trial/files").text
    assert steward.post("/trial/change").status_code == 200


def test_whoever_leaves_meanwhile_leaves_nothing_in_the_browser(served: Served, outage: Outage) -> None:
    """Logging out takes the token from the browser even if the session cannot be ended now."""
    steward = served.logged_in("steward", Role.STEWARD)
    token, session = steward.csrf(), steward.client.cookies["shinchoku"]
    with outage():
        assert steward.client.post("/logout", data={"csrf": token}).status_code == 303
        assert "shinchoku" not in steward.client.cookies
        thief = served.browser()
        thief.client.cookies.set("shinchoku", session, domain="127.0.0.1")
        assert thief.get("/account").status_code == 303
    time.sleep(0.3)
    assert thief.get("/account").status_code == 303


def test_no_database_is_made_in_place_of_one_that_is_away(city: City) -> None:
    """An empty folder where a disk should be mounted stays empty."""
    with serving(
        services_at(city.data, city.plan_file, settings=ConsoleSettings(retry_seconds=0.1))
    ) as served:
        file = city.data / "state" / "shinchoku.db"
        with _file_away(file):
            time.sleep(0.2)
            served.browser().get("/login")
            assert not file.exists()
