"""What tests have readers do: apart from the tests, since a confined reader may read nothing of theirs any more."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
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


class Exploit:
    """What a process that was taken over may answer with."""

    def __reduce__(self) -> tuple[object, ...]:
        """Name a program to run where this is loaded."""
        return os.system, ("true",)


def answer_exploit() -> Exploit:
    """Answer with it."""
    return Exploit()


def pid_after_a_moment() -> int:
    """Name the process, slowly enough for the other one to be asked."""
    time.sleep(0.3)
    return os.getpid()
