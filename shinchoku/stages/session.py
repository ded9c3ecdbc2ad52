"""One run on one plan: its register, its folders, its database, its date."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from shinchoku.adapters.locking import run_lock
from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.adapters.published import PublishedDataset
from shinchoku.adapters.raw_store import RawStore
from shinchoku.adapters.state.database import database_url, open_database, open_existing
from shinchoku.bilingual import Bilingual
from shinchoku.errors import OperationalError, disk_failed
from shinchoku.paths import DataPaths
from shinchoku.register.plan import Plan

_CITY_TIME = ZoneInfo("Asia/Tokyo")


@dataclass(frozen=True, slots=True)
class Session:
    """What every stage needs; made by `writing` or `reading`."""

    plan: Plan
    paths: DataPaths
    engine: Engine
    as_of: date

    @property
    def raw(self) -> RawStore:
        """The archive of received contents."""
        return RawStore(self.paths, self.plan.id)

    @property
    def published(self) -> PublishedDataset:
        """The plan's published dataset."""
        return PublishedDataset(self.paths, self.plan.dataset)


@contextmanager
def writing(plan: str | None, data: Path, database: str | None, as_of: date) -> Iterator[Session]:
    """Open a session that may change things: alone on its data directory.

    Raises:
        StoppedError: if the plan is wrong, another run is going, or the database cannot be opened.
    """
    register = load_plan(find_plan(plan))
    paths = DataPaths(data)
    url = database_url(data, database)
    with run_lock(paths):
        engine = open_database(url)
        try:
            yield Session(register, paths, engine, as_of)
        except SQLAlchemyError as error:
            raise _database_failed() from error
        except OSError as error:
            raise disk_failed(error) from error
        finally:
            engine.dispose()


@contextmanager
def reading(plan: str | None, data: Path, database: str | None, as_of: date) -> Iterator[Session | None]:
    """Open a session that only looks; it is `None` before the first night.

    Raises:
        StoppedError: if the plan is wrong or the database cannot be opened.
    """
    register = load_plan(find_plan(plan))
    engine = open_existing(database_url(data, database))
    if engine is None:
        yield None
        return
    try:
        yield Session(register, DataPaths(data), engine, as_of)
    except SQLAlchemyError as error:
        raise _database_failed() from error
    finally:
        engine.dispose()


def today() -> date:
    """Return the date in the city: the default of `--as-of`."""
    return datetime.now(_CITY_TIME).date()


def now() -> datetime:
    """Return the instant, for the state's own records; nothing published depends on it."""
    return datetime.now(UTC)


def _database_failed() -> OperationalError:
    """Say that the database failed on the way."""
    return OperationalError(
        Bilingual(
            "状態データベースへの読み書きに失敗しました。接続と空き容量を確かめて、もう一度実行してください。",
            "the state database failed: check its connection and space, and run again.",
        )
    )
