"""What a process gives up, for good, before it opens a hostile file: one module a layer.

A parser that a crafted file has taken over runs native code, which sees nothing of Python's own rules. So
the kernel holds the process: Landlock refuses every file but the program's own code, a system-call filter
refuses sockets, processes, signals and writing. Where a kernel has them not, the other layers hold alone.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

from shinchoku.adapters.workbooks.confinement.descriptors import keep_only
from shinchoku.adapters.workbooks.confinement.environment import forget_environment
from shinchoku.adapters.workbooks.confinement.folders import readable
from shinchoku.adapters.workbooks.confinement.interpreter import renounce_in_the_interpreter
from shinchoku.adapters.workbooks.confinement.landlock import renounce_files
from shinchoku.adapters.workbooks.confinement.limits import limit_resources

__all__ = ["Layers", "confine"]


@dataclass(frozen=True, slots=True)
class Layers:
    """What the kernel holds a process by; each may be missing, and the process is told so by nobody."""

    landlock_abi: int
    """The version of Landlock that refuses files, signals and TCP; zero where there is none."""
    system_calls: bool
    """Whether all system calls but a few are refused."""


def confine(connection: int) -> Layers:
    """Confine this process for good, leaving it one connection, and return which layers of the kernel hold it.

    The order matters: each step needs what a later one refuses.

    Raises:
        OSError: if a layer that is there does not take hold: then no file may be opened.
    """
    keep_only(connection)
    forget_environment()
    limit_resources()
    paths = readable()
    sys.dont_write_bytecode = True
    abi, is_filtered = 0, False
    if sys.platform == "linux":
        from shinchoku.adapters.workbooks.confinement.system_calls import (  # noqa: PLC0415 -- starts a process at import, which a reader's parent has no use for
            renounce_system_calls,
        )

        abi = renounce_files(paths)
        is_filtered = renounce_system_calls()
    renounce_in_the_interpreter(paths)
    return Layers(abi, is_filtered)
