"""What a process has open: nothing but its one connection.

It inherits more than it needs: the way to the tracker of shared resources, which removes on its word what
lies in shared memory, and what keeps the server of forks alive.
"""

import os
import sys
from contextlib import suppress
from pathlib import Path

_STANDARD = frozenset({0, 1, 2})


def keep_only(connection: int) -> None:
    """Close every descriptor but a connection; input, outputs and last words go nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in _STANDARD:
        os.dup2(nowhere, number)
    if sys.platform == "win32":  # nothing is inherited there
        return
    listed = Path("/proc/self/fd" if sys.platform == "linux" else "/dev/fd")
    for number in {int(one.name) for one in listed.iterdir()} - _STANDARD - {connection}:
        with suppress(OSError):  # the listing itself was open, too
            os.close(number)
