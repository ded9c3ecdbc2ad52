"""The console under load: people browsing a long queue, and sheets being checked, at the same time on loopback.

    .venv/bin/python benchmarks/console.py [PEOPLE] [FINDINGS] [UPLOADS] [SECONDS]

Makes a demonstration night in a folder of its own, adds findings until the queue is long, serves the console
as `shinchoku console` does in a process of its own, and lets PEOPLE open pages one after the other, reading
each for one to three seconds, while UPLOADS sheets are checked at once, again and again. The floor is the
page of one's own account, which asks the database for nothing but who is there, in the same run.
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import httpx

ROOT = Path(__file__).resolve().parents[1]
SHINCHOKU = Path(sys.executable).with_name("shinchoku")
AS_OF = date(2026, 11, 23)
PASSWORD = "load test 一 二 三 四"  # noqa: S105 -- of accounts that live as long as a run
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')
_READS = (1.0, 3.0)
FLOOR = "/account"


@dataclass
class Times:
    """How long each kind of request took, and what went wrong."""

    seconds: defaultdict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    errors: list[str] = field(default_factory=list)

    def of(self, *kinds: str) -> list[float]:
        """Return the times of some kinds, in order."""
        return sorted(one for kind in kinds for one in self.seconds[kind])


def main() -> None:
    """Prepare, load, and print."""
    given = [int(one) for one in sys.argv[1:]]
    people, findings, uploads, seconds = [*given, *[50, 100_000, 20, 60][len(given) :]]
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        _prepare(data, findings, uploads)
        with _server(data, Path(folder)) as (address, _process):
            times = asyncio.run(_load(address, people, uploads, seconds))
    print(
        f"{people} people, {findings:,} findings, {uploads} sheets checked at once, {seconds} s, {os.cpu_count()} cores"
    )
    kinds = sorted(kind for kind in times.seconds if kind not in {FLOOR, "check"})
    floor = _line("floor: " + FLOOR, times.of(FLOOR), 0)
    for kind in kinds:
        _line(kind, times.of(kind), floor)
    _line("every page", times.of(*kinds), floor)
    _line("check of a sheet", times.of("check"), 0)
    print(f"errors: {len(times.errors)} {times.errors[:3]}")


def _line(name: str, taken: list[float], floor: float) -> float:
    """Print median and 95th percentile in milliseconds, and the ratio to the floor; return the median."""
    if not taken:
        return 0
    middle, slow = statistics.median(taken), taken[min(len(taken) - 1, int(len(taken) * 0.95))]
    ratio = f"  {middle / floor:5.1f} x floor" if floor else ""
    print(f"{name:32} {len(taken):6} requests  p50 {middle * 1000:7.1f} ms  p95 {slow * 1000:7.1f} ms{ratio}")
    return middle


def _prepare(data: Path, findings: int, uploads: int) -> None:
    """Let a night pass, make the accounts, and fill the queue."""
    night = [SHINCHOKU, "nightly", "--plan", "kanazawa", "--data", data, "--as-of", AS_OF.isoformat()]
    subprocess.run(night, cwd=ROOT, check=True, capture_output=True)
    _make_accounts(data, uploads)
    _fill(data, findings)


def _make_accounts(data: Path, uploads: int) -> None:
    """Make a steward, and an account of a department for each sheet that is checked at once."""
    from shinchoku.review.people import Actor, Role  # noqa: PLC0415 -- slow to import
    from shinchoku.session import deciding  # noqa: PLC0415 -- as above
    from shinchoku.usecases.accounts import NewAccount, add  # noqa: PLC0415 -- as above

    new = [NewAccount("steward", "", frozenset({Role.STEWARD}), password=PASSWORD)]
    for number in range(uploads):
        own = frozenset({_department(number)})
        name = f"office-{number}"
        new.append(NewAccount(name, "", frozenset({Role.DEPARTMENT}), own, password=PASSWORD))
    with deciding("kanazawa", data, None, AS_OF) as session:
        for one in new:
            add(session, Actor("benchmark", Role.ADMINISTRATOR), one, "load")


def _department(number: int) -> str:
    """Return the department of an account."""
    return f"D{number % 26 + 1:02}"


def _fill(data: Path, findings: int) -> None:
    """Multiply what the night found, in other departments and of other ages, until the queue is long."""
    from sqlalchemy import insert, select  # noqa: PLC0415 -- slow to import

    from shinchoku.adapters.state.change import changing  # noqa: PLC0415 -- as above
    from shinchoku.adapters.state.database import database_url, open_database  # noqa: PLC0415 -- as above
    from shinchoku.adapters.state.tables import findings as table  # noqa: PLC0415 -- as above
    from shinchoku.city_clock import now  # noqa: PLC0415 -- as above
    from shinchoku.review.people import Actor  # noqa: PLC0415 -- as above

    engine = open_database(database_url(data, None))
    chance = random.Random(1)  # noqa: S311 -- the same queue in every run
    with changing(engine, "kanazawa", Actor("benchmark", "benchmark"), "load", now()) as change:
        known = [dict(row._mapping) for row in change.connection.execute(select(table))]  # noqa: SLF001 -- public despite its name
        rows = [
            {
                **chance.choice(known),
                "fingerprint": f"{number:032x}",
                "department": f"D{chance.randint(1, 27):02}",
                "first_seen": AS_OF - timedelta(days=chance.randint(0, 200)),
            }
            for number in range(findings - len(known))
        ]
        for start in range(0, len(rows), 5000):
            change.connection.execute(insert(table), rows[start : start + 5000])
        change.record("fill", "findings")
    engine.dispose()


class _server:  # noqa: N801 -- reads as a function
    """The console in a process of its own."""

    def __init__(self, data: Path, folder: Path) -> None:
        """Keep the places."""
        self._data, self._log = data, folder / "log"

    def __enter__(self) -> tuple[str, subprocess.Popen[bytes]]:
        """Start it on a free port, and wait until it answers."""
        import socket  # noqa: PLC0415 -- only here

        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = [SHINCHOKU, "console", "--plan", "kanazawa", "--data", self._data, "--port", str(port)]
        self._file = self._log.open("wb")
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=self._file, stderr=self._file)
        address = f"http://127.0.0.1:{port}"
        for _ in range(300):
            if _answers(address):
                return address, self._process
            time.sleep(0.1)
        raise SystemExit(self._log.read_text())

    def __exit__(self, *_: object) -> None:
        """Stop it."""
        self._process.terminate()
        self._process.wait(30)
        self._file.close()


def _answers(address: str) -> bool:
    """Tell whether somebody answers there."""
    try:
        return httpx.get(f"{address}/health").is_success
    except httpx.TransportError:
        return False


async def _load(address: str, people: int, uploads: int, seconds: int) -> Times:
    """Let everybody work until the time is over."""
    times = Times()
    limits = httpx.Limits(max_connections=None, max_keepalive_connections=None)
    async with AsyncExitStack() as opened:

        async def _browser(name: str) -> httpx.AsyncClient:
            cookies = await _log_in(address, name)
            made = httpx.AsyncClient(base_url=address, cookies=cookies, timeout=60, limits=limits)
            return await opened.enter_async_context(made)

        steward = await _browser("steward")
        offices = [await _browser(f"office-{number}") for number in range(uploads)]
        end = time.monotonic() + seconds
        readers = [_browse(steward, times, end, random.Random(n)) for n in range(people)]  # noqa: S311 -- no secret
        await asyncio.gather(*readers, *(_check(one, times, end, n) for n, one in enumerate(offices)))
    return times


async def _log_in(address: str, name: str) -> httpx.Cookies:
    """Log somebody in and return what their browser keeps."""
    async with httpx.AsyncClient(base_url=address) as client:
        token = _CSRF.search((await client.get("/login")).text)
        form = {"csrf": token[1] if token else "", "account": name, "password": PASSWORD, "next": ""}
        answer = await client.post("/login", data=form)
        assert answer.is_redirect, answer.text  # noqa: S101 -- nothing can be measured otherwise
        return client.cookies


async def _browse(client: httpx.AsyncClient, times: Times, end: float, chance: random.Random) -> None:
    """Open pages as a steward does: the queue, a filter of it, the next page, a finding, the first page."""
    await asyncio.sleep(chance.uniform(0, _READS[1]))
    address = "/findings"
    while time.monotonic() < end:
        kind = "a finding" if re.fullmatch(r"/findings/[0-9a-f]+.*", address) else address.partition("?")[0]
        began = time.monotonic()
        answer = await client.get(address)
        times.seconds[kind].append(time.monotonic() - began)
        if answer.status_code != 200:  # noqa: PLR2004 -- the only answer that is a page
            times.errors.append(f"{answer.status_code} {address}")
        links = re.findall(r'href="(/findings(?:/[0-9a-f]{32})?(?:\?[^"#]*)?)"', answer.text)
        wanted = [link.replace("&amp;", "&") for link in links]
        address = chance.choice(
            [*wanted, "/", "/submissions", "/releases", FLOOR] if wanted else ["/findings"]
        )
        await asyncio.sleep(chance.uniform(*_READS))


async def _check(client: httpx.AsyncClient, times: Times, end: float, number: int) -> None:
    """Have a sheet checked, read the answer for a while, and check again."""
    inbox = ROOT / "examples" / "kanazawa" / "inbox"
    sheets = sorted(inbox.rglob("*.xlsx"))
    while time.monotonic() < end:
        sheet = sheets[number % len(sheets)]
        page = await client.get("/check")
        token = _CSRF.search(page.text)
        form = {"csrf": token[1] if token else "", "department": _department(number), "round": "R6-yearend"}
        files = {"file": (sheet.name, sheet.read_bytes(), "application/octet-stream")}
        began = time.monotonic()
        answer = await client.post("/check", data=form, files=files, follow_redirects=True)
        times.seconds["check"].append(time.monotonic() - began)
        if answer.status_code != 200:  # noqa: PLR2004 -- the only answer that is a page
            times.errors.append(f"{answer.status_code} check of {sheet.name}")
        await asyncio.sleep(_READS[1])


if __name__ == "__main__":
    main()
