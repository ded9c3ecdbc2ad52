"""How a reader process is started: forked from a server, and without the program's main module.

Python's own way runs the main module again in each new process. A reader has no use for it: it may load what takes
seconds, starts threads or keeps secrets in memory (an orchestrator with its settings).
"""

import io
import multiprocessing
import os
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess

_MAIN_MODULE = ("init_main_from_name", "init_main_from_path")

if sys.platform == "win32":  # there is no server of forks

    def new_process(work: Callable[..., None], *arguments: object, loaded: list[str]) -> BaseProcess:
        """Return a process that is not started yet; nothing is loaded for it beforehand."""
        del loaded
        return multiprocessing.get_context("spawn").Process(target=work, args=arguments, daemon=True)

else:
    from multiprocessing import forkserver, popen_forkserver, reduction, spawn
    from multiprocessing.context import ForkServerProcess, set_spawning_popen
    from multiprocessing.util import Finalize

    def _close(*descriptors: int) -> None:
        """Close what was kept open for a process that nobody asks any more."""
        for one in descriptors:
            os.close(one)

    class _Launch(popen_forkserver.Popen):
        """Python's own launch but for the main module."""

        _fds: list[int]

        def _launch(self, process_obj: BaseProcess) -> None:
            """Have the server fork, and tell the fork what to do."""
            told = io.BytesIO()
            set_spawning_popen(self)
            try:
                prepared = spawn.get_preparation_data(process_obj.name)
                reduction.dump({k: v for k, v in prepared.items() if k not in _MAIN_MODULE}, told)
                reduction.dump(process_obj, told)
            finally:
                set_spawning_popen(None)
            self.sentinel, writing = forkserver.connect_to_new_process(self._fds)
            open_as_long_as_we_live = os.dup(writing)
            self.finalizer = Finalize(self, _close, (open_as_long_as_we_live, self.sentinel))
            with open(writing, "wb") as child:  # noqa: PTH123 -- a descriptor
                child.write(told.getbuffer())
            self.pid = forkserver.read_signed(self.sentinel)

    class ReaderProcess(ForkServerProcess):
        """A process of the server of forks."""

        @staticmethod
        def _Popen(process_obj: BaseProcess) -> popen_forkserver.Popen:  # noqa: N802 -- its name in the library
            """Start it."""
            return _Launch(process_obj)

    def new_process(work: Callable[..., None], *arguments: object, loaded: list[str]) -> BaseProcess:
        """Return a process that is not started yet; the server loads some modules, if it does not run already."""
        multiprocessing.get_context("forkserver").set_forkserver_preload(loaded)
        return ReaderProcess(target=work, args=arguments, daemon=True)


def new_pipe() -> tuple[Connection, Connection]:
    """Return the two ends of a connection."""
    return multiprocessing.Pipe()
