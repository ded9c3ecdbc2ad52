"""What runs in a reader process: confined, it warms up, does one job after the other, and retires in time."""

import pickle
import signal
import traceback
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection

from shinchoku.adapters.workbooks.answers import AnswerForm, AnswerKind, form_of
from shinchoku.adapters.workbooks.confinement import confine
from shinchoku.adapters.workbooks.confinement.layers import MOST_READINESS_BYTES
from shinchoku.adapters.workbooks.confinement.limits import most_memory_used_bytes

_RETIRES_ABOVE_BYTES = 600 * 1024**2
_RETIRES_AFTER_JOBS = 200
_FAILED = AnswerForm(None)
"""How a job is told that returned nothing."""

WarmUp = Callable[[], object]
"""A function of a module that loads, and does once, what the first job would otherwise wait for."""


def serve(connection: Connection, module: str, warm_up: str) -> None:
    """Do jobs until the handle is gone or a job has cost too much.

    The module with the function that warms up is loaded only when the process is confined: libraries that start threads
    when they are loaded start them inside.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who presses Ctrl-C means the server, which ends us
    try:
        layers = confine(connection.fileno())
        getattr(import_module(module), warm_up)()
    except Exception:  # noqa: BLE001 -- told to the other side, which says that no reader can be started
        connection.send_bytes(traceback.format_exc().encode()[-MOST_READINESS_BYTES:])
        return
    connection.send_bytes(layers.as_readiness())
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
        form = form_of(work)
        value = work(*arguments)
        is_last = is_old or most_memory_used_bytes() > _RETIRES_ABOVE_BYTES
        return form.packed(AnswerKind.DONE, value, is_last=is_last), is_last
    except MemoryError:
        return _FAILED.packed(AnswerKind.OUT_OF_MEMORY, "", is_last=True), True
    except Exception:  # noqa: BLE001 -- told to the other side, where it is raised
        return _FAILED.packed(AnswerKind.BROKEN, traceback.format_exc(), is_last=is_old), is_old
