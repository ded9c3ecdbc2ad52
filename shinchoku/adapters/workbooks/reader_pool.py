"""Confined readers kept warm for a long-living server: many threads ask, a few processes read.

There is no thread of the pool's own that could die or lag behind: who brings a job waits in line for a free reader,
hands it the job and takes the answer. Whatever a file does, the reader comes back to the line or a new one
does, and who waits is served in the order of coming.
"""

import pickle
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import Self, TypeVar, cast

from shinchoku.adapters.workbooks.answers import form_of
from shinchoku.adapters.workbooks.reader import Died, Reader
from shinchoku.adapters.workbooks.reader_process import WarmUp
from shinchoku.errors import OperationalError

T = TypeVar("T")

_MOST_SECONDS = 30.0
_MOST_WAITING = 64
_MOST_PATIENCE_SECONDS = 30.0


class ReaderPool:
    """A few confined reader processes behind one line; a context manager, used from any thread."""

    def __init__(
        self,
        workers: int,
        warm_up: WarmUp,
        *,
        seconds: float = _MOST_SECONDS,
        most_waiting: int = _MOST_WAITING,
        patience_seconds: float = _MOST_PATIENCE_SECONDS,
    ) -> None:
        """Keep the limits: seconds for one job, how many may wait in line, and for how long.

        Processes start with the context, or each with its first job.
        """
        self._readers = tuple(Reader(warm_up) for _ in range(workers))
        self._seconds = seconds
        self._most_waiting = most_waiting
        self._patience_seconds = patience_seconds
        self._guard = threading.Lock()
        self._idle = list(self._readers)
        self._waiting: deque[Future[Reader]] = deque()
        self._is_closed = False

    def __enter__(self) -> Self:
        """Start all readers.

        Raises:
            OperationalError: if one cannot be started.
        """
        for reader in self._readers:
            reader.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        """Close the pool."""
        self.close()

    def run(self, work: Callable[..., T], *arguments: object) -> T | Died:
        """Do a piece of work in a reader; a job that takes its reader down comes back as how it died.

        `work` is a function of a module, whose annotation says what it returns: plain data (see `answers`).

        Raises:
            OperationalError: if too many wait already, the pool is closed, or no reader can be started.
            BrokenJobError: if the work itself is broken.
        """
        form = form_of(work)
        reader = self._take()
        try:  # packed only now: who waits in line with a large file does not hold it twice
            job = pickle.dumps((work, arguments), pickle.HIGHEST_PROTOCOL)
            result = reader.do(job, form, self._seconds)
        finally:
            self._give(reader)
        if isinstance(result, Died) and self._is_closed:
            raise _closing()
        return cast("T | Died", result)

    def close(self) -> None:
        """End all readers, at work or not, and turn away who waits; a second time changes nothing."""
        with self._guard:
            self._is_closed = True
            turned_away = list(self._waiting)
            self._waiting.clear()
        for turn in turned_away:
            turn.set_exception(_closing())
        for reader in self._readers:
            reader.end()

    def _take(self) -> Reader:
        """Return a reader, after those who came earlier have got theirs."""
        with self._guard:
            if self._is_closed:
                raise _closing()
            if self._idle:
                return self._idle.pop()
            if len(self._waiting) >= self._most_waiting:
                raise _busy()
            turn: Future[Reader] = Future()
            self._waiting.append(turn)
        try:
            return turn.result(self._patience_seconds)
        except BaseException as error:
            self._withdraw(turn)
            if isinstance(error, TimeoutError):
                raise _busy() from error
            raise

    def _withdraw(self, turn: Future[Reader]) -> None:
        """Leave the line; a reader that was handed over at this very moment goes to the next one."""
        with self._guard:
            if turn in self._waiting:
                self._waiting.remove(turn)
                return
        if turn.exception() is None:
            self._give(turn.result())

    def _give(self, reader: Reader) -> None:
        """Hand a reader to the first in line, or lay it aside."""
        with self._guard:
            if self._waiting:
                self._waiting.popleft().set_result(reader)
            else:
                self._idle.append(reader)


def _busy() -> OperationalError:
    """Say that too many files are being read."""
    return OperationalError(
        "ただいま混み合っています。1分ほど待って、もう一度お試しください。",
        "too many files are being read: try again in a minute.",
    )


def _closing() -> OperationalError:
    """Say that the server is going down."""
    return OperationalError(
        "サーバーを停止しているため、ファイルを読めません。再開してからもう一度お試しください。",
        "the server is going down and reads no more files: try again when it is back.",
    )
