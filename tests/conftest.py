"""What integration tests share: the invented city on disk, and a copy of the demonstration night."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections.abc import Generator, Iterator
from functools import partial
from multiprocessing import forkserver
from pathlib import Path

import pytest
from builders.once import drawing_once, reading_once, reading_tables_once, validating_once, verifying_once
from builders.shared import made_once
from contract.city import City
from coverage import Coverage
from faults import reader_jobs, slow_trial
from faults.matrix import pytest_terminal_summary  # noqa: F401 -- a hook, which pytest finds here
from golden.demonstration import Demonstration
from jinja2 import Environment, FileSystemBytecodeCache

from shinchoku.adapters.workbooks import uploaded, warm
from shinchoku.adapters.workbooks.confinement import FILTER
from shinchoku.console import frame
from shinchoku.night import read, release
from shinchoku.package import verify

TESTS = Path(__file__).parent
MEASURED = frozenset({"golden", "spec", "unit"})
"""The folders by which the coverage of the core is measured; elsewhere a module asks for it with `covers_core`."""

SERVERS = frozenset({"ckan", "formed", "harvested", "loading", "server"})
"""The fixtures that are a real CKAN or a real PostgreSQL."""

ONCE = frozenset({"architecture", "cli", "contract", "nights"})
"""The folders of many small nights over the same few sheets."""
DRAWN_ONCE = ONCE | {"browser", "golden", "properties", "spec", "unit"}
"""The folders of many packages of the same tables."""
VALIDATED_ONCE = ONCE | {"browser", "faults"}
"""The folders of many nights that release the same package."""
_read_all, _find_standard_errors = reading_once(read.read_all), validating_once(release.find_standard_errors)
_verify_package = verifying_once(release.verify_package)
_read_table = reading_tables_once(verify._table)  # noqa: SLF001 -- the step of verifying that takes longest
_draw_workbook = drawing_once(release.draw_workbook)


@pytest.fixture(autouse=True)
def _small_nights(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the same sheets read, and the same packages validated, once for many nights; not where they are to go wrong."""
    if _folder_of(request.path) in DRAWN_ONCE:
        monkeypatch.setattr(release, "draw_workbook", _draw_workbook)
        monkeypatch.setattr(verify, "_table", _read_table)
    if _folder_of(request.path) in ONCE:
        monkeypatch.setattr(read, "read_all", _read_all)
    if _folder_of(request.path) in VALIDATED_ONCE:
        monkeypatch.setattr(release, "find_standard_errors", _find_standard_errors)
        monkeypatch.setattr(release, "verify_package", _verify_package)


@pytest.fixture(scope="session", autouse=True)
def _one_server_of_readers() -> None:
    """Have readers of every kind forked from one server: the night and the console each load theirs in a process of its own.

    It loads what tests have readers do, too: a reader itself may read nothing of theirs.
    """
    loaded = [uploaded.__name__, warm.__name__, slow_trial.__name__, reader_jobs.__name__, FILTER]
    multiprocessing.get_context("forkserver").set_forkserver_preload(loaded)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PYTHONPATH", str(TESTS), prepend=os.pathsep)
        forkserver.ensure_running()


@pytest.fixture(scope="session", autouse=True)
def _templates_compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Have each template of the console compiled once in a run: every console that is served would compile its own.

    Workers share the folder: Jinja puts whole files there, and reads one that fits no more as none.
    """
    compiled = made_once(tmp_path_factory, "templates", Path.mkdir)
    kept = FileSystemBytecodeCache(str(compiled))
    with pytest.MonkeyPatch.context() as change:
        change.setattr(frame, "Environment", partial(Environment, bytecode_cache=kept))
        yield


def _folder_of(test: Path) -> str:
    """Return the folder of a test's kind."""
    return test.relative_to(TESTS).parts[0]


def pytest_collection_modifyitems(items: list[pytest.Function]) -> None:
    """Mark what needs a server, which `make check` leaves to `make test`."""
    for item in items:
        is_served = _folder_of(item.path) == "browser" or not SERVERS.isdisjoint(item.fixturenames)
        parameters = item.callspec.params.values() if hasattr(item, "callspec") else ()
        if is_served or "postgresql" in parameters:
            item.add_marker("server")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Measure coverage while the core itself is tested: elsewhere it takes more time than the tests, and proves less."""
    measuring = Coverage.current()
    if measuring is None or _folder_of(item.path) in MEASURED or item.get_closest_marker("covers_core"):
        return (yield)
    measuring.stop()
    try:
        return (yield)
    finally:
        measuring.start()


@pytest.fixture
def city(tmp_path: Path) -> City:
    """海辺市 before its first night, with an empty inbox."""
    return City(tmp_path / "umibe")


@pytest.fixture(scope="session")
def first_night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data directory after the demonstration's first night; not to be written to."""
    return made_once(tmp_path_factory, "first-night", lambda data: Demonstration(data).night())


@pytest.fixture
def demonstration(first_night: Path, tmp_path: Path) -> Demonstration:
    """A demonstration of one's own, after its first night."""
    shutil.copytree(first_night, tmp_path / "data", symlinks=True)
    return Demonstration(tmp_path / "data")
