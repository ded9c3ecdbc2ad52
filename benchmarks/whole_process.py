"""Whole-process time and memory of the commands, each beside its floor, with the ratio.

    .venv/bin/python benchmarks/whole_process.py [RUNS]

`nightly` runs on the demonstration in a fresh data directory; its floor is the same night without
a server of Prefect (the stages as plain calls). `verify` runs on the package that came out; its floor is reading
and hashing the same files with nothing but the standard library.
"""

from __future__ import annotations

import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHINCHOKU = Path(sys.executable).with_name("shinchoku")
AS_OF = "2026-11-23"

WITHOUT_PREFECT = """
import sys
from datetime import date
from pathlib import Path
from shinchoku.adapters.inbox import Inbox
from flows.nightly import run_night
from shinchoku.session import writing
if __name__ == "__main__":
    with writing("kanazawa", Path(sys.argv[1]), None, date.fromisoformat(sys.argv[2])) as session:
        run_night(session, Inbox(session.plan.inbox.url, 50))
"""
HASH_ONLY = """
import hashlib, pathlib, sys
for path in sorted(pathlib.Path(sys.argv[1]).iterdir()):
    hashlib.sha256(path.read_bytes()).hexdigest()
"""


@dataclass(frozen=True)
class Measured:
    """Medians over the runs of one command."""

    name: str
    wall_seconds: float
    cpu_seconds: float
    peak_mib: float


def main() -> None:
    """Measure every command and print a line each."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with tempfile.TemporaryDirectory() as folder:
        script = Path(folder) / "without_prefect.py"
        script.write_text(WITHOUT_PREFECT, encoding="utf-8")
        data = [Path(folder) / f"data{n}" for n in range(3 * runs)]
        fresh = iter(data)
        nightly = measure(
            "nightly, first night",
            runs,
            lambda: [SHINCHOKU, "nightly", "--plan", "kanazawa", *_at(next(fresh))],
        )
        first = data[0]
        again = measure(
            "nightly, nothing new", runs, lambda: [SHINCHOKU, "nightly", "--plan", "kanazawa", *_at(first)]
        )
        bare = measure("the same without Prefect", runs, lambda: [sys.executable, script, next(fresh), AS_OF])
        package = next((first / "published").glob("*/latest"))
        verify = measure("verify", runs, lambda: [SHINCHOKU, "verify", package])
        hashing = measure(
            "reading and hashing only", runs, lambda: [sys.executable, "-c", HASH_ONLY, package]
        )
    print(f"{'command':28} {'wall s':>8} {'cpu s':>8} {'peak MiB':>9}   ratio to its floor (wall)")
    for one, floor in ((nightly, bare), (again, bare), (bare, bare), (verify, hashing), (hashing, hashing)):
        ratio = one.wall_seconds / floor.wall_seconds
        print(
            f"{one.name:28} {one.wall_seconds:8.2f} {one.cpu_seconds:8.2f} {one.peak_mib:9.0f}   {ratio:.1f}"
        )
    share = 100 * (nightly.wall_seconds - bare.wall_seconds) / nightly.wall_seconds
    print(f"Prefect's share of a first night: {share:.0f} % of the wall time")


def _at(data: Path) -> list[str | Path]:
    """Return the options that place a run."""
    return ["--data", data, "--as-of", AS_OF]


def measure(name: str, runs: int, command: Callable[[], list[str | Path]]) -> Measured:
    """Run a command several times and return its medians; memory is that of the largest process."""
    walls, cpus, peaks = [], [], []
    for _ in range(runs):
        arguments = command()
        began = time.perf_counter()
        child = os.posix_spawn(
            arguments[0],
            [str(argument) for argument in arguments],
            {**os.environ, "PYTHONDONTWRITEBYTECODE": ""},
            file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
        )
        _, status, usage = os.wait4(child, 0)
        if status:
            raise subprocess.CalledProcessError(
                os.waitstatus_to_exitcode(status), [str(a) for a in arguments]
            )
        walls.append(time.perf_counter() - began)
        cpus.append(usage.ru_utime + usage.ru_stime)
        peaks.append(_mebibytes(usage))
    return Measured(name, statistics.median(walls), statistics.median(cpus), statistics.median(peaks))


def _mebibytes(usage: resource.struct_rusage) -> float:
    """Return the peak resident memory (Linux counts it in KiB)."""
    return usage.ru_maxrss / 1024


if __name__ == "__main__":
    os.chdir(ROOT)
    main()
