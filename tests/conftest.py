"""What integration tests share: the invented city on disk, and a copy of the demonstration night."""

from __future__ import annotations

import os
import shutil
from collections.abc import Generator
from pathlib import Path

import pytest
from builders.once import once
from contract.city import City
from coverage import Coverage
from faults.matrix import pytest_terminal_summary  # noqa: F401 -- a hook, which pytest finds here
from golden.demonstration import Demonstration
from xdist.remote import Producer
from xdist.scheduler import LoadScopeScheduling

TESTS = Path(__file__).parent
MEASURED = frozenset({"golden", "properties", "spec", "unit"})
"""The folders by which the coverage of the core is measured; elsewhere a module asks for it with `covers_core`."""

TOGETHER = (
    "browser/",
    "contract/test_console_routes.py",
    "contract/test_template_roundtrip.py",
    "faults/test_closed_network.py",
    "flows/",
)
"""The tests that share a browser, a server, a bundle …: another one would take the cores from everybody else."""
ONCE = frozenset({"architecture", "cli", "contract"})
"""The folders of many small nights over the same few sheets; elsewhere, and where they are to go wrong, each does it all."""


@pytest.fixture(autouse=True)
def _small_nights(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the same sheets read, and the same packages validated, once for many nights."""
    if _folder_of(request.path) in ONCE:
        once(monkeypatch)


def _folder_of(test: Path) -> str:
    """Return the folder of a test's kind."""
    return test.relative_to(TESTS).parts[0]


def pytest_xdist_auto_num_workers() -> int:
    """Start one worker more than there are cores: some always wait for a browser, a server or a process."""
    return (os.cpu_count() or 1) + 1


def pytest_xdist_make_scheduler(config: pytest.Config, log: Producer) -> LoadScopeScheduling:
    """Hand out tests one by one, but first of all, and whole, those that share what is slow to start."""
    return SharingScheduling(config, log)


class SharingScheduling(LoadScopeScheduling):
    """Gives what is shared to one worker; under pytest 9.2 the groups of pytest-xdist 3.8 keep nothing together."""

    def _split_scope(self, nodeid: str) -> str:
        """Return what a test is handed out with: those that share, or nothing but itself."""
        path = nodeid.removeprefix(f"{TESTS.name}/")
        return next((shared for shared in TOGETHER if path.startswith(shared)), nodeid)


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
    root = tmp_path_factory.mktemp("demonstration")
    Demonstration(root / "data").night()
    return root / "data"


@pytest.fixture
def demonstration(first_night: Path, tmp_path: Path) -> Demonstration:
    """A demonstration of one's own, after its first night."""
    shutil.copytree(first_night, tmp_path / "data", symlinks=True)
    return Demonstration(tmp_path / "data")
