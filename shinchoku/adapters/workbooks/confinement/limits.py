"""The bounds of a process: memory, files, and a life that ends with its parent's."""

import ctypes
import signal
import sys

MOST_MEMORY_BYTES = 2 * 1024**3
"""How much address space a reader may have: what one of them may take of a machine's memory."""
_SET_DEATH_SIGNAL, _SET_DUMPABLE, _SET_NO_NEW_PRIVILEGES = 1, 4, 38
"""Numbers of prctl(2)."""


def limit_resources() -> None:
    """Bound memory, write no file and no core, die with the parent, and open one's memory to no process.

    Raises:
        OSError: if the system does not take a bound.
    """
    if sys.platform == "linux":
        for option, value in (
            (_SET_DEATH_SIGNAL, int(signal.SIGKILL)),
            (_SET_DUMPABLE, 0),
            (_SET_NO_NEW_PRIVILEGES, 1),
        ):
            _prctl(option, value)
    if sys.platform != "win32":
        import resource  # noqa: PLC0415 -- does not exist on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY_BYTES, MOST_MEMORY_BYTES))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))


def most_memory_used_bytes() -> int:
    """Return the most memory that this process ever held at once; zero where the system does not tell."""
    if sys.platform != "linux":
        return 0
    import resource  # noqa: PLC0415 -- does not exist on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024


def _prctl(option: int, value: int) -> None:
    """Set a property of this process."""
    libc = ctypes.CDLL(None, use_errno=True)
    arguments = (ctypes.c_ulong(one) for one in (value, 0, 0, 0))
    if libc.prctl(ctypes.c_int(option), *arguments):
        raise OSError(ctypes.get_errno(), "prctl")
