"""The matrix of requests and faults leaves no row and no column out, and is read at a glance."""

from __future__ import annotations

from textwrap import dedent

import pytest
from builders.fault_proxy import Request
from builders.spoiling import Fault
from faults.matrix import Cell, chosen, table

REQUESTS = [
    Request(number, "POST" if number % 5 == 0 else "GET", f"/api/action/a{number}", 0)
    for number in range(1, 30)
]


@pytest.mark.parametrize(("every", "count"), [("all", 29 * 14), ("", 100)])
def test_every_request_and_every_fault_is_tried(
    monkeypatch: pytest.MonkeyPatch, every: str, count: int
) -> None:
    """A sample has every row and every column, the writes with all faults; all is all."""
    monkeypatch.setenv("SHINCHOKU_FAULTS", every)
    cells = chosen(REQUESTS, every_read=7)
    assert {request.number for request, _ in cells} == set(range(1, 30))
    assert {fault for request, fault in cells if not request.is_write} == set(Fault)
    assert sum(request.is_write for request, _ in cells) == 5 * 14
    assert len(cells) >= count


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
