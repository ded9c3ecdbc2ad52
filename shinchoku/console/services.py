"""The services: what the console has at hand for every request, and how it does without its database for a while."""

import logging
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from functools import cached_property
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from shinchoku.adapters.catalogues.port import FromBlock
from shinchoku.adapters.oidc import Provider
from shinchoku.adapters.plan_file import load_plan
from shinchoku.adapters.state.database import database_url
from shinchoku.adapters.state.nights import last_date
from shinchoku.adapters.workbooks.how_many import readers_at_once
from shinchoku.adapters.workbooks.reader_pool import ReaderPool
from shinchoku.adapters.workbooks.sheet_cache import SheetCache
from shinchoku.bilingual import Bilingual
from shinchoku.city_clock import today as date_in_the_city
from shinchoku.console.database import AWAY, Database
from shinchoku.console.presence import Presence
from shinchoku.console.pushing import Pushing
from shinchoku.console.secret import Secret, load_secret
from shinchoku.console.settings import ConsoleSettings
from shinchoku.errors import ConfigurationError
from shinchoku.night.publishing.outside import Outside
from shinchoku.paths import DataPaths
from shinchoku.register.plan import Plan
from shinchoku.session import Session
from shinchoku.usecases.sheets.precheck import open_pool
from shinchoku.views.trail import Walked

_LOOKS_EVERY_SECONDS = 1.0
_MOST_READERS = 2
_NO_PLAN = Bilingual("計画ファイルを読み込めません。", "the plan file cannot be read.")
_log = logging.getLogger(__name__)


class ConsoleServices:
    """The application's own things; used from any thread. Making one touches nothing."""

    def __init__(
        self,
        plan_file: Path,
        data: Path,
        database: str | None = None,
        *,
        settings: ConsoleSettings | None = None,
        today: Callable[[], date] = date_in_the_city,
        from_block: FromBlock | None = None,
    ) -> None:
        """Keep where everything lies; `from_block` reads a catalogue's token where the orchestrator keeps it."""
        self.plan_file = plan_file
        self.paths = DataPaths(data)
        self.settings = settings or ConsoleSettings()
        self.database = Database(database_url(data, database), self.settings.retry_seconds)
        self._today = today
        self._guard = threading.Lock()
        self._making = threading.Lock()
        self._pool: ReaderPool | None = None
        self._sheets: SheetCache | None = None
        self._plan: Plan | None = None
        self._plan_looks: tuple[object, ...] = ()
        self._looked_at = 0.0
        self._last_night: tuple[float, date | None] = (0.0, None)
        self.presence = Presence()
        self.outside = Outside(from_block)
        """What catalogues are reached with."""
        self.pushing = Pushing(self.session, self.outside)
        self.walked: Walked | None = None
        """How far the audit trail's chain was walked, so that it need not be walked anew for every look."""
        self.plan_mistake: Bilingual | None = None
        """What is wrong with the plan file as it is now; the last good one is still used."""

    @cached_property
    def secret(self) -> Secret:
        """What the console signs with."""
        return load_secret(self.paths.state)

    @property
    def pool(self) -> ReaderPool:
        """The confined readers that uploaded and received files are read by."""
        with self._making:
            if self._pool is None:
                self._pool = open_pool(readers_at_once(_MOST_READERS))
            return self._pool

    @property
    def sheets(self) -> SheetCache:
        """The contents that were last looked into."""
        pool = self.pool
        with self._making:
            if self._sheets is None:
                self._sheets = SheetCache(pool)
            return self._sheets

    @cached_property
    def provider(self) -> Provider | None:
        """The identity provider, if one is set up."""
        return Provider(self.settings.oidc) if self.settings.oidc else None

    @property
    def plan(self) -> Plan:
        """The plan as its file has it now; if that is wrong, as it had it last.

        Raises:
            ConfigurationError: if it never was right.
        """
        with self._guard:
            if self._plan is not None and time.monotonic() - self._looked_at < _LOOKS_EVERY_SECONDS:
                return self._plan
            self._looked_at = time.monotonic()
            looks = _looks(self.plan_file)
            if self._plan is None or looks != self._plan_looks:
                self._load(looks)
            if self._plan is None:
                raise ConfigurationError.of(self.plan_mistake or _NO_PLAN)
            return self._plan

    def look_again(self) -> None:
        """Have the plan's file looked at with the next question: somebody has just written it."""
        with self._guard:
            self._looked_at = -_LOOKS_EVERY_SECONDS

    def _load(self, looks: tuple[object, ...]) -> None:
        """Load the plan anew, keeping the last good one."""
        self._plan_looks = looks
        try:
            self._plan, self.plan_mistake = load_plan(self.plan_file), None
        except ConfigurationError as error:
            _log.warning("the plan file cannot be used: %s", error)
            self.plan_mistake = error.message

    @property
    def read_only(self) -> bool:
        """Whether the database is out of reach, so that there is only reading of files."""
        return self.database.engine_if_there() is None

    @property
    def engine(self) -> Engine:
        """The database.

        Raises:
            OperationalError: if it is out of reach.
        """
        return self.database.engine

    @property
    def as_of(self) -> date:
        """The date that the console works by: today's, or last night's if that was later."""
        at, last = self._last_night
        engine = self.database.engine_if_there()
        if engine is not None and time.monotonic() - at > _LOOKS_EVERY_SECONDS:
            with suppress(SQLAlchemyError), engine.connect() as connection:
                last = last_date(connection, self.plan.id)
            self._last_night = (time.monotonic(), last)
        return max(self._today(), last) if last else self._today()

    def session(self, because: str = "") -> Session:
        """Return a stages' session on the plan as it is now.

        While the database is out of reach, whatever asks it raises an `OperationalError` that says so.
        """
        engine = self.database.engine_if_there() or AWAY
        return Session(self.plan, self.plan_file, self.paths, engine, self.as_of, because)

    def close(self) -> None:
        """Let everything go."""
        with self._making:
            if self._pool is not None:
                self._pool.close()
        self.database.close()


def _looks(plan_file: Path) -> tuple[object, ...]:
    """Return by what a change of the plan's files shows."""
    found: list[object] = []
    for path in (plan_file, *sorted(plan_file.parent.glob("layouts/*.toml"))):
        try:
            status = path.stat()
        except OSError:
            continue
        found.append((path.name, status.st_mtime_ns, status.st_size, status.st_ino))
    return tuple(found)
