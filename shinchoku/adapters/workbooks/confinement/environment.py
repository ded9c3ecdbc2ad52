"""The environment holds secrets (a catalogue's token, a database's password): a reader forgets it.

It stands in three places: in Python's own table, in the C library's, and where the kernel laid it when the program
started, which native code finds without asking anybody.
"""

import ctypes
import os
import sys
from pathlib import Path

_BYTES_BEGIN_AT = bytes.__basicsize__ - 1
"""Where in a bytes object its bytes begin."""
_START_AND_END = slice(47, 49)
"""env_start and env_end among the numbers that /proc/self/stat has after the name; see proc(5)."""


def forget_environment() -> None:
    """Empty the environment, and overwrite every copy of it in this process."""
    if sys.platform == "win32":
        os.environ.clear()
        return
    held = [*os.environb.keys(), *os.environb.values()]
    os.environ.clear()
    for one in held:
        if len(one) > 1:  # shorter ones are shared by the whole interpreter
            ctypes.memset(id(one) + _BYTES_BEGIN_AT, 0, len(one))
    if sys.platform == "linux":
        ctypes.CDLL(None).clearenv()
        start, end = _where_it_was_laid()
        ctypes.memset(start, 0, end - start)


def _where_it_was_laid() -> tuple[int, int]:
    """Return where the kernel laid the environment, from its first byte to behind its last."""
    numbers = Path("/proc/self/stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()
    start, end = map(int, numbers[_START_AND_END])
    return start, end
