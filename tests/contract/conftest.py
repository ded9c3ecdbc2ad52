"""The databases that the state's contract is held on: SQLite, and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.ckan import NEWEST, OLDEST, Ckan, started_ckan
from contract.city import City
from contract.ckan_office import Office as CkanOffice
from contract.postgres import Server, find_binaries
from contract.register_office import WRITINGS, Office, a_plan, in_lines
from sqlalchemy import Engine

from shinchoku.adapters.state.database import database_url, open_database


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A PostgreSQL server, skipping what needs it only where none is installed."""
    binaries = find_binaries()
    if binaries is None:
        pytest.skip("PostgreSQL is not installed")
    made = Server(binaries)
    yield made
    made.stop()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request: pytest.FixtureRequest) -> str | None:
    """The address of an empty database of each kind; nothing means the embedded one."""
    if request.param == "sqlite":
        return None
    server: Server = request.getfixturevalue("server")
    return server.new_database()


@pytest.fixture
def engine(database: str | None, tmp_path: Path) -> Iterator[Engine]:
    """An opened, migrated database of each kind."""
    made = open_database(database_url(tmp_path, database))
    yield made
    made.dispose()


@pytest.fixture
def city_on(database: str | None, tmp_path: Path) -> City:
    """海辺市 with its state in a database of each kind."""
    return City(tmp_path / "umibe", database)


@pytest.fixture(scope="session", params=[NEWEST, OLDEST], ids=["newest", "oldest"])
def ckan(request: pytest.FixtureRequest) -> Iterator[Ckan]:
    """A real CKAN, of the newest and of the oldest release, with an organisation and an editor of this worker's own."""
    made = started_ckan(request.param)
    yield made
    made.tidy()


@pytest.fixture
def ckan_office(ckan: Ckan, tmp_path: Path) -> Iterator[CkanOffice]:
    """海辺市 with a catalogue in a real CKAN."""
    made = CkanOffice(ckan, tmp_path)
    yield made
    ckan.purge(made.name)


@pytest.fixture(params=WRITINGS)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Office:
    """An office whose plan file is written in one of the ways."""
    return Office(tmp_path, WRITINGS[request.param](a_plan()))


@pytest.fixture
def by_lines(tmp_path: Path) -> Office:
    """An office whose plan file has an entry a line."""
    return Office(tmp_path, in_lines(a_plan()))
