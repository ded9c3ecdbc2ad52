"""Whole nights with the state on SQLite and on PostgreSQL: what is published does not depend on it."""

from __future__ import annotations

from pathlib import Path

import pytest
from contract.city import ENVIRONMENT, HARBOUR, PLANNING, SHEETS, City, tree
from contract.postgres import Server
from golden.demonstration import Demonstration


def test_the_demonstration_publishes_the_same_bytes_with_postgresql(
    server: Server, tmp_path: Path, first_night: Path
) -> None:
    """The demonstration night and an approval publish the same bytes with PostgreSQL as with SQLite."""
    on_server = Demonstration(tmp_path / "data", server.new_database())
    on_server.night()
    assert tree(on_server.data / "published") == tree(first_night / "published")
    assert not (on_server.data / "state" / "shinchoku.db").exists()


def test_a_history_publishes_the_same_bytes_with_postgresql(server: Server, tmp_path: Path) -> None:
    """Corrections, a conflict and a returned value over several nights publish the same with either."""
    trees, told = [], []
    for name, database in (("sqlite", None), ("postgresql", server.new_database())):
        city = City(tmp_path / name, database)
        city.send_all()
        city.night("2024-05-01")
        city.send(PLANNING, SHEETS[PLANNING].replace("来訪者を迎えた", "大いに迎えた"))
        city.send(ENVIRONMENT, b"")
        city.night("2024-05-02")
        city.send(PLANNING, SHEETS[PLANNING])
        city.night("2024-05-12")
        trees.append(tree(city.published))
        told.append([(f["fingerprint"], f["path"], f["item_no"]) for f in city.findings()])
    assert trees[0] == trees[1]
    assert told[0] == told[1]


@pytest.mark.parametrize(
    ("what", "lines"),
    [
        ("a very long item number", "12345678901234567890123456789012345678901234567890|A|実施した"),
        ("a very long unknown text in the number column", f"{'これは番号ではありません' * 30}|A|実施した"),
        ("a very long status", f"1|{'達成' * 400}|実施した"),
        ("a very long figure", f"3|A|減らした||{'9' * 400}"),
        ("a lone surrogate's look-alike and a bell", "1|A|\ufffd\x07\x0b実施した"),
    ],
)
def test_no_cell_stops_the_night(city_on: City, what: str, lines: str) -> None:
    """Whatever stands in a cell of one file, the night ends and the other files are published."""
    city_on.send_all()
    city_on.send(ENVIRONMENT, lines)
    report = city_on.night()
    assert report.files_seen == 3, what
    assert city_on.findings(), what
    released = city_on.night("2024-05-03") if report.released_version is None else report
    assert released.files_seen == 3


def test_a_long_path_does_not_stop_the_night(city_on: City) -> None:
    """A file deep below the inbox, under a path of a thousand characters, is taken like any other."""
    city_on.send_all()
    folder = "/".join("とても長いフォルダー名" * 7 for _ in range(13))
    city_on.send(f"令和5年度/年度末/{folder}/水産課.csv", SHEETS[HARBOUR])
    report = city_on.night()
    assert (report.files_seen, report.released_version) == (4, "2024-05-02")


def test_a_very_large_number_of_nights_needs_no_second_release(city_on: City) -> None:
    """Nights without news neither release nor find anything, on either database."""
    city_on.send_all()
    city_on.night("2024-05-01")
    before = tree(city_on.published)
    reports = [city_on.night(f"2024-05-0{day}") for day in (2, 3, 4)]
    assert {(r.released_version, r.findings_new, r.files_new) for r in reports} == {(None, 0, 0)}
    assert tree(city_on.published) == before
