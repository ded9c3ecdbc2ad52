"""What a process gives up, for good, before it opens a hostile file: one module a layer.

A parser that a crafted file has taken over runs native code, which sees nothing of Python's own rules. So
the kernel holds the process: Landlock refuses every file but the program's own code, a system-call filter
refuses sockets, processes, signals and writing. Where a kernel has them not, the other layers hold alone.
"""

import sys

from shinchoku.adapters.workbooks.confinement.descriptors import keep_only
from shinchoku.adapters.workbooks.confinement.environment import forget_environment
from shinchoku.adapters.workbooks.confinement.folders import readable
from shinchoku.adapters.workbooks.confinement.interpreter import renounce_in_the_interpreter
from shinchoku.adapters.workbooks.confinement.landlock import renounce_files
from shinchoku.adapters.workbooks.confinement.layers import Layers
from shinchoku.adapters.workbooks.confinement.limits import limit_resources

__all__ = ["FILTER", "Layers", "confine"]

FILTER = f"{__name__}.system_calls"
"""The module that looks for libseccomp when it is loaded, which starts a process: for the server of readers to load, once."""


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
        from shinchoku.adapters.workbooks.confinement import system_calls  # noqa: PLC0415 -- see `FILTER`

        abi = renounce_files(paths)
        is_filtered = system_calls.renounce_system_calls()
    renounce_in_the_interpreter(paths)
    return Layers(abi, is_filtered)
