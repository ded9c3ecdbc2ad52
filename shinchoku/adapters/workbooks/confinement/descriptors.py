"""What a process has open: nothing but its one connection.

It inherits more than it needs: the way to the tracker of shared resources, which removes on its word what
lies in shared memory, and what keeps the server of forks alive.
"""

from __future__ import annotations

import os
import sys

_STANDARD = (0, 1, 2)


def keep_only(connection: int) -> None:
    """Close every descriptor but a connection; input, outputs and last words go nowhere."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for number in _STANDARD:
        os.dup2(nowhere, number)
    if sys.platform == "win32":  # nothing is inherited there
        return
    first = _STANDARD[-1] + 1
    os.closerange(first, connection)
    os.closerange(connection + 1, _most())


def _most() -> int:
    """Return a number above that of any descriptor."""
    import resource  # noqa: PLC0415 -- does not exist on Windows

    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    return most if most != resource.RLIM_INFINITY else 2**31 - 1
