"""What tests have readers do: apart from the tests, since a confined reader may read nothing of theirs any more."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress


def ready() -> None:
    """Warm up with nothing."""


def dying() -> None:
    """Die before the first job."""
    os._exit(1)


def claim_memory() -> int:
    """Claim more than a reader may have."""
    return len(bytearray(8 * 1024**3))


def hold(mib: int) -> int:
    """Use memory for a moment, and name the process."""
    return os.getpid() if bytearray(b"x") * (mib * 1024**2) else 0


def kill_myself() -> None:
    """Crash as a parser does."""
    os.kill(os.getpid(), signal.SIGKILL)


def connect() -> str:
    """Try to reach the network."""
    with suppress(PermissionError):
        socket.create_connection(("127.0.0.1", 9), 1)
        return "connected"
    with suppress(PermissionError):
        subprocess.run(["/bin/true"], check=True)
        return "ran"
    return "refused"


def say(answer: bytes) -> None:
    """Answer by hand, past everything that a reader of ours does: what a process that was taken over may do."""
    (connection,) = [number for number in range(3, 64) if _is_open(number)]
    os.write(connection, answer)
    time.sleep(60)


def as_number(work: Callable[[], object]) -> int:
    """Do something that is to return a number."""
    work()
    return 0


def _is_open(number: int) -> bool:
    """Tell whether a descriptor is open."""
    try:
        os.fstat(number)
    except OSError:
        return False
    return True


def pid_after_a_moment() -> int:
    """Name the process, slowly enough for the other one to be asked."""
    time.sleep(0.3)
    return os.getpid()
