"""What a process gives up before it opens a hostile file: memory without bound, outliving its parent, the network."""

from __future__ import annotations

import os
import signal
import sys

_MOST_MEMORY_BYTES = 2 * 1024**3
_DIE_WITH_PARENT = 1  # PR_SET_PDEATHSIG
_NEVER_DONE_BY_A_READER = frozenset(
    {
        "os.exec",
        "os.fork",
        "os.forkpty",
        "os.posix_spawn",
        "os.system",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.sendto",
        "subprocess.Popen",
    }
)
"""Events of the interpreter's audit that no reading of a file causes."""


def confine() -> None:
    """Bound this process's memory, tie its life to its parent's, and keep its death throes off the log."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
    if sys.platform == "linux":
        import ctypes  # noqa: PLC0415 -- only Linux has the call

        ctypes.CDLL(None).prctl(_DIE_WITH_PARENT, signal.SIGKILL)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 -- does not exist on Windows

        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY_BYTES, _MOST_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def renounce_the_world() -> None:
    """Refuse this process the network and other programs, for good: a reader has no business with either."""
    sys.addaudithook(_refuse)


def most_memory_used_bytes() -> int:
    """Return the most memory that this process ever held at once; zero where the system does not tell."""
    if sys.platform != "linux":
        return 0
    import resource  # noqa: PLC0415 -- does not exist on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _refuse(event: str, _arguments: object) -> None:
    """Stop what no reader does.

    Raises:
        PermissionError: whatever it was for.
    """
    if event in _NEVER_DONE_BY_A_READER:
        message = f"a reader process may not do this: {event}"
        raise PermissionError(message)
