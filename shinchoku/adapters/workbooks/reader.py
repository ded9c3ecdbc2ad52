"""The handle of one confined process that waits for files to read: it may hang, crash or be killed.

The process is forked from a server that has loaded what it needs and never opened a file, so that a new
one stands ready within some hundredths of a second and inherits neither threads nor secrets.
"""

import logging
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Self

from shinchoku.adapters.workbooks.answers import AnswerForm, AnswerKind, StrangeAnswerError
from shinchoku.adapters.workbooks.confinement import FILTER
from shinchoku.adapters.workbooks.confinement.layers import MOST_READINESS_BYTES, Layers
from shinchoku.adapters.workbooks.reader_process import WarmUp, serve
from shinchoku.adapters.workbooks.reader_start import new_pipe, new_process
from shinchoku.bilingual import Bilingual
from shinchoku.errors import OperationalError

_MOST_SECONDS_TO_START = 60.0
_MOST_SECONDS_TO_END = 5.0
_log = logging.getLogger(__name__)
_MOST_ANSWER_BYTES = 256 * 1024**2


@dataclass(frozen=True, slots=True)
class Died:
    """What came of a job that took its reader down, in words for the person who sent the file."""

    why: Bilingual


class BrokenJobError(RuntimeError):
    """A reader says that the program of its job is broken; one that a file has taken over may say so, too."""


_CRASHED = Died(Bilingual("読み取り中に処理が停止しました", "reading it brought the reader down"))
_OUT_OF_MEMORY = Died(
    Bilingual(
        "読み取りに必要なメモリーが上限を超えました", "reading it takes more memory than a reader may have"
    )
)


class Reader:
    """The handle of a reader process; one job at a time, but `end` may come from any thread."""

    def __init__(self, warm_up: WarmUp) -> None:
        """Keep what the process warms up with; it starts with `start`, or with its first job."""
        self._warm_up = warm_up
        self._guard = threading.Lock()
        self._process: BaseProcess | None = None
        self._connection: Connection | None = None
        self._layers: Layers | None = None
        """What holds the process; known once it has warmed up."""
        self._is_over = False

    def start(self) -> None:
        """Start the process unless it runs, or the reader has ended for good.

        Raises:
            OperationalError: if it cannot be started.
        """
        with self._guard:
            if self._process is not None or self._is_over:
                return
            ours, its = new_pipe()
            warm_up = self._warm_up.__module__, self._warm_up.__name__
            process = new_process(serve, its, *warm_up, loaded=[self._warm_up.__module__, FILTER])
            try:
                process.start()
            except (OSError, EOFError) as error:
                ours.close()
                raise _no_process() from error
            finally:
                its.close()
            self._process, self._connection, self._layers = process, ours, None

    def do(self, job: bytes, form: AnswerForm, seconds: float) -> object:
        """Have a pickled job done and return its result, or how it died; a new process follows on a dead one.

        `form` is what its answer has to be.

        Raises:
            OperationalError: if no process can be started.
            BrokenJobError: if the program of the job is broken, by what the reader says.
        """
        if self._process is not None and not self._process.is_alive():  # it died idle: no fault of this job
            self._drop()
        self.start()
        process, connection = self._ready_process()
        with _Deadline(process, seconds) as deadline:
            try:
                connection.send_bytes(job)
                answer = connection.recv_bytes(_MOST_ANSWER_BYTES)
            except (EOFError, OSError):
                answer = b""
        if not answer:
            self._replace()
            return _too_slow(seconds) if deadline.has_struck else _CRASHED
        try:
            kind, is_last, value = form.unpacked(answer)
        except StrangeAnswerError:
            self._replace()
            return _CRASHED
        if is_last or kind is AnswerKind.OUT_OF_MEMORY:
            self._replace()
        if kind is AnswerKind.BROKEN:
            raise BrokenJobError(f"a job of a reader process failed:\n{value}")
        return value if kind is AnswerKind.DONE else _OUT_OF_MEMORY

    def layers(self) -> Layers:
        """Return which layers of the kernel hold the process, which is started if it does not run.

        Raises:
            OperationalError: if it cannot be started.
        """
        self.start()
        self._ready_process()
        if self._layers is None:
            raise _no_process()
        return self._layers

    def end(self) -> None:
        """Kill the process for good, whatever it does; a thread that waits for it sees it die."""
        with self._guard:
            self._is_over = True
            process = self._process
        if process is not None:
            process.kill()
            process.join(_MOST_SECONDS_TO_END)

    def _ready_process(self) -> tuple[BaseProcess, Connection]:
        """Return the process once it has warmed up: before that no file is to blame for its death."""
        process, connection = self._process, self._connection
        if process is None or connection is None:
            raise _no_process()
        if self._layers is None:
            with suppress(EOFError, OSError):
                if connection.poll(_MOST_SECONDS_TO_START):
                    said = connection.recv_bytes(MOST_READINESS_BYTES)
                    self._layers = Layers.of_readiness(said)
                    if self._layers is None:
                        _log.error(
                            "a reader process could not be made ready:\n%s", said.decode("utf-8", "replace")
                        )
            if self._layers is None:
                self._drop()
                raise _no_process()
        return process, connection

    def _replace(self) -> None:
        """Kill the process and start another one; if that fails now, the next job tries again."""
        self._drop()
        with suppress(Exception):
            self.start()

    def _drop(self) -> None:
        """Kill the process and forget it."""
        with self._guard:
            process, connection = self._process, self._connection
            self._process = self._connection = None
        if process is not None:
            process.kill()
            process.join(_MOST_SECONDS_TO_END)
        if connection is not None:
            connection.close()


class _Deadline:
    """Kills a process that is still at its job when the time is up: what waits for it then sees it die."""

    def __init__(self, process: BaseProcess, seconds: float) -> None:
        """Keep whom to kill, and when."""
        self._process = process
        self._guard = threading.Lock()
        self._is_over = False
        self.has_struck = False
        self._timer = threading.Timer(seconds, self._strike)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        """Start the clock."""
        self._timer.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """Stop the clock; from here on the process may be at another job."""
        with self._guard:
            self._is_over = True
        self._timer.cancel()

    def _strike(self) -> None:
        """Kill the process unless the job is over."""
        with self._guard:
            if not self._is_over:
                self.has_struck = True
                self._process.kill()


def _no_process() -> OperationalError:
    """Say that no reader process can be started."""
    return OperationalError(
        "ファイルを読み取る処理を起動できません。メモリーの空きを確かめて、もう一度実行してください。",
        "no reader process can be started: check the free memory, and run again.",
    )


def _too_slow(seconds: float) -> Died:
    """Return the death of a job that took too long."""
    return Died(
        Bilingual(
            f"{seconds:g}秒以内に読み取りが終わりませんでした",
            f"reading it took more than {seconds:g} seconds",
        )
    )
