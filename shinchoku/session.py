"""One run on one plan: its register, its folders, its database, its date."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from shinchoku.adapters.locking import run_lock
from shinchoku.adapters.plan_file import find_plan, load_plan
from shinchoku.adapters.published import PublishedDataset
from shinchoku.adapters.raw_store import RawStore
from shinchoku.adapters.state.change import Change, changing
from shinchoku.adapters.state.database import database_url, open_database, open_existing
from shinchoku.adapters.state.takedowns import load_destroyed
from shinchoku.city_clock import city_moment, city_time, now
from shinchoku.errors import ConfigurationError, OperationalError, disk_failed
from shinchoku.paths import DataPaths
from shinchoku.register.plan import Plan
from shinchoku.review.people import NIGHTLY, Actor

P = ParamSpec("P")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Session:
    """What every stage needs; made by `writing`, `deciding` or `reading`."""

    plan: Plan
    plan_file: Path
    paths: DataPaths
    engine: Engine
    as_of: date
    because: str = ""
    """Why the system does by itself what it does, if it is not the night."""

    @property
    def moment(self) -> datetime:
        """The moment of the run: now, or the beginning of the day that was asked for instead of today."""
        at = city_time(now())
        return at if at.date() == self.as_of else city_moment(self.as_of)

    def ask(
        self, question: Callable[Concatenate[Connection, str, P], T], *about: P.args, **more: P.kwargs
    ) -> T:
        """Return what one question of the state is answered with, of this plan.

        Several that must see the same state share one `engine.connect()` instead.
        """
        with self.engine.connect() as connection:
            return question(connection, self.plan.id, *about, **more)

    def change(self, actor: Actor, reason: str) -> AbstractContextManager[Change]:
        """Begin a change of the state: who, and why."""
        return changing(self.engine, self.plan.id, actor, reason, now())

    def change_by_itself(self) -> AbstractContextManager[Change]:
        """Begin a change that no person decided: the night's, or what follows from a decision."""
        return self.change(NIGHTLY, self.because or f"nightly run of {self.as_of}")

    @property
    def raw(self) -> RawStore:
        """The archive of received contents; those that were destroyed it takes no more."""
        with self.engine.connect() as connection:
            return RawStore(self.paths, self.plan.id, load_destroyed(connection, self.plan.id).keys())

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
    plan_file = find_plan(plan)
    register = load_plan(plan_file)
    paths = DataPaths(data)
    url = database_url(data, database)
    with run_lock(paths):
        engine = open_database(url)
        try:
            yield Session(register, plan_file, paths, engine, as_of)
        except SQLAlchemyError as error:
            raise _database_failed() from error
        except OSError as error:
            raise disk_failed(error) from error
        finally:
            engine.dispose()


@contextmanager
def deciding(plan: str | None, data: Path, database: str | None, as_of: date) -> Iterator[Session]:
    """Open a session for decisions that no run stands in the way of: about findings, rows, accounts.

    Raises:
        StoppedError: if the plan is wrong, there was no night yet, or the database cannot be opened.
    """
    with reading(plan, data, database, as_of) as session:
        if session is None:
            raise ConfigurationError(
                "まだ一度も夜間処理が行われていません。先に shinchoku nightly を実行してください。",
                "there was no night yet: run shinchoku nightly first.",
            )
        yield session


@contextmanager
def reading(plan: str | None, data: Path, database: str | None, as_of: date) -> Iterator[Session | None]:
    """Open a session that only looks; it is `None` before the first night.

    Raises:
        StoppedError: if the plan is wrong or the database cannot be opened.
    """
    plan_file = find_plan(plan)
    register = load_plan(plan_file)
    engine = open_existing(database_url(data, database))
    if engine is None:
        yield None
        return
    try:
        yield Session(register, plan_file, DataPaths(data), engine, as_of)
    except SQLAlchemyError as error:
        raise _database_failed() from error
    finally:
        engine.dispose()


def _database_failed() -> OperationalError:
    """Say that the database failed on the way."""
    return OperationalError(
        "状態データベースへの読み書きに失敗しました。接続と空き容量を確かめて、もう一度実行してください。",
        "the state database failed: check its connection and space, and run again.",
    )
