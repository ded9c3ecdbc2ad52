"""The matrix of requests and faults leaves no row and no column out, and is read at a glance."""

from __future__ import annotations

from textwrap import dedent

import pytest
from builders.fault_proxy import Request
from builders.spoiling import Fault
from faults.matrix import Cell, chosen, table

REQUESTS = [
    Request(number, "POST", f"/api/3/action/{action}", 0)
    if action.startswith("package_revise") or action.endswith("create")
    else Request(number, "GET", f"/api/3/action/{action}" if "." not in action else f"/d/download/{action}", 0)
    for number, action in enumerate(
        ("package_show", "package_create", "package_show", "package_revise", "package_revise",
         "datastore_create", "datastore_create", "a.csv", "b.csv"), 1
    )
]  # fmt: skip
WRITES = {2, 4, 5, 6, 7}
Cells = list[tuple[Request, Fault]]


def kinds_of(cells: Cells) -> set[tuple[str, Fault]]:
    """Return which action met which fault."""
    return {(request.path.rpartition("/")[2], fault) for request, fault in cells if request.is_write}


@pytest.fixture(autouse=True)
def _usual(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a sample taken, whatever the environment says."""
    monkeypatch.delenv("SHINCHOKU_FULL_MATRIX", raising=False)


def test_every_case_is_taken_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every fault at every request."""
    monkeypatch.setenv("SHINCHOKU_FULL_MATRIX", "1")
    cells = chosen(REQUESTS, every_write=2, every_read=14)
    assert (len(cells), len(set(cells))) == (9 * 14, 9 * 14)


def test_each_write_meets_each_fault_and_each_kind_of_read_one() -> None:
    """As a changed night does: reads that ask for the same stand for each other."""
    cells = chosen(REQUESTS, every_write=1, every_read=14)
    assert {(request.number, fault) for request, fault in cells if request.is_write} == {
        (number, fault) for number in WRITES for fault in Fault
    }
    assert [request.number for request, _ in cells if not request.is_write] == [1, 8]


def test_two_halves_are_a_whole_for_each_kind_of_write() -> None:
    """As two layouts share the faults of a first publication: neither leaves a write or a fault out."""
    halves = [chosen(REQUESTS, every_write=2, every_read=14, first=first) for first in (0, 1)]
    actions = ("package_create", "package_revise", "datastore_create")
    assert kinds_of(halves[0]) | kinds_of(halves[1]) == {(one, fault) for one in actions for fault in Fault}
    assert not kinds_of(halves[0]) & kinds_of(halves[1])
    for cells in halves:
        assert {request.number for request, _ in cells if request.is_write} == WRITES
        assert {fault for request, fault in cells if request.is_write} == set(Fault)


def test_a_matrix_is_printed_with_requests_down_and_faults_across() -> None:
    """What was not tried is a dot."""
    cells = [
        Cell("night", "10 POST package_revise", 10, Fault.RESET, "done 3"),
        Cell("night", "2 GET package_show", 2, Fault.RESET, "failed 1"),
        Cell("night", "2 GET package_show", 2, Fault.RESET_AFTER, "killed"),
    ]
    assert [line[:46].rstrip() for line in table(cells)] == dedent("""\
                                reset      reset+
        2 GET package_show      failed 1   killed
        10 POST package_revise  done 3     ·""").splitlines()
