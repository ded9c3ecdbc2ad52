"""Whatever fails while tables alone are published: no reader sees a version before its rows, and the next run finishes.

The catalogue is a real CKAN behind a proxy that never serves `/download/`, and spoils one request of a run. Of a first
publication, the kinds of writes meet the half of the faults that `test_catalogue_faults` leaves.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from builders.ckan import Ckan, started_ckan
from builders.fault_proxy import FaultProxy
from builders.publications import CODE, Tree
from builders.rows_reader import RowsReader
from faults.matrix import chosen, record
from faults.publishing import Publisher
from faults.test_catalogue_faults import NIGHTS, TIMING, City

from shinchoku.catalogue_kinds.ckan.wanted.names import stable_id

FILES = ("progress.csv", "codes.csv")


@pytest.fixture(scope="module")
def ckan() -> Ckan:
    """A real CKAN, as an editor of an organisation."""
    return started_ckan()


@pytest.fixture
def city(ckan: Ckan, tmp_path: Path) -> Iterator[RowsCity]:
    """A city that publishes tables there."""
    publisher = Publisher()
    with FaultProxy(*ckan.place, TIMING, refused="/download") as proxy:
        yield RowsCity(ckan, publisher, proxy, tmp_path)
    publisher.close()


class RowsCity(City):
    """A city whose catalogue holds tables alone."""

    def begin(self) -> RowsReader:  # type: ignore[override] -- it reads rows, and keeps the same account
        """Begin a new dataset, which nobody has published yet, and return its reader."""
        self._slug = f"rows-{secrets.token_hex(4)}"
        self._tree = Tree(self._root, self._slug)
        self._night = 0
        self._rows: RowsReader | None = None
        self.release()
        return self._reader()

    def release(self) -> None:
        """Release what is new tonight: in one table a row comes and a row goes, in the other two rows change."""
        self._night += 1
        day = f"2024-05-{self._night:02}"
        progress = f"2023,R6-{self._night},pending,{self._night}.5,true,{day}"
        codes = [f"status,{code},第{self._night}夜" for code in ("a", "b")]
        self._tree.release(day, {"progress": [progress], "codes": codes})
        spelled = progress.replace(",true,", ",t,")
        self._reader().know_rows(
            day,
            {
                "progress.csv": [tuple(spelled.split(","))],
                "codes.csv": [tuple(one.split(",")) for one in codes],
            },
        )

    def order(self, patience: float = 30.0) -> Mapping[str, object]:
        """Return the order to publish the newest release, as tables alone."""
        order = dict(super().order(patience))
        order["catalogue"] = {**order["catalogue"], "layout": "datastore"}  # type: ignore[dict-item] -- a mapping
        return order

    def _reader(self) -> RowsReader:
        """Return the reader of this dataset."""
        if self._rows is None:
            publication = self._tree.publication()
            tables = {file: stable_id(publication, self._slug, file) for file in FILES}
            self._rows = RowsReader(self._ckan.url, f"{CODE}-{self._slug}", tables)
        return self._rows


def test_a_changed_night_of_tables_may_fail_anywhere(city: RowsCity, request: pytest.FixtureRequest) -> None:
    """Spoilt at any request, each table has its old rows or its new ones, and the next run names the version."""
    with city.begin() as reader:
        assert city.publish().how == "done"
        city.release()
        assert city.publish().how == "done"
        requests = city.proxy.requests
    city.close(reader)  # type: ignore[arg-type] -- it keeps the same account
    assert [one.path.rpartition("/")[2] for one in requests if one.is_write] == [
        "datastore_upsert",
        "datastore_delete",
        "datastore_upsert",
        "package_revise",
    ]
    cells = chosen(requests, every_write=3, every_read=14)
    for start in range(0, len(cells), NIGHTS):
        with city.begin() as reader:
            assert city.publish().how == "done"
            for spoilt, fault in cells[start : start + NIGHTS]:
                city.release()
                city.try_out("a changed night of tables", spoilt, fault)
            city.settle()
        city.close(reader)  # type: ignore[arg-type] -- as above
    record(request, city.cells, city.seen)
    assert city.wrong == []


def test_a_first_publication_of_tables_may_fail_anywhere(
    city: RowsCity, request: pytest.FixtureRequest
) -> None:
    """Spoilt at any request, nothing is public before all is there, and the next run finishes it."""
    with city.begin() as reader:
        assert city.publish().how == "done"
        requests = city.proxy.requests
    city.close(reader)  # type: ignore[arg-type] -- as above
    for spoilt, fault in chosen(requests, every_write=2, every_read=14, first=1):
        with city.begin() as reader:
            city.try_out("the first publication of tables", spoilt, fault)
            city.settle()
        city.close(reader)  # type: ignore[arg-type] -- as above
    record(request, city.cells, city.seen)
    assert city.wrong == []
