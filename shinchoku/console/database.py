"""The console's database: opened once, done without while it is out of reach, found again by itself."""

import logging
import threading
import time
from pathlib import Path
from typing import NoReturn

from sqlalchemy import URL, Engine, NullPool, create_engine
from sqlalchemy.exc import SQLAlchemyError

from shinchoku.adapters.locking import run_lock
from shinchoku.adapters.state.database import open_database, open_existing
from shinchoku.errors import OperationalError, StoppedError
from shinchoku.paths import DataPaths

_log = logging.getLogger(__name__)


class Database:
    """One state database; used from any thread."""

    def __init__(self, url: URL, retry_seconds: float) -> None:
        """Keep its address, and how long it is left alone after a failure."""
        self._url = _impatient(url)
        self._retry_seconds = retry_seconds
        self._guard = threading.Lock()
        self._engine: Engine | None = None
        self._file_id: tuple[int, int] | None = None
        self._retry_at = 0.0

    def prepare(self, paths: DataPaths) -> None:
        """Make or migrate the database before anybody is served; later on none is ever made.

        Raises:
            OperationalError: if a run is going that may be doing so, or the database cannot be used.
        """
        if self.engine_if_there() is None:
            with run_lock(paths, wait_seconds=self._retry_seconds):
                open_database(self._url).dispose()
            self.examine()

    @property
    def engine(self) -> Engine:
        """The database.

        Raises:
            OperationalError: if it is out of reach.
        """
        engine = self.engine_if_there()
        if engine is None:
            raise no_database()
        return engine

    def engine_if_there(self) -> Engine | None:
        """Return the database, opening it if it was away; while it stays away it is not asked all the time."""
        with self._guard:
            if self._engine is not None and _file_id(self._url) == self._file_id:
                return self._engine
            self._leave()
            if time.monotonic() < self._retry_at:
                return None
            self._retry_at = time.monotonic() + self._retry_seconds
        self.examine()
        with self._guard:
            return self._engine

    def examine(self) -> None:
        """Find out whether the database is there; if it is not, leave it alone for a while."""
        file_id, found = _file_id(self._url), self._open()
        with self._guard:
            if found is not None and self._engine is not None and file_id == self._file_id:
                found.dispose()
                return
            self._leave()
            self._engine, self._file_id = found, file_id
            self._retry_at = 0.0 if found else time.monotonic() + self._retry_seconds

    def close(self) -> None:
        """Let the database go."""
        with self._guard:
            self._leave()

    def _leave(self) -> None:
        """Close the connections that nobody uses."""
        if self._engine is not None:
            self._engine.dispose()
        self._engine = None

    def _open(self) -> Engine | None:
        """Open the database as it is."""
        try:
            return open_existing(self._url)
        except (StoppedError, SQLAlchemyError, OSError) as error:
            _log.warning("the database is out of reach: %s", error)
            return None


def no_database() -> OperationalError:
    """Say that nothing can be changed, and that this ends by itself."""
    return OperationalError(
        "データベースに接続できないため、いまは閲覧のみです。何も変更されていません。復旧すると自動で元に戻ります。",
        "the database cannot be reached: reading only for now. Nothing was changed; it recovers by itself.",
    )


def _nowhere() -> NoReturn:
    """Refuse to connect."""
    raise no_database()


AWAY = create_engine("sqlite://", creator=_nowhere, poolclass=NullPool)
"""Stands for a database that is out of reach: whoever asks it is told so."""


def _impatient(url: URL) -> URL:
    """Have a server that does not answer be given up after a few seconds."""
    if url.get_backend_name() != "postgresql" or "connect_timeout" in url.query:
        return url
    return url.update_query_dict({"connect_timeout": "5"})


def _file_id(url: URL) -> tuple[int, int] | None:
    """Return which file an embedded database is: one put back from a backup is another."""
    if url.get_backend_name() != "sqlite":
        return None
    try:
        status = Path(url.database or "").stat()
    except OSError:
        return (0, 0)
    return status.st_dev, status.st_ino
