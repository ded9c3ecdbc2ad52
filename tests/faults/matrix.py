"""The matrix of requests and faults: which cells are tried, and how it is printed when all tests are done."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

import pytest
from builders.fault_proxy import Request
from builders.selection import takes_every_case
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
    requests: Sequence[Request], *, every_write: int, every_read: int, first: int = 0
) -> list[tuple[Request, Fault]]:
    """Return the cells to try: every fault at every request if asked for, else a covering few.

    Of the writes, and of the reads, every `n`-th cell is tried. With 1 that is every fault at every request. Else
    requests of one kind stand for each other: a kind meets every `n`-th fault, at each of its requests in turn, and
    begins one fault later than the kind before, `first` faults on. So every kind of request and every fault is tried,
    and scenes with the same kinds that begin with 0 and with 1, each taking every second, make up a whole together.
    """
    if takes_every_case():
        every_write = every_read = 1
    writes = [one for one in requests if one.is_write]
    reads = [one for one in requests if not one.is_write]
    cells = [*_covering(writes, every_write, first), *_covering(reads, every_read, first)]
    return sorted(cells, key=lambda cell: cell[0].number)


def _covering(requests: Sequence[Request], every: int, first: int) -> list[tuple[Request, Fault]]:
    """Return every cell of some requests, or one in so many of each kind."""
    if every == 1:
        return [(request, fault) for request in requests for fault in Fault]
    kinds: dict[str, list[Request]] = {}
    for request in sorted(requests, key=_kind):
        kinds.setdefault(_kind(request), []).append(request)
    return [
        (alike[turn % len(alike)], fault)
        for place, alike in enumerate(kinds.values())
        for turn, fault in enumerate(list(Fault)[(first + place) % every :: every])
    ]


def _kind(request: Request) -> str:
    """Return what a request asks for: an action of the API, or else a download."""
    _, api, action = request.path.rpartition("/action/")
    return f"{request.method} {action if api else 'download'}"


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
