"""Whatever fails at whichever request of a publication: no reader sees it, and the next run finishes.

A proxy between us and a real CKAN spoils one request of a run. A changed night meets every fault at every write; of
a first publication, the kinds of writes meet half of the faults here and the other half where tables alone are published
(`test_rows_alone_faults`); every kind of read meets one. `SHINCHOKU_FULL_MATRIX=1 pytest tests/faults` tries every fault
at every request. The matrix is printed at the end.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import pytest
from builders.ckan import Ckan, started_ckan
from builders.fault_proxy import FaultProxy, Request, kill_process
from builders.polling_reader import PollingReader
from builders.publications import CODE, CODES, PROGRESS, Tree
from builders.spoiling import Fault, Timing
from faults.matrix import Cell, Seen, chosen, record
from faults.publishing import Ended, Publisher, number_of

SHARES = 2
NIGHTS = 10
"""How many releases go to one dataset, before a new one begins: archives stay as small as in life."""
_NEEDS_PATIENCE = {Fault.TIMEOUT_BEFORE, Fault.TIMEOUT_AFTER, Fault.SLOW_DRIP}
_PATIENCE, _SHORT_PATIENCE = 30.0, 1.0
"""How long the publisher waits for an answer; short only where a fault would last as long."""
TIMING = Timing(hold_seconds=10, drip_seconds=1.5)


def _ends_of(fault: Fault) -> set[str]:
    """Return how a run may end that meets a fault: it is a person's business only if the catalogue says so."""
    if fault.is_kill:
        return {"killed"}
    return {"done", "failed", "refused"} if fault is Fault.STATUS_409 else {"done", "failed"}


@pytest.fixture(scope="module")
def ckan() -> Ckan:
    """A real CKAN, as an editor of an organisation."""
    return started_ckan()


@pytest.fixture(scope="module")
def publisher() -> Iterator[Publisher]:
    """The process that publishes and may be killed."""
    made = Publisher()
    yield made
    made.close()


@pytest.fixture(scope="module")
def proxy(ckan: Ckan) -> Iterator[FaultProxy]:
    """The proxy through which it publishes."""
    with FaultProxy(*ckan.place, TIMING) as made:
        yield made


@pytest.fixture
def city(ckan: Ckan, publisher: Publisher, proxy: FaultProxy, tmp_path: Path) -> City:
    """A city that publishes there."""
    return City(ckan, publisher, proxy, tmp_path)


class City:
    """A city whose nights are published through the proxy, one dataset after the other."""

    def __init__(self, ckan: Ckan, publisher: Publisher, proxy: FaultProxy, root: Path) -> None:
        """Keep what it publishes with."""
        self._ckan, self._root = ckan, root
        self.publisher, self.proxy = publisher, proxy
        self.cells: list[Cell] = []
        self.seen: list[Seen] = []
        self.wrong: list[str] = []

    def begin(self) -> PollingReader:
        """Begin a new dataset, which nobody has published yet, and return its reader."""
        self._slug = f"faults-{secrets.token_hex(4)}"
        self._tree = Tree(self._root, self._slug)
        self._night = 0
        self.reader = PollingReader(self._ckan.url, f"{CODE}-{self._slug}", rate=5)
        self.release()
        return self.reader

    def release(self) -> None:
        """Release what is new tonight: a row changed, a row added, a row gone."""
        self._night += 1
        day = f"2024-05-{self._night:02}"
        rows = [*PROGRESS[:1], f"2023,R6-{self._night},pending,{self._night}.5,true,{day}"]
        self.reader.know(self._tree.release(day, {"progress": rows, "codes": CODES}))

    def publish(self, spoilt: int = 0, fault: Fault | None = None) -> Ended:
        """Publish, with a fault at a request or with none."""
        started: Future[int] = Future()
        self.proxy.arm(spoilt, fault, kill_process(number_of(started)))
        patience = _SHORT_PATIENCE if fault in _NEEDS_PATIENCE else _PATIENCE
        return self.publisher.publish(self.order(patience), started.set_result)

    def order(self, patience: float = _PATIENCE) -> Mapping[str, object]:
        """Return the order to publish the newest release."""
        return {
            "folder": str(self._tree.folder),
            "token": self._ckan.editor.token,
            "catalogue": {
                "kind": "ckan",
                "name": self._slug,
                "url": self._ckan.url,
                "organization": self._ckan.organization,
                "test": True,
            },
            "http_settings": {
                "timeout_seconds": patience,
                "per_second": 1000,
                "attempts": 3,
                "wait_seconds": 0.05,
                "most_wait_seconds": 0.2,
                "proxy": self.proxy.address,
            },
        }

    def try_out(self, scene: str, request: Request, fault: Fault) -> None:
        """Publish with the fault, then without until all is there, and keep what was not as it must be."""
        where = f"{scene}, {request.line}, {fault}: "
        first = self.publish(request.number, fault)
        self.cells.append(Cell(scene, request.line, request.number, fault, first.cell))
        struck = [one for one in self.proxy.requests if one.fault]
        if not struck:
            self.wrong.append(f"{where}the request did not come: {len(self.proxy.requests)} came")
        if first.how not in _ends_of(fault):
            self.wrong.append(f"{where}{first}")
        if first.how != "done" and (then := self.publish()).how != "done":
            self.wrong.append(f"{where}{first}; the next run: {then}")

    def settle(self) -> None:
        """Publish once more: after whatever failed, a run finds nothing to do."""
        last = self.publish()
        if (last.how, last.looks, self.proxy.writes) != ("done", 1, ()):
            self.wrong.append(f"not settled: {last} {[one.line for one in self.proxy.writes]}")

    def close(self, reader: PollingReader) -> None:
        """Keep what the reader saw of a dataset."""
        self.seen.append(Seen(reader.listings, reader.downloads, reader.torn, len(reader.violations)))
        self.wrong += [f"reader: {one.wrong.value}: {one.evidence}" for one in reader.violations]


@pytest.mark.parametrize("share", range(SHARES))
def test_a_changed_night_may_fail_anywhere(city: City, share: int, request: pytest.FixtureRequest) -> None:
    """Spoilt at any request, a new release is switched to whole or not at all, and the next run finishes it."""
    with city.begin() as reader:
        assert city.publish().how == "done"
        city.release()
        assert city.publish().how == "done"
        requests = city.proxy.requests
    city.close(reader)
    cells = chosen(requests, every_write=1, every_read=14)[share::SHARES]
    for start in range(0, len(cells), NIGHTS):
        with city.begin() as reader:
            assert city.publish().how == "done"
            for spoilt, fault in cells[start : start + NIGHTS]:
                city.release()
                city.try_out("a changed night", spoilt, fault)
            city.settle()
        city.close(reader)
    record(request, city.cells, city.seen)
    assert city.wrong == []


@pytest.mark.parametrize("share", range(SHARES))
def test_a_first_publication_may_fail_anywhere(
    city: City, share: int, request: pytest.FixtureRequest
) -> None:
    """Spoilt at any request, nothing is public before all is there, and the next run finishes it."""
    with city.begin() as reader:
        assert city.publish().how == "done"
        requests = city.proxy.requests
    city.close(reader)
    for spoilt, fault in chosen(requests, every_write=2, every_read=14)[share::SHARES]:
        with city.begin() as reader:
            city.try_out("the first publication", spoilt, fault)
            city.settle()
        city.close(reader)
    record(request, city.cells, city.seen)
    assert city.wrong == []


def test_two_publishers_at_once(city: City, request: pytest.FixtureRequest) -> None:
    """Started in the same moment, from the first publication on, one wins; the other finds it done or is stopped."""
    other = Publisher()
    try:
        with city.begin() as reader, ThreadPoolExecutor(2) as threads:
            for _ in range(6):
                order = city.order()
                ended = list(
                    threads.map(lambda one, order=order: one.publish(order), (city.publisher, other))
                )
                assert {one.how for one in ended} <= {"done", "failed"}, ended
                last = city.publish()
                assert last.how == "done", (ended, last)
                assert last.writes == 0 or "done" not in {one.how for one in ended}, (ended, last)
                city.release()
        city.close(reader)
    finally:
        other.close()
    record(request, [], city.seen)
    assert city.wrong == []
