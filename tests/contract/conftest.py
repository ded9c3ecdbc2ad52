"""The databases that the state's contract is held on: SQLite, and a real PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from builders.ckan import NEWEST, OLDEST, Ckan, started_ckan
from builders.selection import takes_every_case
from contract.city import City
from contract.ckan_office import Lent
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


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Try on the oldest CKAN what is marked so, and everything where that is asked for: the newest tries it all."""
    if takes_every_case():
        return
    left = [one for one in items if _is_on_the_oldest(one) and not one.get_closest_marker("oldest_ckan")]
    if left:
        config.hook.pytest_deselected(items=left)
        items[:] = [one for one in items if one not in set(left)]


def _is_on_the_oldest(item: pytest.Item) -> bool:
    """Tell whether a test is one with the oldest CKAN."""
    return hasattr(item, "callspec") and item.callspec.params.get("ckan") == OLDEST


@pytest.fixture(scope="session", params=[NEWEST, OLDEST], ids=["newest", "oldest"])
def ckan(request: pytest.FixtureRequest) -> Ckan:
    """A real CKAN, of the newest and of the oldest release, with an organisation and an editor of this worker's own."""
    return started_ckan(request.param)


@pytest.fixture
def ckan_office(ckan: Ckan, tmp_path: Path) -> CkanOffice:
    """海辺市 with a catalogue in a real CKAN."""
    return CkanOffice(ckan, tmp_path)


@pytest.fixture(scope="module")
def lent(ckan: Ckan, tmp_path_factory: pytest.TempPathFactory) -> Lent:
    """An office whose first release is public, which tests of a module use one after the other."""
    return Lent(ckan, tmp_path_factory.mktemp("lent"))


@pytest.fixture(params=WRITINGS)
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Office:
    """An office whose plan file is written in one of the ways."""
    return Office(tmp_path, WRITINGS[request.param](a_plan()))


@pytest.fixture
def by_lines(tmp_path: Path) -> Office:
    """An office whose plan file has an entry a line."""
    return Office(tmp_path, in_lines(a_plan()))
