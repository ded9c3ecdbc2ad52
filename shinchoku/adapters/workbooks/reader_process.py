"""What runs in a reader process: confined, it warms up, does one job after the other, and retires in time."""

from __future__ import annotations

import pickle
import signal
import traceback
from collections.abc import Callable
from multiprocessing.connection import Connection

from shinchoku.adapters.workbooks.answers import Kind, packed
from shinchoku.adapters.workbooks.confinement import confine
from shinchoku.adapters.workbooks.confinement.limits import most_memory_used_bytes

READY = b"ready"
"""What a process says once it has warmed up."""
_RETIRES_ABOVE_BYTES = 600 * 1024**2
_RETIRES_AFTER_JOBS = 200

WarmUp = Callable[[], object]
"""A function of a module that loads, and does once, what the first job would otherwise wait for."""


def serve(connection: Connection, warm_up: WarmUp) -> None:
    """Do jobs until the handle is gone or a job has cost too much."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who presses Ctrl-C means the server, which ends us
    confine(connection.fileno())
    warm_up()
    connection.send_bytes(READY)
    for number in range(1, _RETIRES_AFTER_JOBS + 1):
        try:
            job = connection.recv_bytes()
        except (EOFError, OSError):
            return
        is_old = number == _RETIRES_AFTER_JOBS
        answer, is_last = _answer(job, is_old=is_old)
        connection.send_bytes(answer)
        if is_last:
            return


def _answer(job: bytes, *, is_old: bool) -> tuple[bytes, bool]:
    """Do a job and return its answer, and whether it is the process's last."""
    try:
        work, arguments = pickle.loads(job)  # noqa: S301 -- written by the process that started this one
        value = work(*arguments)
        is_last = is_old or most_memory_used_bytes() > _RETIRES_ABOVE_BYTES
        return packed(Kind.DONE, (is_last, value)), is_last
    except MemoryError:
        return packed(Kind.OUT_OF_MEMORY, (True, "")), True
    except Exception:  # noqa: BLE001 -- told to the other side, where it is raised
        return packed(Kind.BROKEN, (is_old, traceback.format_exc())), is_old
