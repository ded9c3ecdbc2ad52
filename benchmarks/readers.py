"""What it costs to have a reader: a new process until it stands ready, and a job that goes there and back.

    .venv/bin/python benchmarks/readers.py [STARTS]

The server that readers are forked from is loaded before the clock runs; each kind is measured with a server of its own.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:  # readers load this module, too: what it imports would count as theirs
    from shinchoku.adapters.workbooks.reader_pool import ReaderPool

_JOBS = 150
_KINDS = ("night", "console")


def main() -> None:
    """Measure each kind of reader in a program of its own, or the one that is named."""
    starts = sys.argv[1] if len(sys.argv) > 1 else "30"
    if len(sys.argv) > 2:  # noqa: PLR2004 -- the second argument
        _measure(sys.argv[2], int(starts))
        return
    for kind in _KINDS:
        subprocess.run([sys.executable, __file__, starts, kind], check=True)


def _measure(kind: str, starts: int) -> None:
    """Start, ask, and print."""
    _start(_pool(kind))  # loads the server
    times = [_start(_pool(kind)) for _ in range(starts)]
    with _pool(kind) as pool:
        pool.run(abs, -1)
        begun = time.perf_counter()
        for _ in range(_JOBS):
            pool.run(abs, -1)
        each = (time.perf_counter() - begun) / _JOBS * 1000
    ready = statistics.median(times)
    print(f"{kind}: ready after {ready:.1f} ms (median of {starts}), a job there and back {each:.2f} ms")


def _pool(kind: str) -> ReaderPool:
    """Return one reader of a kind, not started."""
    from shinchoku.adapters.workbooks.reader_pool import ReaderPool  # noqa: PLC0415 -- see above
    from shinchoku.adapters.workbooks.warm import warm_up  # noqa: PLC0415 -- as above
    from shinchoku.usecases.sheets.precheck import open_pool  # noqa: PLC0415 -- as above

    return ReaderPool(1, warm_up) if kind == "night" else open_pool(1)


def _start(pool: ReaderPool) -> float:
    """Return how many milliseconds the first answer of a new reader takes."""
    begun = time.perf_counter()
    with pool:
        pool.run(abs, -1)
        return (time.perf_counter() - begun) * 1000


if __name__ == "__main__":
    main()
