"""The matrix of requests and faults: which cells are tried, and how it is printed when all tests are done."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import pytest
from builders.fault_proxy import Request
from builders.spoiling import Fault

PROPERTY = "fault cells"
SEEN = "seen by the reader"
SHORT = {
    Fault.RESET: "reset",
    Fault.RESET_AFTER: "reset+",
    Fault.TIMEOUT_BEFORE: "t/out",
    Fault.TIMEOUT_AFTER: "t/out+",
    Fault.STATUS_500: "500",
    Fault.STATUS_500_AFTER: "500+",
    Fault.STATUS_503_RETRY_AFTER: "503",
    Fault.STATUS_409: "409",
    Fault.TRUNCATED: "cut+",
    Fault.HTML: "html+",
    Fault.SLOW_DRIP: "drip+",
    Fault.DUPLICATE: "twice+",
    Fault.KILL: "kill",
    Fault.KILL_AFTER: "kill+",
}
"""What columns are headed; `+` means that the catalogue had acted."""
_WIDTH = 11


@dataclass(frozen=True, slots=True)
class Cell:
    """One fault at one request, and how the run that met it ended."""

    scene: str
    request: str
    number: int
    fault: str
    ended: str


@dataclass(frozen=True, slots=True)
class Seen:
    """What the anonymous reader looked at during some cells, and how much of it was wrong."""

    listings: int
    downloads: int
    torn: int
    """How often the old version's number stood over the new one's files, in the moment of a switch."""
    violations: int


def chosen(
    requests: Sequence[Request], *, every_read: int, every_write: int = 1
) -> list[tuple[Request, Fault]]:
    """Return the cells to try: all of them if asked for, else of the reads and of the writes one in so many.

    Which fault a request meets moves on by one from request to request, so that every row and every
    column is tried.
    """
    if os.environ.get("SHINCHOKU_FAULTS") == "all":
        every_read = every_write = 1
    return [
        (request, fault)
        for request in requests
        for place, fault in enumerate(Fault)
        if (request.number + place) % (every_write if request.is_write else every_read) == 0
    ]


def record(request: pytest.FixtureRequest, cells: Iterable[Cell], seen: Iterable[Seen]) -> None:
    """Keep a test's cells for the end, also when it ran in another process."""
    request.node.user_properties.append((PROPERTY, json.dumps([asdict(one) for one in cells])))
    request.node.user_properties.append((SEEN, json.dumps([asdict(one) for one in seen])))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print a matrix for each scene, and the number of violations."""
    reports = [
        report
        for outcome in ("passed", "failed")
        for report in terminalreporter.stats.get(outcome, [])
        if getattr(report, "when", "") == "call"
    ]
    told = [pair for report in reports for pair in report.user_properties]
    cells = [Cell(**one) for name, value in told if name == PROPERTY for one in json.loads(value)]
    seen = [Seen(**one) for name, value in told if name == SEEN for one in json.loads(value)]
    for scene in dict.fromkeys(one.scene for one in cells):
        mine = [one for one in cells if one.scene == scene]
        terminalreporter.write_sep(
            "=", f"faults: {scene}, {len(mine)} runs, how each ended after how many looks at the catalogue"
        )
        for line in table(mine):
            terminalreporter.write_line(line)
    if seen:
        listings, downloads = sum(one.listings for one in seen), sum(one.downloads for one in seen)
        violations = sum(one.violations for one in seen)
        terminalreporter.write_line(
            f"anonymous reader: {listings} listings, {downloads} downloads, {violations} violations"
            f" ({sum(one.torn for one in seen)} listings with the number of the version before, in the moment of a switch)"
        )


def table(cells: Sequence[Cell]) -> list[str]:
    """Return a scene's matrix, requests down and faults across."""
    rows = sorted({(one.number, one.request) for one in cells})
    width = max(len(name) for _, name in rows) + 2
    found = {(one.number, one.fault): one.ended for one in cells}
    header = " " * width + "".join(f"{SHORT[fault]:<{_WIDTH}}" for fault in Fault)
    lines = [
        f"{name:<{width}}" + "".join(f"{found.get((number, fault), '·'):<{_WIDTH}}" for fault in Fault)
        for number, name in rows
    ]
    return [header.rstrip(), *(line.rstrip() for line in lines)]
