"""What it costs to have a reader: a new process until it stands ready, and a job that goes there and back.

    .venv/bin/python benchmarks/readers.py [STARTS]

The server that readers are forked from is loaded before the clock runs.
"""

from __future__ import annotations

import statistics
import sys
import time

from shinchoku.adapters.workbooks.reader_pool import ReaderPool
from shinchoku.adapters.workbooks.warm import warm_up
from shinchoku.stages.precheck import open_pool

_JOBS = 200


def main() -> None:
    """Start, ask, and print."""
    starts = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    with open_pool(1) as pool:  # loads the server
        pool.run(abs, -1)
    for name, made in (("night", lambda: ReaderPool(1, warm_up)), ("console", lambda: open_pool(1))):
        times = [_start(made()) for _ in range(starts)]
        ready = statistics.median(times)
        print(
            f"{name}: a reader stands ready after {ready:.1f} ms (median of {starts}, worst {max(times):.1f})"
        )
    with open_pool(1) as pool:
        pool.run(abs, -1)
        begun = time.perf_counter()
        for _ in range(_JOBS - 10):
            pool.run(abs, -1)
        each = (time.perf_counter() - begun) / (_JOBS - 10) * 1000
    print(f"a job there and back: {each:.2f} ms")


def _start(pool: ReaderPool) -> float:
    """Return how many milliseconds the first answer of a new reader takes."""
    begun = time.perf_counter()
    with pool:
        pool.run(abs, -1)
        return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
